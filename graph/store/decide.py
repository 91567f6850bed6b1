"""From what was read and what the source now says to the rows that must be written. Pure: no statement, no store.

Edges and values are decided by graph/choose.py from the claims of all sources; what comes out as it was before is not
written again. Counts are in counts.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter

from graph import choose
from graph.choose import Claim, Stored
from graph.facts import VALUE, Entity, Evidence, SourceFacts
from graph.identity import value_slot
from graph.model import Model
from graph.store.counts import Membership, counts
from graph.store.snapshot import Link, Snapshot, by_label, is_edge, label_of

Properties = dict[str, object]
Ends = tuple[str, str, str]  # head label, relation type, tail label

_FIELDS = tuple(item.name for item in fields(Evidence))
_fields = attrgetter(*_FIELDS)


@dataclass(frozen=True)
class Plan:
    """What is to be written, in this order; every list is sorted by id.

    `remade` and `dead`: ids by primary label. `created`: properties by primary label and kind label. `updated`: rows
    {id, set} by label, where None removes. `made` (edges that were not there) and `merged` (those that were): rows
    {head, tail, properties}, `cut`: rows {head, tail}.
    """

    remade: Mapping[str, Sequence[str]]
    created: Mapping[tuple[str, str | None], Sequence[Properties]]
    updated: Mapping[str, Sequence[Properties]]
    made: Mapping[Ends, Sequence[Properties]]
    merged: Mapping[Ends, Sequence[Properties]]
    cut: Mapping[Ends, Sequence[Properties]]
    dead: Mapping[str, Sequence[str]]
    evidence: Sequence[Properties]
    gone: Sequence[str]


@dataclass(frozen=True)
class _Claims:
    """All claims about the touched slots, before this load and after it."""

    others: Mapping[str, Sequence[Claim]]
    old: Mapping[str, Sequence[Claim]]
    new: Mapping[str, Sequence[Claim]]

    def before(self, slot: str) -> list[Claim]:
        return [*self.others.get(slot, ()), *self.old.get(slot, ())]

    def after(self, slot: str) -> list[Claim]:
        return [*self.others.get(slot, ()), *self.new.get(slot, ())]


@dataclass(frozen=True)
class _Edges:
    """What becomes of the touched edges, as in Plan, and which memberships begin or cease to count."""

    made: dict[Ends, list[Properties]] = field(default_factory=dict)
    merged: dict[Ends, list[Properties]] = field(default_factory=dict)
    cut: dict[Ends, list[Properties]] = field(default_factory=dict)
    memberships: list[Membership] = field(default_factory=list)


def decide(model: Model, facts: SourceFacts | None, snapshot: Snapshot) -> Plan:
    """The plan that makes the graph what all sources say when this one says `facts` (None: nothing any more)."""
    difference = snapshot.difference
    entities = {entity.id: entity for entity in facts.entities} if facts else {}
    dead = set(difference.left(facts)) - snapshot.alive
    claims = _Claims(
        snapshot.others,
        choose.by_slot(item.claim for item in difference.old),
        choose.by_slot(choose.claim_of(item) for item in (facts.evidence if facts else ())),
    )
    links = _touched_links(snapshot)
    edges = _edges(model, snapshot, claims, links, dead)
    sets = _values(model, snapshot, claims, entities, dead)
    for key, count in counts(snapshot, entities, edges.memberships, dead).items():
        sets.setdefault(key, {}).update(count)
    created = {key for key in entities if key not in snapshot.nodes or key in snapshot.remade}
    _identities(snapshot, entities, created, sets)
    return Plan(
        remade=by_label(model, snapshot.remade),
        created=_created(model, entities, created, sets),
        updated=_updated(model, {key: values for key, values in sets.items() if key not in created}),
        made=edges.made,
        merged=edges.merged,
        cut=edges.cut,
        dead=by_label(model, dead),
        evidence=[evidence_row(item) for item in sorted(difference.added, key=lambda item: item.id)],
        gone=sorted(item.id for item in difference.gone),
    )


def evidence_row(item: Evidence) -> Properties:
    """An evidence as the graph keeps it: the spans of `also` as texts `start-end`; no None and no empty list.

    neo4j-admin import cannot make an empty list, and a graph shall be the same whichever way it came in.
    """
    row = {name: value for name, value in zip(_FIELDS, _fields(item), strict=True) if value is not None}
    row["also"] = [f"{span.start}-{span.end}" for span in item.also]
    if not item.also:
        del row["also"]
    return row


def node_row(model: Model, entity: Entity, chosen: Mapping[str, Stored]) -> Properties:
    """All properties of a new node: its identity, what follows from its label, and what was chosen."""
    row: Properties = {"id": entity.id}
    row |= {name: list(value) if isinstance(value, tuple) else value for name, value in entity.properties}
    if entity.kind_label is not None:
        row |= {"kind": choose.kind(model, entity.kind_label, ()), "alliance_count": 0}
    if entity.label == "Alliance":
        row["member_count"] = 0
    row.update(chosen)
    return {name: value for name, value in row.items() if value is not None}


def _touched_links(snapshot: Snapshot) -> dict[str, Link]:
    links = dict(snapshot.links)
    for item in snapshot.difference.gone:
        if is_edge(item.type):
            links[item.claim.slot] = Link(item.claim.slot, item.head, item.type, item.tail or "")
    for added in snapshot.difference.added:
        if is_edge(added.type):
            links[added.slot] = Link(added.slot, added.head, added.type, added.tail or "")
    return links


def _edges(model: Model, snapshot: Snapshot, claims: _Claims, links: Mapping[str, Link], dead: set[str]) -> _Edges:
    edges = _Edges()
    going = snapshot.remade | dead
    for slot in sorted(links):
        link = links[slot]
        relation = model.relations[link.type]
        ends = (label_of(model, link.head), link.type, label_of(model, link.tail))
        before, after = choose.edge(relation, claims.before(slot)), choose.edge(relation, claims.after(slot))
        lost = link.head in going or link.tail in going
        if after is not None and (after != before or lost):
            row = {name: value for name, value in after.items() if value is not None} | {"id": slot}
            # An edge is there while a claim is; one that has none yet need not be looked for.
            rows = edges.made if before is None or lost else edges.merged
            rows.setdefault(ends, []).append({"head": link.head, "tail": link.tail, "properties": row})
        elif after is None and not lost:
            edges.cut.setdefault(ends, []).append({"head": link.head, "tail": link.tail})
        counted = (bool(before and before.get("counted")), bool(after and after.get("counted")))
        if counted[0] != counted[1]:
            edges.memberships.append(Membership(link.head, link.tail, counted[1]))
    return edges


def _values(
    model: Model, snapshot: Snapshot, claims: _Claims, entities: Mapping[str, Entity], dead: set[str]
) -> dict[str, dict[str, Stored]]:
    touched = {(item.head, item.claim.property or "") for item in snapshot.difference.gone if item.type == VALUE}
    touched |= {(item.head, item.property or "") for item in snapshot.difference.added if item.type == VALUE}
    for key in snapshot.remade:
        label = snapshot.nodes[key].label
        touched |= {(key, p.name) for p in model.nodes[label].properties.values() if p.origin == "evidence"}
    sets: dict[str, dict[str, Stored]] = {}
    for key, name in sorted(touched):
        if key in dead:
            continue
        entity = entities.get(key)
        node = model.nodes[label_of(model, key)]
        kind_label = entity.kind_label if entity else snapshot.nodes[key].kind_label
        slot = value_slot(key, name)
        if (key, name) in snapshot.growing:
            stored = snapshot.nodes[key].lists[name]
            longer = choose.grown(node, name, stored, claims.new.get(slot, ()))
            if longer[name] != sorted(stored):
                sets.setdefault(key, {}).update(longer)
            continue
        before = choose.value(model, node, kind_label, name, claims.before(slot))
        after = choose.value(model, node, kind_label, name, claims.after(slot))
        if after != before or key in snapshot.remade:
            sets.setdefault(key, {}).update(after)
    return sets


def _identities(
    snapshot: Snapshot, entities: Mapping[str, Entity], created: set[str], sets: dict[str, dict[str, Stored]]
) -> None:
    """Properties that follow from the tables change with an edition; the node stays."""
    for key, entity in entities.items():
        if key in created:
            continue
        now, stored = dict(entity.properties), snapshot.nodes[key].identity
        for name in sorted(now.keys() | stored.keys()):
            if now.get(name) != stored.get(name):
                value = now.get(name)
                sets.setdefault(key, {})[name] = [str(v) for v in value] if isinstance(value, tuple) else value


def _created(
    model: Model, entities: Mapping[str, Entity], created: Iterable[str], sets: Mapping[str, Mapping[str, Stored]]
) -> dict[tuple[str, str | None], list[Properties]]:
    rows: dict[tuple[str, str | None], list[Properties]] = {}
    for key in sorted(created):
        entity = entities[key]
        labels = (entity.label, entity.kind_label)
        rows.setdefault(labels, []).append(node_row(model, entity, sets.get(key, {})))
    return rows


def _updated(model: Model, sets: Mapping[str, Mapping[str, Stored]]) -> dict[str, list[Properties]]:
    rows: dict[str, list[Properties]] = {}
    for key in sorted(sets):
        rows.setdefault(label_of(model, key), []).append({"id": key, "set": dict(sets[key])})
    return rows
