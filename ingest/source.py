"""A document as it was found: its text, what its header says of it, and where its body begins.

Offsets always point into `Document.text`, the decoded text (BOM dropped, line ends kept) or, for formats that are no
text, what the reader yields. Tidying and sentences are made from it elsewhere and lead back to it.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from typing import Any

from graph.errors import UnreadableSource
from ingest.later import later

_FRONT_MATTER = later(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)


@dataclass(frozen=True)
class Header:
    """What is known of a source besides its text; empty where nothing is known. Dates as in graph.moment."""

    id: str = ""
    title: str = ""
    genre: str = ""
    publisher: str = ""
    date: str = ""
    address: str = ""
    origin: str = "original"
    based_on: tuple[str, ...] = ()
    owner: str = ""


@dataclass(frozen=True)
class Document:
    """One source. `path` is relative to the ingested folder (NFC, `/`); `body` is where the text proper begins."""

    text: str
    path: str
    collection: str = "files"
    header: Header = field(default_factory=Header)
    body: int = 0
    sha256: str = ""
    reader: str = "text/1"

    @property
    def text_sha256(self) -> str:
        """Digest of the decoded text in UTF-8; equal texts count as one source in every choice."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def with_front_matter(document: Document) -> Document:
    """The document with the YAML header at its beginning read, if it has one; offsets stay as they are.

    Raises UnreadableSource when a block that stands where a header stands is not a YAML mapping of plain values.
    """
    match = _FRONT_MATTER.match(document.text)
    if match is None:
        return document
    # Most texts have no front matter, and the first fact of a short one waits for every import.
    import yaml

    try:
        # Every value stays the text that it is: 2007-02-31 is no reason to stop, and 2007 no number.
        fields = yaml.load(match[1], Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise UnreadableSource(f"{document.path}：文件头不是 YAML (front matter cannot be read)：{error}") from error
    if not isinstance(fields, dict):
        return document
    return replace(document, header=_header(fields, document), body=match.end())


def _header(fields: dict[object, object], document: Document) -> Header:
    given = {str(key): value for key, value in fields.items() if value}
    based_on = given.pop("based_on", [])
    lines = based_on if isinstance(based_on, list) else [based_on]
    known: dict[str, Any] = {
        name: _plain(given[name], document) for name in Header.__dataclass_fields__ if name in given
    }
    return replace(document.header, **known, based_on=tuple(_plain(line, document) for line in lines))


def _plain(value: object, document: Document) -> str:
    """The text of a value; a flat mapping on one line. Deeper values are refused: anchors could make them endless."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
        return "；".join(f"{key}：{item}" for key, item in value.items() if item)
    raise UnreadableSource(
        f"{document.path}：文件头的值应是一行文字 (front matter takes plain values)；多个出处写成 based_on 下的列表"
    )
