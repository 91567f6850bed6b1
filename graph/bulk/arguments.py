"""What `neo4j-admin database import full` is told: a file of arguments beside the CSV files, and the command for it."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from graph.bulk.tables import Tables

ARGUMENTS = "import.args"
# What the tool reads at a time by itself, and what it must hold: the longest value, in bytes.
_BUFFER = 4 << 20
_BYTES_A_CHARACTER = 4
_MEGABYTE = 1 << 20


def arguments(tables: Tables) -> Iterator[str]:
    """The lines of the arguments file; the same for the same files."""
    yield "--id-type=string"
    yield "--array-delimiter=U+001F"
    # For all files. A list of files (format v2) is read backwards from its buffers' ends, and fails for a file that is
    # longer than one buffer (5.26.30).
    yield "--multiline-fields=true"
    need = tables.longest * _BYTES_A_CHARACTER
    if need > _BUFFER:
        yield f"--read-buffer-size={-(-need // _MEGABYTE)}m"
    for name, table in sorted(tables.written.items()):
        yield table.option(_place(name))


def _place(name: str) -> str:
    """A file beside the arguments. The releases of 2026 do not find a name without a folder before it (2026.08.1)."""
    return f"./{name}"


def import_command(folder: Path, database: str) -> str:
    """The command for a shell on the machine of the stopped server. The arguments are relative to the folder."""
    place = shlex.quote(str(folder.absolute()))
    return f"cd {place} && neo4j-admin database import full {shlex.quote(database)} @{ARGUMENTS}"
