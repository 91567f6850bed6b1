"""Rows of member tables: who is a member, in what role and since when, with the row as evidence.

The same reading serves a csv or xlsx file (`table_documents.py`) and a table between the paragraphs of a page or Word
file, whose rows the readers write as `| a | b |` (the rule here). The alliance stands in a column, above the table or
in the text before it; without one, a table of units says nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph.facts import Grade, Span
from ingest.finding import Finding, Named, Relation, Value
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.columns import (
    kind,
    meanings,
    member_columns,
    moment,
    names,
    names_members,
    role_columns,
    without_role,
)
from ingest.rules.roles import ROLE, roles_of
from ingest.words.tidy import fold

RULE = "table.row"
_ALLIANCE = later(r"(?:联盟|联合体|同盟|(?:产教融合|创新)共同体)$")
_LEFT = later(r"退出|退盟|退会|终止|除名|注销")
_PROPOSED = later(r"^拟|拟任|拟加入|候选|提名|待批")
# Roles of those who stand beside an alliance and are no members of it.
_BESIDE = later(r"支持|协办|承办|主办|特邀|嘉宾|合作|顾问|媒体|见证")
_GUIDES = (
    (later(r"主管|监管"), "supervising"),
    (later(r"指导"), "guiding"),
    (later(r"批准"), "approving"),
)
_PERSON = later(r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]{1,6}·[\u4e00-\u9fff·]{1,12}")
_ROLE_CELL = later(rf"{ROLE}(?:单位|成员|企业)(?:\([^()]*\))?：?")
# A note or a kind that is nothing but a role: 副理事长单位(兼秘书处). 龙头企业 says what a company is in its trade.
_ROLE_ALONE = later(rf"(?!(?:龙头|支撑)(?!单位))(?:本?联盟)?(?:{ROLE})(?:单位|成员|人|方)?(?:\((?:兼|{ROLE})[^()]*\))?")
_MAY_TELL_ROLE = ("note", "kind", "state")
ABOUT_MEMBERS = later(r"成员|会员|盟员|理事|发起|名单|名录|一览|加盟|组成")


@dataclass(frozen=True, slots=True)
class TableCell:
    """`text` of a cell as written; it begins at `start`."""

    text: str
    start: int

    def span(self, start: int, end: int) -> Span:
        """Characters of the cell as a span of the text."""
        return Span(self.start + start, self.start + end)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row with its place in the text."""

    cells: tuple[TableCell, ...]
    span: Span

    def text(self, place: int | None) -> str:
        """The text of the cell in that column, empty where there is none."""
        return self.cells[place].text.strip() if place is not None and place < len(self.cells) else ""


@dataclass
class MemberTable:
    """Reads rows one after the other: a header, rows of a role, rows of members.

    `alliance` is what the rows speak of when no column says it, with the span that names it; `about_members` whether
    something before the table calls its units members.
    """

    alliance: Ref | None = None
    alliance_span: Span | None = None
    about_members: bool = False
    _columns: Mapping[str, int] = field(default_factory=dict)
    _roled: Mapping[int, str] = field(default_factory=dict)
    _units: tuple[int, ...] = ()
    _role: str = ""
    _above: tuple[Ref, Span] | None = None
    _trusted: bool = False

    def header(self, row: TableRow) -> bool:
        """Takes the row as the header of a table with units; False when it is none."""
        cells = [cell.text for cell in row.cells]
        columns = meanings(cells)
        if not columns:
            return False
        self._columns, self._role, self._above = columns, "", None
        self._roled = role_columns(cells)
        self._units = tuple(dict.fromkeys((columns["unit"], *self._roled, *member_columns(cells))))
        self._trusted = self.about_members or names_members(cells) or "alliance" in columns
        return True

    def row(self, row: TableRow) -> Iterator[Finding]:
        """The findings of a row below a header."""
        if not self._columns:
            yield from self._bare(row)
            return
        if self._group(row):
            return
        alliance = self._alliance(row)
        if alliance is not None and alliance[2] == "high" and self._above is not None:
            yield Named(*self._above, RULE, "high")
        for place in self._units:
            cell = row.cells[place] if place < len(row.cells) else TableCell("", 0)
            for written, start, end in names(cell.text):
                name, role = without_role(written)
                member = _member(name)
                if alliance is None or member != alliance[0]:
                    yield Named(member, cell.span(start, end - len(written) + len(name)), RULE, "high")
                    if alliance is not None and self._trusted:
                        yield from self._membership(row, member, *alliance, self._roled.get(place, ""), role)
                        if place == self._columns["unit"]:
                            yield from self._person(row, member, *alliance)

    def _bare(self, row: TableRow) -> Iterator[Finding]:
        """A row of a table without a header: 副理事长单位 beside the names of such units."""
        role = next((cell.text.strip() for cell in row.cells if _ROLE_CELL.fullmatch(fold(cell.text.strip()))), None)
        if role is None or self.alliance is None:
            return
        also = () if self.alliance_span is None else (self.alliance_span,)
        self._columns, self._role = {}, role
        for cell in row.cells:
            for name, start, end in names(cell.text) if cell.text.strip() != role else ():
                member = _member(name)
                if member != self.alliance and not roles_of(name):
                    yield Named(member, cell.span(start, end), RULE, "medium")
                    yield from self._membership(row, member, self.alliance, also, "medium")
        self._role = ""

    def _group(self, row: TableRow) -> bool:
        """A row with one cell that names a role or a kind of member holds for the rows below: 副理事长单位（5家）."""
        filled = [cell.text.strip() for cell in row.cells if cell.text.strip()]
        if len(filled) != 1 or len(filled[0]) > 20 or not re.search(r"单位|成员|会员|盟员|理事|监事", filled[0]):
            return False
        self._role = filled[0]
        return True

    def _alliance(self, row: TableRow) -> tuple[Ref, tuple[Span, ...], Grade] | None:
        place = self._columns.get("alliance")
        if place is None:
            if self.alliance is None:
                return None
            return self.alliance, () if self.alliance_span is None else (self.alliance_span,), "medium"
        found = names(row.cells[place].text) if place < len(row.cells) else []
        if found:
            name, start, end = found[0]
            self._above = (Ref("Alliance", name), row.cells[place].span(start, end))
            return self._above[0], (), "high"
        # An empty cell under a name means the same name.
        return None if self._above is None else (self._above[0], (self._above[1],), "medium")

    def _person(
        self, row: TableRow, unit: Ref, alliance: Ref, also: tuple[Span, ...], grade: Grade
    ) -> Iterator[Finding]:
        """The post that the row's person holds in the alliance, and the one at the unit."""
        place = self._columns.get("person")
        name = _PERSON.fullmatch(row.text(place).replace(" ", ""))
        if place is None or name is None or unit.label != "Organization":
            return
        person = Ref("Person", name[0])
        cell = row.cells[place]
        start = len(cell.text) - len(cell.text.lstrip())
        yield Named(person, cell.span(start, start + len(cell.text.strip())), RULE, "high")
        role, post = row.text(self._columns.get("role")) or self._role, row.text(self._columns.get("post"))
        for type_, tail, title, spans in (("SERVES", alliance, role, also), ("WORKS_FOR", unit, post, ())):
            if type_ == "SERVES" and "单位" in title:
                continue  # 副理事长单位 is what the unit is, not the person who stands for it.
            if title or type_ == "WORKS_FOR":
                yield Relation(type_, person, tail, row.span, RULE, grade, also=spans)
            if title:
                yield Relation(type_, person, tail, row.span, RULE, grade, "title", title, spans)

    def _membership(
        self,
        row: TableRow,
        member: Ref,
        alliance: Ref,
        also: tuple[Span, ...],
        grade: Grade,
        heading: str = "",
        bracketed: str = "",
    ) -> Iterator[Finding]:
        def edge(type_: str, property_: str | None = None, value: str | None = None) -> Relation:
            return Relation(type_, member, alliance, row.span, RULE, grade, property_, value, also)

        role = bracketed or self._told(row, heading)
        note = f"{row.text(self._columns.get('state'))}；{row.text(self._columns.get('note'))}"
        roles = roles_of(role)
        if self._columns.get("kind") is not None and (stated := kind(row.text(self._columns["kind"]))):
            yield Value(member, "kind_stated", stated, row.span, RULE, grade)
        guides = next((key for pattern, key in _GUIDES if pattern.search(role)), None)
        if guides is not None and not roles:
            yield edge("GUIDES")
            yield edge("GUIDES", "roles", guides)
            return
        if _BESIDE.search(role) and not roles:
            return
        since, until = row.text(self._columns.get("since")), row.text(self._columns.get("until"))
        ended = moment(until) or (moment(note) if _LEFT.search(note) else "")
        state = "ended" if ended or _LEFT.search(note) else "proposed" if _PROPOSED.search(role) else ""
        yield edge("MEMBER_OF", "state", state) if state else edge("MEMBER_OF")
        if state != "proposed":
            for key in roles if "person" not in self._columns or "单位" in role else ():
                yield edge("MEMBER_OF", "roles", key)
        for property_, value in (("since", moment(since)), ("until", ended)):
            if value:
                yield edge("MEMBER_OF", property_, value)

    def _told(self, row: TableRow, heading: str) -> str:
        """What the row says of the unit's role: its own cell, the heading of its column, a note, the rows above."""
        own = row.text(self._columns.get("role"))
        if own and (not heading or heading == self._roled.get(self._columns["unit"])):
            return own
        alone = (fold(row.text(self._columns.get(meaning))) for meaning in _MAY_TELL_ROLE)
        return heading or next((cell for cell in alone if _ROLE_ALONE.fullmatch(cell)), self._role)


def _member(name: str) -> Ref:
    return Ref("Alliance" if _ALLIANCE.search(name) else "Organization", name)


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Member tables among the sentences of a text: lines that begin and end with a bar."""
    table: MemberTable | None = None
    before = ""
    for reading in readings:
        row = _piped(reading)
        if row is None:
            table, before = None, reading.text
            continue
        if table is None:
            context = reading.context
            table = MemberTable(context.alliance, context.alliance_span, bool(ABOUT_MEMBERS.search(before)))
        if not table.header(row):
            yield from table.row(row)


def _piped(reading: Reading) -> TableRow | None:
    text = reading.text
    if not text.startswith("|") or text.count("|") < 3:
        return None
    cells: list[TableCell] = []
    start = 1
    for piece in text[1:].removesuffix("|").split("|"):
        cells.append(TableCell(piece, reading.sentence.start + start))
        start += len(piece) + 1
    return TableRow(tuple(cells), reading.span(0, len(text)))
