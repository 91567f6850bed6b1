"""Which sources must be read: those whose bytes or edition have changed, and stored ones of an old edition.

Nothing is read or written here but the bytes of files, to compare their digests with what one query told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import SourceError, UnreadableSource
from graph.store.load import StoredSource
from ingest.read.files import SourceFile, list_sources, read_bytes
from lianmeng.ingesting.memory import Memory
from lianmeng.ingesting.reading import Task

# What the seed tables' rows carry and other people's tables do not.
_SEED_COLUMN = b"source_title"


@dataclass(frozen=True)
class Plan:
    """What is to be done: files to read, and how many need not be read.

    `stale` are ids of stored sources to be read again from the text that the graph kept, `gone` ids of sources of the
    ingested folders whose files are no longer there.
    """

    tasks: tuple[Task, ...]
    unchanged: int
    stale: tuple[str, ...]
    gone: tuple[str, ...]


def folders_of(paths: Iterable[Path], collection: str | None) -> dict[str, Path]:
    """The folder of each collection among the paths. Raises UnreadableSource for two of one collection."""
    folders: dict[str, Path] = {}
    for path in paths:
        if path.is_dir():
            name = collection or path.resolve().name or "files"
            if folders.setdefault(name, path.resolve()) != path.resolve():
                raise UnreadableSource(
                    f"{path} 与 {folders[name]} 同属集合 {name} (two folders, one collection)；"
                    "请用 --collection 分别载入"
                )
    return folders


def refuse_second_folders(folders: Mapping[str, Path], memory: Memory) -> None:
    """Raises SourceError when a collection was made from another folder; only `--sync` may move it."""
    for name, folder in folders.items():
        before = memory.folders.get(name, "")
        if before and before != str(folder):
            raise SourceError(
                f"集合 {name} 来自另一个文件夹 {before} (another folder)；"
                "请用 --collection 另取一个名字，或用 --sync 让集合只含这个文件夹"
            )


def check_tables(files: Iterable[Path]) -> None:
    """Raises TableError with every problem of the seed tables in the folders of those among the files."""
    from ingest.read.table_schema import refuse_wrong_tables  # builds pydantic's models, which takes a while

    for folder in sorted({file.parent for file in files if is_seed_table(file)}):
        refuse_wrong_tables(folder)


def make_plan(
    files: Sequence[SourceFile],
    folders: Iterable[str],
    stored: Mapping[str, StoredSource],
    edition: str,
    source_bytes: int,
    together: Iterable[str] = (),
) -> Plan:
    """The plan for these files; `stored` is what the graph holds, by source id.

    `folders` are the collections of which all files are given; `together` those that are read whole as soon as one of
    their files has changed.
    """
    by_place = {(kept.collection, kept.path): (id_, kept) for id_, kept in stored.items()}
    changed: list[SourceFile] = []
    unchanged: list[SourceFile] = []
    for file in files:
        known = by_place.get((file.collection, file.relative))
        same = known and known[1].edition == edition and known[1].sha256 == _digest(file, source_bytes)
        (unchanged if same else changed).append(file)
    again = {file.collection for file in changed} & set(together)
    tasks = [file for file in files if file in changed or file.collection in again]
    listed = {(file.collection, file.relative) for file in files}
    whole = set(folders)
    left = {id_: kept for id_, kept in stored.items() if (kept.collection, kept.path) not in listed}
    gone = sorted(id_ for id_, kept in left.items() if kept.collection in whole)
    stale = sorted(id_ for id_, kept in left.items() if kept.edition != edition)
    return Plan(
        tuple(Task(file.collection, file.relative, file.path) for file in tasks),
        len(unchanged) - sum(1 for file in unchanged if file.collection in again),
        tuple(stale),
        tuple(gone),
    )


def list_files(paths: Sequence[Path], collection: str | None) -> list[SourceFile]:
    """As `list_sources`. Raises UnreadableSource when there is no source at all."""
    files = list_sources(paths, collection)
    if not files and not any(path.is_dir() for path in paths):
        raise UnreadableSource("没有给出文件或文件夹 (no path)；请写 lianmeng ingest 文件夹或文件")
    return files


def _digest(file: SourceFile, source_bytes: int) -> str:
    """Of the file's bytes; empty when it cannot be read, so that reading it tells why."""
    try:
        return hashlib.sha256(read_bytes(file.path, file.relative, source_bytes)).hexdigest()
    except UnreadableSource:
        return ""


def is_seed_table(path: Path) -> bool:
    """Whether a file is one of the project's own tables, by name and header."""
    try:
        with path.open("rb") as file:
            if _SEED_COLUMN not in file.readline(2_000):
                return False
    except OSError:
        return False
    from ingest.read.table_models import TABLES

    return path.name in TABLES
