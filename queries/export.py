"""Answers as tables for people, and as JSON and CSV for programs.

The plain CSV is exact; for spreadsheets a BOM can be written and cells that a spreadsheet would run as a formula be
defused with a leading apostrophe (OWASP, CSV Injection).
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from rich.table import Table

from queries.answer import Answer
from queries.catalogue import Column
from queries.shortened import remarked
from queries.wording import word

BOM = "\ufeff"
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_EMPTY_WIDTH = 72
_HIDDEN = frozenset({"id", "slot", "holder_id", "head_id", "tail_id", "slot_first", "slot_second", "figure"})


def to_json(answer: Answer, indent: int | None = 2) -> str:
    """The rows as a JSON list."""
    return json.dumps(answer.rows, ensure_ascii=False, indent=indent)


def to_csv(answer: Answer, *, excel: bool = False) -> str:
    """The rows as CSV with a line of column names; `excel` writes a BOM and defuses cells."""
    return "".join(csv_lines(answer.columns, remarked(answer), excel=excel))


def csv_lines(columns: Sequence[Column], rows: Iterable[dict[str, Any]], *, excel: bool = False) -> Iterable[str]:
    """CSV line by line, for answers that are sent as they are made."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")

    def line(cells: Sequence[str]) -> str:
        writer.writerow(cells)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    yield (BOM if excel else "") + line([column.name for column in columns])
    for row in rows:
        cells = [plain(row.get(column.name)) for column in columns]
        yield line([defused(cell, row.get(column.name)) if excel else cell
                    for cell, column in zip(cells, columns, strict=True)])  # fmt: skip


def defused(cell: str, value: object) -> str:
    """The cell, with an apostrophe before it when a spreadsheet would take the text for a formula."""
    return f"'{cell}" if isinstance(value, str | list) and cell.startswith(_RISKY) else cell


def plain(value: Any) -> str:
    """One value as one cell: texts of a list are joined by `; `, named things by their names."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "; ".join(plain(item) for item in value)
    if isinstance(value, dict):
        if "name" in value:
            return str(value["name"])
        return " ".join(plain(item) for item in value.values() if item is not None)
    return str(value)


def to_table(answer: Answer, *, ids: bool = False) -> Table:
    """The rows as a table for people: Chinese headings, words of vocabularies in Chinese, no ids unless asked."""
    table = Table(title=f"{answer.question.title_zh} ({answer.question.title_en})", caption="\n".join(answer.notes))
    if not answer.rows:
        table.min_width = _EMPTY_WIDTH  # title and notes are wrapped at the table's own width
    shown = [column for column in answer.columns if ids or column.name not in _HIDDEN]
    if len(answer.rows) > 1 or answer.question.paged:
        shown = [column for column in shown if any(row.get(column.name) not in (None, [], "") for row in answer.rows)]
        for column in shown or answer.columns[:1]:
            right = column.type in ("integer", "number")
            table.add_column(column.zh, justify="right" if right else "left", overflow="fold")
        for row in remarked(answer):
            table.add_row(*(spoken(column.name, row.get(column.name)) for column in shown))
        return table
    table.add_column("项目")
    table.add_column("内容", overflow="fold")
    for column in shown:
        value = answer.rows[0].get(column.name) if answer.rows else None
        if value not in (None, [], ""):
            table.add_row(column.zh, spoken(column.name, value))
    return table


def spoken(name: str, value: Any) -> str:
    """A value in words: keys of kinds, roles, states … by their Chinese names."""
    if isinstance(value, list):
        return "、".join(spoken(name, item) for item in value)
    if isinstance(value, dict):
        return _spoken_map(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return word(name, value) or value
    return "" if value is None else f"{value:,}".replace(",", " ") if isinstance(value, int) else f"{value:g}"


def _spoken_map(value: dict[str, Any]) -> str:
    roles = value.get("roles") or value.get("title")
    inner = f"（{spoken('roles', roles)}）" if roles else ""
    if "name" in value:
        return f"{value['name']}{inner}"
    return "".join(spoken(key, item) for key, item in value.items() if item is not None)
