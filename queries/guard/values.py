"""What a driver gives, as values of JSON: nodes, relations and paths as maps with our own ids, for asking evidence.

The driver's classes are known by what they have (labels, type, nodes), so that only graph.store.bolt imports it.
"""

from __future__ import annotations

import math
from typing import Any


def plain(value: Any) -> Any:
    """One value: a node {id, labels, properties}, a relation {id, type, properties}, a path {nodes, relations}.

    `id` is ours (null where there is none); that of a relation is its slot. Times come as text, what JSON has no number
    for as text too.
    """
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, bytes | bytearray):
        return value.hex()
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {str(key): plain(item) for key, item in value.items()}
    if hasattr(value, "relationships"):
        return {
            "nodes": [plain(item) for item in value.nodes],
            "relations": [plain(item) for item in value.relationships],
        }
    if hasattr(value, "labels"):
        properties = _properties(value)
        return {"id": properties.get("id"), "labels": sorted(value.labels), "properties": properties}
    if hasattr(value, "type") and hasattr(value, "items"):
        properties = _properties(value)
        return {"id": properties.get("id"), "type": value.type, "properties": properties}
    if hasattr(value, "srid"):
        return {"srid": value.srid, "coordinates": [plain(item) for item in value]}
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _properties(thing: Any) -> dict[str, Any]:
    return {key: plain(item) for key, item in sorted(thing.items())}
