"""What proves a fact: the evidence under a slot, each with its source and what a compiled source rests on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from queries.reading import Reader

_MOST = 20_000
_STATEMENT = """
UNWIND $slots AS slot
MATCH (e:Evidence {slot: slot})-[:IN]->(s:Source)
WITH e, s ORDER BY s.title, s.id, e.start, e.id LIMIT $most
RETURN e.slot AS slot, e.id AS id, e.fact AS fact, e.property AS property, e.value AS value, e.quote AS quote,
       e.start AS start, e.end AS end, e.sentence_start AS sentence_start, e.sentence_end AS sentence_end,
       coalesce(e.also, []) AS also, e.rule AS rule, e.grade AS grade, s.id AS source, s.title AS title,
       s.origin AS origin, CASE WHEN s.origin = 'compiled' AND s.genre = 'table' THEN [e.original]
            ELSE coalesce(s.based_on, []) END AS based_on,
       s.publisher AS publisher, s.date AS date, s.address AS address
ORDER BY title, source, start, id
"""


def attested(store: Reader, slots: Iterable[str]) -> Mapping[str, Sequence[dict[str, Any]]]:
    """The evidence of each slot, in the order of the sources' titles; a slot without evidence is not a key."""
    wanted = sorted(set(slots))
    found: dict[str, list[dict[str, Any]]] = {}
    if not wanted:
        return found
    for row in store.read(_STATEMENT, {"slots": wanted, "most": _MOST}):
        found.setdefault(row["slot"], []).append(_piece(row))
    return found


def _piece(row: dict[str, Any]) -> dict[str, Any]:
    piece = {name: row[name] for name in (
        "id", "fact", "slot", "property", "value", "quote", "start", "end", "sentence_start", "sentence_end", "also",
        "rule", "grade")}  # fmt: skip
    source = {name: row[name] for name in ("origin", "based_on", "publisher", "date", "address")}
    return {**piece, "source": {"id": row["source"], "title": row["title"], **source}}
