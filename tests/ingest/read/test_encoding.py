"""Bytes become the text that was written, or an error of our own family."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from ingest.read.encoding import decode

SIMPLIFIED = (
    "2011年3月18日，海岸带修复技术创新战略联盟在青岛成立，成员单位共12家。\n理事长单位为东海海洋大学，"
    "副理事长单位：蓝湾工程有限公司、北港环境研究院。\r\n联盟目标是到2015年修复岸线300公里。"
)
TRADITIONAL = (
    "聯盟由三家企業與兩所大學共同發起，理事長單位是東海海洋大學，秘書處設在藍灣工程公司。會議決定開展技術研究。"
)
ENCODINGS = ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be", "utf-16", "hz"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_simplified_text_reads_back(encoding: str) -> None:
    assert decode(SIMPLIFIED.encode(encoding), "x") == SIMPLIFIED


@pytest.mark.parametrize("encoding", ["utf-8", "big5", "gb18030", "utf-16-le", "utf-16-be"])
def test_traditional_text_reads_back(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), "x") == TRADITIONAL


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("length", [12, 30, 60])
def test_short_texts_read_back(encoding: str, length: int) -> None:
    assert decode(SIMPLIFIED[:length].encode(encoding), "x") == SIMPLIFIED[:length]


@given(st.text(alphabet=SIMPLIFIED, min_size=1))
def test_utf8_always_reads_back(text: str) -> None:
    assert decode(text.encode(), "x") == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
        (b"\x84\x31\x95\x33", "gb18030"),
    ],
)
def test_a_byte_order_mark_is_dropped(mark: bytes, encoding: str) -> None:
    assert decode(mark + SIMPLIFIED.encode(encoding), "x") == SIMPLIFIED


def test_a_byte_broken_on_the_way_costs_one_character() -> None:
    data = bytearray(SIMPLIFIED.encode())
    data[SIMPLIFIED.encode().index("青".encode()) + 1] = 0xFF
    text = decode(bytes(data), "x")
    assert "\ufffd" in text
    assert text.endswith(SIMPLIFIED[-40:])


def test_a_declared_encoding_is_believed() -> None:
    page = '<html><head><meta charset="gb2312"></head><body>联盟</body></html>'
    assert decode(page.encode("gbk"), "x") == page


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n%\xe2\xe3",
        b"PK\x03\x04\x14\x00",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1",
        bytes(range(256)) * 4,
        b"\x00" * 64,
        b"\x01\x02\x03\x04" * 50,
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match=r"名单\.txt"):
        decode(data, "名单.txt")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_our_own_error(data: bytes) -> None:
    try:
        text = decode(data, "x")
    except UnreadableSource:
        return
    assert text.encode("utf-8").decode("utf-8") == text
