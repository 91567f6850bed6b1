"""A table that copying has turned into running text: 序号职务姓名单位1理事长张三甲大学2理事李四乙公司.

Its headings still tell which columns follow each other, on one line, a line each or in the midst of a sentence; rows
are read as long as they fit them, one after the other. How cells look is said in `cells.py`; what a row says is left to
`tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from graph.facts import Span
from ingest.finding import Finding
from ingest.later import later
from ingest.marks import Reading
from ingest.rules.cells import Grammar, Stretch, grammars, stretch
from ingest.rules.tables import ABOUT_MEMBERS, MemberTable, TableCell, TableRow
from ingest.words.column_words import COLUMNS, ROLE_HEADING, leading_headings, meaning, whole_headings

_WORDS = "|".join([ROLE_HEADING, *sorted(map(re.escape, COLUMNS), key=len, reverse=True)])
_HEADER = later(rf"(?:(?:{_WORDS})[ |，]{{0,4}}){{2,}}", re.IGNORECASE)
_WORD = later(_WORDS, re.IGNORECASE)
_FIELD = later(r"[^ ]+")
# One of these stands in every header; looking for them spares most sentences the search for one.
HINTS = ("序号", "职务", "姓名", "角色", "联盟名称", "联合体名称", "共同体名称", "单位名称", "机构名称")
# So does one of these where blanks part the headings, or where each has a line.
PARTED = (" 牵头单位", " 依托单位", " 成员单位", " 发起单位", " 理事长单位", " 秘书处", " 备注", " 联系人")
_FEWEST = 2
# How many sentences are looked at for rows, and how many times as many where rows fill them.
_AT_FIRST = 24
_MORE = 4
_MOST_HEADINGS = 14
# The longest sentence that can be nothing but one heading, and hold no row of them.
_SHORT = 4
# A row that fits nowhere is passed over when the next ones count on.
_LONGEST_GAP = 600
_LARGEST_STEP = 5
_FEWEST_HEADINGS = 3


@dataclass(frozen=True)
class _Header:
    """Headings as cells, what their columns hold, and where the rows begin: reading and offset in it.

    `alone` = a line each; `whole` = nothing else stands on their line.
    """

    cells: tuple[TableCell, ...]
    columns: tuple[str, ...]
    reading: int
    offset: int
    alone: bool
    whole: bool


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """The rows of running tables; the alliance is that of the row, else the one spoken of."""
    done = 0
    for number, reading in enumerate(readings):
        if number >= done and _may_head(reading):
            for header in _headers(readings, number):
                rows = _found(readings, header)
                end = rows[-1].span.end if rows else 0
                done = header.reading
                while done < len(readings) and readings[done].sentence.start < end:
                    done += 1
                yield from _table(readings, number, header, rows)


def _may_head(reading: Reading) -> bool:
    text = reading.text
    if len(text) <= _SHORT:
        return bool(meaning(text))
    return any(hint in text for hint in HINTS) or (" " in text and any(hint in text for hint in PARTED))


def _headers(readings: Sequence[Reading], number: int) -> Iterator[_Header]:
    """The headings in a sentence, or in it and those below it with one each."""
    reading = readings[number]
    lines = list(islice(readings, number, number + _MOST_HEADINGS))
    columns = leading_headings(line.text for line in lines)
    if len(columns) >= _FEWEST_HEADINGS and "unit" in columns:
        cells = tuple(TableCell(line.text, line.sentence.start) for line in lines[: len(columns)])
        yield _Header(cells, columns, number + len(columns), 0, True, True)
        return
    strange = _strange(reading, number)
    if strange is not None:
        yield strange
        return
    for found in _HEADER.finditer(reading.text):
        words = list(_WORD.finditer(reading.text, found.start(), found.end()))
        columns = leading_headings(word[0] for word in words)
        words = words[: len(columns)]
        whole = bool(words) and words[0].start() == 0 and words[-1].end() == len(reading.text)
        if "unit" in columns and len(columns) >= (_FEWEST_HEADINGS - whole):
            cells = tuple(TableCell(word[0], reading.sentence.start + word.start()) for word in words)
            yield _Header(cells, columns, number, words[-1].end(), False, whole)


def _strange(reading: Reading, number: int) -> _Header | None:
    """The headings of a line of its own, among which some are in no table."""
    words = list(_FIELD.finditer(reading.text))
    if len(words) < _FEWEST_HEADINGS or all(meaning(word[0]) for word in words):
        return None
    columns = whole_headings([word[0] for word in words])
    cells = tuple(TableCell(word[0], reading.sentence.start + word.start()) for word in words)
    return _Header(cells, columns, number, len(reading.text), False, True) if columns else None


def _found(readings: Sequence[Reading], header: _Header) -> list[TableRow]:
    """The rows below or behind the headings, none where they are too few."""
    size, rows = _AT_FIRST, list[TableRow]()
    while True:
        near = readings[header.reading : header.reading + size]
        there = stretch(near, header.offset, _ends)
        rows = next((rows for way in grammars(header.columns, header.alone) if (rows := _rows(there, way))), [])
        # A long table goes on where what was looked at ends.
        if not rows or len(near) < size or rows[-1].span.end < near[len(near) // 2].sentence.start:
            break
        size *= _MORE
    return rows if len(rows) >= (1 if header.whole and "alliance" in header.columns else _FEWEST) else []


def _ends(reading: Reading) -> bool:
    """Whether the next table may begin with the sentence."""
    text = reading.text
    return any(hint in text for hint in HINTS) or len(leading_headings(text.split(" ", 2)[:2])) > 1


def _table(readings: Sequence[Reading], number: int, header: _Header, rows: Sequence[TableRow]) -> Iterator[Finding]:
    if not rows:
        return
    reading = readings[number]
    before = readings[number - 1].text if number else ""
    above = reading.text[: header.cells[0].start - reading.sentence.start]
    context = reading.context
    table = MemberTable(context.alliance, context.alliance_span, bool(ABOUT_MEMBERS.search(before + above)))
    table.header(TableRow(header.cells, Span(header.cells[0].start, header.cells[-1].start)))
    for row in rows:
        yield from table.row(row)


def _rows(there: Stretch, way: Grammar) -> list[TableRow]:
    """The rows from the beginning of the stretch on; where they have an index, those that fit nowhere are left out."""
    rows: list[TableRow] = []
    position = last = 0
    indexed = way.columns[0] == "index"
    while match := way.row.match(there.text, position) or (_next(there, way, position, last) if indexed else None):
        last = int(re.sub(r"\D", "", match[1])) if indexed else 0
        rows.append(way.of(match, there))
        position = match.end()
    return rows


def _next(there: Stretch, way: Grammar, position: int, last: int) -> re.Match[str] | None:
    """The next row that counts on a little further below; the first must follow its headings at once."""
    if not last:
        return None
    for match in _COUNTING.finditer(there.text, position, position + _LONGEST_GAP):
        if last < int(match["index"]) <= last + _LARGEST_STEP:
            found = way.row.match(there.text, match.start())
            if found is not None:
                return found
    return None


_COUNTING = later(r"[ \n](?P<index>[0-9]{1,3})[.、．]?[ \n]")
