"""Reads model.yaml into frozen types and refuses what does not fit.

The model is data: no other file names a colour, a Chinese label or a list of roles. `load_model()` is called once at
the top of a program and passed down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from types import MappingProxyType
from typing import Any, Literal

import yaml

from graph.errors import ModelError

Origin = Literal["identity", "evidence", "store"]
_PLAIN_TYPES = frozenset({"string", "integer", "number", "boolean", "moment", "written", "kind"})


@dataclass(frozen=True)
class Term:
    """A key with its two names."""

    key: str
    zh: str
    en: str


@dataclass(frozen=True)
class Property:
    """A property of a node or relation: plain `type` or the name of a vocabulary; `many` = a sorted set."""

    name: str
    type: str
    zh: str
    en: str
    origin: Origin
    many: bool


@dataclass(frozen=True)
class NodeType:
    """A primary label. `key` names the properties that its id is made of."""

    label: str
    zh: str
    en: str
    prefix: str
    key: tuple[str, ...]
    colour: str
    caption: str
    doc: Term
    fulltext: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True)
class Bookkeeping:
    """A label that the loader keeps itself."""

    label: str
    zh: str
    en: str
    prefix: str
    colour: str
    caption: str
    fulltext: tuple[str, ...]


@dataclass(frozen=True)
class Kind:
    """A kind of organisation: its key everywhere, and its label beside Organization."""

    key: str
    label: str
    zh: str
    en: str
    colour: str


@dataclass(frozen=True)
class RelationType:
    """A relation type with the primary labels it may join."""

    type: str
    zh: str
    en: str
    reverse: Term
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    properties: Mapping[str, Property]


@dataclass(frozen=True)
class Model:
    """The whole model; `digest` changes when a byte of model.yaml changes."""

    nodes: Mapping[str, NodeType]
    bookkeeping: Mapping[str, Bookkeeping]
    kinds: Mapping[str, Kind]
    relations: Mapping[str, RelationType]
    vocabularies: Mapping[str, Mapping[str, Term]]
    digest: str

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The label of each node type by the prefix of its ids."""
        return {node.prefix: node.label for node in self.nodes.values()}

    def kind_of_label(self, label: str) -> str:
        """The kind key of a kind label; raises ModelError for any other label."""
        for kind in self.kinds.values():
            if kind.label == label:
                return kind.key
        raise ModelError(f"{label}：不是机构类别标签 (not a kind label)；见 graph/model.yaml 的 kinds")

    def check(self, property_: Property, value: str) -> None:
        """Raises ModelError when `value` is not a word of the property's vocabulary."""
        words: Mapping[str, object] = {}
        if property_.type == "kind":
            words = self.kinds
        elif property_.type in self.vocabularies:
            words = self.vocabularies[property_.type]
        if words and value not in words:
            raise ModelError(f"{property_.name}={value}：不在词表中 (not in the vocabulary {property_.type})")


def load_model(text: str | None = None) -> Model:
    """The shipped model, or the one in `text`. Raises ModelError naming the place that does not fit."""
    if text is None:
        text = resources.files("graph").joinpath("model.yaml").read_text(encoding="utf-8")
    try:
        raw = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        model = _build(raw, hashlib.sha256(text.encode()).hexdigest())
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(
            f"model.yaml 读不懂 (cannot be read)：{type(error).__name__} {error}；请对照文件开头的说明改正"
        ) from error
    _verify(model)
    return model


def _build(raw: Any, digest: str) -> Model:
    vocabularies = {
        name: MappingProxyType({key: Term(key, word["zh"], word["en"]) for key, word in words.items()})
        for name, words in raw["vocabularies"].items()
    }
    return Model(
        nodes=MappingProxyType({label: _node(label, item) for label, item in raw["nodes"].items()}),
        bookkeeping=MappingProxyType(
            {
                label: Bookkeeping(
                    label, b["zh"], b["en"], b["prefix"], b["colour"], b["caption"], tuple(b.get("fulltext", ()))
                )
                for label, b in raw["bookkeeping"].items()
            }
        ),
        kinds=MappingProxyType(
            {key: Kind(key, k["label"], k["zh"], k["en"], k["colour"]) for key, k in raw["kinds"].items()}
        ),
        relations=MappingProxyType({name: _relation(name, item) for name, item in raw["relations"].items()}),
        vocabularies=MappingProxyType(vocabularies),
        digest=digest,
    )


def _node(label: str, item: Any) -> NodeType:
    return NodeType(
        label=label,
        zh=item["zh"],
        en=item["en"],
        prefix=item["prefix"],
        key=tuple(item["key"]),
        colour=item["colour"],
        caption=item["caption"],
        doc=Term(label, item["doc"]["zh"], item["doc"]["en"]),
        fulltext=tuple(item.get("fulltext", ())),
        properties=_properties(item.get("properties", {})),
    )


def _relation(name: str, item: Any) -> RelationType:
    return RelationType(
        type=name,
        zh=item["zh"],
        en=item["en"],
        reverse=Term(name, item["reverse"]["zh"], item["reverse"]["en"]),
        heads=tuple(item["from"]),
        tails=tuple(item["to"]),
        properties=_properties(item.get("properties", {})),
    )


def _properties(items: Mapping[str, Any]) -> Mapping[str, Property]:
    return MappingProxyType(
        {
            name: Property(name, p["type"], p["zh"], p["en"], p["from"], bool(p.get("many", False)))
            for name, p in items.items()
        }
    )


def _verify(model: Model) -> None:
    prefixes = [node.prefix for node in model.nodes.values()]
    if len(set(prefixes)) != len(prefixes):
        raise ModelError("model.yaml：两个类型的 prefix 相同 (a prefix is used twice)")
    for node in model.nodes.values():
        missing = [name for name in (*node.key, *node.fulltext, node.caption) if name not in node.properties]
        if missing:
            raise ModelError(f"model.yaml：{node.label} 没有属性 {missing} (no such property)")
    for relation in model.relations.values():
        unknown = [label for label in (*relation.heads, *relation.tails) if label not in model.nodes]
        if unknown:
            raise ModelError(f"model.yaml：{relation.type} 的端点 {unknown} 不是类型 (not a node type)")
    known = _PLAIN_TYPES | set(model.vocabularies)
    holders = [node.properties for node in model.nodes.values()]
    holders += [relation.properties for relation in model.relations.values()]
    for properties in holders:
        for property_ in properties.values():
            if property_.type not in known:
                raise ModelError(f"model.yaml：属性 {property_.name} 的类型 {property_.type} 不认识 (unknown type)")
            if property_.origin not in ("identity", "evidence", "store"):
                raise ModelError(f"model.yaml：属性 {property_.name} 的 from 不认识 (unknown origin)")
