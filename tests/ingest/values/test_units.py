"""Which characters behind a number are its unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.tables import rows
from ingest.values.units import unit_at


def unit(text: str, *, arabic: bool = True) -> str | None:
    found = unit_at(text, 0, arabic=arabic)
    return None if found is None else text[: found.end].strip()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("吨钢", "吨"),
        ("吨/m³·天的水平", "吨/m³·天"),
        ("吨/(人·年)", "吨/(人·年)"),
        ("kg标准煤/吨", "kg标准煤/吨"),
        ("升/(平方米·小时)", "升/(平方米·小时)"),
        ("ＭＰａ以上", "ＭＰａ"),
        (" mm厚", "mm"),
        ("个百分点", "个百分点"),
        ("家企业", "家"),
        ("成员单位", "成员单位"),
        ("人参加", "人"),
    ],
)
def test_the_longest_unit(text: str, expected: str) -> None:
    assert unit(text) == expected


@pytest.mark.parametrize(
    "text",
    ["年代", "条件", "所有制", "人才", "家庭", "天然气", "元素", "model", "kg3", "届", "日", "大", "工", "", " "],
)
def test_words_that_only_begin_like_a_unit(text: str) -> None:
    assert unit(text) is None


def test_da_counts_only_behind_chinese_numbers() -> None:
    assert unit("大联盟", arabic=False) == "大"
    assert unit("大联盟") is None
    assert unit("大学", arabic=False) is None


def test_an_open_bracket_or_an_unknown_part_ends_a_composite_unit() -> None:
    assert unit("吨/(人·年") == "吨"
    assert unit("吨/某") == "吨"


@given(st.text(max_size=20), st.integers(0, 20))
def test_any_text_is_safe(text: str, start: int) -> None:
    found = unit_at(text, start)
    assert found is None or start < found.end <= len(text)


@pytest.mark.parametrize(("name", "columns"), [("units.tsv", 3), ("comparators.tsv", 5)])
def test_no_word_stands_twice_in_a_table(name: str, columns: int) -> None:
    words = [row[0] for row in rows(name, columns)]
    assert len(words) == len(set(words))
    assert all(word.strip() == word != "" for word in words)
