"""The project's own tables → facts: every row says what its columns say, and the row is the evidence.

Such a table is known by its header alone, wherever it lies, so that a user's own collection may have some too. Rows of
one table rest on different originals: each carries its own, as the line that a text's `based_on` would have. Which
columns there are and what they may hold is left to `table_models.py` and `table_schema.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import cast

from graph.errors import TableError
from graph.facts import ENTITY, VALUE, Entity, Evidence, Grade, SourceFacts, Span, Where, attest, source_facts
from graph.identity import node_id
from graph.model import Model
from graph.quantity import Comparator, Quantity, quantity
from ingest.canonical import Canon
from ingest.read.table_models import (
    TABLES,
    AllianceRow,
    BasedOn,
    DateRow,
    MembershipRow,
    OrganisationRow,
    SuccessorRow,
    TargetRow,
)
from ingest.read.table_rows import read_rows
from ingest.read.table_schema import TypedRow, typed_rows
from ingest.resolve import amount_properties, source_record, written_amount
from ingest.source import Document
from ingest.words.tidy import fold

TITLES = {
    "alliances.csv": "联盟表 alliances",
    "organisations.csv": "机构表 organisations",
    "memberships.csv": "成员关系表 memberships",
    "successors.csv": "更名与合并表 successors",
    "targets.csv": "目标表 targets",
    "dates.csv": "日期表 dates",
}
ROW_BY_ROW = "逐行注明，见 source_title 列 (stated row by row)"
_COPY = "（转载 copy）"
_MOST_TOLD = 20


def table_name(document: Document) -> str | None:
    """Which table of TABLES the document is by its header; None when it is none of them."""
    line = document.text.partition("\n")[0].rstrip("\r")
    if "source_title" not in line or line.count(",") > 40:
        return None
    try:
        columns = {value for row in read_rows(line) for value in row.values}
    except TableError:
        return None
    return next((name for name, model in TABLES.items() if columns == set(model.model_fields)), None)


def table_facts(document: Document, canon: Canon, edition: str) -> SourceFacts:
    """All facts of one of the project's own tables.

    Raises TableError, naming file, row, column and what to do, when a row does not fit or it is no such table.
    """
    name = table_name(document)
    if name is None:
        raise TableError(f"{document.path}：表头不是本项目的数据表 (unknown table)：{'、'.join(TABLES)}")
    rows, problems = typed_rows(name, document.text, canon.model)
    if problems:
        told = "\n".join(f"  {problem}" for problem in problems[:_MOST_TOLD])
        raise TableError(f"{document.path} 有 {len(problems)} 处错误 (table refused)，没有载入：\n{told}")
    header = replace(document.header, title=TITLES[name], genre="table", origin="compiled", based_on=(ROW_BY_ROW,))
    document = replace(document, header=header, reader="table/1")
    record = source_record(document, edition)
    table = _Table(canon, document.text, record.id, name.removesuffix(".csv"))
    for row in rows:
        table.add(row)
    return source_facts(record, document.text, table.entities.values(), [*table.evidence, *table.existences()])


def original_line(row: BasedOn, model: Model) -> str:
    """What a row is based on, written as in a text's `based_on`: 标题 | 媒体 media | address."""
    parts = [row.source_title.removesuffix(_COPY)]
    if row.publisher:
        parts.append(f"{model.vocabularies['publisher'][row.publisher].zh} {row.publisher}")
    return " | ".join([*parts, row.address] if row.address else parts)


class _Table:
    """Collects entities and evidence of one table."""

    def __init__(self, canon: Canon, text: str, source: str, name: str) -> None:
        self._canon = canon
        self._text = text
        self._source = source
        self._rule = f"table.{name}"
        self._places = frozenset(canon.lexicon.places.values())
        self._row: TypedRow
        self._seen: dict[str, list[tuple[Where, BasedOn]]] = {}
        self.entities: dict[str, Entity] = {}
        self.evidence: list[Evidence] = []

    def add(self, row: TypedRow) -> None:
        """The facts of one row."""
        self._row = row
        match row.data:
            case AllianceRow():
                self._alliance_row(row.data)
            case OrganisationRow():
                self._organisation_row(row.data)
            case MembershipRow():
                self._membership_row(row.data)
            case SuccessorRow():
                self._successor_row(row.data)
            case TargetRow():
                self._target_row(row.data)
            case DateRow():
                self._value(self._alliance("alliance", row.data.alliance), row.data.step, row.data.date)

    def existences(self) -> Iterable[Evidence]:
        """One evidence for each entity: where it is named first, with its other rows beside it."""
        for id_, places in self._seen.items():
            where, data = places[0]
            also = [other.span for other, _ in places[1:] if other.span != where.span]
            yield attest(where, id_, rule=self._rule, grade=cast(Grade, data.grade), type_=ENTITY, also=also)

    def _alliance_row(self, data: AllianceRow) -> None:
        alliance = self._alliance("name", data.name)
        self._aliases(alliance, data.short_names)
        values = {"short_name": data.short_names[0] if data.short_names else "", "founded": data.founded}
        values |= {"field": data.field, "region": data.region, "level": data.level, "batch": data.batch}
        for property_, value in values.items():
            self._value(alliance, property_, value)
        self._located(alliance, "region", data.region)
        if data.declared_members is not None:
            amount = quantity(cast(Comparator, data.declared_comparator), data.declared_members, "家")
            self._amount("Figure", alliance, "stated", "member", "member_count", amount, "")

    def _organisation_row(self, data: OrganisationRow) -> None:
        organisation = self._organisation("name", data.name)
        self._aliases(organisation, data.short_names)
        self._value(organisation, "aliases", data.english_name)
        self._value(organisation, "kind_stated", data.kind)
        self._located(organisation, "place", data.place)

    def _membership_row(self, data: MembershipRow) -> None:
        alliance = self._alliance("alliance", data.alliance)
        find = self._organisation if data.member_type == "organization" else self._alliance
        member = find("member", data.member)
        if data.state == "current":
            self._edge(member, "MEMBER_OF", alliance)
        else:
            self._edge(member, "MEMBER_OF", alliance, "state", data.state)
        for role in data.roles:
            self._edge(member, "MEMBER_OF", alliance, "roles", role)
        for property_, value in (("since", data.since), ("until", data.until)):
            if value:
                self._edge(member, "MEMBER_OF", alliance, property_, value)

    def _successor_row(self, data: SuccessorRow) -> None:
        old, new = self._organisation("old_name", data.old_name), self._organisation("new_name", data.new_name)
        self._edge(old, "SUCCEEDED_BY", new)
        self._edge(old, "SUCCEEDED_BY", new, "kind", data.kind)
        if data.year:
            self._edge(old, "SUCCEEDED_BY", new, "year", data.year)

    def _target_row(self, data: TargetRow) -> None:
        alliance = self._alliance("alliance", data.alliance)
        amount = None
        if data.value is not None:
            amount = quantity(cast(Comparator, data.comparator), data.value, data.unit, data.value_max)
        self._amount("Target", alliance, data.status, data.subject, data.metric, amount, data.deadline)

    def _alliance(self, column: str, name: str) -> Entity:
        return self._named(self._canon.alliance_entity(self._canon.alliance(fold(name))), column, name)

    def _organisation(self, column: str, name: str) -> Entity:
        return self._named(self._canon.organization_entity(self._canon.organization(fold(name), None)), column, name)

    def _named(self, entity: Entity, column: str, name: str) -> Entity:
        self._exists(entity, column)
        self._aliases(entity, [fold(name)])
        return entity

    def _exists(self, entity: Entity, column: str | None) -> None:
        """`column` is where it is named; None = the row as a whole says that it exists."""
        self.entities.setdefault(entity.id, entity)
        cell = None if column is None else self._row.cells[column]
        where = self._where() if cell is None else self._where(Span(cell.start, cell.end))
        self._seen.setdefault(entity.id, []).append((where, self._row.data))

    def _aliases(self, entity: Entity, names: Iterable[str]) -> None:
        for name in names:
            if name != entity.get("name"):
                self._value(entity, "aliases", name)

    def _located(self, entity: Entity, column: str, path: str) -> None:
        """An edge to the smallest place of the path that the table of places knows (北京市/中关村 lies in 北京市)."""
        while path and path not in self._places:
            path = path.rpartition("/")[0]
        if path:
            place = self._node("Place", {"name": path})
            self._exists(place, column)
            self._edge(entity, "LOCATED_IN", place)

    def _amount(
        self, label: str, holder: Entity, status: str, subject: str, metric: str, amount: Quantity | None, deadline: str
    ) -> None:
        values = {"holder": holder.id, "status": status, "subject": subject, "metric": metric, "deadline": deadline}
        properties: dict[str, object] = {name: value for name, value in values.items() if value}
        if amount is not None:
            properties |= amount_properties(amount)
        node = self._node(label, properties)
        self._exists(node, None)
        self._edge(holder, "HAS_TARGET" if label == "Target" else "HAS_FIGURE", node)
        if amount is not None:
            self._value(node, "written", written_amount(amount))

    def _node(self, label: str, properties: Mapping[str, object]) -> Entity:
        key = [properties.get(part) for part in self._canon.model.nodes[label].key]
        return Entity(node_id(self._canon.model, label, key), label, None, tuple(sorted(properties.items())))  # type: ignore[arg-type]

    def _value(self, entity: Entity, property_: str, value: str) -> None:
        if value:
            self._canon.model.check(self._canon.model.nodes[entity.label].properties[property_], value)
            self._attest(entity.id, VALUE, None, property_, value)

    def _edge(
        self, head: Entity, type_: str, tail: Entity, property_: str | None = None, value: str | None = None
    ) -> None:
        if head.id != tail.id:
            self._attest(head.id, type_, tail.id, property_, value)

    def _attest(self, head: str, type_: str, tail: str | None, property_: str | None, value: str | None) -> None:
        grade = cast(Grade, self._row.data.grade)
        self.evidence.append(
            attest(
                self._where(), head, rule=self._rule, grade=grade, type_=type_, tail=tail,
                property_=property_, value=value,
            )
        )  # fmt: skip

    def _where(self, span: Span | None = None) -> Where:
        """`span` of the present row, by default all of it."""
        row = Span(self._row.row.start, self._row.row.end)
        span = span or row
        quote = self._text[span.start : span.end]
        return Where(self._source, original_line(self._row.data, self._canon.model), span, quote, row)
