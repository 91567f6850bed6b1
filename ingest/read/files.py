"""Files → Documents: which files of a folder are sources, and which reader reads which format.

Ids of sources rest on the paths given here: relative to the ingested folder, composed (NFC), with `/`, the same on
every system. Spreading sources over processes and comparing them with what is stored is left to the pipeline.
"""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from graph.errors import UnreadableSource
from ingest.read.apart import read_apart
from ingest.read.text import read_separated, read_text
from ingest.read.yielded import ReadingLimits
from ingest.source import Document

SOURCE_BYTES = 50_000_000
SINGLE_FILES = "files"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: where it is, its collection, and its path within it. The last two make the source's id."""

    path: Path
    collection: str
    relative: str


_TEXT = frozenset({".txt", ".text", ".md", ".markdown"})
_READERS: dict[str, Callable[..., Document]] = {
    **dict.fromkeys(_TEXT, read_text),
    ".csv": read_separated,
    ".tsv": read_separated,
}
# Read in a process of their own, by the format named here.
_APART = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".shtml": "html",
    ".pdf": "pdf",
    ".docx": "docx",
    ".docm": "docx",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
# Formats that people keep such texts in and that nobody here reads: told, not passed over in silence.
_ADVICE = {
    ".doc": "旧版 Word 文件 (doc)；请用 Word 或 LibreOffice 另存为 docx",
    ".wps": "WPS 文字文件；请另存为 docx",
    ".xls": "旧版 Excel 文件 (xls)；请另存为 xlsx 或 csv",
    ".et": "WPS 表格文件；请另存为 xlsx 或 csv",
    ".rtf": "RTF 文件；请另存为 docx 或 txt",
    ".odt": "OpenDocument 文件；请另存为 docx",
    ".ods": "OpenDocument 表格；请另存为 xlsx 或 csv",
    ".ofd": "OFD 版式文件；请另存为 pdf 或 docx",
    ".caj": "CAJ 文件；请另存为 pdf",
}
SUFFIXES = frozenset(_READERS) | frozenset(_APART)


def list_sources(paths: Iterable[Path], collection: str | None = None) -> list[SourceFile]:
    """The sources that `paths` (folders and single files) hold, sorted by collection and relative path.

    A folder's collection is `collection`, else its name; a single file belongs to `collection`, else to `files`.
    Names that begin with README, `_` or `.` are no sources, nor are files of formats that hold no such text. Raises
    UnreadableSource for a path that is not there or when two files would be one source.
    """
    found: dict[tuple[str, str], SourceFile] = {}
    for path in paths:
        for source in _sources(path, collection):
            key = (source.collection, source.relative)
            other = found.setdefault(key, source)
            if not _same_file(other.path, source.path):
                raise UnreadableSource(
                    f"{source.path} 与 {other.path} 会成为同一个来源 {'/'.join(key)} (two files, one source)；"
                    "请改名，或用 --collection 分别载入"
                )
    return [found[key] for key in sorted(found)]


def _sources(path: Path, collection: str | None) -> Iterator[SourceFile]:
    if path.is_dir():
        name = collection or _composed(path.resolve().name) or SINGLE_FILES
        for file in _walk(path):
            yield SourceFile(file, name, _composed(file.relative_to(path).as_posix()))
    elif path.exists():
        yield SourceFile(path, collection or SINGLE_FILES, _composed(path.name))
    else:
        raise UnreadableSource(f"{path}：没有这个文件或文件夹 (not found)；请核对路径")


def _walk(folder: Path) -> Iterator[Path]:
    def refuse(error: OSError) -> None:
        raise UnreadableSource(f"{error.filename}：文件夹打不开 (cannot be listed)：{error.strerror}") from error

    for parent, folders, names in os.walk(folder, onerror=refuse):
        folders[:] = sorted(name for name in folders if not _left_out(name))
        for name in sorted(names):
            suffix = Path(name).suffix.lower()
            if not _left_out(name) and (suffix in SUFFIXES or suffix in _ADVICE):
                yield Path(parent, name)


def _left_out(name: str) -> bool:
    # `~$` is the lock file that Word and Excel put beside an open document.
    return name.startswith(("README", "_", ".", "~$"))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _same_file(one: Path, other: Path) -> bool:
    return one.resolve() == other.resolve()


def read_document(
    path: Path,
    *,
    collection: str = SINGLE_FILES,
    relative: str | None = None,
    source_bytes: int = SOURCE_BYTES,
    limits: ReadingLimits | None = None,
) -> Document:
    """The document in the file `path`, read by the reader of its suffix; a suffix that nobody knows is read as text.

    `relative` is its path within the collection (default: its name), `source_bytes` the most bytes it may have,
    `limits` what reading a format other than text may use.
    Raises UnreadableSource, naming the file, for whatever is no readable document.
    """
    relative = _composed(path.name) if relative is None else relative
    suffix = path.suffix.lower()
    data = read_bytes(path, relative, source_bytes)
    if suffix in _ADVICE:
        raise UnreadableSource(f"{relative}：读不了{_ADVICE[suffix]}")
    format_ = _APART.get(suffix)
    if format_ is not None:
        return read_apart(format_, data, collection=collection, relative=relative, limits=limits or ReadingLimits())
    reader = _READERS.get(suffix, read_text)
    return reader(data, collection=collection, relative=relative)


def read_bytes(path: Path, relative: str, most: int) -> bytes:
    """The bytes of a file of at most `most` bytes. Raises UnreadableSource, naming it `relative`."""
    try:
        if not path.is_file():
            what = "没有这个文件 (not found)；请核对路径" if not path.exists() else "不是普通文件 (not a file)"
            raise UnreadableSource(f"{relative}：{what}")
        with path.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise UnreadableSource(f"{relative}：打不开 (cannot be opened)：{error.strerror}；请核对读取权限") from error
    except ValueError as error:
        raise UnreadableSource(f"{relative!r}：路径不成立 (not a path)：{error}") from error
    if len(data) > most:
        raise UnreadableSource(f"{relative}：超过 {most:,} 字节 (too large)；请拆分文件，或调大 LIANMENG_SOURCE_BYTES")
    return data
