"""What a load has to know of the graph before it decides: reads only, and all of them before the first write.

Only what the source touches is read: its own old evidence, the nodes that it names, and what *other* sources say about
the edges and values that change. An entity that only gains evidence is never read back.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from graph.choose import Claim, may_grow
from graph.facts import ENTITY, VALUE, Evidence, SourceFacts
from graph.identity import value_slot
from graph.model import Model
from graph.store.bolt import Transaction
from graph.store.plain import Row

BATCH = 1000
_CLAIM = (
    "e.slot AS slot, e.property AS property, e.value AS value, e.grade AS grade, "
    "e.source AS source, e.original AS original, e.start AS start"
)


@dataclass(frozen=True, slots=True)
class Link:
    """An edge by its slot: head, relation type, tail."""

    slot: str
    head: str
    type: str
    tail: str


@dataclass(frozen=True, slots=True)
class OldEvidence:
    """An evidence of the source as the graph holds it."""

    id: str
    head: str
    type: str
    tail: str | None
    claim: Claim


@dataclass(frozen=True)
class StoredNode:
    """A node as it stands: labels, what follows from its key and tables, its attested lists and its stored count."""

    id: str
    label: str
    kind_label: str | None
    identity: Mapping[str, object]
    lists: Mapping[str, Sequence[str]]
    count: int


@dataclass(frozen=True)
class Lineage:
    """An organisation that shares its lineage: the alliances in which it counts, and its stored count."""

    id: str
    lineage: str | None
    alliances: frozenset[str]
    count: int


@dataclass(frozen=True)
class Difference:
    """The source's evidence before and now: `gone` and `added` make the slots that are `touched`."""

    old: tuple[OldEvidence, ...]
    gone: tuple[OldEvidence, ...]
    added: tuple[Evidence, ...]

    def left(self, facts: SourceFacts | None) -> list[str]:
        """Entities that the source no longer mentions, sorted."""
        now = {entity.id for entity in facts.entities} if facts else set()
        return sorted({item.head for item in self.gone if item.type == ENTITY} - now)


@dataclass(frozen=True)
class Snapshot:
    """All that was read. `others` holds the claims of other sources by slot; `alive` what they still attest.

    `growing` are lists (node, property) that only grow, for which no claims of others are read. `families` are the
    lineages with several organisations, `lineages` the stored organisations in them.
    """

    difference: Difference
    nodes: Mapping[str, StoredNode]
    remade: frozenset[str]
    links: Mapping[str, Link]
    growing: frozenset[tuple[str, str]]
    others: Mapping[str, Sequence[Claim]] = field(repr=False)
    alive: frozenset[str]
    families: frozenset[str]
    lineages: Mapping[str, Lineage]


def read_snapshot(
    transaction: Transaction, model: Model, source: str, facts: SourceFacts | None, known: bool
) -> Snapshot:
    """What is there about everything that `source` touches; `known` tells whether the graph has the source."""
    difference = _difference(transaction, source, facts, known)
    nodes = _nodes(transaction, model, difference, facts)
    kinds = {entity.id: entity.kind_label for entity in facts.entities} if facts else {}
    remade = frozenset(key for key, node in nodes.items() if key in kinds and kinds[key] != node.kind_label)
    links = dict(_links(transaction, model, sorted(remade)))
    growing = _growing(model, difference, nodes, remade)
    slots = {item.claim.slot for item in difference.gone if item.type != ENTITY}
    slots |= {
        item.slot
        for item in difference.added
        if item.type != ENTITY and not (item.type == VALUE and (item.head, item.property) in growing)
    }
    slots |= set(links)
    for key in remade:
        names = (p.name for p in model.nodes[nodes[key].label].properties.values() if p.origin == "evidence")
        slots |= {value_slot(key, name) for name in names}
    families, lineages = _families(transaction, nodes, facts)
    return Snapshot(
        difference=difference,
        nodes=nodes,
        remade=remade,
        links=links,
        growing=growing,
        others=_others(transaction, source, sorted(slots)),
        alive=_alive(transaction, source, difference.left(facts)),
        families=families,
        lineages=lineages,
    )


def label_of(model: Model, id_: str) -> str:
    """The primary label of a node, by the prefix of its id."""
    return model.labels[id_[: id_.index("-")]]


def batches(items: Iterable[object], size: int = BATCH) -> Iterator[list[object]]:
    """The items in lists of at most `size`."""
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def by_label(model: Model, ids: Iterable[str]) -> dict[str, list[str]]:
    """Sorted ids of each primary label."""
    labels: dict[str, list[str]] = {}
    for id_ in sorted(ids):
        labels.setdefault(label_of(model, id_), []).append(id_)
    return labels


def _rows(transaction: Transaction, cypher: str, items: Iterable[object], **parameters: object) -> Iterator[Row]:
    for batch in batches(items):
        yield from transaction.run(cypher, {"items": batch, **parameters})


def _difference(transaction: Transaction, source: str, facts: SourceFacts | None, known: bool) -> Difference:
    rows: list[Row] = []
    if known:
        rows = transaction.run(
            "MATCH (:Source {id: $source})<-[:IN]-(e:Evidence) "
            f"RETURN e.id AS id, e.head AS head, e.type AS type, e.tail AS tail, {_CLAIM}",
            {"source": source},
        )
    old = tuple(OldEvidence(row["id"], row["head"], row["type"], row["tail"], _claim(row)) for row in rows)
    now = {item.id: item for item in facts.evidence} if facts else {}
    before = {item.id for item in old}
    return Difference(
        old=old,
        gone=tuple(item for item in old if item.id not in now),
        added=tuple(item for item in now.values() if item.id not in before),
    )


def _claim(row: Row) -> Claim:
    return Claim(*(row[name] for name in Claim._fields))


def _nodes(
    transaction: Transaction, model: Model, difference: Difference, facts: SourceFacts | None
) -> dict[str, StoredNode]:
    ids = {entity.id for entity in facts.entities} if facts else set()
    for item in difference.gone:
        ids.update((item.head, item.tail) if item.tail else (item.head,))
    nodes: dict[str, StoredNode] = {}
    for label, some in by_label(model, ids).items():
        names = [p.name for p in model.nodes[label].properties.values() if p.origin == "identity"]
        lists = [p.name for p in model.nodes[label].properties.values() if p.many and p.origin == "evidence"]
        wanted = ", ".join(f"n.{name} AS {name}" for name in names + lists)
        count = {"Organization": "n.alliance_count", "Alliance": "n.member_count"}.get(label, "0")
        cypher = (
            f"UNWIND $items AS item MATCH (n:{label} {{id: item}}) "
            f"RETURN n.id AS node, labels(n) AS labels, {count} AS stored_count, {wanted}"
        )
        for row in _rows(transaction, cypher, some):
            identity = {name: _as_tuple(row[name]) for name in names if row[name] is not None}
            kind = next((item for item in row["labels"] if item != label), None)
            attested = {name: row[name] or () for name in lists}
            nodes[row["node"]] = StoredNode(row["node"], label, kind, identity, attested, row["stored_count"] or 0)
    return nodes


def _growing(
    model: Model, difference: Difference, nodes: Mapping[str, StoredNode], remade: frozenset[str]
) -> frozenset[tuple[str, str]]:
    """What every source repeats (an alias, a stated kind) must not be read back from all of them."""
    shrinking = {item.claim.slot for item in difference.gone}
    growing = set()
    for item in difference.added:
        node = nodes.get(item.head)
        if item.type != VALUE or item.property is None or node is None or item.head in remade:
            continue
        if item.slot not in shrinking and may_grow(model, model.nodes[node.label], node.kind_label, item.property):
            growing.add((item.head, item.property))
    return frozenset(growing)


def _as_tuple(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _links(transaction: Transaction, model: Model, remade: Sequence[str]) -> Iterator[tuple[str, Link]]:
    """All edges of the nodes that are made anew."""
    for label, some in by_label(model, remade).items():
        cypher = (
            f"UNWIND $items AS item MATCH (n:{label} {{id: item}})-[r]-() "
            "RETURN DISTINCT r.id AS slot, startNode(r).id AS head, type(r) AS type, endNode(r).id AS tail"
        )
        for row in _rows(transaction, cypher, some):
            yield row["slot"], Link(row["slot"], row["head"], row["type"], row["tail"])


def _others(transaction: Transaction, source: str, slots: Sequence[str]) -> dict[str, list[Claim]]:
    cypher = f"UNWIND $items AS item MATCH (e:Evidence {{slot: item}}) WHERE e.source <> $source RETURN {_CLAIM}"
    others: dict[str, list[Claim]] = {}
    for row in _rows(transaction, cypher, slots, source=source):
        others.setdefault(row["slot"], []).append(_claim(row))
    return others


def _alive(transaction: Transaction, source: str, left: Sequence[str]) -> frozenset[str]:
    cypher = (
        "UNWIND $items AS item WITH item "
        "WHERE EXISTS { MATCH (e:Evidence {slot: item}) WHERE e.source <> $source } RETURN item"
    )
    return frozenset(row["item"] for row in _rows(transaction, cypher, left, source=source))


def _families(
    transaction: Transaction, nodes: Mapping[str, StoredNode], facts: SourceFacts | None
) -> tuple[frozenset[str], dict[str, Lineage]]:
    """The lineages with several organisations that the source touches, and all organisations in them.

    Most organisations are alone in their lineage and cost one look into its index. One that comes into a lineage or
    leaves it makes both count as families.
    """
    stored = {key: node.identity.get("lineage") for key, node in nodes.items() if node.label == "Organization"}
    now = {e.id: e.get("lineage") for e in facts.entities if e.label == "Organization"} if facts else {}
    members: dict[str, set[str]] = {}
    for key, lineage in (*stored.items(), *now.items()):
        if lineage:
            members.setdefault(str(lineage), set()).add(key)
    # Nearly every organisation is known as the only one of its lineage, and does not come back.
    look = (
        "UNWIND $items AS item MATCH (o:Organization {lineage: item.lineage}) WHERE o.id <> item.known "
        "RETURN item.lineage AS lineage, o.id AS id"
    )
    for row in _rows(transaction, look, ({"lineage": name, "known": min(members[name])} for name in sorted(members))):
        members[row["lineage"]].add(row["id"])
    moved = {key for key in now if key in stored and stored[key] != now[key]}
    families = {lineage for lineage, keys in members.items() if len(keys) > 1 or keys & moved}
    wanted = moved.union(*(members[lineage] for lineage in families))
    cypher = (
        "UNWIND $items AS item MATCH (o:Organization {id: item}) "
        "OPTIONAL MATCH (o)-[r:MEMBER_OF]->(a:Alliance) WHERE r.counted "
        "RETURN o.id AS id, o.lineage AS lineage, o.alliance_count AS stored_count, collect(a.id) AS alliances"
    )
    found = {
        row["id"]: Lineage(row["id"], row["lineage"], frozenset(row["alliances"]), row["stored_count"] or 0)
        for row in _rows(transaction, cypher, sorted(wanted))
    }
    return frozenset(families), found


def is_edge(type_: str) -> bool:
    """Whether an evidence type is that of a relation."""
    return type_ not in (ENTITY, VALUE)
