"""Stable ids: `<prefix>-<20 hex digits of sha256>` over the primary label and the key.

The key's parts are named in model.yaml. Test vectors in tests/graph/test_identity.py pin the ids, so that a published
id never changes by accident.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.model import Model

_SEPARATOR = "\x1f"
_DIGITS = 20


def digest(*parts: str) -> str:
    """20 hex digits of sha256 over the parts, joined by a character that no text has."""
    return hashlib.sha256(_SEPARATOR.join(parts).encode()).hexdigest()[:_DIGITS]


def node_id(model: Model, label: str, key: Sequence[object]) -> str:
    """The id of a node of `label` whose key has these values, in the order of model.yaml; None counts as empty."""
    return f"{model.nodes[label].prefix}-{digest(label, *map(key_text, key))}"


def source_id(header_id: str | None, collection: str, path: str) -> str:
    """The id of a source: over the `id` of its header, else collection and relative path (NFC, `/`)."""
    key = f"id:{header_id}" if header_id else f"{collection}/{path}"
    return f"sr-{digest('Source', key)}"


def edge_slot(head: str, type_: str, tail: str) -> str:
    """The slot, and the id, of an edge."""
    return f"ed-{digest(head, type_, tail)}"


def value_slot(node: str, property_: str) -> str:
    """The slot of a node's property."""
    return f"vl-{digest(node, property_)}"


def fact_id(slot: str, property_: str | None, value: str | None) -> str:
    """The fact is what is said: slot, property and value."""
    return f"fc-{digest(slot, property_ or '', '' if value is None else 'v' + value)}"


def key_text(part: object) -> str:
    """One text for one value: None is empty, and a whole number is the same whether it came as int or float."""
    if part is None:
        return ""
    if isinstance(part, float):
        return str(int(part)) if part.is_integer() else repr(part)
    return str(part)
