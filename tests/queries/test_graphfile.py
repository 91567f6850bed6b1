"""Files of the graph read back."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StoreBusy
from graph.store.bolt import Store
from queries import graphfile
from queries.formats import FORMATS
from queries.graphfile import Content, Edge, Node, whole


def _small(name: str) -> Content:
    nodes = [
        Node("og-1", "Organization", {"name": name, "aliases": [name, "b"]}),
        Node("al-1", "Alliance", {"name": "A"}),
    ]
    edges = [Edge("ed-1", "MEMBER_OF", "og-1", "al-1", {"counted": True})]
    return Content("v1", lambda: iter(nodes), lambda: iter(edges))


def _text(content: Content, ending: str) -> str:
    return "".join(FORMATS[ending][1](content))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_any_name_reads_back_from_xml(name: str) -> None:
    graph = networkx.parse_graphml(_text(_small(name), "graphml"))
    assert graph.nodes["og-1"]["label"] == "Organization"
    expected = name.replace("\ufffe", "").replace("\uffff", "")
    assert (graph.nodes["og-1"].get("name") or "").split() == expected.split()


@given(st.text())
def test_any_text_whatever_is_well_formed(name: str) -> None:
    networkx.parse_graphml(_text(_small(name), "graphml"))
    networkx.read_gexf(io.BytesIO(_text(_small(name), "gexf").encode()))
    json.loads(_text(_small(name), "jsonld"))
    for line in _text(_small(name), "jsonl").splitlines() if name.isalnum() else []:
        json.loads(line)


def test_the_whole_graph_is_written_and_reads_back(small_store: Store) -> None:
    content = whole(small_store)
    assert content.version
    nodes, edges = list(content.nodes()), list(content.edges())
    counted = small_store.read("MATCH (a)-[r]->(b) WHERE NOT type(r) IN ['IN', 'HAS_TEXT'] RETURN count(r) AS n")[0][
        "n"
    ]
    assert len(edges) == counted
    for graph in (
        networkx.parse_graphml(_text(content, "graphml")),
        networkx.read_gexf(io.BytesIO(_text(content, "gexf").encode())),
    ):
        assert set(graph) == {node.id for node in nodes}
        assert graph.number_of_edges() == counted
    lines = [json.loads(line) for line in _text(content, "jsonl").splitlines()]
    assert lines[0] == {"what": "graph", "data_version": content.version}
    assert len(lines) == 1 + len(nodes) + len(edges)
    linked = json.loads(_text(content, "jsonld"))
    assert {item["@id"] for item in linked["@graph"]} >= {f"lm:{node.id}" for node in nodes}


def test_a_small_page_gives_the_same_file(small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _text(whole(small_store), "jsonl")
    monkeypatch.setattr(graphfile, "_PAGE", 3)
    lines = _text(whole(small_store), "jsonl").splitlines()
    assert sorted(lines) == sorted(before.splitlines())


def test_an_export_that_was_overtaken_is_broken_off(small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    content = whole(small_store)
    versions: Iterator[tuple[str, bool]] = iter([("another", False)])
    monkeypatch.setattr(graphfile, "data_state", lambda store: next(versions))
    with pytest.raises(StoreBusy, match="再导出一次"):
        list(content.edges())
