"""What lies around a thing: levels, limits that are told, what is asked wrongly."""

from __future__ import annotations

import pytest

from graph.errors import BadParameter, NotFound
from graph.store.bolt import Store
from queries.find import resolve
from queries.neighbourhood import neighbourhood

STEEL, NORTH, OLDER = "钢铁循环技术创新战略联盟", "东北科技大学", "东北工学院"


def _id(store: Store, name: str, label: str) -> str:
    return resolve(store, name, (label,)).id


def test_one_level_is_what_is_related(small_store: Store) -> None:
    found = neighbourhood(small_store, _id(small_store, NORTH, "Organization"))
    assert {node["name"] for node in found.nodes} == {NORTH, STEEL, OLDER}
    assert {edge["type"] for edge in found.edges} == {"MEMBER_OF", "SUCCEEDED_BY"}
    assert (found.nodes[0]["name"], found.nodes[0]["level"], found.nodes[0]["degree"]) == (NORTH, 0, 2)
    assert not found.cut


def test_the_second_level_lies_behind_the_first(small_store: Store) -> None:
    focus = _id(small_store, NORTH, "Organization")
    near, wide = neighbourhood(small_store, focus), neighbourhood(small_store, focus, depth=2)
    assert {node["id"] for node in near.nodes} < {node["id"] for node in wide.nodes}
    assert {node["level"] for node in wide.nodes} == {0, 1, 2}
    ends = {end for edge in wide.edges for end in (edge["source"], edge["target"])}
    assert ends <= {node["id"] for node in wide.nodes}


def test_a_cut_picture_says_how_many_there_are(small_store: Store) -> None:
    focus = _id(small_store, STEEL, "Alliance")
    whole, cut = neighbourhood(small_store, focus), neighbourhood(small_store, focus, limit=2)
    assert (len(cut.nodes), cut.total, cut.cut) == (2, whole.total, True)
    assert cut.nodes[0]["id"] == focus


def test_only_the_labels_that_are_asked_for(small_store: Store) -> None:
    found = neighbourhood(small_store, _id(small_store, STEEL, "Alliance"), labels=("Person",))
    assert {node["label"] for node in found.nodes} == {"Alliance", "Person"}


def test_the_same_answer_every_time(small_store: Store) -> None:
    focus = _id(small_store, STEEL, "Alliance")
    assert neighbourhood(small_store, focus, depth=2) == neighbourhood(small_store, focus, depth=2)


@pytest.mark.parametrize(("depth", "limit"), [(0, 10), (3, 10), (1, 0), (1, 801)])
def test_what_is_out_of_bounds_is_refused(small_store: Store, depth: int, limit: int) -> None:
    focus = _id(small_store, STEEL, "Alliance")
    with pytest.raises(BadParameter):
        neighbourhood(small_store, focus, depth=depth, limit=limit)


@pytest.mark.parametrize("focus", ["al-00000000000000000000", "nothing", ""])
def test_what_is_not_there_is_said(small_store: Store, focus: str) -> None:
    with pytest.raises(NotFound):
        neighbourhood(small_store, focus)
