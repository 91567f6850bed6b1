"""How the cells of a table look once copying has left only blanks, line breaks or nothing between them.

Sentences are read as one text with a sign for each unit and each alliance; a grammar made from the columns finds the
rows in it. Which words head a table is left to `running.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from graph.facts import Span
from ingest.later import later
from ingest.marks import Mark, Reading
from ingest.rules.roles import ROLE
from ingest.rules.tables import TableCell, TableRow

# One character stands for a marked unit or alliance, so that a column of them is one sign of the pattern.
UNIT = "\ue000"
ALLIANCE = "\ue001"
_SIGNS = {"Organization": UNIT, "Alliance": ALLIANCE}
_JOINED = later(rf"(?<={UNIT})(?:以及|和|及|与)(?={UNIT})")
_COUNTED = later(rf"(?<={UNIT})等[^{UNIT}]*$")
_DATE = r"(?:19|20)[0-9]{2}(?:[年.-][0-9]{1,2}(?:[月.-](?:[0-9]{1,2}日?)?)?|年)?"
_INDEX = r"[0-9]{1,3}[.、．]?"
_ROLE = rf"(?:副?秘书长|{ROLE})(?:单位)?"
# Cells that nothing or a blank parts: each is known by itself.
_STRICT = {
    "index": _INDEX,
    "role": _ROLE,
    "person": r"[\u4e00-\u9fff]{2,4}?",
    "unit": rf"{UNIT}(?:[、，]{UNIT})*(?:等[0-9]*家?)?",
    "alliance": ALLIANCE,
    "post": rf"[^0-9{UNIT}，。；]{{2,10}}?",
    "kind": r"(?:企业|高校|科研院所|院所|社会组织|协会|政府部门|机构)",
    "since": _DATE,
}
# Cells that something parts: `B` is what parts them.
_PARTED = {
    "index": _INDEX,
    "role": rf"{_ROLE}(?:\([^()\n]{{1,12}}\))?",
    "person": r"[\u4e00-\u9fff·]{2,8}",
    "unit": rf"(?=[^B\n]{{0,200}}{UNIT}|[\u4e00-\u9fff()、]{{2,40}}(?:[B\n]|$))[^B\n。0-9][^B\n。]{{0,400}}(?:(?<=[、，；])\n+[^B\n。]{{1,400}}){{0,40}}",
    "alliance": rf"[“\"]?(?:{ALLIANCE}|[^B\n0-9，。；：{UNIT}{ALLIANCE}]{{2,30}}(?:联盟|联合体|共同体))[”\"]?(?:\([^()\n]{{1,20}}\))?",
    "post": rf"[^0-9B\n{UNIT}，。；]{{2,12}}",
    "kind": r"[\u4e00-\u9fff()]{2,12}",
    "since": _DATE,
    "until": _DATE,
    "state": r"[\u4e00-\u9fff]{1,8}",
    "place": r"[\u4e00-\u9fff]{2,12}",
    "note": rf"(?![0-9]{{1,3}}[.、．]?(?:[B\n]|$))[^B\n。{ALLIANCE}]{{1,40}}",
    "other": rf"(?![0-9]{{1,3}}[.、．]?(?:[B\n]|$))[^B\n。{ALLIANCE}]{{1,80}}",
}
# Columns behind the last unit that a row may leave empty.
_MAY_LACK = frozenset({"kind", "since", "until", "state", "place", "note", "other"})
_BEHIND = r"说明|备注|注：|联系|附"
_STATED = ("。", "！", "？")
_WIDEST_GAP = 6


@dataclass(frozen=True)
class Stretch:
    """Sentences as one text: `text` with signs, whose character i (and its end) stands at `places[i]` of `whole`;
    `whole` begins at `start` of the tidied text and has a line break where a sentence ends. `marks` = what each sign
    stands for."""

    text: str
    places: tuple[int, ...]
    whole: str
    start: int
    marks: Mapping[int, Mark]

    def between(self, start: int, end: int) -> tuple[Mark, ...]:
        """The marks whose signs stand in `[start, end)`."""
        return tuple(self.marks[at] for at in range(start, end) if at in self.marks)

    def cell(self, start: int, end: int, listed: str = "") -> TableCell:
        """Characters `[start, end)` of `text` as a cell; in a cell of units `listed` are further marks of lists."""
        surface = self.whole[self.places[start] : self.places[end]]
        if listed:
            signs = self.text[start:end]
            closed = _COUNTED.search(signs)
            for match in _JOINED.finditer(signs):
                first, last = (self.places[start + at] - self.places[start] for at in match.span())
                surface = f"{surface[:first]}{'、' * (last - first)}{surface[last:]}"
            surface = surface[: self.places[start + closed.start()] - self.places[start]] if closed else surface
            surface = surface.translate(dict.fromkeys(map(ord, listed), "、"))
        return TableCell(surface, self.start + self.places[start])


def stretch(readings: Iterable[Reading], begin: int, ends: Callable[[Reading], bool]) -> Stretch:
    """The sentences from offset `begin` of the first on, up to a statement, a gap or one that `ends` tells."""
    text: list[str] = []
    places: list[int] = []
    whole: list[str] = []
    marks: dict[int, Mark] = {}
    origin = length = -1
    for reading in readings:
        start = reading.sentence.start
        if origin < 0:
            origin, length, offset = start + begin, 0, begin
        elif start - origin - length > _WIDEST_GAP or ends(reading):
            break
        else:
            offset = 0
        gap = start + offset - origin - length
        text.append("\n" * gap)
        places += range(length, length + gap)
        whole += ["\n" * gap, reading.text[offset:]]
        for mark in reading.of("Organization", "Alliance"):
            if mark.start >= offset:
                text += [reading.text[offset : mark.start], _SIGNS[mark.label]]
                marks[len(places) + mark.start - offset] = mark
                places += [start - origin + at for at in (*range(offset, mark.start), mark.start)]
                offset = mark.end
        text.append(reading.text[offset:])
        places += [start - origin + at for at in range(offset, len(reading.text))]
        length = start + len(reading.text) - origin
        if reading.text.endswith(_STATED):
            break
    return Stretch("".join(text), (*places, max(length, 0)), "".join(whole), max(origin, 0), marks)


@dataclass(frozen=True)
class Grammar:
    """`row` finds a row, with a group a column, in the text of a stretch."""

    row: re.Pattern[str]
    columns: tuple[str, ...]
    listed: str

    def of(self, match: re.Match[str], there: Stretch) -> TableRow:
        """The row that the grammar found."""
        cells: list[TableCell] = []
        for group, column in enumerate(self.columns, 1):
            start, end = match.span(group)
            cells.append(there.cell(start, end, self.listed if column == "unit" else "") if start >= 0 else _EMPTY)
        filled = [cell for cell in cells if cell is not _EMPTY]
        start, end = (there.start + there.places[at] for at in (match.start(1), match.end(match.lastindex or 1)))
        return TableRow(tuple(cells), Span(min(start, filled[0].start), end))


_EMPTY = TableCell("", 0)


def grammars(columns: tuple[str, ...], alone: bool) -> Iterator[Grammar]:
    """The ways in which rows of these columns may stand, the surest first; `alone` = each heading has its own line."""
    if alone or "alliance" in columns:
        yield _parted(columns, "\n" if alone else " ")
    if all(column in _STRICT for column in columns) and not alone:
        for between in ("[ |，]", "[ |，]?"):
            cells = between.join(f"({_STRICT[column]})" for column in columns)
            first = _STRICT[columns[0]]
            row = rf"[ \n|，；]*{cells}(?=[ \n|，；]*(?:{first}|{_BEHIND}|$)|[。；])"
            yield Grammar(re.compile(row), columns, "，")
    if not alone and "alliance" not in columns:
        yield _parted(columns, " ")


def _parted(columns: tuple[str, ...], blank: str) -> Grammar:
    # A line that ends with a sign of lists goes on in the next.
    between = "[ |]+" if blank == " " else r"(?<![、，；])\n+"
    cells = [f"({_PARTED[column].replace('B', blank)})" for column in columns]
    needed = max(i for i, column in enumerate(columns) if column not in _MAY_LACK) + 1
    if blank == " " and columns[-1] == "unit" and columns[0] in ("index", "alliance"):
        # Blanks may part the units of the last cell, too.
        cells[-1] = (
            f"{cells[-1][:-1]}(?: +(?=[^ \n]{{0,200}}{UNIT}|[\u4e00-\u9fff]{{2,12}}(?:[ \n]|$))[^ \n。0-9][^ \n。]{{0,200}}){{0,80}}?)"
        )
    row = between.join(cells[:needed])
    tail = ""
    for cell in reversed(cells[needed:]):
        tail = f"(?:{between}{cell}{tail})?"
    first = _PARTED[columns[0]].replace("B", blank)
    # Where a line is a row, the line ends it; where a line is a cell, what opens no row ends it.
    ends = r"\n" if blank == " " else r"\n(?![0-9])"
    pattern = rf"[ \n|，；]*{row}{tail}(?=[ \n|，；]*(?:{first}[ \n|]|(?:{_BEHIND})|$)|[。；]|{ends})"
    return Grammar(re.compile(pattern), columns, "， \n" if blank == " " else "，\n")
