"""PDF: the pages' text without what repeats on every page; locked and scanned files say so."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from graph.errors import UnreadableSource
from ingest.read.pdf import read_pdf, without_margins
from ingest.read.yielded import ReadingLimits

LIMITS = ReadingLimits()


def test_pages_follow_each_other_without_page_numbers(make_pdf: Callable[..., bytes]) -> None:
    pages = [["2014年4月20日，海岸联盟在青岛", "成立。", "- 1 -"], ["共12家单位。", "第2页 共2页"]]
    yielded = read_pdf(make_pdf(pages, title="海岸联盟年报"), LIMITS)
    assert yielded.text == "2014年4月20日，海岸联盟在青岛\n成立。\n共12家单位。"
    assert yielded.title == "海岸联盟年报"
    assert yielded.reader.startswith("pdf/1 pypdfium2 ")


def test_a_running_title_is_told_once() -> None:
    pages = [["海岸联盟年报", f"第{word}页正文", "更多正文", "又一行", "末行"] for word in "甲乙丙"]
    assert [page[0] for page in without_margins(pages)] == ["海岸联盟年报", "第乙页正文", "第丙页正文"]


def test_a_year_inside_the_page_is_no_page_number() -> None:
    assert without_margins([["甲", "乙", "2014", "丙", "丁"]]) == [["甲", "乙", "2014", "丙", "丁"]]


def test_a_title_that_a_program_made_up_is_left_out(make_pdf: Callable[..., bytes]) -> None:
    assert read_pdf(make_pdf([["甲乙丙"]], title="Microsoft Word - 名单.doc"), LIMITS).title == ""
    assert read_pdf(make_pdf([["甲乙丙"]], title="untitled"), LIMITS).title == ""


def test_a_locked_file_says_so(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableSource, match="密码"):
        read_pdf(make_pdf([["甲"]], locked=True), LIMITS)


def test_a_scan_says_so(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableSource, match="扫描"):
        read_pdf(make_pdf([[]]), LIMITS)


@pytest.mark.parametrize("data", [b"", b"text", b"%PDF-1.4\n", b"%PDF-1.7\n" + bytes(500)])
def test_what_is_no_pdf_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableSource, match="PDF"):
        read_pdf(data, LIMITS)


def test_too_much_text_is_refused(make_pdf: Callable[..., bytes]) -> None:
    with pytest.raises(UnreadableSource, match="拆分"):
        read_pdf(make_pdf([["一二三四五"], ["六七八九十"]]), ReadingLimits(characters=8))
