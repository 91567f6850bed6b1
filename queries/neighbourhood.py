"""The part of the graph around a thing, as nodes and edges to be drawn: level by level, never silently fewer.

What is near comes first; when the limit is reached inside a level, its best connected things are taken, and how many
there would have been is told.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadParameter, NotFound
from queries.catalogue import shipped_model
from queries.facts import label_of
from queries.find import looks_like_id
from queries.reading import Reader

DEEPEST = 2
MOST = 800  # nodes that an SVG still draws fluently (measured: ../bench/pages.md)
_MOST_EDGES = 50_000
# Things that are values rather than neighbours are drawn only when asked for.
DRAWN = ("Alliance", "Organization", "Project", "Person", "Technology", "Policy", "Concept", "Target", "Place")

_NEAR = """
MATCH (n:{label})-[r]-(m) WHERE n.id IN $ids
RETURN n.id AS near, m.id AS far, labels(m) AS labels, coalesce(m.name, m.metric, m.heading, m.id) AS name,
       m.kind AS kind, r.id AS slot, type(r) AS type, startNode(r).id = n.id AS outgoing,
       coalesce(r.roles, []) AS roles, coalesce(r.counted, true) AS counted
LIMIT $most
"""


@dataclass(frozen=True)
class Neighbourhood:
    """`nodes` (id, label, name, kind, degree, level) and `edges` (source, target, type, slot, roles).

    `total`: how many nodes there are up to that depth; more than `len(nodes)` when the limit cut them.
    """

    nodes: Sequence[dict[str, Any]]
    edges: Sequence[dict[str, Any]]
    total: int

    @property
    def cut(self) -> bool:
        """Whether nodes were left out."""
        return self.total > len(self.nodes)


def neighbourhood(
    store: Reader, focus: str, *, depth: int = 1, limit: int = 300, labels: Collection[str] = DRAWN
) -> Neighbourhood:
    """What lies within `depth` relations of `focus` (an id). Raises NotFound, BadParameter."""
    if not 1 <= depth <= DEEPEST:
        raise BadParameter(f"depth={depth}：超出范围 (out of bounds)；请写 1 到 {DEEPEST}", "depth")
    if not 1 <= limit <= MOST:
        raise BadParameter(f"limit={limit}：超出范围 (out of bounds)；请写 1 到 {MOST}", "limit")
    nodes = {focus: _centre(store, focus) | {"level": 0}}
    edges: dict[str, dict[str, Any]] = {}
    frontier = [focus]
    total = 1
    for level in range(1, depth + 1):
        found: dict[str, dict[str, Any]] = {}
        for row in _rows(store, frontier):
            label = next(name for name in row["labels"] if name in shipped_model().nodes)
            if label not in labels:
                continue
            head, tail = (row["near"], row["far"]) if row["outgoing"] else (row["far"], row["near"])
            edges[row["slot"]] = {"source": head, "target": tail, "type": row["type"], "slot": row["slot"],
                                  "roles": list(row["roles"]), "counted": row["counted"]}  # fmt: skip
            if row["far"] not in nodes:
                node = found.setdefault(
                    row["far"],
                    {"id": row["far"], "label": label, "name": row["name"], "kind": row["kind"] or "", "level": level,
                     "ties": 0},
                )  # fmt: skip
                node["ties"] += 1
        total += len(found)
        order = sorted(found.values(), key=lambda node: (-node["ties"], node["name"], node["id"]))
        taken = order[: max(0, limit - len(nodes))]
        nodes |= {node["id"]: node for node in taken}
        frontier = [node["id"] for node in taken]
    kept = [edge for _, edge in sorted(edges.items()) if edge["source"] in nodes and edge["target"] in nodes]
    degrees: dict[str, int] = {}
    for edge in kept:
        for end in (edge["source"], edge["target"]):
            degrees[end] = degrees.get(end, 0) + 1
    shown = [
        {key: node[key] for key in ("id", "label", "name", "kind", "level")} | {"degree": degrees.get(id_, 0)}
        for id_, node in nodes.items()
    ]
    return Neighbourhood(shown, kept, total)


def _centre(store: Reader, focus: str) -> dict[str, Any]:
    label = label_of(focus)
    rows = (
        store.read(
            f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id, coalesce(n.name, n.metric, n.heading, n.id) AS name, "
            "n.kind AS kind",
            {"id": focus},
        )
        if looks_like_id(focus)
        else []
    )
    if not rows:
        raise NotFound(f"没有编号为 {focus[:50]} 的事物 (no such thing)；可以先用搜索 (search) 去找")
    return {"id": focus, "label": label, "name": rows[0]["name"], "kind": rows[0]["kind"] or ""}


def _rows(store: Reader, ids: Sequence[str]) -> list[dict[str, Any]]:
    """The relations of things of all labels, in an order of their own."""
    by_label: dict[str, list[str]] = {}
    for id_ in ids:
        by_label.setdefault(label_of(id_), []).append(id_)
    rows: list[dict[str, Any]] = []
    for label, named in sorted(by_label.items()):
        rows += store.read(_NEAR.format(label=label), {"ids": named, "most": _MOST_EDGES})
    if len(rows) >= _MOST_EDGES:
        raise BadParameter(f"连线超过 {_MOST_EDGES} 条 (too many ties)；请把 depth 改为 1", "depth")
    return sorted(rows, key=lambda row: (row["slot"], row["near"], row["far"]))
