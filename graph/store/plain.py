"""The driver's values as plain ones: nodes and relations as their properties, paths as these in turn, times as text."""

from __future__ import annotations

from typing import Any, TypeAlias

import neo4j
from neo4j.graph import Node, Path, Relationship

Value: TypeAlias = Any  # None, bool, int, float, str, or a list or dict of these
Row: TypeAlias = dict[str, Value]
_SCALARS = frozenset({type(None), str, int, float, bool})


def rows_of(result: neo4j.Result) -> list[Row]:
    """All rows that are still to come; raises what the driver raises."""
    keys = result.keys()
    return [dict(zip(keys, map(_plain, record), strict=True)) for record in result]


def _plain(value: Any) -> Value:
    if type(value) in _SCALARS:
        return value
    # Most are plain already, which is seen in one go; they are the driver's gift, and nobody else's.
    if isinstance(value, list):
        return value if _SCALARS.issuperset(map(type, value)) else [_plain(item) for item in value]
    if isinstance(value, dict):
        return value if _SCALARS.issuperset(map(type, value.values())) else {key: _plain(value[key]) for key in value}
    if isinstance(value, Node | Relationship):
        return {key: _plain(value[key]) for key in value}
    if isinstance(value, Path):
        return _path(value)
    return value.iso_format() if hasattr(value, "iso_format") else value


def _path(path: Path) -> list[Value]:
    steps: list[Value] = [_plain(path.nodes[0])]
    for relation, node in zip(path.relationships, path.nodes[1:], strict=True):
        steps += [_plain(relation), _plain(node)]
    return steps
