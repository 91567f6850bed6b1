"""Plain text, Markdown and comma-separated files → Document; the text is the file as decoded.

Markup inside the text is left to `ingest.words.tidy`, and the meaning of a table's rows to `ingest.rules.tables`.
"""

from __future__ import annotations

import hashlib

from ingest.read.encoding import decode
from ingest.source import Document, Header, with_front_matter


def read_text(data: bytes, *, collection: str, relative: str) -> Document:
    """A text with its front matter read. Raises UnreadableSource for bytes that are no text."""
    text = decode(data, relative)
    return with_front_matter(Document(text, relative, collection, sha256=digest(data), reader="text/1"))


def read_separated(data: bytes, *, collection: str, relative: str) -> Document:
    """A csv or tsv file: genre table, no front matter. Raises UnreadableSource for bytes that are no text."""
    text = decode(data, relative)
    return Document(text, relative, collection, Header(genre="table"), sha256=digest(data), reader="csv/1")


def digest(data: bytes) -> str:
    """What tells whether a file's bytes have changed."""
    return hashlib.sha256(data).hexdigest()
