"""Rows of comma-separated text with the place of every row and cell in it.

The evidence of a fact from a table is its row, so a row must know where it stands in the text; the `csv` module of the
standard library does not tell. What the cells mean is left to `ingest.read.table_schema` and to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.errors import TableError

_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` as it is meant; `text[start:end]` is its inside as written (without the quotes around it)."""

    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """`text[start:end]` is the whole row without its line end; `number` counts rows from 1, the header being row 1.

    Empty lines are no rows but are counted, as a spreadsheet does.
    """

    number: int
    start: int
    end: int
    cells: tuple[Cell, ...]

    @property
    def values(self) -> tuple[str, ...]:
        """The cells' values from left to right."""
        return tuple(cell.value for cell in self.cells)


def read_rows(text: str, delimiter: str = ",") -> Iterator[Row]:
    """The rows of `text` as RFC 4180 has them: quoted cells may hold delimiters, doubled quotes and line ends.

    Raises TableError, naming the row, for a quote that is not closed or is followed by something else.
    """
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*")
    position, number = 0, 0
    while position < len(text):
        number += 1
        start, cells = position, []
        while True:
            cell, position = _cell(text, position, plain, number)
            cells.append(cell)
            if text.startswith(delimiter, position):
                position += len(delimiter)
                continue
            break
        end = position
        line_end = _LINE_END.match(text, position)
        if line_end:
            position = line_end.end()
        elif position < len(text):
            raise TableError(
                f"第{number}行：引号后面还有文字 (text after a closing quote)；整格加引号，格内的引号写成两个"
            )
        if start < end:
            yield Row(number, start, end, tuple(cells))


def _cell(text: str, position: int, plain: re.Pattern[str], number: int) -> tuple[Cell, int]:
    if text.startswith('"', position):
        quoted = _QUOTED.match(text, position)
        if quoted is None:
            raise TableError(f"第{number}行：引号没有闭合 (a quote is not closed)；在该格末尾补一个引号")
        return Cell(quoted[1].replace('""', '"'), quoted.start(1), quoted.end(1)), quoted.end()
    found = plain.match(text, position)
    assert found is not None
    return Cell(found[0], found.start(), found.end()), found.end()
