"""Asks a question of the catalogue: checks its parameters, reads the rows, and says what the answer rests on.

Every answer over lists tells how many alliances were looked at and how many have open member lists; an empty answer
says which restriction to drop; a cut answer says that it is cut, and so does one whose rows hold cut lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.errors import BadParameter, NotFound
from queries.answer import Answer, LookedAt
from queries.catalogue import PAGE, Parameter, Question, load_catalogue, question_named
from queries.check import all_ids, settled, stated
from queries.reading import Reader
from queries.shortened import left_out, notes_of

DEFAULT_LIMIT = 50
MOST_ROWS = 10_000  # one answer; more is an export's work
DEEPEST = 1_000_000
MOST_FACETS = 50  # values of one facet
_ALL = 10**9
_NARROWING = ("field", "region")  # parameters that narrow which alliances are looked at


def ask(
    store: Reader,
    question: Question | str,
    parameters: Mapping[str, Any] | None = None,
    *,
    limit: int = DEFAULT_LIMIT,
    offset: int = 0,
    looked_at: LookedAt | None = None,
) -> Answer:
    """The answer to a question (or to the question of that name).

    `limit` rows from `offset` on; `looked_at` may be handed in by who keeps it. Raises BadParameter, UnknownQuestion,
    NotFound and the family of StoreError.
    """
    if isinstance(question, str):
        question = question_named(question)
    _bounds("limit", limit, 1, MOST_ROWS)
    _bounds("offset", offset, 0, DEEPEST)
    paging = {"skip": offset, "limit": limit + 1} if question.paged else {}
    values = stated(question, parameters or {})
    sure = all_ids(question, values)
    if not sure:
        values = settled(store, question, values)
    rows = store.read(question.cypher, {**values, **paging})
    if sure and not rows:
        # The answer may be empty, but the id may also be a former one, or that of nothing.
        named, values = values, settled(store, question, values)
        rows = rows if values == named else store.read(question.cypher, {**values, **paging})
    if not question.paged and not rows:
        raise NotFound(f"没有这样的{question.title_zh} (not found)；参数：{_written(values)}")
    total, rows = _total(store, question, values, rows, offset, limit)
    if question.scoped and looked_at is None:
        looked_at = look_at(store, values)
    notes = _notes(store, question, values, rows, total, offset, looked_at if question.scoped else None)
    return Answer(
        question, values, question.columns, rows, total, offset, offset + len(rows) < total, notes,
        looked_at if question.scoped else None, any(left_out(question, row) for row in rows),
    )  # fmt: skip


def first_rows(store: Reader, name: str, given: Mapping[str, Any], limit: int) -> list[dict[str, Any]]:
    """The first rows of a question for checked values, as a part of another answer: one statement, and no more."""
    question = question_named(name)
    values = {item.name: item.default for item in question.parameters}
    rows = store.read(question.cypher, {**values, **given, "skip": 0, "limit": limit})
    _told(question, rows)
    return rows


def look_at(store: Reader, restrictions: Mapping[str, Any] | None = None) -> LookedAt:
    """What an answer rests on: the alliances of the field and region in `restrictions`, all without."""
    alliances = load_catalogue()["alliances"]
    values: dict[str, Any] = {item.name: item.default for item in alliances.parameters}
    given = restrictions or {}
    values |= {name: given[name] for name in _NARROWING if given.get(name) is not None}
    counted = (
        f"CALL () {{ {alliances.cypher} }} RETURN count(*) AS alliances, "
        "sum(CASE WHEN open_list THEN 1 ELSE 0 END) AS open_lists, "
        "sum(CASE WHEN open_list IS NULL THEN 1 ELSE 0 END) AS undeclared"
    )
    row = store.read(counted, {**values, "skip": 0, "limit": _ALL})[0]
    version, mixed = data_state(store)
    return LookedAt(row["alliances"], row["open_lists"], row["undeclared"], "mixed" if mixed else "same", version)


def data_state(store: Reader) -> tuple[str, bool]:
    """The data version (empty text for an empty graph) and whether sources of several editions are in the graph."""
    rows = store.read(
        "MATCH (m:Meta {id: 'graph'}) RETURN m.data_version AS version, size(coalesce(m.editions, [])) AS editions"
    )
    if not rows:
        return "", False
    return str(rows[0]["version"] or ""), rows[0]["editions"] > 1


def count(store: Reader, question: Question, values: Mapping[str, Any]) -> int:
    """How many rows the question has with these checked values. They need not be sorted for that."""
    matched = _matched(question)
    order = matched.rindex("ORDER BY")
    # Not where the last order is that of a subquery.
    rows = matched if "}" in matched[order:] else matched[:order]
    return int(store.read(f"{rows}\nRETURN count(*) AS total", {**values, "skip": 0, "limit": _ALL})[0]["total"])


def facets(store: Reader, question: Question, values: Mapping[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """For each facet of the question its values with counts over all rows, the most frequent first."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in question.facets}
    if not found:
        return found
    pairs = ", ".join(f"['{name}', {expression}]" for name, expression in question.facets.items())
    statement = (
        f"{_matched(question)}\nUNWIND [{pairs}] AS pair\n"
        "WITH pair[0] AS facet, pair[1] AS value WHERE value IS NOT NULL\n"
        "RETURN facet, value, count(*) AS count ORDER BY facet, count DESC, value"
    )
    for row in store.read(statement, {**values, "skip": 0, "limit": _ALL}):
        if len(found[row["facet"]]) < MOST_FACETS:
            found[row["facet"]].append({"value": row["value"], "count": row["count"]})
    return found


def _matched(question: Question) -> str:
    """The statement up to its page: there the rows are all there, and what each shows is not worked out yet."""
    return question.cypher[: question.cypher.index(PAGE) + len(PAGE)]


def _total(
    store: Reader, question: Question, values: Mapping[str, Any], rows: list[dict[str, Any]], offset: int, limit: int
) -> tuple[int, list[dict[str, Any]]]:
    if not question.paged:
        return len(rows), rows
    told = _told(question, rows)
    if told is not None:
        return told, rows[:limit]
    if len(rows) > limit or (not rows and offset):
        return count(store, question, values), rows[:limit]
    return offset + len(rows), rows


def _told(question: Question, rows: list[dict[str, Any]]) -> int | None:
    """What the rows themselves say of how many there are, which is taken out of them."""
    told = [row.pop(question.total) for row in rows] if question.total else []
    return int(told[0]) if told else None


def _notes(
    store: Reader, question: Question, values: Mapping[str, Any], rows: list[dict[str, Any]], total: int, offset: int,
    looked_at: LookedAt | None,
) -> tuple[str, ...]:  # fmt: skip
    notes = []
    if offset + len(rows) < total:
        notes.append(
            f"共 {total} 条，这里是第 {offset + 1} 至 {offset + len(rows)} 条 (cut: {len(rows)} of {total} rows)"
        )
    notes += notes_of(question, values, rows)
    if looked_at:
        notes.append(_rests_on(looked_at))
    if question.paged and not total:
        notes += _why_empty(store, question, values, looked_at)
    return tuple(notes)


def _rests_on(seen: LookedAt) -> str:
    text = (
        f"查看了 {seen.alliances} 个联盟，其中 {seen.open_lists} 个成员名单不全、{seen.undeclared} 个没有说明总数 "
        f"({seen.alliances} alliances looked at, {seen.open_lists} with open lists, {seen.undeclared} undeclared)"
    )
    if seen.edition == "mixed":
        text += "；来源分属不同版次，结果可能不一致 (mixed editions)"
    return text


def _why_empty(store: Reader, question: Question, values: Mapping[str, Any], seen: LookedAt | None) -> list[str]:
    if seen is not None and not seen.alliances and not any(values.get(name) for name in _NARROWING):
        return ["图谱里还没有联盟；请先用 lianmeng ingest 读入来源 (the graph is empty: ingest sources first)"]
    notes = ["没有符合条件的结果 (nothing found)"]
    cutting = {cut.parameter for cut in question.cuts.values()}  # they restrict no rows
    for item in question.parameters:
        wider = _wider(item)
        if item.required or item.name in cutting or values[item.name] == wider:
            continue
        total = count(store, question, {**values, item.name: wider})
        if total:
            told = (
                f"把 {item.name} 放宽到 {wider}"
                if wider is not None
                else f"去掉 {item.name}={values[item.name]} 的限制"
            )
            notes.append(f"{told}，有 {total} 条 (without it: {total} rows)")
    return notes


def _wider(item: Parameter) -> Any:
    """The value that restricts least: the lower bound of a least number, else none, else the default."""
    if item.type == "integer" and item.default is not None and item.low is not None:
        return int(item.low)
    return item.default


def _bounds(name: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise BadParameter(f"{name}={value}：超出范围 (out of bounds)；请写 {low} 到 {high} 之间的整数", name)


def _written(values: Mapping[str, Any]) -> str:
    return "、".join(f"{name}={value}" for name, value in values.items())
