"""A source that the graph holds → the document that it was read from, to be read again under a new edition."""

from __future__ import annotations

from graph.store.bolt import Store
from graph.store.load import stored_text
from graph.store.versions import record_of
from ingest.source import Document, Header, with_front_matter
from lianmeng.ingesting.reading import Task


def stored_task(store: Store, source: str) -> Task | None:
    """The task of reading it again; None when it has gone meanwhile."""
    rows = store.read("MATCH (s:Source {id: $id}) RETURN s", {"id": source})
    text = stored_text(store, source)
    if not rows or text is None:
        return None
    record = record_of(rows[0]["s"])
    header = Header(
        title=record.title,
        genre=record.genre,
        publisher=record.publisher,
        date=record.date,
        address=record.address,
        origin=record.origin,
        based_on=record.based_on,
    )
    document = Document(text, record.path, record.collection, header, sha256=record.sha256, reader=record.reader)
    if record.reader.startswith("text/"):
        document = with_front_matter(document)
    return Task(record.collection, record.path, stored=document)
