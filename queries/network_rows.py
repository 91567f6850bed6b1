"""The counted memberships, each read once: in pieces of whole alliances, so that a big graph never is in one answer.

What repeats (ids, names, roles) is kept once. 1,000,000 memberships take some 250 MB here; the networkx graph that
network.py makes of them takes more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from queries.reading import Reader

PIECE = 20_000  # memberships read by one statement, or one alliance if that has more

_ALLIANCES = """
MATCH (a:Alliance)
WHERE ($field IS NULL OR a.field = $field) AND ($region IS NULL OR a.region = $region)
RETURN a.id AS id, coalesce(a.member_count, 0) AS members ORDER BY id
"""
_MEMBERSHIPS = """
MATCH (a:Alliance)
WHERE a.id >= $first AND a.id <= $last AND ($field IS NULL OR a.field = $field)
  AND ($region IS NULL OR a.region = $region)
MATCH (o:Organization)-[m:MEMBER_OF]->(a)
WHERE m.counted AND ($kind IS NULL OR o.kind = $kind)
  AND ($year IS NULL OR coalesce(toInteger(left(coalesce(m.since, a.founded), 4)), 0) <= $year)
  AND ($year IS NULL OR coalesce(toInteger(left(m.until, 4)), 9999) >= $year)
RETURN o.id AS id, o.name AS name, o.kind AS kind, o.lineage AS line,
       EXISTS { (o)-[:SUCCEEDED_BY]->(:Organization) } AS former, a.id AS alliance, a.name AS alliance_name,
       coalesce(m.roles, []) AS roles, m.id AS slot
LIMIT $most
"""


class Row(NamedTuple):
    """A membership. In this order a renamed organisation is shown under the name that it has now."""

    former: bool
    name: str
    id: str
    alliance: str
    alliance_name: str
    kind: str
    line: str
    roles: str
    slot: str


def membership_rows(store: Reader, choice: Mapping[str, Any], most: int) -> list[Row]:
    """The counted memberships of `choice` (kind, field, region, year), sorted; a few more than `most` if there are."""
    rows: list[Row] = []
    known: dict[str, str] = {}

    def once(text: str | None) -> str:
        return known.setdefault(text or "", text or "")

    for first, last in _pieces(store, choice):
        bounds = {**choice, "first": first, "last": last, "most": most + 1}
        for row in store.read(_MEMBERSHIPS, bounds):
            rows.append(
                Row(
                    row["former"], once(row["name"]), once(row["id"]), once(row["alliance"]),
                    once(row["alliance_name"]), once(row["kind"] or "other"), once(row["line"] or row["id"]),
                    once(" ".join(row["roles"])), row["slot"],
                )
            )  # fmt: skip
        if len(rows) > most:
            break
    rows.sort()
    return rows


def _pieces(store: Reader, choice: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """First and last id of alliances that together have about PIECE members."""
    first, last, members = "", "", 0
    for row in store.read(_ALLIANCES, {"field": choice["field"], "region": choice["region"]}):
        if first and members + row["members"] > PIECE:
            yield first, last
            first, members = "", 0
        first, last, members = first or row["id"], row["id"], members + row["members"]
    if first:
        yield first, last
