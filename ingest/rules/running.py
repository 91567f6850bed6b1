"""A table that copying has turned into running text: 序号职务姓名单位1理事长张三甲大学2理事李四乙公司.

Its header still tells which columns follow each other; rows are read as long as they fit it, one after the other
without a gap. What a row says is left to `tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Span
from ingest.finding import Finding
from ingest.later import later
from ingest.marks import Reading
from ingest.rules.columns import COLUMNS, meanings
from ingest.rules.roles import ROLE
from ingest.rules.tables import ABOUT_MEMBERS, MemberTable, TableCell, TableRow

# One character stands for a marked unit, so that a column of units is one sign of the pattern.
_UNIT = "\ue000"
_WORDS = "|".join(sorted(map(re.escape, COLUMNS), key=len, reverse=True))
_HEADER = later(rf"(?:(?:{_WORDS})[ |，]?){{3,}}", re.IGNORECASE)
_WORD = later(_WORDS, re.IGNORECASE)
_CELLS = {
    "index": r"[0-9]{1,3}[.、]?",
    "role": rf"(?:副?秘书长|{ROLE})(?:单位)?",
    "person": r"[\u4e00-\u9fff]{2,4}?",
    "unit": _UNIT,
    "post": rf"[^0-9{_UNIT}，。；]{{2,10}}?",
    "kind": r"(?:企业|高校|科研院所|院所|社会组织|协会|政府部门|机构)",
    "since": r"(?:19|20)[0-9]{2}(?:[年.-][0-9]{1,2}(?:[月.-](?:[0-9]{1,2}日?)?)?|年)?",
}
# One of these stands in every header; looking for them spares most sentences the search for one.
HINTS = ("序号", "职务", "姓名", "角色")
_BEHIND = r"说明|备注|注：|联系|附"
_FEWEST = 2


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """The rows of running tables; the alliance is the one spoken of."""
    for number, reading in enumerate(readings):
        if not any(hint in reading.text for hint in HINTS):
            continue
        text, places = _with_signs(reading)
        for header in _HEADER.finditer(text):
            words = [match.span() for match in _WORD.finditer(text, header.start(), header.end())]
            columns = meanings([text[start:end] for start, end in words])
            order = sorted(columns, key=columns.__getitem__)
            if len(order) != len(words) or any(name not in _CELLS for name in order):
                continue
            rows = [_row(reading, places, spans) for spans in _rows(text, header.end(), order)]
            if header.end() == len(text):
                rows = list(_below(readings[number + 1 :], order))
            if len(rows) < _FEWEST:
                continue
            before = readings[number - 1].text if number else ""
            about = bool(ABOUT_MEMBERS.search(before + text[: header.start()]))
            table = MemberTable(reading.context.alliance, reading.context.alliance_span, about)
            table.header(_row(reading, places, words))
            for row in rows:
                yield from table.row(row)


def _below(readings: Sequence[Reading], order: Sequence[str]) -> Iterator[TableRow]:
    """The rows in the sentences that follow a header on a line of its own, up to the first that fits it nowhere."""
    for reading in readings:
        text, places = _with_signs(reading)
        rows = [_row(reading, places, spans) for spans in _rows(text, 0, order)]
        if not rows:
            return
        yield from rows


def _with_signs(reading: Reading) -> tuple[str, list[int]]:
    """The sentence with a sign for each unit, and where each character (and the end) stands in it."""
    pieces: list[str] = []
    places: list[int] = []
    position = 0
    for mark in reading.of("Organization"):
        pieces += [reading.text[position : mark.start], _UNIT]
        places += [*range(position, mark.start), mark.start]
        position = mark.end
    pieces.append(reading.text[position:])
    return "".join(pieces), [*places, *range(position, len(reading.text) + 1)]


def _rows(text: str, start: int, order: Sequence[str]) -> Iterator[list[tuple[int, int]]]:
    # Blanks that stand between the cells of the first row stand between all.
    for between in ("[ |，]", "[ |，]?"):
        cells = between.join(f"({_CELLS[name]})" for name in order)
        pattern = re.compile(rf"[ |，；]?{cells}(?=[ |，；。]?(?:{_CELLS[order[0]]}|{_BEHIND}|$)|[。；])")
        if pattern.match(text, start) is not None:
            break
    while (match := pattern.match(text, start)) is not None:
        yield [match.span(group) for group in range(1, len(order) + 1)]
        start = match.end()


def _row(reading: Reading, places: Sequence[int], spans: Sequence[tuple[int, int]]) -> TableRow:
    whole = [(places[start], places[end]) for start, end in spans]
    cells = tuple(TableCell(reading.text[start:end], reading.sentence.start + start) for start, end in whole)
    return TableRow(cells, Span(cells[0].start, cells[-1].start + len(cells[-1].text)))
