"""From what is typed to what is meant, on both engines."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import NotFound
from graph.store.bolt import Store
from queries.find import NAMED, find, near_names, resolve


def _hits(store: Store, text: str) -> list[tuple[str, str]]:
    return [(hit.name, hit.reason) for hit in find(store, text)]


def test_a_name_an_alias_and_a_short_name_are_found_first(small_store: Store, small: ModuleType) -> None:
    assert _hits(small_store, "南方大学")[0] == ("南方大学", "name")
    assert _hits(small_store, "南大")[0] == ("南方大学", "alias")
    assert _hits(small_store, "钢铁联盟")[0] == (small.STEEL, "alias")


def test_brackets_and_traditional_characters_make_no_difference(small_store: Store) -> None:
    assert _hits(small_store, "神木煤业(集团)有限责任公司")[0] == ("神木煤业（集团）有限责任公司", "name")
    assert _hits(small_store, "東北科技大學")[0] == ("东北科技大学", "name")


def test_one_character_is_enough(small_store: Store, small: ModuleType) -> None:
    names = [name for name, _ in _hits(small_store, "煤")]
    assert names[:2] == [small.COAL, "神木煤业（集团）有限责任公司"]


def test_words_inside_a_name_are_found(small_store: Store, small: ModuleType) -> None:
    assert small.FARM in [name for name, _ in _hits(small_store, "农机装备")]
    assert _hits(small_store, "没有这些字吗") == []


def test_an_id_finds_its_thing(small_store: Store) -> None:
    hit = find(small_store, "南方大学")[0]
    assert [found.name for found in find(small_store, hit.id)] == ["南方大学"]
    assert resolve(small_store, hit.id, ("Organization",)).reason == "id"


def test_only_the_asked_labels_are_found(small_store: Store) -> None:
    assert {hit.label for hit in find(small_store, "煤", ("Project",))} == {"Project"}


def test_resolving_names_what_comes_near(small_store: Store, small: ModuleType) -> None:
    assert resolve(small_store, "循环钢铁联盟", ("Alliance",)).name == small.STEEL
    with pytest.raises(NotFound) as caught:
        resolve(small_store, "东北科学大学", ("Organization",))
    assert "东北科技大学" in caught.value.near
    assert "东北科技大学" in str(caught.value)
    assert near_names(small_store, "og-00000000000000000000", ("Organization",)) == ()


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=30) | st.text('"\\/()[]{}^~*?:+-!&| 钢a', max_size=12))
def test_any_text_whatever_is_safe(small_store: Store, text: str) -> None:
    for hit in find(small_store, text):
        assert hit.label in NAMED
    assert len(near_names(small_store, text, ("Organization",))) <= 5
