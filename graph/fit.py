"""Holds what a source says against the model, before anything is written.

`facts.py` guarantees that a fact has its evidence; here that it is one the model knows: labels, ends
of relations, properties, words of the vocabularies. The first thing that does not fit is refused by name.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.choose import read_value, read_written
from graph.errors import ModelError
from graph.facts import ENTITY, VALUE, Entity, Evidence, SourceFacts
from graph.model import Model, Property


def check_facts(model: Model, facts: SourceFacts) -> None:
    """Raises ModelError when an entity, edge or value of `facts` does not fit the model."""
    labels = {entity.id: _label(model, entity) for entity in facts.entities}
    known: set[tuple[str, str | None, str | None]] = set()
    for item in facts.evidence:
        if item.type == ENTITY:
            continue
        if item.type == VALUE:
            holder, properties = labels[item.head], model.nodes[labels[item.head]].properties
        else:
            holder, properties = item.type, _edge_properties(model, item, labels)
        if item.property is None or (holder, item.property, item.value) in known:
            continue
        _check_value(model, holder, properties, item.property, item.value or "")
        known.add((holder, item.property, item.value))


def _label(model: Model, entity: Entity) -> str:
    node = model.nodes.get(entity.label)
    if node is None:
        raise ModelError(f"实体 {entity.id}：没有类型 {entity.label} (no such node type)")
    if not entity.id.startswith(f"{node.prefix}-"):
        raise ModelError(f"实体 {entity.id}：编号不属于 {entity.label} (id of another node type)")
    if (entity.kind_label is not None) != (entity.label == "Organization"):
        raise ModelError(f"实体 {entity.id}：机构必有类别标签，其他类型没有 (kind label)：{entity.kind_label}")
    if entity.kind_label is not None:
        model.kind_of_label(entity.kind_label)
    for name, _ in entity.properties:
        if name not in node.properties or node.properties[name].origin != "identity":
            raise ModelError(f"实体 {entity.id}：{entity.label}.{name} 不由编号决定 (not an identity property)")
    return entity.label


def _edge_properties(model: Model, item: Evidence, labels: Mapping[str, str]) -> Mapping[str, Property]:
    relation = model.relations.get(item.type)
    if relation is None:
        raise ModelError(f"证据 {item.id}：没有关系 {item.type} (no such relation)")
    head, tail = labels[item.head], labels[item.tail or ""]
    if head not in relation.heads or tail not in relation.tails:
        raise ModelError(f"证据 {item.id}：{item.type} 不能从 {head} 到 {tail} (ends do not fit the relation)")
    return relation.properties


def _check_value(model: Model, holder: str, properties: Mapping[str, Property], name: str, value: str) -> None:
    property_ = properties.get(name)
    if property_ is None or property_.origin != "evidence":
        raise ModelError(f"{holder}.{name}：不是可由证据给出的属性 (not a property that evidence can give)")
    model.check(property_, value)
    if property_.type == "written":
        read_written(value)
    else:
        read_value(property_, value)
