"""Names by sound and in spite of typing errors."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.store.bolt import Store
from queries.find import NAMED
from queries.name_index import Name, NameIndex, Names, read_names, search
from queries.pinyin import pinyin


def _index(*names: str) -> NameIndex:
    return NameIndex("1", tuple(Name(f"og-{at}", "Organization", None, name, name) for at, name in enumerate(names)))


INDEX = _index("清华大学", "重庆大学", "哈尔滨工业大学", "长安大学", "兖矿集团有限公司")


def test_pinyin_and_initials() -> None:
    assert pinyin("重庆大学") == ("chongqingdaxue", "cqdx")
    assert pinyin("兖矿ABC") == ("yankuangabc", "yka")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("qhdx", "清华大学"),
        ("cqdx", "重庆大学"),
        ("QingHua DaXue", "清华大学"),
        ("haerbin", "哈尔滨工业大学"),
        ("cadx", "长安大学"),
    ],
)
def test_a_name_is_found_by_its_sound(text: str, name: str) -> None:
    assert INDEX.sounding(text, NAMED)[0].name == name


@pytest.mark.parametrize(
    ("text", "name"),
    [("清华大字", "清华大学"), ("哈尔宾工业大学", "哈尔滨工业大学"), ("兖矿集团有限责任公司", "兖矿集团有限公司")],
)
def test_a_name_is_found_in_spite_of_an_error(text: str, name: str) -> None:
    assert INDEX.near(text, NAMED, 5)[0].name == name


@given(st.text(max_size=20))
def test_any_text_is_safe(text: str) -> None:
    assert all(hit.reason == "sound" for hit in INDEX.sounding(text, NAMED))
    assert len(INDEX.near(text, NAMED, 3)) <= 3


def test_search_puts_what_is_sure_first(small_store: Store, small: ModuleType) -> None:
    index = read_names(small_store, "1")
    assert [hit.reason for hit in search(small_store, index, "南大", NAMED, 5)][:1] == ["alias"]
    by_sound = search(small_store, index, "nfdx", NAMED, 5)
    assert [(hit.name, hit.reason) for hit in by_sound] == [("南方大学", "sound")]
    by_error = search(small_store, index, "东北科计大学", NAMED, 5)
    assert (by_error[0].name, by_error[0].reason) == ("东北科技大学", "near")
    assert search(small_store, None, "nfdx", NAMED, 5) == []


def test_the_index_is_read_again_when_the_data_has_changed(small_store: Store) -> None:
    names = Names()
    first = names.at(small_store, "1")
    assert names.at(small_store, "1") is first
    assert names.at(small_store, "2") is not first


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        ("清华大学", ["name"]),
        ("清華大學", ["spelling"]),
        ("清华", ["part"]),
        ("大学", ["part", "part", "part", "part"]),
        ("华", ["part"]),
        ("og-00000000000000000000", []),
        ("  ", []),
    ],
)
def test_the_reason_of_each_hit_is_told(text: str, reasons: list[str]) -> None:
    class Nothing:
        def read(self, *_: object, **__: object) -> list[dict[str, object]]:
            return []

    assert [hit.reason for hit in search(Nothing(), INDEX, text, NAMED, 9)] == reasons
