"""Tidying: what is folded, what is left out, and the way back to the raw text, as laws over any text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from ingest.source import Document
from ingest.words.segment import make_segmenter
from ingest.words.tidy import _TRADITIONAL, Tidied, fold, tidy

SEGMENTER = make_segmenter()
PIECES = st.sampled_from(
    [
        "联盟",
        "聯盟",
        "\n",
        " ",
        "\u3000",
        "<b>",
        "</p>",
        "<br/>",
        "</b>",
        "&nbsp;",
        "(chuàng)",
        "１２",
        "。",
        "，",
        "**",
        "\r\n",
        "\u200b",
        "成员单位 甲公司",
        "|",
        "# ",
        "&gt;90%",
    ]
)
TEXTS = st.lists(st.one_of(PIECES, st.text(max_size=4)), max_size=30).map("".join)


def made(text: str) -> Tidied:
    return tidy(Document(text, "t.txt"), SEGMENTER)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("聯盟由１２家單位組成", "联盟由12家单位组成"),
        ("技術<b>創新</b>聯盟&nbsp;成立", "技术创新联盟成立"),
        ("联盟(liánméng)成立", "联盟成立"),
        ("卫星产业联盟(SIA)成立", "卫星产业联盟(SIA)成立"),
        ("联盟的(de)(de)秘书(shu)处设在(zai)，甲所(suo)。", "联盟的秘书处设在，甲所。"),
        ("選(xuan)(xuan)舉甲(jia)", "选举甲(jia)"),
        ("显示器(led)、方法(a)、方法(b)。", "显示器(led)、方法(a)、方法(b)。"),
        ("产(chǎn)業(yè)", "产业"),
        ("<p>湘江大学</p><p>岳麓研究院</p>", "湘江大学\n岳麓研究院\n"),
        ("理 事 长：周文彬 湘江大学校长", "理事长：周文彬 湘江大学校长"),
        ("副理事长：何 敏 岳麓大学校长", "副理事长：何敏 岳麓大学校长"),
        ("陜西省聯盟", "陕西省联盟"),
        ("甲大学，、乙大学，，丙大学，。", "甲大学、乙大学，丙大学。"),
        ("道氏﹡科技", "道氏科技"),
        ("联盟的秘书处设在钢铁研究\n总院，由其牵头。", "联盟的秘书处设在钢铁研究总院，由其牵头。"),
        ("**联盟**成立", "联盟成立"),
        ("甲公司, 乙公司", "甲公司，乙公司"),
        ("回收率&gt;90%", "回收率>90%"),
    ],
)
def test_what_rules_read(raw: str, expected: str) -> None:
    assert made(raw).text == expected


def test_a_row_that_opens_with_a_post_keeps_its_cells_apart() -> None:
    assert made("理事单位 长丰石墨有限公司 —").text == "理事单位 长丰石墨有限公司 —"


@given(TEXTS)
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(TEXTS)
def test_the_way_back_is_monotone_and_gives_each_character(text: str) -> None:
    tidied = made(text)
    offsets = [tidied.raw_offset(i) for i in range(len(tidied.text))]
    assert offsets == sorted(set(offsets))
    for tidy_char, offset in zip(tidied.text, offsets, strict=True):
        assert 0 <= offset < len(text)
        # An entity reads as its sign, the tag that ends a block as the end of a line.
        assert tidy_char == fold(text)[offset] or text[offset] == "&" or (tidy_char == "\n" and text[offset] == "<")


def test_the_table_of_traditional_characters_is_that_of_opencc() -> None:
    han = "\n".join(map(chr, range(0x4E00, 0xA000)))
    changed = {old for old, new in zip(han, OpenCC("t2s").convert(han), strict=True) if old != new}
    assert changed == _TRADITIONAL
