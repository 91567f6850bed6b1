"""Centrality and communities as a table of named columns, and as attributes of a network's nodes.

What they are is worked out in `queries.network`; here are the names under which the shell, the API and the files give
them.
"""

from __future__ import annotations

from typing import Any

from queries.catalogue import Column
from queries.network import Graph, measures

COLUMNS = (
    Column("id", "string", "编号", "id", ()),
    Column("name", "string", "名称", "name", ()),
    Column("kind", "string", "类别", "kind", ()),
    Column("degree", "integer", "度", "degree", ()),
    Column("weighted_degree", "integer", "加权度", "weighted degree", ()),
    Column("betweenness", "number", "中介中心性", "betweenness centrality", ()),
    Column("community", "integer", "社团", "community", ()),
)
ATTRIBUTES = ("degree", "weighted_degree", "betweenness", "community")


def with_measures(graph: Graph[str]) -> Graph[str]:
    """The same network, its nodes with the four measures as attributes."""
    measured: Graph[str] = graph.copy()
    for row in measures(graph):
        measured.nodes[row["id"]].update({name: row[name] for name in ATTRIBUTES})
    return measured


def matrix_table(crossed: dict[str, Any]) -> tuple[tuple[Column, ...], list[dict[str, Any]]]:
    """Columns and rows of a matrix of `queries.network.matrix`: one row an organisation, one column an alliance."""
    columns = (*COLUMNS[:3], *(Column(item["id"], "integer", item["name"], item["name"], ())
                               for item in crossed["columns"]))  # fmt: skip
    ids = [item["id"] for item in crossed["columns"]]
    rows = [
        {**item, **dict(zip(ids, cells, strict=True))}
        for item, cells in zip(crossed["rows"], crossed["cells"], strict=True)
    ]
    return columns, rows
