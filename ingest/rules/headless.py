"""Rows of several alliances without headings: 1 甲联盟 某大学 丙公司、丁研究院, and the next numbers below or behind.

The units of such a row sit in its alliance; what each of two columns means is known only where the line above says so.
Tables with headings are read in `running.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.facts import Span
from ingest.finding import Finding, Relation
from ingest.later import later
from ingest.marks import Mark, Reading
from ingest.rules.cells import ALLIANCE, UNIT, Stretch, stretch
from ingest.rules.roles import ROLE, roles_of
from ingest.rules.tables import ABOUT_MEMBERS
from ingest.words.column_words import leading_headings

RULE = "table.counted"
# Among marked units one may stand whose name nothing tells, or only its end.
_UNITS = rf"[\u4e00-\u9fff]{{0,8}}{UNIT}(?:[、，和及与]+(?:[\u4e00-\u9fff]{{0,8}}{UNIT}|[\u4e00-\u9fff()]{{2,20}})|(?: |以及)+{UNIT})*(?:等[0-9]*(?:家单位|家)?)?"
_ROW = later(
    rf"[ \n]*(?P<index>[0-9]{{1,3}})[.、．]? +[“\"]?(?P<alliance>{ALLIANCE})[”\"]? +(?P<first>{UNIT})"
    rf"(?: +(?P<more>{_UNITS})|(?P<rest>[、，和](?:{_UNITS}|[\u4e00-\u9fff()]{{2,20}})))?"
    r"(?=[ \n]+[0-9]{1,3}[.、．]? |[ \n]*\n|[ \n]*$|[。；])"
)
_OPENS = later(r"(?:^|(?<=[ ：]))1[.、．]? +[“\"]?[\u4e00-\u9fff]")
_TOLD = later(rf"(?P<role>{ROLE})(?:单位|企业)")
# Whom such a list may put beside an alliance without their being members.
_BESIDE = later(r"推荐|主管|归口|批准|审批|指导|联系|申报|验收|评估|协办|支持")
_FEWEST = 3
_MOST = 400
# How many sentences are looked at, the next number where the one before was all rows.
_SIZES = (4, 40, _MOST)


@dataclass(frozen=True)
class _Row:
    """An alliance with its units: `first` = the only one of a column of its own, before those of a list."""

    alliance: Mark
    first: tuple[Mark, ...]
    units: tuple[Mark, ...]
    span: Span


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Members of the alliances of a counted list."""
    for number, reading in enumerate(readings):
        if " " not in reading.text or not reading.of("Alliance") or not reading.of("Organization"):
            continue
        opens = _OPENS.search(reading.text)
        if opens is not None:
            before = f"{readings[number - 1].text if number else ''} {reading.text[: opens.start()]}"
            yield from _members(before, _below(readings, number, opens.start()))


def _below(readings: Sequence[Reading], number: int, begin: int) -> list[_Row]:
    """The rows from offset `begin` of a sentence on; few sentences are looked at unless all are rows."""
    rows: list[_Row] = []
    for size in _SIZES:
        near = readings[number : number + size]
        rows = list(_rows(stretch(near, begin, _is_header)))
        if not rows or len(near) < size or rows[-1].span.end < near[-1].sentence.start:
            break
    return rows


def _is_header(reading: Reading) -> bool:
    return len(leading_headings(reading.text.split(" ", 2)[:2])) > 1


def _rows(there: Stretch) -> Iterator[_Row]:
    """The rows that count on from 1."""
    position = 0
    for count in range(1, _MOST):
        match = _ROW.match(there.text, position)
        if match is None or int(match["index"]) != count:
            return
        first = there.between(*match.span("first"))
        rest = there.between(*match.span("more" if match["more"] else "rest"))
        span = Span(*(there.start + there.places[at] for at in (match.start("index"), match.end())))
        alliance = there.marks[match.start("alliance")]
        yield _Row(alliance, first, rest, span) if match["more"] else _Row(alliance, (), first + rest, span)
        position = match.end()


def _members(before: str, rows: Sequence[_Row]) -> Iterator[Finding]:
    """The members, with the role that the line above gives to the first or only unit of every row."""
    if len(rows) < _FEWEST or _BESIDE.search(before) or len(leading_headings(before.split())) > 1:
        return
    paired = all(row.first for row in rows)
    single = all(not row.first and len(row.units) == 1 for row in rows)
    told = _TOLD.search(before)
    if any(row.first for row in rows) != paired or (single and not (told or ABOUT_MEMBERS.search(before))):
        return
    roles = roles_of(told["role"]) if told and (paired or single) else ()
    for row in rows:
        for mark in (*row.first, *row.units):
            if mark.kind == "government":
                continue
            yield Relation("MEMBER_OF", mark.ref, row.alliance.ref, row.span, RULE, "medium")
            for role in roles if single or mark in row.first else ():
                yield Relation("MEMBER_OF", mark.ref, row.alliance.ref, row.span, RULE, "medium", "roles", role)
