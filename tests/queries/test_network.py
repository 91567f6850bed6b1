"""Networks over the small graph, and laws of shared membership over drawn ones."""

from __future__ import annotations

from types import ModuleType

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadParameter
from graph.store.bolt import Store
from queries import network
from queries.network import Choice, as_lists, matrix, measures, membership, shared

EDGES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), max_size=25, unique=True)


def _drawn(edges: list[tuple[int, int]]) -> networkx.Graph[str]:
    graph: networkx.Graph[str] = networkx.Graph()
    for head, tail in edges:
        graph.add_node(f"og-{head}", label="Organization", name=f"机构{head}", kind="company")
        graph.add_node(f"al-{tail}", label="Alliance", name=f"联盟{tail}", kind="alliance")
        graph.add_edge(f"og-{head}", f"al-{tail}", roles="", slot=f"{head}-{tail}")
    return graph


def _names(graph: networkx.Graph[str]) -> set[frozenset[str]]:
    return {frozenset((graph.nodes[one]["name"], graph.nodes[other]["name"])) for one, other in graph.edges}


def test_a_renamed_university_is_one_node_and_an_observer_no_member(small_store: Store, small: ModuleType) -> None:
    graph = membership(small_store, Choice(kind="university"))
    assert _names(graph) == {
        frozenset(("东北科技大学", small.STEEL)),
        frozenset(("东北科技大学", small.FARM)),
        frozenset(("南方大学", small.STEEL)),
    }


def test_the_choice_narrows_the_network(small_store: Store, small: ModuleType) -> None:
    assert {item["name"] for _, item in membership(small_store, Choice(field="农机")).nodes(data=True)} == {
        small.FARM, "东北工学院", "机械研究院", "神木煤业（集团）有限责任公司"}  # fmt: skip
    assert small.FARM not in {item["name"] for _, item in membership(small_store, Choice(year=2008)).nodes(data=True)}
    assert len(membership(small_store, Choice(kind="hospital"))) == 0


def test_alliances_are_tied_by_their_shared_members(small_store: Store, small: ModuleType) -> None:
    tied = shared(membership(small_store), "alliances")
    assert _names(tied) == {frozenset((small.STEEL, small.FARM)), frozenset((small.FARM, small.COAL))}
    assert {item["shared"] for _, _, item in tied.edges(data=True)} == {"东北科技大学", "神木煤业（集团）有限责任公司"}


@given(EDGES)
def test_the_weight_of_a_tie_is_the_number_of_shared_alliances(edges: list[tuple[int, int]]) -> None:
    graph = _drawn(edges)
    tied = shared(graph, "organizations")
    for one in tied:
        for other in tied:
            if one < other:
                both = set(graph.neighbors(one)) & set(graph.neighbors(other))
                assert (tied.edges[one, other]["weight"] if tied.has_edge(one, other) else 0) == len(both)
    strong = shared(graph, "organizations", 2)
    assert all(item["weight"] >= 2 for _, _, item in strong.edges(data=True))


@given(EDGES)
def test_the_matrix_has_one_cell_for_each_membership(edges: list[tuple[int, int]]) -> None:
    graph = _drawn(edges)
    whole = matrix(graph)
    assert sum(map(sum, whole["cells"])) == len(edges) == len(as_lists(graph)["edges"])
    twice = matrix(graph, 2)
    assert all(sum(row) >= 2 for row in twice["cells"])


@given(EDGES)
def test_a_membership_leads_to_the_alliance_and_a_tie_by_the_order_of_ids(edges: list[tuple[int, int]]) -> None:
    graph = _drawn(edges)
    for edge in as_lists(graph)["edges"]:
        assert (edge["source"][:3], edge["target"][:3]) == ("og-", "al-")
    for edge in as_lists(shared(graph, "organizations"))["edges"]:
        assert edge["source"] < edge["target"]


@given(EDGES)
def test_measures_are_the_same_each_time_and_count_every_node_once(edges: list[tuple[int, int]]) -> None:
    graph = shared(_drawn(edges), "organizations")
    rows = measures(graph)
    assert rows == measures(graph)
    assert sorted(row["id"] for row in rows) == sorted(graph)
    assert sum(row["degree"] for row in rows) == 2 * graph.number_of_edges()


def test_a_network_that_is_too_large_is_refused(small_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST_MEMBERSHIPS", 2)
    with pytest.raises(BadParameter, match="缩小范围"):
        membership(small_store)
