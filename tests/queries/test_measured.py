"""Centrality and communities as columns, as attributes of nodes, and the same each time."""

from __future__ import annotations

import io

import networkx

from queries.export import csv_lines
from queries.graphfile import network
from queries.graphxml import gexf, graphml
from queries.measured import ATTRIBUTES, COLUMNS, matrix_table, with_measures
from queries.network import matrix, measures, shared


def _graph() -> networkx.Graph[str]:
    """Two triangles of organisations joined by one alliance between them."""
    graph: networkx.Graph[str] = networkx.Graph()
    alliances = {"al-1": "abc", "al-2": "def", "al-3": "cd"}
    for alliance, members in alliances.items():
        graph.add_node(alliance, label="Alliance", name=f"联盟{alliance[-1]}", kind="alliance")
        for member in members:
            graph.add_node(f"og-{member}", label="Organization", name=f"机构{member}", kind="company")
            graph.add_edge(f"og-{member}", alliance, roles="", slot=f"{member}{alliance}")
    return graph


def test_the_columns_are_those_of_the_measures() -> None:
    rows = measures(shared(_graph(), "organizations"))
    assert [column.name for column in COLUMNS] == list(rows[0])
    assert {row["name"] for row in rows[:2]} == {"机构c", "机构d"}
    assert {row["community"] for row in rows} == {0, 1}
    lines = list(csv_lines(COLUMNS, rows))
    assert lines[0] == "id,name,kind,degree,weighted_degree,betweenness,community\r\n"
    assert len(lines) == 7


def test_files_carry_the_measures_of_each_node() -> None:
    tied = shared(_graph(), "organizations")
    expected = {row["id"]: {name: row[name] for name in ATTRIBUTES} for row in measures(tied)}
    content = network(with_measures(tied), "v1")
    text = "".join(graphml(content))
    assert text == "".join(graphml(network(with_measures(tied), "v1")))
    read = networkx.read_graphml(io.BytesIO(text.encode()))
    assert {id_: {name: item[name] for name in ATTRIBUTES} for id_, item in read.nodes(data=True)} == expected
    read = networkx.read_gexf(io.BytesIO("".join(gexf(content)).encode()))
    assert {id_: {name: item[name] for name in ATTRIBUTES} for id_, item in read.nodes(data=True)} == expected


def test_the_network_itself_stays_as_it_is() -> None:
    tied = shared(_graph(), "organizations")
    with_measures(tied)
    assert set(tied.nodes["og-a"]) == {"label", "name", "kind"}


def test_a_matrix_is_a_table_with_an_alliance_a_column() -> None:
    columns, rows = matrix_table(matrix(_graph(), 2))
    assert [row["name"] for row in rows] == ["机构c", "机构d"]
    assert sorted(column.name for column in columns[3:]) == ["al-1", "al-2", "al-3"]
    assert [(row["al-1"], row["al-2"], row["al-3"]) for row in rows] == [(1, 0, 1), (0, 1, 1)]
