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
from queries.reasons import reason_text


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


@pytest.mark.parametrize("text", ["Qīnghuá", "qīng huá dà xué", "QINGHUA", "ｑｈｄｘ"])
def test_tones_width_and_blanks_of_pinyin_make_no_difference(text: str) -> None:
    assert INDEX.sounding(text, NAMED)[0].name == "清华大学"


def test_pinyin_with_an_umlaut_is_that_of_keyboards() -> None:
    index = _index("绿色制造联盟")
    for text in ("lǜsè", "lvse", "lüse"):
        assert [hit.name for hit in index.sounding(text, NAMED)] == ["绿色制造联盟"]


def test_other_characters_of_the_same_sound_find_a_name() -> None:
    assert [(hit.name, hit.reason) for hit in INDEX.alike("青华大学", NAMED)] == [("清华大学", "sound")]
    assert INDEX.alike("qinghuadaxue", NAMED) == INDEX.alike("大", NAMED) == []


SHORT = _index("北京医科大学", "北京科技大学", "西北工业大学", "中国科学院计算技术研究所", "河北大学")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("北科大", ["北京科技大学", "北京医科大学"]),
        ("西工大", ["西北工业大学"]),
        ("中科院计算所", ["中国科学院计算技术研究所"]),
        ("北大", ["北京医科大学", "北京科技大学"]),
        ("大北", []),
        ("北", []),
        ("bkd", []),
        ("", []),
    ],
)
def test_a_short_form_keeps_the_order_of_the_characters(text: str, names: list[str]) -> None:
    assert [hit.name for hit in SHORT.shortened(text, NAMED)] == names
    assert SHORT.shortened(text, ("Alliance",)) == []


@given(st.text(max_size=20))
def test_any_text_is_safe(text: str) -> None:
    assert all(hit.reason == "sound" for hit in INDEX.sounding(text, NAMED))
    assert all(hit.reason == "sound" for hit in INDEX.alike(text, NAMED))
    assert all(hit.reason == "short" for hit in INDEX.shortened(text, NAMED))
    assert len(INDEX.near(text, NAMED, 3)) <= 3


def test_search_puts_what_is_sure_first(small_store: Store, small: ModuleType) -> None:
    index = read_names(small_store, "1")
    assert [hit.reason for hit in search(small_store, index, "南大", NAMED, 5)][:1] == ["alias"]
    by_sound = search(small_store, index, "nfdx", NAMED, 5)
    assert [(hit.name, hit.reason) for hit in by_sound] == [("南方大学", "sound")]
    by_error = search(small_store, index, "东北科枝大学", NAMED, 5)
    assert (by_error[0].name, by_error[0].reason) == ("东北科技大学", "near")
    assert search(small_store, None, "nfdx", NAMED, 5) == []


def test_a_former_name_leads_to_what_it_is_now(small_store: Store) -> None:
    hits = search(small_store, read_names(small_store, "1"), "东北工学院", NAMED, 5)
    assert [(hit.name, hit.reason) for hit in hits[:2]] == [("东北工学院", "name"), ("东北科技大学", "former_name")]
    assert reason_text(hits[1]) == "旧名 (former name): 东北工学院"


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        ("南方大学", "南方大学", "名称 (name)"),
        ("  南方 大学 ", "南方大学", "写法相同 (spelling)"),
        ("南方大學", "南方大学", "写法相同 (spelling)"),
        ("神木煤业(集团)有限责任公司", "神木煤业（集团）有限责任公司", "写法相同 (spelling)"),
        ("南大", "南方大学", "别名 (alias): 南大"),
        ("钢铁联盟", "钢铁循环技术创新战略联盟", "别名 (alias): 钢铁联盟"),
        ("煤", "煤液化", "含有这些字 (part of the name)"),
        ("nfdx", "南方大学", "拼音 (pinyin)"),
        ("nanfang", "南方大学", "拼音 (pinyin)"),
        ("南芳大学", "南方大学", "拼音 (pinyin)"),
        ("东科大", "东北科技大学", "像是简称 (short form)"),
        ("东北科枝大学", "东北科技大学", "相近 (near)"),
        ("神木煤业（集团）股份有限公司", "神木煤业（集团）有限责任公司", "相近 (near)"),
        ("南方大学、东北科技大学", "南方大学", "含有这些词 (full text)"),
    ],
)
def test_every_way_of_naming_a_thing_is_found_with_its_reason(
    small_store: Store, text: str, name: str, told: str
) -> None:
    hit = search(small_store, read_names(small_store, "1"), text, NAMED, 5)[0]
    assert (hit.name, reason_text(hit)) == (name, told)


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
