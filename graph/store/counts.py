"""The stored counts: members of an alliance, and alliances of an organisation together with its whole lineage.

Both follow from which memberships begin or cease to count in this load; an organisation that is alone
in its lineage needs nothing read but its own count. Pure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from graph.choose import Stored
from graph.facts import Entity
from graph.store.snapshot import Lineage, Snapshot


@dataclass(frozen=True, slots=True)
class Membership:
    """An edge that begins (`counts`) or ceases to count as a membership."""

    member: str
    alliance: str
    counts: bool


def counts(
    snapshot: Snapshot, entities: Mapping[str, Entity], changed: Sequence[Membership], dead: set[str]
) -> dict[str, dict[str, Stored]]:
    """`member_count` and `alliance_count` of each node whose count changes or that is made anew."""
    lineages = _lineages(snapshot, entities, dead)
    sets: dict[str, dict[str, Stored]] = {}
    members = _sums((item.alliance, item.counts) for item in changed)
    alliances = _sums((item.member, item.counts) for item in changed if item.member not in lineages)
    for name, sums in (("member_count", members), ("alliance_count", alliances)):
        for key in sorted(sums.keys() | snapshot.remade):
            if key in dead or (name == "alliance_count") != _is_organization(key, snapshot, entities):
                continue
            stored = snapshot.nodes[key].count if key in snapshot.nodes else 0
            if sums.get(key) or key in snapshot.remade:
                sets[key] = {name: stored + sums.get(key, 0)}
    for key, count in _of_lineages(lineages, changed).items():
        known = key in snapshot.nodes and key not in snapshot.remade
        if (not known and key in entities) or lineages[key].count != count:
            sets[key] = {"alliance_count": count}
    return sets


def _sums(changes: Iterable[tuple[str, bool]]) -> dict[str, int]:
    sums: dict[str, int] = {}
    for key, counts_now in changes:
        sums[key] = sums.get(key, 0) + (1 if counts_now else -1)
    return sums


def _is_organization(key: str, snapshot: Snapshot, entities: Mapping[str, Entity]) -> bool:
    label = entities[key].label if key in entities else snapshot.nodes[key].label
    return label == "Organization"


def _lineages(snapshot: Snapshot, entities: Mapping[str, Entity], dead: set[str]) -> dict[str, Lineage]:
    """The organisations that share, shared or come to share a lineage, with the lineage they have now."""
    found = {key: item for key, item in snapshot.lineages.items() if key not in dead}
    for key, entity in entities.items():
        lineage = entity.get("lineage")
        if entity.label != "Organization" or not (lineage in snapshot.families or key in found):
            continue
        alliances, stored = (found[key].alliances, found[key].count) if key in found else (frozenset[str](), 0)
        found[key] = Lineage(key, str(lineage) if lineage else None, alliances, stored)
    return found


def _of_lineages(lineages: Mapping[str, Lineage], changed: Sequence[Membership]) -> dict[str, int]:
    own = {key: set(item.alliances) for key, item in lineages.items()}
    for item in changed:
        if item.member in own:
            (own[item.member].add if item.counts else own[item.member].discard)(item.alliance)
    together: dict[str, set[str]] = {}
    for key, one in lineages.items():
        together.setdefault(one.lineage or key, set()).update(own[key])
    return {key: len(together[one.lineage or key]) for key, one in lineages.items()}
