"""What things have, as flat attributes: values of the model's properties, and the things they are related to.

Made from the model alone; the reconciliation service offers them to match by and to fetch. Targets and figures have
no names and are left to the questions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from queries.catalogue import shipped_model
from queries.export import spoken
from queries.facts import label_of
from queries.find import NAMED
from queries.reading import Reader

MOST_VALUES = 500  # of one attribute of one thing; the largest alliance has a few hundred members
_INNER = frozenset({"lineage", "former_ids", "aliases_text", "holder", "unresolved"})
_NAMELESS = frozenset({"Target", "Figure", "Clause"})


@dataclass(frozen=True)
class Attribute:
    """One attribute; `relation` is None for a value, else the relation type whose other end it is."""

    id: str
    zh: str
    en: str
    labels: tuple[str, ...]
    relation: str | None
    outgoing: bool


@dataclass(frozen=True)
class Other:
    """A thing at the other end of a relation."""

    id: str
    name: str


Values = Sequence[Any]  # texts in words, whole numbers, or Others


@cache
def attributes() -> Mapping[str, Attribute]:
    """All attributes by id: a property's name, a relation's type, or `of_` and the type for its other direction."""
    model = shipped_model()
    found: dict[str, Attribute] = {}
    for label in NAMED:
        for name, item in model.nodes[label].properties.items():
            if name not in _INNER:
                known = found.get(name, Attribute(name, item.zh, item.en, (), None, True))
                found[name] = Attribute(name, known.zh, known.en, (*known.labels, label), None, True)
    for type_, relation in model.relations.items():
        heads = tuple(label for label in relation.heads if label in NAMED)
        tails = tuple(label for label in relation.tails if label in NAMED)
        if heads and tails and not _NAMELESS & {*relation.heads, *relation.tails}:
            found[type_] = Attribute(type_, relation.zh, relation.en, heads, type_, True)
            reverse = relation.reverse
            found[f"of_{type_}"] = Attribute(f"of_{type_}", reverse.zh, reverse.en, tails, type_, False)
    return found


def read_attributes(store: Reader, ids: Iterable[str], wanted: Iterable[str]) -> dict[str, dict[str, Values]]:
    """For each thing (by id) and each attribute of `wanted` its values; none for what it does not have."""
    asked = [attributes()[name] for name in dict.fromkeys(wanted) if name in attributes()]
    by_label: dict[str, list[str]] = {}
    for id_ in dict.fromkeys(ids):
        by_label.setdefault(label_of(id_), []).append(id_)
    found: dict[str, dict[str, Values]] = {}
    for label, some in by_label.items():
        mine = [item for item in asked if label in item.labels]
        plain = [item.id for item in mine if item.relation is None]
        if plain:
            for id_, values in _plain(store, label, some, plain):
                found.setdefault(id_, {}).update(values)
        for item in mine:
            if item.relation is not None:
                for id_, others in _related(store, label, some, item):
                    found.setdefault(id_, {})[item.id] = others
    return found


def _plain(store: Reader, label: str, ids: list[str], names: list[str]) -> Iterable[tuple[str, dict[str, Values]]]:
    shown = ", ".join(f"n.{name} AS {name}" for name in names)
    for row in store.read(f"MATCH (n:{label}) WHERE n.id IN $ids RETURN n.id AS id_, {shown}", {"ids": ids}):
        values: dict[str, Values] = {}
        for name in names:
            value = row[name]
            items = value if isinstance(value, list) else [] if value is None else [value]
            values[name] = [item if isinstance(item, int | float) and not isinstance(item, bool) else spoken(name, item)
                            for item in items[:MOST_VALUES]]  # fmt: skip
        yield row["id_"], values


def _related(store: Reader, label: str, ids: list[str], item: Attribute) -> Iterable[tuple[str, Values]]:
    pattern = f"(n:{label})-[r:{item.relation}]->(o)" if item.outgoing else f"(n:{label})<-[r:{item.relation}]-(o)"
    counted = " AND r.counted" if item.relation == "MEMBER_OF" else ""
    rows = store.read(
        f"MATCH {pattern} WHERE n.id IN $ids{counted} WITH n, o ORDER BY o.name, o.id "
        f"RETURN n.id AS id, collect({{id: o.id, name: o.name}})[0..{MOST_VALUES}] AS others",
        {"ids": ids},
    )
    for row in rows:
        yield row["id"], [Other(other["id"], other["name"]) for other in row["others"]]
