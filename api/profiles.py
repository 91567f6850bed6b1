"""A profile as it is sent: the thing, its values and its relations by kind, each with its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pydantic import Field

from api.models import Evidence, LookedAt, Model
from queries.catalogue import shipped_model
from queries.profile import Profile, Relation


class ValueOut(Model):
    """值 / A chosen value with its evidence."""

    property: str = Field(description="属性 / property", examples=["founded"])
    zh: str = Field(description="属性的中文名 / its Chinese name", examples=["成立时间"])
    value: Any = Field(description="所定的值 / the value that stands", examples=["2007-06-10"])
    evidence: list[Evidence] = Field(description="证据 / evidence")


class RelationOut(Model):
    """关系 / A relation with its evidence."""

    type: str = Field(description="关系类型 / type", examples=["MEMBER_OF"])
    outgoing: bool = Field(description="是否由本事物指出 / whether it starts here")
    slot: str = Field(description="关系编号 / id of the relation", examples=["ed-1ba1dd7886f7ddba8631"])
    properties: dict[str, Any] = Field(description="关系的属性 / properties of the relation")
    id: str = Field(description="另一端的编号 / id of the other end")
    label: str = Field(description="另一端的类型 / label of the other end")
    name: str | None = Field(description="另一端的名称 / name of the other end")
    details: dict[str, Any] = Field(description="另一端的属性 / properties of the other end")
    evidence: list[Evidence] = Field(description="证据 / evidence")


class ProfileOut(Model):
    """概况 / Everything known of one thing."""

    id: str = Field(description="编号 / id", examples=["al-36d2ad761c0cd5a56e11"])
    label: str = Field(description="类型 / label", examples=["Alliance"])
    name: str | None = Field(description="名称 / name", examples=["钢铁可循环流程技术创新战略联盟"])
    properties: dict[str, Any] = Field(description="属性 / properties")
    evidence: list[Evidence] = Field(description="提到它的证据 / evidence that mentions it")
    values: list[ValueOut] = Field(description="各值及其证据 / values with their evidence")
    relations: dict[str, list[RelationOut]] = Field(
        description="各类关系：members 成员、alliances 所在联盟、targets 目标等 / relations by kind"
    )
    counts: dict[str, int] = Field(description="各类关系的数目 / how many of each", examples=[{"members": 10}])
    kinds: dict[str, int] = Field(description="各类成员数 / members by kind", examples=[{"company": 7}])
    co_members: list[dict[str, Any]] | None = Field(
        default=None,
        description="机构：共同联盟最多的二十家 / of an organisation: the twenty that share most alliances with it",
    )
    cut: bool = Field(description="关系太多时为 true / whether relations were left out")
    notes: list[str] = Field(description="说明 / notes")
    looked_at: LookedAt | None = Field(description="查看范围 / what the answer rests on")


# (relation type, outgoing) → the key under which a profile shows it.
_GROUPS = {
    ("MEMBER_OF", False): "members", ("MEMBER_OF", True): "alliances", ("GUIDES", False): "guided_by",
    ("GUIDES", True): "guides", ("SERVES", False): "people", ("SERVES", True): "serves", ("WORKS_FOR", False): "staff",
    ("WORKS_FOR", True): "works_for", ("HAS_TARGET", True): "targets", ("HAS_FIGURE", True): "figures",
    ("RUNS", True): "projects", ("RUNS", False): "run_by", ("UNDERTAKES", True): "undertakes",
    ("UNDERTAKES", False): "undertaken_by", ("WORKS_ON", True): "technologies", ("WORKS_ON", False): "worked_on_by",
    ("FOLLOWS", True): "policies", ("FOLLOWS", False): "followed_by", ("LOCATED_IN", True): "places",
    ("LOCATED_IN", False): "located_here", ("CLAUSE_OF", False): "clauses", ("CLAUSE_OF", True): "clause_of",
    ("DEFINES", True): "defines", ("DEFINES", False): "defined_by", ("PART_OF", True): "part_of",
    ("PART_OF", False): "parts", ("SUCCEEDED_BY", True): "later_names", ("SUCCEEDED_BY", False): "former_names",
    ("HAS_TARGET", False): "target_of", ("HAS_FIGURE", False): "figure_of",
}  # fmt: skip
# Kept for the loader and the search; they say nothing to a reader.
_INNER = ("_text", "former_ids", "lock")


def sent(found: Profile, notes: Iterable[str] = (), looked_at: dict[str, Any] | None = None) -> dict[str, Any]:
    """The shape of `ProfileOut`."""
    node = shipped_model().nodes[found.label]
    groups: dict[str, list[dict[str, Any]]] = {}
    for relation in found.relations:
        key = _GROUPS.get((relation.type, relation.outgoing), relation.type.lower())
        groups.setdefault(key, []).append(_relation(relation))
    return {
        "id": found.id,
        "label": found.label,
        "name": _name(found.properties),
        "properties": _outer(found.properties),
        "evidence": list(found.evidence),
        "values": [
            {"property": item.property, "zh": node.properties[item.property].zh, "value": item.value,
             "evidence": list(item.evidence)}
            for item in found.values
        ],
        "relations": groups,
        "counts": {key: sum(1 for item in items if _counts(item)) for key, items in groups.items()},
        "kinds": _kinds(groups.get("members", ())),
        "cut": found.cut,
        "notes": list(notes),
        "looked_at": looked_at,
    }  # fmt: skip


def _counts(item: dict[str, Any]) -> bool:
    return item["type"] != "MEMBER_OF" or bool(item["properties"].get("counted"))


def _kinds(members: Iterable[dict[str, Any]]) -> dict[str, int]:
    kinds: dict[str, int] = {}
    for item in members:
        kind = item["details"].get("kind")
        if kind and _counts(item):
            kinds[kind] = kinds.get(kind, 0) + 1
    return dict(sorted(kinds.items()))


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": relation.type,
        "outgoing": relation.outgoing,
        "slot": relation.slot,
        "properties": {key: value for key, value in relation.properties.items() if key != "id"},
        "id": relation.other["id"],
        "label": relation.other_label,
        "name": _name(relation.other),
        "details": _outer(relation.other),
        "evidence": list(relation.evidence),
    }


def _name(properties: dict[str, Any]) -> str | None:
    found = properties.get("name") or properties.get("heading") or properties.get("metric")
    return None if found is None else str(found)


def _outer(properties: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in sorted(properties.items()) if not key.endswith(_INNER)}
