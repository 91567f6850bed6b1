"""A graph as the parts of an SVG that needs no script: lines, marks told apart by shape, and names that do not overlap.

The rules are those of the pages' scripts (`static/shapes.js`, `static/labels.js`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from web.layout import settled

_LETTERS = 12.0
_MARGIN = 90.0
_WIDE = re.compile(r"[\u2e80-\uffef]")
_LONG_ENDING = re.compile(r"(产业)?技术创新(战略)?联盟$")
_LONGEST = 14
_CORNERS = {
    "university": ((0.0, -1.2), (1.1, 0.8), (-1.1, 0.8)),
    "institute": ((0.0, -1.3), (1.1, 0.0), (0.0, 1.3), (-1.1, 0.0)),
    "Project": ((-0.6, -1.0), (0.6, -1.0), (1.2, 0.0), (0.6, 1.0), (-0.6, 1.0), (-1.2, 0.0)),
}
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Mark:
    """A node: its place, its outline around that, and its name at `name_y` (None where it has no room)."""

    node: Mapping[str, Any]
    x: float
    y: float
    outline: str
    short: str
    name_y: float | None


@dataclass(frozen=True)
class Picture:
    """`box`: left, top, width and height of all of it; `lines`: x1, y1, x2, y2 and width."""

    box: Box
    lines: Sequence[tuple[float, float, float, float, float]]
    marks: Sequence[Mark]


def picture(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> Picture:
    """The picture of nodes (`id`, `label`, `kind`, `name`, `degree`) and edges (`source`, `target`, `weight`)."""
    places = dict(zip((node["id"] for node in nodes), settled(nodes, edges), strict=True))
    sides = _named(nodes, places)
    marks = []
    for node in nodes:
        (x, y), side, size = places[node["id"]], sides.get(node["id"]), radius(node)
        name_y = None if side is None else y + size + _LETTERS + 1 if side > 0 else y - size - 4
        marks.append(Mark(node, x, y, outline(node, size), shortened(node["name"]), name_y))
    lines = [(*places[edge["source"]], *places[edge["target"]], float(min(5, edge.get("weight") or 1)))
             for edge in edges]  # fmt: skip
    xs, ys = [x for x, _ in places.values()] or [0.0], [y for _, y in places.values()] or [0.0]
    box = (min(xs) - _MARGIN, min(ys) - 40, max(xs) - min(xs) + 2 * _MARGIN, max(ys) - min(ys) + 80)
    return Picture(box, lines, marks)


def radius(node: Mapping[str, Any]) -> float:
    """How large a node's mark is."""
    return 7.0 if node["label"] == "Alliance" else 4.0 + min(4.0, float(node["degree"]) ** 0.5)


def outline(node: Mapping[str, Any], size: float) -> str:
    """The path of a mark around (0, 0): square alliance, triangle university, diamond institute, all others round."""
    r = round(size, 1)
    if node["label"] == "Alliance":
        return f"M{-r} {-r}H{r}V{r}H{-r}Z"
    corners = _CORNERS.get(node["kind"] or "") or _CORNERS.get(node["label"])
    if corners:
        return "M" + "L".join(f"{x * size:.1f} {y * size:.1f}" for x, y in corners) + "Z"
    return f"M{-r} 0A{r} {r} 0 1 1 {r} 0A{r} {r} 0 1 1 {-r} 0Z"


def shortened(name: str) -> str:
    """A name that fits under its mark."""
    short = _LONG_ENDING.sub("联盟", name)
    return short if len(short) <= _LONGEST else f"{short[: _LONGEST - 1]}…"


def _named(nodes: Sequence[Mapping[str, Any]], places: Mapping[str, tuple[float, float]]) -> dict[str, int]:
    """Nodes whose names have room: 1 below the mark, -1 above it; alliances first, then the best connected."""
    order = sorted(nodes, key=lambda node: (node["label"] != "Alliance", -node["degree"], node["id"]))
    taken: list[tuple[str, Box]] = []
    for node in order:
        (x, y), r = places[node["id"]], radius(node)
        taken.append((node["id"], (x - r, y - r, x + r, y + r)))
    sides: dict[str, int] = {}
    for node in order:
        (x, y), r = places[node["id"]], radius(node)
        half = sum(1.0 if _WIDE.match(sign) else 0.56 for sign in shortened(node["name"])) * _LETTERS / 2 + 2
        for side in (1, -1):
            middle = y + side * (r + _LETTERS * 0.75)
            box = (x - half, middle - _LETTERS * 0.7, x + half, middle + _LETTERS * 0.7)
            if not any(id_ != node["id"] and _overlap(box, other) for id_, other in taken):
                taken.append(("", box))
                sides[node["id"]] = side
                break
    return sides


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
