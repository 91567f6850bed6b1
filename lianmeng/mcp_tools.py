"""The tools that language-model clients get: search, profile, and one for each question of the catalogue.

A tool is a name, two schemas and a function from arguments to an answer; answers are kept short, because a model reads
all of them, but each row keeps quotes that prove it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from api.profiles import sent
from graph.errors import BadParameter
from lianmeng.mcp_schemas import ROWS, answer_schema, question_schema, tool_schema
from queries.catalogue import Question, load_catalogue
from queries.find import NAMED, near_names, resolve
from queries.name_index import Names, search
from queries.profile import profile
from queries.proof import picked, proofs
from queries.reading import Reader
from queries.reasons import reason_text
from queries.run import ask, data_state

MOST_LIMIT = 100
MOST_EVIDENCE = 10
MOST_QUOTES = 20  # of one row; a university may sit in as many alliances


@dataclass(frozen=True)
class GraphTool:
    """One tool. `answer` raises the family of LianmengError; its answer fits `output_schema`."""

    name: str
    title: str
    description: str
    input_schema: dict[str, Any]
    output_schema: dict[str, Any]
    answer: Callable[[Mapping[str, Any]], dict[str, Any]]


def graph_tools(store: Reader) -> dict[str, GraphTool]:
    """All tools by name."""
    names = Names()
    own = [
        GraphTool(
            "search",
            "搜索 / search",
            "按名称、别名、拼音或部分文字找联盟、机构、项目、人物等；先用它 / "
            "Find things by name, alias, pinyin or part of a name; start here.",
            tool_schema("search"),
            answer_schema("search"),
            partial(_search, store, names),
        ),
        GraphTool(
            "profile",
            "概况 / profile",
            "一个事物的全部：各值、成员、角色、目标、项目，各附原文 / "
            "All about one thing, each value and relation with quotes.",
            tool_schema("profile"),
            answer_schema("profile"),
            partial(_profile, store),
        ),
    ]
    asked = [_tool_of(store, question) for question in load_catalogue().values()]
    return {tool.name: tool for tool in (*own, *asked)}


def _tool_of(store: Reader, question: Question) -> GraphTool:
    columns = "、".join(f"{column.name} {column.zh}" for column in question.columns)
    return GraphTool(
        question.name,
        f"{question.title_zh} / {question.title_en}",
        f"{question.title_zh} / {question.title_en}。列 columns：{columns}",
        question_schema(question),
        answer_schema("question"),
        partial(_asked, store, question),
    )


def _asked(store: Reader, question: Question, arguments: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(arguments)
    each = _whole(given, "evidence", 1, 1, MOST_EVIDENCE)
    limit = _whole(given, "limit", ROWS, 1, MOST_LIMIT) if question.paged else 1
    offset = _whole(given, "offset", 0, 0, 100_000) if question.paged else 0
    answer = ask(store, question, given, limit=limit, offset=offset)
    seen = answer.looked_at
    return {
        "total": answer.total,
        "offset": answer.offset,
        "cut": answer.cut or answer.shortened,
        "notes": list(answer.notes),
        "data_version": seen.data_version if seen else data_state(store)[0],
        "items": [
            {"row": row, "evidence": quotes, "evidence_count": count}
            for row, (quotes, count) in zip(
                answer.rows, proofs(store, answer.rows, each, MOST_QUOTES), strict=True
            )
        ],
    }  # fmt: skip


def _search(store: Reader, names: Names, arguments: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(arguments)
    each = _whole(given, "evidence", 1, 1, MOST_EVIDENCE)
    limit = _whole(given, "limit", ROWS, 1, MOST_LIMIT)
    text, labels = _text(given, "text"), _labels(given, NAMED)
    _no_more(given, "text、label、limit、evidence")
    version = data_state(store)[0]
    hits = search(store, names.at(store, version), text, labels, limit + 1)
    rows = [
        {"id": hit.id, "label": hit.label, "name": hit.name, "kind": hit.kind, "reason": hit.reason,
         "reason_text": reason_text(hit)}
        for hit in hits[:limit]
    ]  # fmt: skip
    notes = []
    if not hits:
        near = near_names(store, text, labels)
        notes.append("没有找到 (nothing found)" + (f"；相近的有：{'、'.join(near)}" if near else ""))
    if len(hits) > limit:
        notes.append(f"只列出前 {limit} 条 (cut: first {limit} hits)")
    return {
        "cut": len(hits) > limit,
        "notes": notes,
        "data_version": version,
        "items": [
            {"row": row, "evidence": quotes, "evidence_count": count}
            for row, (quotes, count) in zip(rows, proofs(store, rows, each, MOST_QUOTES), strict=True)
        ],
    }


def _profile(store: Reader, arguments: Mapping[str, Any]) -> dict[str, Any]:
    given = dict(arguments)
    each = _whole(given, "evidence", 1, 1, MOST_EVIDENCE)
    limit = _whole(given, "limit", ROWS, 1, MOST_LIMIT)
    text, labels = _text(given, "name"), _labels(given, ("Alliance", "Organization"))
    _no_more(given, "name、label、limit、evidence")
    hit = resolve(store, text, labels)
    whole = sent(profile(store, hit.label, hit.id))
    found: dict[str, Any] = {name: whole[name] for name in ("id", "label", "name", "properties", "counts")}
    notes = [
        f"{key} 共 {len(items)} 条，只列出前 {limit} 条 (cut: first {limit} of {len(items)} {key})"
        for key, items in whole["relations"].items()
        if len(items) > limit
    ]
    return found | {
        "cut": whole["cut"] or bool(notes),
        "notes": notes,
        "data_version": data_state(store)[0],
        "evidence": picked([whole["evidence"]], each, MOST_QUOTES)[0],
        "values": [_proven(item, ("property", "zh", "value"), each) for item in whole["values"]],
        "relations": {
            key: [_proven(item, ("id", "label", "name", "properties"), each) for item in items[:limit]]
            for key, items in whole["relations"].items()
        },
    }


def _proven(item: Mapping[str, Any], names: tuple[str, ...], each: int) -> dict[str, Any]:
    quotes, count = picked([item["evidence"]], each, MOST_QUOTES)
    return {name: item[name] for name in names} | {"evidence": quotes, "evidence_count": count}


def _whole(given: dict[str, Any], name: str, default: int, low: int, high: int) -> int:
    value = given.pop(name, default)
    if isinstance(value, bool) or not isinstance(value, int) or not low <= value <= high:
        raise BadParameter(f"{name}={value}：请写 {low} 到 {high} 之间的整数 (a whole number is wanted)", name)
    return value


def _text(given: dict[str, Any], name: str) -> str:
    value = given.pop(name, None)
    if not isinstance(value, str) or not value.strip() or len(value) > 500:
        raise BadParameter(f"缺少参数 {name}，或它不是 1 到 500 个字的文字 (a text is wanted)", name)
    return value


def _labels(given: dict[str, Any], otherwise: tuple[str, ...]) -> tuple[str, ...]:
    label = given.pop("label", None)
    if label is None:
        return otherwise
    if label not in NAMED:
        raise BadParameter(f"label={label}：没有这种类型 (unknown label)；可选：{'、'.join(NAMED)}", "label")
    return (label,)


def _no_more(given: Mapping[str, Any], known: str) -> None:
    for name in given:
        raise BadParameter(f"没有参数 {name} (unknown parameter)；它有：{known}", name)
