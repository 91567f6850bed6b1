"""Shortest paths: against a plain search by networkx, and over the small graph on both engines."""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import StoreTimeout
from graph.store.bolt import Store
from queries.find import resolve
from queries.paths import shortest_paths

EDGES = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=25, unique=True)


class Drawn:
    """A store that holds memberships of organisations og-0 … in alliances al-0 … and answers only for neighbours."""

    def __init__(self, edges: list[tuple[int, int]]) -> None:
        self.edges = edges

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        ids = (parameters or {})["ids"]
        assert isinstance(ids, list)
        rows = []
        for head, tail in self.edges:
            ends = (f"og-{head}", f"al-{tail}")
            for near, far, outgoing in ((*ends, True), (*reversed(ends), False)):
                if near in ids:
                    rows.append({"near": near, "near_name": near, "far": far, "far_name": far, "slot": f"{head}-{tail}",
                                 "type": "MEMBER_OF", "outgoing": outgoing, "roles": []})  # fmt: skip
        return rows


@given(EDGES)
def test_the_paths_are_the_shortest_ones(edges: list[tuple[int, int]]) -> None:
    graph: networkx.Graph[str] = networkx.Graph([(f"og-{head}", f"al-{tail}") for head, tail in edges])
    graph.add_nodes_from(["og-0", "og-1"])
    found = shortest_paths(Drawn(edges), "og-0", "og-1", longest=10, limit=1000)
    if networkx.has_path(graph, "og-0", "og-1") and networkx.shortest_path_length(graph, "og-0", "og-1") <= 10:
        expected = {tuple(path) for path in networkx.all_shortest_paths(graph, "og-0", "og-1")}
        assert found.status == "found"
        assert {path.ids for path in found.paths} == expected
        assert len(found.paths) == len(expected)
    else:
        assert found.status == "none"


def test_a_search_that_takes_too_long_says_that_it_was_stopped() -> None:
    class Slow(Drawn):
        def read(self, *_: object, **__: object) -> list[dict[str, Any]]:
            raise StoreTimeout("慢")

    found = shortest_paths(Slow([]), "og-0", "og-1")
    assert found.status == "stopped"
    assert "停止" in found.note


def test_too_short_a_limit_is_none_and_not_stopped() -> None:
    found = shortest_paths(Drawn([(0, 0), (1, 0)]), "og-0", "og-1", longest=1)
    assert (found.status, found.note) == ("none", "1 步以内没有路径 (none up to length 1)")


def _id(store: Store, name: str) -> str:
    return resolve(store, name, ("Organization", "Alliance")).id


@pytest.mark.parametrize(("start", "end", "sentence"), [
    ("机械研究院", "神木煤业（集团）有限责任公司",
     "机械研究院 —成员（秘书处）→ 农机装备产业技术创新战略联盟 ←成员— 神木煤业（集团）有限责任公司"),
    ("南方大学", "机械研究院",
     "南方大学 —成员→ 钢铁循环技术创新战略联盟 ←成员（发起、副理事长）— 东北科技大学 ←更名、合并— 东北工学院"
     " —成员→ 农机装备产业技术创新战略联盟 ←成员（秘书处）— 机械研究院"),
])  # fmt: skip
def test_a_path_is_told_as_a_sentence(small_store: Store, start: str, end: str, sentence: str) -> None:
    found = shortest_paths(small_store, _id(small_store, start), _id(small_store, end), longest=6)
    assert [path.sentence for path in found.paths] == [sentence]


def test_observers_and_proposed_members_are_no_step(small_store: Store, small: ModuleType) -> None:
    found = shortest_paths(
        small_store, _id(small_store, "宝山钢厂集团有限公司"), _id(small_store, small.COAL), longest=2
    )
    assert found.status == "none"


def test_a_thing_is_no_step_from_itself_and_bears_its_name(small_store: Store) -> None:
    id_ = resolve(small_store, "南方大学", ("Organization",)).id
    found = shortest_paths(small_store, id_, id_)
    assert [(path.sentence, path.ids, path.steps) for path in found.paths] == [("南方大学", (id_,), ())]
