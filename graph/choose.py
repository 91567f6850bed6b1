"""Which value stands when sources differ: the one place where the view is decided from the evidence.

Everything here is pure and looks at claims as a bag: the order of sources, and a claim given twice, make no difference.
Two sources of equal text carry the same `original` and count as one. Reading claims and writing what was decided are
left to graph/store.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from graph.errors import ModelError
from graph.facts import Evidence, Scalar
from graph.model import Model, NodeType, Property, RelationType

# What a property may hold in the store; None removes it.
Stored = Scalar | list[str] | None
T = TypeVar("T")

_GRADES = {"high": 0, "medium": 1, "low": 2}
_OBSERVER = ["observer"]
# The kind of an organisation whose name and tables leave it open.
_OPEN_KIND = "other"
# Values that say "has left" and not "is a member".
_LEAVING = frozenset({"until"})


class Claim(NamedTuple):
    """What a choice needs to know of one evidence."""

    slot: str
    property: str | None
    value: str | None
    grade: str
    source: str
    original: str
    start: int


def claim_of(evidence: Evidence) -> Claim:
    """The claim that an evidence makes."""
    return Claim(
        evidence.slot,
        evidence.property,
        evidence.value,
        evidence.grade,
        evidence.source,
        evidence.original,
        evidence.start,
    )


def by_slot(claims: Iterable[Claim]) -> dict[str, list[Claim]]:
    """The claims of each slot."""
    slots: dict[str, list[Claim]] = {}
    for claim in claims:
        slots.setdefault(claim.slot, []).append(claim)
    return slots


def single(claims: Iterable[Claim]) -> str | None:
    """The value that stands: best grade, then most originals, then the earliest source, then its first place.

    Claims without a value are left out; None when nothing is claimed.
    """
    ranks: dict[str, tuple[int, int, str, int, str]] = {}
    for value, group in _by_value(claims).items():
        source, start = min((claim.source, claim.start) for claim in group)
        grade = min(_GRADES[claim.grade] for claim in group)
        originals = len({claim.original for claim in group})
        ranks[value] = (grade, -originals, source, start, value)
    return min(ranks, key=ranks.__getitem__, default=None)


def every(claims: Iterable[Claim]) -> list[str]:
    """All values that are claimed, sorted."""
    return sorted(_by_value(claims))


def edge(relation: RelationType, claims: Iterable[Claim]) -> dict[str, Stored] | None:
    """All properties of an edge, or None when no claim is left, so that the edge goes."""
    claims = list(claims)
    if not claims:
        return None
    of: dict[str, list[Claim]] = {}
    for claim in claims:
        of.setdefault(claim.property or "", []).append(claim)
    chosen: dict[str, Stored] = {}
    for name, property_ in relation.properties.items():
        if property_.origin == "evidence" and name in of:
            chosen[name] = _plain(property_, of[name])
    if "counted" in relation.properties:
        chosen["state"] = _state(claims)
        chosen["counted"] = chosen["state"] == "current" and chosen.get("roles") != _OBSERVER
    return chosen


def is_counted(relation: RelationType, claims: Iterable[Claim]) -> bool:
    """Whether an edge with these claims counts as a membership."""
    chosen = edge(relation, claims) if "counted" in relation.properties else None
    return bool(chosen and chosen["counted"])


def value(
    model: Model, node: NodeType, kind_label: str | None, name: str, claims: Iterable[Claim]
) -> dict[str, Stored]:
    """What the claims about property `name` of a node make of the node's properties; None where nothing is left.

    One evidence property may decide several stored ones: `written` gives value, value_max and unit, `kind_stated`
    decides the kind of an organisation whose name and tables leave it open, and a list that is searched is kept as one
    text too, because ArcadeDB has no full-text index over lists.
    """
    claims = [claim for claim in claims if claim.property == name]
    property_ = node.properties[name]
    if property_.type == "written":
        return _written(single(claims))
    chosen = _list(node, name, every(claims)) if property_.many else {name: _plain(property_, claims)}
    if name == "kind_stated" and kind_label is not None:
        chosen["kind"] = kind(model, kind_label, claims)
    return chosen


def may_grow(model: Model, node: NodeType, kind_label: str | None, name: str) -> bool:
    """Whether more claims can only lengthen the list that is stored, whatever the others say (see `grown`)."""
    open_kind = name == "kind_stated" and kind_label == model.kinds[_OPEN_KIND].label
    return node.properties[name].many and not open_kind


def grown(node: NodeType, name: str, stored: Iterable[str], claims: Iterable[Claim]) -> dict[str, Stored]:
    """As `value` where `stored` is what the claims of others came to, so that they need not be read again."""
    words = sorted({*stored, *every(claim for claim in claims if claim.property == name)})
    return _list(node, name, words)


def searched_as(property_: Property) -> str:
    """The property that a full-text index looks at: the text form of a list, else the property itself."""
    return f"{property_.name}_text" if property_.many else property_.name


def kind(model: Model, kind_label: str, stated: Iterable[Claim]) -> str:
    """The kind that questions use: by table or name (the label), else as the texts count it, else `other`."""
    by_name = model.kind_of_label(kind_label)
    if by_name != _OPEN_KIND:
        return by_name
    return single(stated) or _OPEN_KIND


def read_written(text: str) -> tuple[int | float | None, int | float | None, str | None]:
    """Value, upper end and unit from the canonical text of `written`. Raises ModelError for any other text."""
    try:
        parts = json.loads(text)
        low, high, unit = parts["value"], parts["value_max"], parts["unit"]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"written={text}：不是 {{unit, value, value_max}} (not a written amount)") from error
    if not (_is_number(low) and _is_number(high) and (unit is None or isinstance(unit, str))) or len(parts) != 3:
        raise ModelError(f"written={text}：数值或单位的类型不对 (wrong type in a written amount)")
    return low, high, unit


def read_value(property_: Property, text: str) -> Scalar:
    """The stored form of an attested value. Raises ModelError when the text does not fit the property's type."""
    try:
        if property_.type == "integer":
            return int(text)
        if property_.type == "number":
            number = float(text)
            return int(number) if number.is_integer() else number
        if property_.type == "boolean":
            return {"true": True, "false": False}[text]
    except (ValueError, KeyError, OverflowError) as error:
        raise ModelError(f"{property_.name}={text}：不是 {property_.type} (wrong type)") from error
    return text


def _by_value(claims: Iterable[Claim]) -> Mapping[str, list[Claim]]:
    values: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.value is not None:
            values.setdefault(claim.value, []).append(claim)
    return values


def _list(node: NodeType, name: str, words: list[str]) -> dict[str, Stored]:
    chosen: dict[str, Stored] = {name: words or None}
    if name in node.fulltext:
        chosen[searched_as(node.properties[name])] = "\n".join(words) or None
    return chosen


def _plain(property_: Property, claims: Iterable[Claim]) -> Stored:
    if property_.many:
        return list(every(claims))
    chosen = single(claims)
    return None if chosen is None else read_value(property_, chosen)


def _state(claims: Iterable[Claim]) -> str:
    """One who has left was a member, and one who is named as a member is more than proposed."""
    said = {
        claim.value if claim.property == "state" else "current" for claim in claims if claim.property not in _LEAVING
    }
    return next((state for state in ("ended", "current", "proposed") if state in said), "ended")


def _written(text: str | None) -> dict[str, Stored]:
    low, high, unit = (None, None, None) if text is None else read_written(text)
    return {"value": low, "value_max": high, "unit": unit}


def _is_number(item: object) -> bool:
    return item is None or (isinstance(item, int | float) and not isinstance(item, bool))
