"""What proves a fact: the evidence under a slot, each with its source and what a compiled source rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from queries.reading import Reader

_MOST = 20_000
# A row for each source and not for each piece: a row costs the driver several times what its values cost.
_STATEMENT = """
UNWIND $slots AS slot
MATCH (e:Evidence {slot: slot})-[:IN]->(s:Source)
WITH e, s ORDER BY s.title, s.id, e.start, e.id LIMIT $most
WITH s, collect({
  slot: e.slot, id: e.id, fact: e.fact, property: e.property, value: e.value, quote: e.quote, start: e.start,
  end: e.end, sentence_start: e.sentence_start, sentence_end: e.sentence_end, also: coalesce(e.also, []),
  rule: e.rule, grade: e.grade, original: e.original}) AS pieces
RETURN s.id AS id, s.title AS title, s.origin AS origin, s.genre AS genre, coalesce(s.based_on, []) AS based_on,
       s.publisher AS publisher, s.date AS date, s.address AS address, pieces
ORDER BY title, id
"""
_PIECE = ("id", "fact", "slot", "property", "value", "quote", "start", "end", "sentence_start", "sentence_end", "also",
          "rule", "grade")  # fmt: skip
_SOURCE = ("id", "title", "origin", "based_on", "publisher", "date", "address")


def attested(store: Reader, slots: Iterable[str]) -> Mapping[str, Sequence[dict[str, Any]]]:
    """The evidence of each slot, in the order of the sources' titles; a slot without evidence is not a key."""
    wanted = sorted(set(slots))
    found: dict[str, list[dict[str, Any]]] = {}
    if not wanted:
        return found
    for row in store.read(_STATEMENT, {"slots": wanted, "most": _MOST}):
        source = {name: row[name] for name in _SOURCE}
        # In a table each fact names the source that it was taken from.
        own = row["origin"] == "compiled" and row["genre"] == "table"
        for said in row["pieces"]:
            piece = {name: said[name] for name in _PIECE}
            piece["source"] = {**source, "based_on": [said["original"]]} if own else source
            found.setdefault(said["slot"], []).append(piece)
    return found
