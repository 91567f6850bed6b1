"""Sorts more rows than memory holds: sorted runs on disk, merged when they are read (an external merge sort).

Chosen over a temporary SQLite file because nothing is ever looked up: everything is written once, sorted once and read
once, front to back. The files are scratch of one process and in marshal's form, which nobody else shall read.
"""

from __future__ import annotations

import heapq
import marshal
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

# Text, numbers, None, and tuples and lists of them. Rows of one sorter must be comparable with each other.
Row: TypeAlias = tuple[Any, ...]

# Characters of text that wait for a run to be full; a row weighs its overhead besides.
_RUN = 32_000_000
_OVERHEAD = 400
# Runs that are merged at a time: bounds open files and the chunks that are in memory.
_FAN = 64
_CHUNK = 256


class Runs:
    """Rows in, sorted rows out. `folder` must be there; its files begin with `name`."""

    def __init__(self, folder: Path, name: str, run: int = _RUN) -> None:
        self._folder, self._name, self._run = folder, name, run
        self._waiting: list[Row] = []
        self._weight = 0
        self._files: list[Path] = []
        self._made = 0

    def add(self, row: Row, characters: int = 0) -> None:
        """Takes a row in; `characters` = the length of its texts where they may be long."""
        self._waiting.append(row)
        self._weight += _OVERHEAD + characters
        if self._weight > self._run:
            self._spill()

    def sorted(self) -> Iterator[Row]:
        """All rows in order. To be read once; no row may be added after."""
        if not self._files:
            self._waiting.sort()
            yield from self._waiting
            return
        self._spill()
        while len(self._files) > _FAN:
            some, self._files = self._files[:_FAN], self._files[_FAN:]
            self._write(_merge(some))
            for file in some:
                file.unlink()
        yield from _merge(self._files)

    def _spill(self) -> None:
        self._waiting.sort()
        self._write(self._waiting)
        self._waiting, self._weight = [], 0

    def _write(self, rows: Iterable[Row]) -> None:
        path = self._folder / f"{self._name}.{self._made}"
        self._made += 1
        write_rows(path, rows)
        self._files.append(path)


def write_rows(path: Path, rows: Iterable[Row]) -> None:
    """Writes rows as they come, for `read_rows`."""
    left = iter(rows)
    with path.open("wb") as file:
        while chunk := list(islice(left, _CHUNK)):
            data = marshal.dumps(chunk)
            file.write(len(data).to_bytes(8, "big"))
            file.write(data)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows of such a file, in their order."""
    with path.open("rb") as file:
        while size := file.read(8):
            yield from marshal.loads(file.read(int.from_bytes(size, "big")))


def _merge(files: Iterable[Path]) -> Iterator[Row]:
    return heapq.merge(*map(read_rows, files))
