"""Which lines are rows or cells of tables whose columns only blanks and line breaks part.

Copying a table out of a page or a PDF leaves a row a line, with blanks between the cells, or a cell a line. Where the
headings say so, or lines count on with an alliance each, such lines begin something of their own and their blanks part
cells. What the rows say is read in `ingest/rules/running.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.later import later
from ingest.words.column_words import COLUMNS, ROLE_HEADING, ROLE_WORDS, ROLES_BEHIND, leading_headings, whole_headings
from ingest.words.endings import UNIT_END

_SORTED = sorted((re.escape(word) for word in COLUMNS if word.isalpha()), key=len, reverse=True)
_CHINESE = "|".join(word for word in _SORTED if not word.isascii())
_LATIN = "|".join(word for word in _SORTED if word.isascii())
# Lines that may open a table; a look at their first character spares most of them the comparison with every heading.
_FIRST = "".join(sorted({char for word in (*COLUMNS, *ROLE_WORDS) for char in (word[0], word[0].upper())}))
_OPENS = later(
    rf"\n *(?=[1{re.escape(_FIRST)}])(?:1[.、．]? |(?:{_CHINESE}|{ROLE_HEADING}|(?i:{_LATIN}))[：:*]?(?:[ \n]|$))"
)
_INDEX = later(r"([0-9]{1,3})[.、．]?")
_NAME = r"[\u4e00-\u9fff“”\"()（）A-Za-z]{3,40}(?:联盟|联合体|共同体)[”\"]?(?:\([^()]{1,12}\))?"
_ALLIANCE = later(_NAME)
# All rows of a table in one line.
_INLINE = later(rf" 1[.、．]? +{_NAME} .{{1,2000}}? 2[.、．]? +{_NAME} ")
# The rest of a name, or of a list, that a line has cut.
_REST = later(r" *(?:有限|股份|公司|集团|大学|学院|研究[院所]|[院所厂]|协会|学会|等[0-9一二三四五六七八九十])")
# A unit with its role behind it on a line of its own: 某大学 理事长单位, 2 某公司(副理事长单位).
_ROLED = later(
    rf"(?:(?<=\n)|\A)[ ]*(?:[0-9]{{1,3}}[.、．]? *)?[\u4e00-\u9fff()A-Za-z·]{{3,40}}?(?: +|\()(?:{ROLES_BEHIND})(?:单位|成员)\)?[；，、]?[ ]*(?=\n|\Z)"
)
# A unit with nothing but its number in front, and its role behind it if any.
_UNIT = later(
    rf" *[0-9]{{1,3}}[.、．]? +[\u4e00-\u9fff()A-Za-z·]{{2,40}}?(?:{UNIT_END})(?:\([\u4e00-\u9fff]{{2,10}}\))?(?: +[\u4e00-\u9fff]{{2,10}})?"
)
_ROLED_ENDS = ("单位\n", "单位)\n", "单位；\n", "单位 \n")
_STATED = later(r"[。！？]")
_FEWEST_CELLS_ALONE = 3
_FEWEST_ROWS = 2
_WRAPPED = 3
_LONGEST_CELL = 400
_REACH = 40
_OPEN = ("、", "，", "；", "(", "和", "及", "与")


def grid_lines(text: str) -> frozenset[int]:
    """The numbers (from 0) of the lines that begin a row or a cell of such a table, their headings included."""
    opened = [match.start() for match in _OPENS.finditer(f"\n{text}")]
    inline = [match.end() for match in _INLINE.finditer(text)] if " 1 " in text or " 1." in text else []
    roled = _roled(text) if any(end in text for end in _ROLED_ENDS) else set()
    if not opened and not inline:
        return frozenset(roled)
    lines = text.split("\n")
    found = {text.count("\n", 0, end) + 1 for end in inline} | roled
    number = place = reached = 0
    for start in opened:
        number += text.count("\n", place, start)
        place = start
        if number >= reached:
            rows = _below_heading(lines, number) or _cells_alone(lines, number) or _counted(lines, number)
            found.update(rows)
            reached = max(rows, default=number) + 1
    return frozenset(found & set(range(len(lines))))


def _roled(text: str) -> set[int]:
    """Lines of units with their roles, near each other, and the lines below them."""
    found: set[int] = set()
    number = place = 0
    last = -_WRAPPED
    for match in _ROLED.finditer(text):
        number += text.count("\n", place, match.start())
        place = match.start()
        if number - last < _WRAPPED:
            found |= {last, last + 1, number, number + 1}
        last = number
    return found & set(range(text.count("\n") + 1)) if found else found


def _below_heading(lines: Sequence[str], number: int) -> list[int]:
    """The line of headings at `number` and the rows below it."""
    cells = lines[number].split()
    told = leading_headings(cells)
    if len(told) < len(cells):
        told = whole_headings(cells)
    if len(told) < 2 or "unit" not in told:
        return []
    if told[0] == "index":
        rows = _counting(lines, number + 1, 2)
    else:
        rows = _alike(lines, number + 1, len(cells), told[0] == "alliance")
    return [number, *rows]


def _alike(lines: Sequence[str], start: int, width: int, named: bool) -> list[int]:
    """Lines with so many cells from `start` on, and the one below them; where each is `named`, an alliance opens it."""
    rows: list[int] = []
    for place in range(start, len(lines)):
        cells = lines[place].split()
        opened = named and len(cells) > 1 and _ALLIANCE.fullmatch(cells[0]) is not None
        if _STATED.search(lines[place]) or not (opened or len(cells) == width):
            break
        rows.append(place)
    return _with_next(lines, rows)


def _with_next(lines: Sequence[str], rows: list[int]) -> list[int]:
    """The rows and the line below the last one, which is none of it unless the row is open."""
    below = rows[-1] + 1 if rows else len(lines)
    goes_on = below == len(lines) or lines[rows[-1]].rstrip().endswith(_OPEN) or _REST.match(lines[below])
    return rows if goes_on else [*rows, below]


def _counting(lines: Sequence[str], start: int, fewest: int) -> list[int]:
    """Lines that count on from the first at `start`, each with as many cells or more; few lines may be their rests."""
    rows: list[int] = []
    last = 0
    for place in range(start, len(lines)):
        cells = lines[place].split(maxsplit=fewest)
        index = _INDEX.fullmatch(cells[0]) if len(cells) >= fewest else None
        if index is not None and (not rows or int(index[1]) == last + 1):
            rows.append(place)
            last = int(index[1])
        elif place - (rows[-1] if rows else start) > _WRAPPED or _STATED.search(lines[place]):
            break
    return _with_next(lines, rows)


def _cells_alone(lines: Sequence[str], number: int) -> list[int]:
    """Headings with a line each from `number` on, and the lines with a cell each below them."""
    headings = [place for place in range(number, min(number + _REACH, len(lines))) if lines[place].strip()]
    told = leading_headings(lines[place].strip() for place in headings)
    if len(told) < _FEWEST_CELLS_ALONE or "unit" not in told or headings[0] != number:
        return []
    headings = headings[: len(told)]
    cells: list[int] = []
    for below in range(headings[-1] + 1, len(lines)):
        line = lines[below].strip()
        if _STATED.search(line) or len(line) > _LONGEST_CELL:
            break
        if line and not (cells and lines[below - 1].rstrip().endswith(_OPEN)):
            cells.append(below)
    return [*headings, *_with_next(lines, cells)]


def _counted(lines: Sequence[str], number: int) -> list[int]:
    """Rows without headings that count on from 1 at `number`, each with an alliance and a unit, or a unit alone."""
    cells = lines[number].split(maxsplit=3)
    if len(cells) < 2 or cells[0].rstrip(".、．") != "1":
        return []
    alliances = len(cells) > 2 and _ALLIANCE.fullmatch(cells[1]) is not None
    if not alliances and _UNIT.fullmatch(lines[number].rstrip()) is None:
        return []
    rows = _counting(lines, number, 3 if alliances else 2)
    units = alliances or all(_UNIT.fullmatch(lines[place].rstrip()) for place in rows[1:_FEWEST_ROWS])
    return rows if len(rows) > _FEWEST_ROWS and units else []
