"""The CSV files of one import: one for each set of labels or relation type, opened as rows come.

A column of the tool has one type, so rows whose numbers are not whole go to a file of their own.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import IO

from graph.bulk.columns import Column, header, line

_BUFFER = 1 << 18


@dataclass(frozen=True)
class Table:
    """What a file holds: labels of nodes or the type of a relation, columns, and of a relation the groups of ids that
    it joins."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    ends: tuple[str, ...] = ()

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The columns whose values are whole in some rows only."""
        return tuple(column.name for column in self.columns if column.is_number)

    def file(self, doubles: Sequence[str] = ()) -> str:
        """The name of the file for rows of this kind: `node.Target.norm_value.value.csv`."""
        what = "relation" if self.ends else "node"
        return ".".join([what, "-".join(self.names), *doubles, "csv"])

    def option(self, file: str) -> str:
        """The option by which the tool is told of a file."""
        return f"--{'relationships' if self.ends else 'nodes'}={':'.join(self.names)}={file}"


class Tables:
    """Open files in a folder. `written` leads from each file's name to its table.

    `longest` is the length of the longest line in characters, which decides the tool's buffer.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[tuple[str, ...], IO[bytes]] = {}
        self.written: dict[str, Table] = {}
        self.longest = 0

    def __enter__(self) -> Tables:
        return self

    def __exit__(
        self, type_: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        for file in self._files.values():
            if error is None:
                file.flush()
                os.fsync(file.fileno())
            file.close()

    def write(self, table: Table, row: Mapping[str, object], ends: Sequence[str] = ()) -> None:
        """Writes a row, a relation's after the ids at its ends. Raises ModelError when it does not fit the columns."""
        doubles = [name for name in table.numbers if isinstance(row.get(name), float)]
        text = line(table.columns, row, ends)
        self.longest = max(self.longest, len(text))
        self.write_bytes(table, text.encode(), doubles)

    def write_bytes(self, table: Table, data: bytes, doubles: Sequence[str] = ()) -> None:
        """Writes whole lines of one kind; their length is not looked at."""
        key = (*table.names, *doubles)
        file = self._files.get(key)
        if file is None:
            name = table.file(doubles)
            file = self._files[key] = (self._folder / name).open("wb", buffering=_BUFFER)
            file.write(header(table.ends, table.columns, doubles).encode())
            self.written[name] = table
        file.write(data)
