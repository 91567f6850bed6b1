"""The sentence in which a thing is named, for lists that a person must judge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from queries.reading import Reader

_STATEMENT = """
UNWIND $ids AS id
MATCH (e:Evidence {slot: id})-[:IN]->(s:Source)-[:HAS_TEXT]->(t:SourceText)
WITH id, e, s, t ORDER BY s.id, e.start
WITH id, collect({title: s.title, text: t.id, start: e.sentence_start, end: e.sentence_end})[0] AS first
RETURN id, first.title AS title, first.text AS text, first.start AS start, first.end AS end
"""
_TEXT = "MATCH (t:SourceText {id: $id}) RETURN t.text AS text"
_LONGEST = 120


def sentences_of(store: Reader, ids: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Id → (sentence, title of its source) where it is first named; offsets are code points, so Python cuts."""
    found: dict[str, tuple[str, str]] = {}
    texts: dict[str, str] = {}
    for row in store.read(_STATEMENT, {"ids": sorted(set(ids))}):
        if row["text"] not in texts:
            texts[row["text"]] = next((r["text"] for r in store.read(_TEXT, {"id": row["text"]})), "")
        sentence = " ".join(texts[row["text"]][row["start"] : row["end"]].split())
        found[row["id"]] = (sentence if len(sentence) <= _LONGEST else sentence[:_LONGEST] + "…", row["title"])
    return found
