"""The headings of columns."""

from __future__ import annotations

import pytest

from ingest.words.column_words import COLUMNS, leading_headings, meaning, whole_headings
from ingest.words.tidy import fold


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("联盟 名称：", "alliance"),
        ("副理事长单位", "unit"),
        ("秘书处", "unit"),
        ("NO.", "index"),
        ("项目", ""),
        ("理事长", ""),
    ],
)
def test_what_a_column_holds(heading: str, expected: str) -> None:
    assert meaning(heading) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("序号 联盟名称 牵头单位 成员单位 1 甲联盟", ("index", "alliance", "unit", "unit")),
        ("联盟职务 单位名称 理事长单位 甲大学", ("role", "unit")),
        ("序号 单位名称 联盟职务 代表 职务 1", ("index", "unit", "role", "person", "post")),
        ("成员单位 成员单位", ("unit",)),
        ("甲大学 成员单位", ()),
    ],
)
def test_the_headings_that_words_begin_with(words: str, expected: tuple[str, ...]) -> None:
    assert leading_headings(words.split()) == expected


def test_headings_are_folded() -> None:
    assert [word for word in COLUMNS if fold(word) != word] == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("序号 联盟名称 牵头单位 所在区县 技术方向(领域)", ("index", "alliance", "unit", "other", "other")),
        ("序号 单位名称 联盟职务", ("index", "unit", "role")),
        ("序号 石墨产业联盟 牵头单位", ()),
        ("序号 长丰公司 牵头单位", ()),
        ("单位名称 技术方向", ()),
        ("序号 单位名称 方向 目标 进展 问题", ()),
        ("序号 联盟名称 牵头单位 2015年完成", ()),
    ],
)
def test_headings_of_which_some_are_unknown(words: str, expected: tuple[str, ...]) -> None:
    assert whole_headings(words.split()) == expected
