"""Everything that the graph holds about one thing, each value and relation with its evidence.

One statement reads the thing and its neighbours, one reads the evidence of all of it; grouping into members, targets
and so on is by relation type and left to who shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import NotFound
from graph.identity import value_slot
from queries.catalogue import shipped_model
from queries.evidence import attested
from queries.reading import Reader

MOST_RELATIONS = 5_000
# Things that stand for a fact themselves, so their own evidence counts for the relation too.
_OWN = ("Target", "Figure", "Clause")

Evidence = dict[str, Any]


@dataclass(frozen=True)
class Value:
    """A chosen value (a list for a set of values) of the thing, with the evidence of all that was said of it."""

    property: str
    value: Any
    evidence: Sequence[Evidence]


@dataclass(frozen=True)
class Relation:
    """An edge of the thing: `slot` is its id; `other` the thing at its other end, with `other_label`."""

    type: str
    outgoing: bool
    slot: str
    properties: dict[str, Any]
    other: dict[str, Any]
    other_label: str
    evidence: Sequence[Evidence]


@dataclass(frozen=True)
class Profile:
    """One thing. `cut` when it has more than MOST_RELATIONS relations."""

    id: str
    label: str
    properties: dict[str, Any]
    evidence: Sequence[Evidence]
    values: Sequence[Value]
    relations: Sequence[Relation]
    cut: bool


def profile(store: Reader, label: str, id_: str) -> Profile:
    """The thing with that primary label and id. Raises NotFound."""
    node = shipped_model().nodes[label]
    rows = store.read(f"MATCH (n:{label} {{id: $id}}) RETURN properties(n) AS n", {"id": id_})
    if not rows:
        raise NotFound(f"没有编号为 {id_} 的{node.zh} (no such {node.en})；可以用名称或搜索 (search) 去找")
    properties = rows[0]["n"]
    edges = store.read(
        f"MATCH (n:{label} {{id: $id}})-[r]-(o) RETURN type(r) AS type, startNode(r).id = $id AS outgoing, "
        "properties(r) AS edge, labels(o) AS labels, properties(o) AS other, r.id AS slot, o.id AS other_id "
        "ORDER BY type, slot, other_id LIMIT $most",
        {"id": id_, "most": MOST_RELATIONS + 1},
    )
    stated = [name for name, item in node.properties.items() if item.origin == "evidence"]
    slots = [id_, *(value_slot(id_, name) for name in stated)]
    for edge in edges:
        slots += [edge["slot"], edge["other_id"]] if _is_fact(edge["labels"]) else [edge["slot"]]
    evidence = attested(store, slots)
    values = []
    for name in stated:
        proof = evidence.get(value_slot(id_, name), ())
        if proof:
            values.append(Value(name, properties.get(name), proof))
    relations = [_relation(edge, evidence) for edge in edges[:MOST_RELATIONS]]
    relations.sort(key=lambda item: (item.type, not item.outgoing, _caption(item.other), item.slot))
    return Profile(id_, label, properties, evidence.get(id_, ()), values, relations, len(edges) > MOST_RELATIONS)


def _caption(other: dict[str, Any]) -> str:
    return str(other.get("name") or other.get("metric") or other.get("heading") or "")


def _is_fact(labels: Sequence[str]) -> bool:
    return any(label in _OWN for label in labels)


def _relation(edge: dict[str, Any], evidence: Any) -> Relation:
    nodes = shipped_model().nodes
    label = next(name for name in edge["labels"] if name in nodes)
    proof = list(evidence.get(edge["slot"], ()))
    if _is_fact(edge["labels"]):
        known = {item["id"] for item in proof}
        proof += [item for item in evidence.get(edge["other_id"], ()) if item["id"] not in known]
    return Relation(edge["type"], edge["outgoing"], edge["slot"], edge["edge"], edge["other"], label, proof)
