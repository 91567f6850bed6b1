"""`--split`: one table of many alliances as one source an alliance, so that no transaction grows with the table.

Each part is the table's header line and the rows of one alliance, in their order; it is a source of its own at
`table.csv/alliance.csv`, and its rows quote the part. Tables of one alliance, files that are no separated text,
and the project's own tables (they are checked as a whole) stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from graph.errors import TableError, UnreadableSource
from ingest.read.encoding import decode
from ingest.read.files import SourceFile, read_bytes
from ingest.read.table_rows import read_rows
from ingest.rules.columns import meanings
from lianmeng.ingesting.plan import is_seed_table

_DELIMITERS = {".csv": ",", ".tsv": "\t"}
_UNSAFE = re.compile(r'[\\/:*?"<>|\s]+')


def split_tables(files: Sequence[SourceFile], folder: Path, source_bytes: int) -> list[SourceFile]:
    """The files with each table of several alliances replaced by its parts, which are written into `folder`.

    A file that cannot be read stays, so that reading it tells why.
    """
    found: list[SourceFile] = []
    for number, file in enumerate(files):
        parts = _parts(file, source_bytes)
        if len(parts) < 2:
            found.append(file)
            continue
        place = folder / str(number)
        place.mkdir(parents=True)
        for name, text in parts.items():
            path = place / f"{name}{file.path.suffix}"
            path.write_text(text, encoding="utf-8", newline="")
            found.append(SourceFile(path, file.collection, f"{file.relative}/{path.name}"))
    return found


def _parts(file: SourceFile, source_bytes: int) -> dict[str, str]:
    """Name of the part → its text, in the order of the alliances' first rows; empty for what is no such table."""
    delimiter = _DELIMITERS.get(file.path.suffix.lower())
    if delimiter is None or is_seed_table(file.path):
        return {}
    try:
        text = decode(read_bytes(file.path, file.relative, source_bytes), file.relative)
        rows = list(read_rows(text, delimiter))
    except (TableError, UnreadableSource):
        return {}
    column = _alliance_column(rows[0].values) if rows else None
    if column is None:
        return {}
    header = text[rows[0].start : rows[0].end] + "\n"
    parts: dict[str, str] = {}
    for row in rows[1:]:
        name = row.values[column].strip() if column < len(row.values) else ""
        key = _UNSAFE.sub("_", name) or "_"
        parts[key] = parts.get(key, header) + text[row.start : row.end] + "\n"
    return parts


def _alliance_column(header: Sequence[str]) -> int | None:
    return meanings(header).get("alliance")
