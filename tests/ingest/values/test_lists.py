"""Enumerations are cut outside brackets only, and every item knows where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.lists import split_list


def surfaces(text: str) -> list[str]:
    return [item.surface for item in split_list(text).items]


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("甲钢、乙钢和丙大学", ["甲钢", "乙钢", "丙大学"]),
        ("甲钢、乙钢以及丙大学", ["甲钢", "乙钢", "丙大学"]),
        ("甲钢、乙钢及丙大学", ["甲钢", "乙钢", "丙大学"]),
        ("甲钢与乙钢", ["甲钢", "乙钢"]),
        ("甲钢或乙钢或者丙钢", ["甲钢", "乙钢", "丙钢"]),
        ("甲钢，乙钢,丙钢", ["甲钢", "乙钢", "丙钢"]),
        ("甲钢；乙钢;丙钢", ["甲钢", "乙钢", "丙钢"]),
        ("甲钢、 乙钢 、和丙钢", ["甲钢", "乙钢", "丙钢"]),
        ("甲(集团)有限公司、乙公司(丙、丁子公司)、戊所", ["甲(集团)有限公司", "乙公司(丙、丁子公司)", "戊所"]),
        ("甲（集团、股份）公司和“乙、丙”工程", ["甲（集团、股份）公司", "“乙、丙”工程"]),
        ('"甲、乙"和丙', ['"甲、乙"', "丙"]),
        ("甲大学，(未闭合、乙大学", ["甲大学", "(未闭合", "乙大学"]),
        ("甲)、乙", ["甲)", "乙"]),
        ("1.甲公司 2.乙公司 3、丙所", ["甲公司", "乙公司", "丙所"]),
        ("(1)甲公司;(2)乙公司", ["甲公司", "乙公司"]),
        ("①甲公司②乙公司", ["甲公司", "乙公司"]),
        ("碳中和中心、协和医院、和平机械厂", ["碳中和中心", "协和医院", "和平机械厂"]),
        ("参与单位、普及中心、涉及部门", ["参与单位", "普及中心", "涉及部门"]),
        ("投资1,500万元,收益2亿元", ["投资1,500万元", "收益2亿元"]),
        ("甲钢", ["甲钢"]),
        ("、，和", []),
        ("", []),
    ],
)
def test_items(text: str, items: list[str]) -> None:
    assert surfaces(text) == items


@pytest.mark.parametrize(
    ("text", "last", "rest"),
    [
        ("甲钢、乙钢等10家单位", "乙钢", "等10家单位"),
        ("甲钢、乙钢等", "乙钢", "等"),
        ("甲钢、乙钢等十八家企业", "乙钢", "等十八家企业"),
        ("甲钢、乙钢等多家企业", "乙钢", "等多家企业"),
        ("甲钢、乙钢等骨干企业和丙大学", "乙钢", "等骨干企业和丙大学"),
    ],
)
def test_deng_closes_the_list(text: str, last: str, rest: str) -> None:
    found = split_list(text)
    assert found.items[-1].surface == last
    assert found.etc is not None
    assert text[found.etc :] == rest


@pytest.mark.parametrize("text", ["高等教育研究院、甲所", "等离子体所、甲所", "甲所(乙、丙等3家)、丁所"])
def test_deng_inside_a_word_or_a_bracket_closes_nothing(text: str) -> None:
    found = split_list(text)
    assert found.etc is None
    assert len(found.items) == 2


def test_an_item_says_what_parts_it_from_the_one_before() -> None:
    first, second, third = split_list("甲、乙和丙").items
    assert [first.before, second.before, third.before] == ["", "、", "和"]
    assert [first.joint, second.joint, third.joint] == [False, False, True]


def test_only_the_marks_asked_for_cut() -> None:
    found = split_list("甲、乙；丙和丁", marks="；", words=False)
    assert [item.surface for item in found.items] == ["甲、乙", "丙和丁"]


def test_a_span_of_a_text_is_cut_with_offsets_into_the_whole() -> None:
    text = "联盟由甲钢、乙钢和丙大学发起"
    found = split_list(text, 3, 12)
    assert [text[item.start : item.end] for item in found.items] == ["甲钢", "乙钢", "丙大学"]


NAMES = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=6)


@given(st.lists(NAMES, min_size=1, max_size=12), st.sampled_from(["、", "，", "；", "以及"]))
def test_a_list_of_plain_names_reads_back(names: list[str], separator: str) -> None:
    assert surfaces(separator.join(names)) == names


@given(st.lists(NAMES, min_size=1, max_size=6), st.sampled_from(["()", "（）", "“”", "《》", "[]"]))
def test_brackets_keep_what_they_hold_together(names: list[str], pair: str) -> None:
    whole = "甲" + pair[0] + "、".join(names) + pair[1]
    assert surfaces(f"{whole}、乙和{whole}") == [whole, "乙", whole]


PIECES = ["、", "，", "和", "及", "与", "等", "10家", "(", "）", "“", "”", '"', "1.", " ", "①", "甲公司", "高等"]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=25).map("".join), st.integers(0, 9))
def test_any_text_is_safe_and_spans_give_their_surface(text: str, start: int) -> None:
    position = start
    for item in split_list(text, start).items:
        assert position <= item.start < item.end <= len(text)
        assert text[item.start : item.end] == item.surface
        assert item.surface.strip() == item.surface != ""
        position = item.end


@pytest.mark.parametrize("piece", ["、", "(", ")", "(、", "“", "等", '"', "甲、", " 1.", "和", "(]"])
def test_work_grows_with_the_length_only(piece: str) -> None:
    # Quadratic work would not come back from this.
    split_list(piece * 20_000)
