"""An Excel workbook → comma-separated text, sheet after sheet, so that every cell has its characters.

The same rows as from a csv file; a sheet's own name is a line before it. Cells merged downwards hold for every row
that they cover. Runs in the reading process only.
"""

from __future__ import annotations

import csv
import datetime
import io
import re
from collections.abc import Iterator
from importlib.metadata import version
from itertools import groupby
from operator import itemgetter

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from graph.errors import UnreadableSource
from ingest.read.archive import check_archive
from ingest.read.yielded import ReadingLimits, Yielded

_UNNAMED = re.compile(r"(?:Sheet|工作表|表)\s*\d*", re.IGNORECASE)
_WIDEST = 200
_LONGEST_MERGE = 5_000


def read_workbook(data: bytes, limits: ReadingLimits) -> Yielded:
    """The visible sheets of an xlsx. Raises UnreadableSource when it has a password, is damaged or holds no text."""
    check_archive(data, "xl/workbook.xml", "xlsx", limits.unpacked)
    workbook = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        rows = list(_rows(sheet))
        if rows and not _UNNAMED.fullmatch(sheet.title.strip()):
            writer.writerow([sheet.title.strip()])
        writer.writerows(rows)
        if output.tell() > limits.characters:
            raise UnreadableSource(f"文字超过 {limits.characters:,} 字 (too much text)；请拆分文件")
    text = output.getvalue()
    if not text.strip():
        raise UnreadableSource("工作簿里没有文字 (no text)")
    return Yielded(text, f"xlsx/1 openpyxl {version('openpyxl')}", genre="table")


def _rows(sheet: Worksheet) -> Iterator[list[str]]:
    """The rows that hold something. Only cells that exist are visited: a stray one in the last of a million rows costs
    nothing."""
    values = {place: text for place, cell in sheet._cells.items() if (text := _written(cell.value))}
    for area in sheet.merged_cells.ranges:
        text = values.get((area.min_row, area.min_col), "")
        if text and area.max_row - area.min_row < _LONGEST_MERGE:
            values |= dict.fromkeys(((row, area.min_col) for row in range(area.min_row + 1, area.max_row + 1)), text)
    width = min(max((column for _, column in values), default=0), _WIDEST)
    for _, places in groupby(sorted(values), key=itemgetter(0)):
        row = [""] * width
        for place in places:
            if place[1] <= width:
                row[place[1] - 1] = values[place]
        while not row[-1]:
            row.pop()
        yield row


def _written(value: object) -> str:
    """A cell's value as a person reads it: 2013 for 2013.0, and a day without its midnight."""
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        value = int(value)
    return " ".join(str(value).split())
