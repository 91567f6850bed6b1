"""A named question as a page: a form of its parameters, its rows as cells, the sentences behind them, and its files.

The pages of single subjects put their own views around the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from starlette.responses import Response

from graph.errors import BadParameter
from queries.answer import Answer
from queries.catalogue import Column, Parameter, Question, shipped_model
from queries.export import to_csv
from queries.proof import proofs
from queries.reading import Reader
from queries.run import MOST_ROWS, ask, facets
from queries.shortened import left_out, uncut
from queries.wording import word
from web.citing import cypher_with
from web.show import Show, page_of
from web.site import Site, State
from web.view import View
from web.words import words

PAGE_SIZES = (50, 100, 200, 500)
RESERVED = frozenset({"page", "size", "view", "facets"})
# Quotes that a row opens: of one relation or value, of the whole row.
_EACH, _MOST = 2, 6


@dataclass(frozen=True)
class Field:
    """One field of a form: `choices` are (key, word) pairs for a list, empty for a free text."""

    name: str
    label: str
    type: str
    value: str
    choices: Sequence[tuple[str, str]]
    required: bool


@dataclass(frozen=True)
class Link:
    """A text, with the address of what it names where it has one."""

    text: str
    href: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """One cell: its links, and whether it is a number."""

    links: Sequence[Link]
    number: bool = False

    @property
    def only(self) -> Link | None:
        """The one link of a plain cell, which most are; it is written without further ado."""
        return self.links[0] if len(self.links) == 1 and not self.links[0].note else None


@dataclass(frozen=True)
class Row:
    """Cells, and the quotes behind them (`proven` says how many there are in all)."""

    cells: Sequence[Cell]
    quotes: Sequence[Mapping[str, Any]]
    proven: int


@dataclass(frozen=True)
class Asked:
    """An answer with what a page shows of it."""

    answer: Answer
    fields: Sequence[Field]
    columns: Sequence[Column]
    rows: Sequence[Row]
    facets: Mapping[str, Sequence[Mapping[str, Any]]]
    page: int
    pages: int
    size: int
    cypher: str
    given: Mapping[str, str]

    @property
    def first(self) -> int:
        """The number of the first row shown, from 1; 0 when there are none."""
        return self.answer.offset + 1 if self.rows else 0

    @property
    def last(self) -> int:
        """The number of the last row shown."""
        return self.answer.offset + len(self.rows)

    def facet_heading(self, show: Show, facet: str) -> str:
        """What a facet is called: as the column or the parameter of that name."""
        question = self.answer.question
        named: list[Column | Parameter] = [*question.columns, *question.parameters]
        return next((show.heading(item) for item in named if item.name == facet), facet)

    def facet_here(self, view: View, facet: str, value: object) -> str | None:
        """The address that narrows to a value of a facet; None where no parameter does that."""
        narrow = {"count": "min", "shared": "min", "alliance_count": "min_alliances"}.get(facet, facet)
        if narrow not in {item.name for item in self.answer.question.parameters}:
            return None
        return view.here(**{narrow: value, "page": None})


def asked(site: Site, view: View, state: State, question: Question, defaults: Mapping[str, str] | None = None) -> Asked:
    """The answer to `question` with the parameters of the address.

    `defaults` stand for parameters that the address does not name. Raises BadParameter and the family of StoreError.
    """
    given = parameters_of(view, question, defaults)
    page, size = whole(view, "page", 1, 100_000), whole(view, "size", PAGE_SIZES[0], PAGE_SIZES[-1])
    store = site.store
    seen = site.seen.at(store, state.version, state.mixed, given) if question.scoped else None
    answer = ask(store, question, given, limit=size, offset=(page - 1) * size, looked_at=seen)
    show = Show(view.language)
    shown = _shown(answer)
    found = proofs(store, answer.rows, _EACH, _MOST)
    rows = [
        Row(_cells(show, question, shown, row), quotes, total)
        for row, (quotes, total) in zip(answer.rows, found, strict=True)
    ]
    return Asked(
        answer,
        [_field(show, item, given) for item in question.parameters],
        shown,
        rows,
        facets(store, question, answer.parameters) if question.paged else {},
        page,
        max(1, -(-answer.total // size)),
        size,
        cypher_with(question.cypher, {**answer.parameters, **({"skip": 0, "limit": size} if question.paged else {})}),
        given,
    )


def parameters_of(view: View, question: Question, defaults: Mapping[str, str] | None = None) -> dict[str, str]:
    """The question's parameters in the address; an empty field is one that was left out."""
    own = {item.name for item in question.parameters}
    given = {
        name: value for name, value in {**(defaults or {}), **view.query}.items() if name not in RESERVED and value
    }
    for name in given:
        if name not in own:
            raise BadParameter(f"这一页没有参数 {name[:50]} (unknown parameter)", name)
    return given


def whole(view: View, name: str, default: int, most: int) -> int:
    """A whole number of the address, from 1. Raises BadParameter."""
    text = view.query.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and 1 <= len(text) <= 7 and 1 <= int(text) <= most):
        raise BadParameter(f"{name}={text[:20]}：应为 1 到 {most} 的整数 (a whole number is wanted)", name)
    return int(text)


def as_file(
    store: Reader, view: View, question: Question, ending: str, defaults: Mapping[str, str] | None = None
) -> Response:
    """All rows of the question as CSV (with a BOM, for spreadsheets) or JSON; says when even that is cut."""
    from json import dumps

    given = parameters_of(view, question, defaults)
    answer = ask(store, question, uncut(question, given), limit=MOST_ROWS)
    cut = answer.cut or answer.shortened
    name = f"{question.name}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache",
               "X-Total": str(answer.total), "X-Cut": str(cut).lower()}  # fmt: skip
    if ending == "csv":
        text = to_csv(answer, excel=True)
        return Response(text.encode(), 200, headers, "text/csv; charset=utf-8")
    body = {"question": question.name, "parameters": dict(answer.parameters), "total": answer.total, "cut": cut,
            "notes": list(answer.notes), "items": answer.rows}  # fmt: skip
    return Response(dumps(body, ensure_ascii=False).encode(), 200, headers, "application/json")


def _field(show: Show, item: Parameter, given: Mapping[str, str]) -> Field:
    default = "" if item.default is None else str(item.default).lower() if item.type == "boolean" else str(item.default)
    choices = [(key, _choice(show, item, key)) for key in item.choices]
    if item.type == "boolean":
        choices = [("true", show.say("yes")), ("false", show.say("no"))]
    type_ = "number" if item.type in ("integer", "number", "amount") else "search" if item.labels else "text"
    return Field(item.name, show.heading(item), type_, given.get(item.name, default), choices, item.required)


def _choice(show: Show, item: Parameter, key: str) -> str:
    model = shipped_model()
    if item.type == "kind":
        return show.kind(key)
    if item.type == "comparator":
        return f"{key} {show.term(model.vocabularies['comparator'][key])}"
    if item.type in model.vocabularies:
        return show.term(model.vocabularies[item.type][key])
    known = word(item.name, key, show.language)
    # A question that is new may have words that the interface does not know yet.
    return known or (show.say(f"choice_{key}") if f"choice_{key}" in words() else key)


def _named_by(column: str, row: Mapping[str, Any]) -> str | None:
    """The column that holds the id of what `column` names."""
    for id_ in ("id" if column in ("name", "title", "metric", "heading") else "", f"{column}_id",
                column.removesuffix("_name") if column.endswith("_name") else "",
                column.removesuffix("_title") if column.endswith("_title") else "",
                column if column == "fact" else ""):  # fmt: skip
        if id_ and isinstance(row.get(id_), str):
            return id_
    return None


def _shown(answer: Answer) -> list[Column]:
    """The columns that people read: no ids, and none that is empty in all rows."""
    ids = {_named_by(column.name, row) for column in answer.columns for row in answer.rows[:1]} - {"fact"}
    found = []
    for column in answer.columns:
        if column.name in ids or column.name in _HIDDEN:
            continue
        if any(row.get(column.name) not in (None, [], "") for row in answer.rows) or not answer.rows:
            found.append(column)
    return found


_HIDDEN = frozenset({
    "id", "slot", "slots", "ids", "figure", "evidence", "slot_first", "slot_second", "quotes", "norm_value",
    "norm_value_max", "norm_unit",
})  # fmt: skip


def _cells(show: Show, question: Question, shown: Sequence[Column], row: Mapping[str, Any]) -> list[Cell]:
    """The cells of a row; a list that is cut ends with how much is missing, which leads to the thing with all of it."""
    cells, missing = [_cell(show, column, row) for column in shown], left_out(question, row)
    for at, column in enumerate(shown):
        if column.name in missing:
            href = page_of(str(row["id"])) if row.get("id") else None
            rest = Link(show.say("proof_more", n=missing[column.name]), href)
            cells[at] = replace(cells[at], links=[*cells[at].links, rest])
    return cells


def _cell(show: Show, column: Column, row: Mapping[str, Any]) -> Cell:
    value = row.get(column.name)
    if column.type == "rows":
        return Cell([_thing(show, item) for item in value or ()])
    if column.type in ("integer", "number"):
        return Cell([Link(show.value(column.name, value))], number=True)
    id_ = _named_by(column.name, row)
    href = page_of(str(row[id_])) if id_ and value is not None else None
    return Cell([Link(show.value(column.name, value), href)] if value not in (None, []) else [])


def _thing(show: Show, item: Mapping[str, Any]) -> Link:
    roles = item.get("roles") or item.get("title")
    if "name" not in item:
        return Link(" ".join(show.value(key, value) for key, value in item.items() if value is not None))
    note = show.value("roles", roles) if roles else ""
    return Link(str(item["name"]), page_of(str(item["id"])) if item.get("id") else None, note)
