"""Answers and rows on the terminal: tables for people, JSON and CSV for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from rich.console import Console

    from queries.answer import Answer


class Format(StrEnum):
    """How an answer is written."""

    table = "table"
    json = "json"
    csv = "csv"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="table 表格、json 或 csv / output format")]
# Wide enough that a table sent to a file is not folded into unreadable columns.
_PIPED_WIDTH = 160


def console(*, errors: bool = False) -> Console:
    """The terminal; a wide one when the output goes to a file."""
    from rich.console import Console

    stream = sys.stderr if errors else sys.stdout
    return Console(file=stream, highlight=False, markup=False, width=None if stream.isatty() else _PIPED_WIDTH)


def show_answer(answer: Answer, format_: Format) -> None:
    """An answer of the catalogue. Notes go with the table, else to the error stream."""
    from queries.export import to_csv, to_json, to_table

    if format_ is Format.table:
        console().print(to_table(answer))
        return
    if format_ is Format.json:
        text = to_json(answer) if answer.question.paged else json_text(answer.rows[0])
    else:
        text = to_csv(answer)
    write(text)
    for note in answer.notes:
        typer.echo(note, err=True)


def show_rows(title: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]], format_: Format) -> None:
    """Rows of our own; `columns` leads from key to heading."""
    from queries.export import plain

    if format_ is Format.json:
        write(json_text([dict(row) for row in rows]))
    elif format_ is Format.csv:
        write(_csv(columns, rows))
    else:
        from rich.table import Table

        table = Table(title=title)
        for key, heading in columns.items():
            right = any(isinstance(row.get(key), int | float) for row in rows)
            table.add_column(heading, justify="right" if right else "left", overflow="fold")
        for row in rows:
            table.add_row(*(plain(row.get(key)) for key in columns))
        console().print(table)


def json_text(value: Any) -> str:
    """Readable JSON."""
    return json.dumps(value, ensure_ascii=False, indent=2)


def write(text: str) -> None:
    """To the standard output, as it is, with one line end at its end."""
    sys.stdout.write(text if text.endswith("\n") else f"{text}\n")


def _csv(columns: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> str:
    import csv
    import io

    from queries.export import plain

    keys = list(columns)
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(keys)
    writer.writerows([plain(row.get(key)) for key in keys] for row in rows)
    return buffer.getvalue()


def write_whole(path: Path, lines: Iterable[str]) -> None:
    """The file appears only when it is whole; a pipe or a device is written to as it is."""
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(lines)
        return
    part = path.with_name(f"{path.name}.part")
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.writelines(lines)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
