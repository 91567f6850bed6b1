"""What goes into a file of the graph: nodes and edges of the whole graph, or of a network, and JSON Lines of them.

The whole graph is read page by page, so memory does not grow with it; every file names the data version, and an export
during which the data changed is broken off rather than mixed. Other formats are left to graphxml.py and linked.py.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import StoreBusy
from queries.catalogue import shipped_model
from queries.reading import Reader
from queries.run import data_state

_PAGE = 1_000
_INNER = ("_text",)


@dataclass(frozen=True)
class Node:
    """A node with its primary label."""

    id: str
    label: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Edge:
    """An edge from head to tail."""

    id: str
    type: str
    head: str
    tail: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Content:
    """What is written: `nodes` and `edges` give a fresh iterator each time they are called."""

    version: str
    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]


def whole(store: Reader) -> Content:
    """The graph of facts (not the evidence: that is `lianmeng export`), sorted."""
    version, _ = data_state(store)

    def edges() -> Iterator[Edge]:
        yield from _edges(store)
        if data_state(store)[0] != version:
            raise StoreBusy("导出期间数据有更新 (the data changed during the export)；请再导出一次")

    return Content(version, lambda: _nodes(store), edges)


def network(graph: Any, version: str) -> Content:
    """A networkx graph of `queries.network`, with the attributes that its nodes have."""

    def nodes() -> Iterator[Node]:
        for id_ in sorted(graph):
            item = graph.nodes[id_]
            yield Node(id_, item["label"], {name: value for name, value in item.items() if name != "label"})

    def edges() -> Iterator[Edge]:
        for at, (one, other) in enumerate(sorted(tuple(sorted(pair)) for pair in graph.edges)):
            item = {key: value for key, value in graph.edges[one, other].items() if key != "slot"}
            yield Edge(f"e{at}", "MEMBER_OF" if "weight" not in item else "SHARES", one, other, item)

    return Content(version, nodes, edges)


def part(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]], version: str) -> Content:
    """Nodes (`id`, `label` and more) and edges (`source`, `target`, `type` and more) that were drawn."""

    def all_nodes() -> Iterator[Node]:
        for item in nodes:
            more = {key: value for key, value in item.items() if key in ("name", "kind") and value}
            yield Node(item["id"], item["label"], more)

    def all_edges() -> Iterator[Edge]:
        for at, item in enumerate(edges):
            more = {key: value for key, value in item.items() if key in ("roles", "weight", "shared") and value}
            type_ = item.get("type") or ("SHARES" if "weight" in item else "MEMBER_OF")
            yield Edge(item.get("slot") or f"e{at}", type_, item["source"], item["target"], more)

    return Content(version, all_nodes, all_edges)


def _pages(store: Reader, label: str) -> Iterator[list[dict[str, Any]]]:
    last = ""
    while True:
        rows = store.read(
            f"MATCH (n:{label}) WHERE n.id > $last RETURN n.id AS id, properties(n) AS n ORDER BY n.id LIMIT $page",
            {"last": last, "page": _PAGE},
        )
        if rows:
            yield rows
        if len(rows) < _PAGE:
            return
        last = rows[-1]["id"]


def _nodes(store: Reader) -> Iterator[Node]:
    for label in shipped_model().nodes:
        for page in _pages(store, label):
            for row in page:
                yield Node(row["id"], label, _outer(row["n"]))


def _edges(store: Reader) -> Iterator[Edge]:
    types = sorted(shipped_model().relations)
    heads = sorted({label for relation in shipped_model().relations.values() for label in relation.heads})
    for label in heads:
        for page in _pages(store, label):
            rows = store.read(
                f"MATCH (n:{label})-[r]->(m) WHERE n.id IN $ids AND type(r) IN $types "
                "RETURN r.id AS id, type(r) AS type, n.id AS head, m.id AS tail, properties(r) AS r ORDER BY id",
                {"ids": [row["id"] for row in page], "types": types},
            )
            for row in rows:
                yield Edge(row["id"], row["type"], row["head"], row["tail"], _outer(row["r"]))


def _outer(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in sorted(properties.items()) if key != "id" and not key.endswith(_INNER)}


def jsonl(content: Content) -> Iterator[str]:
    """One JSON object a line: first the head with the data version, then nodes, then edges."""
    yield _line({"what": "graph", "data_version": content.version})
    for node in content.nodes():
        yield _line({"what": "node", "id": node.id, "label": node.label, **node.properties})
    for edge in content.edges():
        yield _line({"what": "edge", "id": edge.id, "type": edge.type, "head": edge.head, "tail": edge.tail,
                     **edge.properties})  # fmt: skip


def _line(item: Mapping[str, Any]) -> str:
    return json.dumps(item, ensure_ascii=False) + "\n"
