"""Membership as networkx graphs: organisations and alliances, or either side tied by what they share.

Organisations are counted by lineage, so a renamed university is one node; only counted memberships make edges.
Measures (degree, betweenness, communities) are pure functions of such a graph and always give the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any, Literal

import networkx

from graph.errors import BadParameter
from queries.network_rows import membership_rows
from queries.reading import Reader

Graph = networkx.Graph  # of ids
Side = Literal["organizations", "alliances"]

MOST_MEMBERSHIPS = 200_000
MOST_TIES = 500_000  # an alliance of 1,000 members alone makes 499,500
_EXACT = 500  # nodes up to which betweenness is exact; above, from so many sampled starts
_SEED = 20070610


@dataclass(frozen=True)
class Choice:
    """Which memberships are looked at: the organisations' kind, the alliances' field and region, a year."""

    kind: str | None = None
    field: str | None = None
    region: str | None = None
    year: int | None = None


def membership(store: Reader, choice: Choice | None = None, most: int | None = None) -> Graph[str]:
    """Organisations and alliances; nodes have `label`, `name`, `kind`, edges `roles` (text) and `slot`.

    100,000 organisations in 1,000,000 memberships stay within 1 GB. Raises BadParameter for more than `most`,
    else than MOST_MEMBERSHIPS.
    """
    most = MOST_MEMBERSHIPS if most is None else most
    rows = membership_rows(store, asdict(choice or Choice()), most)
    if len(rows) > most:
        raise BadParameter(
            f"成员关系超过 {most} 条 (network too large)；请用 kind、field、region 或 year 缩小范围", "kind"
        )
    graph: Graph[str] = networkx.Graph()
    shown: dict[str, str] = {}
    for row in rows:
        node = shown.setdefault(row.line, row.id)
        if node == row.id:
            graph.add_node(node, label="Organization", name=row.name, kind=row.kind)
        graph.add_node(row.alliance, label="Alliance", name=row.alliance_name, kind="alliance")
        if not graph.has_edge(node, row.alliance):
            graph.add_edge(node, row.alliance, roles=row.roles, slot=row.slot)
    return graph


def shared(graph: Graph[str], side: Side, min_shared: int = 1) -> Graph[str]:
    """One side of a membership graph, tied by what they share: `weight` = how many, `shared` = their names."""
    label, through = ("Organization", "Alliance") if side == "organizations" else ("Alliance", "Organization")
    ties: dict[tuple[str, str], list[str]] = {}
    for node in _of(graph, through):
        for pair in combinations(sorted(graph.neighbors(node)), 2):
            ties.setdefault(pair, []).append(graph.nodes[node]["name"])
            if len(ties) > MOST_TIES:
                raise BadParameter(
                    f"连线超过 {MOST_TIES} 条 (too many ties)；请提高 min_shared 或缩小范围", "min_shared"
                )
    tied: Graph[str] = networkx.Graph()
    tied.add_nodes_from((node, graph.nodes[node]) for node in _of(graph, label))
    for (one, other), names in sorted(ties.items()):
        if len(names) >= min_shared:
            tied.add_edge(one, other, weight=len(names), shared="; ".join(sorted(names)))
    if min_shared > 1:
        tied.remove_nodes_from([node for node in list(tied) if tied.degree(node) == 0])
    return tied


def measures(graph: Graph[str]) -> list[dict[str, Any]]:
    """One row a node, the best connected first: degree, weighted degree, betweenness, community (0 is the largest)."""
    if not graph:
        return []
    sample = None if len(graph) <= _EXACT else _EXACT
    between = networkx.betweenness_centrality(graph, k=sample, seed=_SEED)
    found = networkx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    ordered = sorted(found, key=lambda members: (-len(members), min(members)))
    community = {node: at for at, members in enumerate(ordered) for node in members}
    rows = [
        {
            "id": node,
            "name": graph.nodes[node]["name"],
            "kind": graph.nodes[node]["kind"],
            "degree": graph.degree(node),
            "weighted_degree": graph.degree(node, weight="weight"),
            "betweenness": round(between[node], 6),
            "community": community[node],
        }
        for node in graph
    ]
    return sorted(rows, key=lambda row: (-row["weighted_degree"], -row["degree"], row["name"], row["id"]))


def matrix(graph: Graph[str], min_alliances: int = 1) -> dict[str, Any]:
    """Organisations in at least so many alliances × alliances: `rows`, `columns` (id, name) and `cells` of 0 and 1."""
    rows = [node for node in _of(graph, "Organization") if graph.degree(node) >= min_alliances]
    rows.sort(key=lambda node: (-graph.degree(node), graph.nodes[node]["name"], node))
    columns = sorted(
        {alliance for node in rows for alliance in graph.neighbors(node)},
        key=lambda node: (-graph.degree(node), graph.nodes[node]["name"], node),
    )
    return {
        "rows": [_thing(graph, node) for node in rows],
        "columns": [_thing(graph, node) for node in columns],
        "cells": [[int(graph.has_edge(row, column)) for column in columns] for row in rows],
    }


def as_lists(graph: Graph[str]) -> dict[str, Any]:
    """Nodes and edges as lists of maps, sorted by id."""
    nodes = [_thing(graph, node) | {"degree": graph.degree(node)} for node in sorted(graph)]
    edges = []
    for ends in graph.edges:
        # A membership leads from the organisation to the alliance; a tie has no direction.
        source, target = sorted(ends, key=lambda node: (graph.nodes[node]["label"] != "Organization", node))
        edges.append({"source": source, "target": target, **graph.edges[ends]})
    return {"nodes": nodes, "edges": sorted(edges, key=lambda edge: (edge["source"], edge["target"]))}


def _of(graph: Graph[str], label: str) -> Iterable[str]:
    return sorted(node for node, item in graph.nodes(data=True) if item["label"] == label)


def _thing(graph: Graph[str], node: str) -> dict[str, Any]:
    item = graph.nodes[node]
    return {"id": node, "label": item["label"], "name": item["name"], "kind": item["kind"]}
