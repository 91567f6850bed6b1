"""Everything that the graph holds about one thing, each value and relation with its evidence.

One statement reads the thing with its neighbours, one the evidence of all of it; grouping into members, targets
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
_STATEMENT = """
MATCH (n:LABEL {id: $id})
CALL (n) {
  MATCH (n)-[r]-(o)
  WITH r, o, startNode(r).id = $id AS outgoing ORDER BY type(r), r.id, o.id LIMIT $most
  RETURN collect({type: type(r), outgoing: outgoing, edge: properties(r), labels: labels(o), other: properties(o)})
         AS edges
}
RETURN properties(n) AS properties, edges
"""

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
    rows = store.read(_STATEMENT.replace("LABEL", label), {"id": id_, "most": MOST_RELATIONS + 1})
    if not rows:
        raise NotFound(f"没有编号为 {id_} 的{node.zh} (no such {node.en})；可以用名称或搜索 (search) 去找")
    properties, edges = rows[0]["properties"], rows[0]["edges"]
    stated = [name for name, item in node.properties.items() if item.origin == "evidence"]
    slots = [id_, *(value_slot(id_, name) for name in stated)]
    for edge in edges:
        slots += [edge["edge"]["id"], edge["other"]["id"]] if _is_fact(edge["labels"]) else [edge["edge"]["id"]]
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
    slot, other = edge["edge"]["id"], edge["other"]
    proof = list(evidence.get(slot, ()))
    if _is_fact(edge["labels"]):
        known = {item["id"] for item in proof}
        proof += [item for item in evidence.get(other["id"], ()) if item["id"] not in known]
    return Relation(edge["type"], edge["outgoing"], slot, edge["edge"], other, label, proof)
