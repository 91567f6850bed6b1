"""Dates whole, damaged and relative; what a text leaves open stays open without the date of its source."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.moment import Moment
from ingest.values.dates import DateMention, find_dates

BASE = date(2009, 5, 12)


def only(text: str, base: date | None = None, previous: Moment | None = None) -> DateMention:
    found = find_dates(text, base, previous)
    assert len(found) == 1, found
    return found[0]


def moments(text: str, base: date | None = None) -> list[str | None]:
    return [None if found.moment is None else found.moment.text for found in find_dates(text, base)]


@pytest.mark.parametrize(
    ("text", "surface", "moment"),
    [
        ("2009年4月18日,联盟成立", "2009年4月18日", "2009-04-18"),
        ("于2009年12月成立", "2009年12月", "2009-12"),
        ("2009年成立", "2009年", "2009"),
        ("2009 年 4 月 18 日", "2009 年 4 月 18 日", "2009-04-18"),
        ("２００９年４月", "２００９年４月", "2009-04"),
        ("2009.04.18发布", "2009.04.18", "2009-04-18"),
        ("2009-4-18", "2009-4-18", "2009-04-18"),
        ("2009/04/18", "2009/04/18", "2009-04-18"),
        ("(2009-04)", "2009-04", "2009-04"),
        ("二〇〇九年四月十八日", "二〇〇九年四月十八日", "2009-04-18"),
        ("二○○九年十二月", "二○○九年十二月", "2009-12"),
        ("二OO九年", "二OO九年", "2009"),
        ("2009年底", "2009年底", "2009"),
        ("2009年10月中旬", "2009年10月中旬", "2009-10"),
        ("2009年上半年", "2009年上半年", "2009-01/2009-06"),
        ("2009年第三季度", "2009年第三季度", "2009-07/2009-09"),
        ("学者(1994)提出", "1994", "1994"),
        ("2006—2020年规划", "2006—2020年", "2006/2020"),
        ("规划(2006-2020)", "2006-2020", "2006/2020"),
        ("2006年至2020年", "2006年至2020年", "2006/2020"),
        ("2009年4月18日至20日", "2009年4月18日至20日", "2009-04-18/2009-04-20"),
        ("2009年4月28日至5月3日", "2009年4月28日至5月3日", "2009-04-28/2009-05-03"),
        ("2009年6-8月", "2009年6-8月", "2009-06/2009-08"),
        ("“十二五”期间", "“十二五”期间", "2011/2015"),
        ("十一五期间", "十一五期间", "2006/2010"),
        ("“十五”计划", "“十五”计划", "2001/2005"),
        ("“十二五”末", "“十二五”末", "2015"),
        ("十四五时期", "十四五时期", "2021/2025"),
        ("“九五”", "“九五”", "1996/2000"),
        ("二十世纪九十年代", "二十世纪九十年代", "1990/1999"),
        ("20 世纪80 年代初", "20 世纪80 年代初", "1980/1989"),
        ("上世纪80年代", "上世纪80年代", "1980/1989"),
        ("90年代", "90年代", "1990/1999"),
        ("21世纪初", "21世纪初", "2001/2100"),
    ],
)
def test_dates_that_the_text_gives(text: str, surface: str, moment: str) -> None:
    found = only(text)
    assert (found.surface, str(found.moment), found.inferred) == (surface, moment, False)
    assert text[found.start : found.end] == surface


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("20141218日", "2014-12-18"),
        ("2014年1218日", "2014-12-18"),
        ("2014 12 18日", "2014-12-18"),
        ("2010131日", "2010-01-31"),
        ("201045日", "2010-04-05"),
    ],
)
def test_lost_separators_that_can_only_stand_in_one_place(text: str, moment: str) -> None:
    assert str(only(text).moment) == moment


def test_lost_separators_that_could_stand_in_two_places() -> None:
    found = only("2010116日在京成立")
    assert found.moment is None
    assert found.reason == "ambiguous: 2010-01-16 / 2010-11-06"


@pytest.mark.parametrize(
    ("text", "moment", "kind"),
    [
        ("五年内", "P5Y", "term"),
        ("3~5年内", "P3Y/P5Y", "term"),
        ("用3~5年时间", "P3Y/P5Y", "term"),
        ("未来三年", "P3Y", "term"),
        ("今后10年", "P10Y", "term"),
        ("6个月内", "P6M", "term"),
        ("两年来", "P2Y", "span"),
        ("近五年", "P5Y", "span"),
        ("经过4年多", "P4Y", "span"),
        ("过去三年", "P3Y", "span"),
        ("计划经过3至5年的研究", "P3Y/P5Y", "term"),
        ("力争通过三年的建设", "P3Y", "term"),
    ],
)
def test_lengths_of_time_to_come_and_gone_by(text: str, moment: str, kind: str) -> None:
    found = only(text)
    assert (str(found.moment), found.kind) == (moment, kind)
    assert (found.marker == "by") == (kind == "term")


@pytest.mark.parametrize(
    ("text", "marker"),
    [
        ("到2015年,", "by"),
        ("到2025年底,", "by"),
        ("2020年前", "by"),
        ("2020年以前", "by"),
        ("力争2015年", "by"),
        ("截至2012年底", "as_of"),
        ("截止到2012年6月", "as_of"),
        ("2003年以来", "since"),
        ("2003年起", "since"),
        ("2003年起草", ""),
        ("2003年成立", ""),
        ("由2003年成立", ""),
        ("“十二五”期间", "from_to"),
    ],
)
def test_markers(text: str, marker: str) -> None:
    assert only(text).marker == marker


RELATIVE = [
    ("23日在京成立", "2009-04-23"),
    ("8日在京成立", "2009-05-08"),
    ("4月2日", "2009-04-02"),
    ("11月5日", "2008-11-05"),
    ("将于11月成立", "2009-11"),
    ("今年2月", "2009-02"),
    ("去年底", "2008"),
    ("去年", "2008"),
    ("明年", "2010"),
    ("上月", "2009-04"),
    ("本月8日", "2009-05-08"),
    ("今天", "2009-05-12"),
    ("昨日", "2009-05-11"),
    ("近日", "2009-05"),
    ("日前", "2009-05"),
    ("年底", "2009"),
    ("截至目前", "2009-05"),
]


@pytest.mark.parametrize(("text", "moment"), RELATIVE)
def test_relative_dates_are_filled_from_the_base_and_marked(text: str, moment: str) -> None:
    found = only(text, BASE)
    assert (str(found.moment), found.inferred) == (moment, True)


@pytest.mark.parametrize("text", [text for text, _ in RELATIVE])
def test_relative_dates_without_a_base_stay_empty_and_say_why(text: str) -> None:
    found = only(text)
    assert found.moment is None
    assert not found.inferred
    assert found.reason


def test_the_first_days_of_a_month_leave_the_month_of_recently_open() -> None:
    assert str(only("近日", date(2009, 5, 3)).moment) == "2009"
    assert only("近日", date(2009, 1, 3)).moment is None


def test_the_end_of_a_range_of_days_is_no_deadline() -> None:
    assert [(str(found.moment), found.marker) for found in find_dates("5月8日至9日", BASE)] == [
        ("2009-05-08", ""),
        ("2009-05-09", ""),
    ]


def test_a_year_given_before_serves_the_dates_behind_it() -> None:
    assert moments("2009年4月18日签约,6月2日揭牌,同年12月批准,次年3月启动") == [
        "2009-04-18",
        "2009-06-02",
        "2009-12",
        "2010-03",
    ]
    assert str(only("同年底", previous=Moment("2009-04-18")).moment) == "2009"
    assert str(only("当天", previous=Moment("2009-04-18")).moment) == "2009-04-18"
    assert only("同年底").moment is None


def test_a_bare_year_does_not_outweigh_the_date_of_the_source() -> None:
    assert moments("2007年成立的联盟4月2日换届", BASE) == ["2007", "2009-04-02"]


@pytest.mark.parametrize(
    "text",
    ["", "首届理事会", "十五家单位", "三十五项", "2月球", "5日元", "五年规划", "2007年13月", "2月30日", "电话20141218",
     "年轻人", "三年内部", "当年轻人", "统一部署"],
)  # fmt: skip
def test_what_is_no_date(text: str) -> None:
    assert [found for found in find_dates(text, BASE) if found.moment is not None] == []


def test_a_year_range_of_a_phone_number_is_none() -> None:
    assert find_dates("010-20082009") == ()


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_written_out_reads_back_in_every_form(day: date) -> None:
    full = f"{day.year}年{day.month}月{day.day}日"
    for text in (full, f"{day.year}-{day.month:02d}-{day.day:02d}", f"{day.year}.{day.month}.{day.day}"):
        assert moments(text) == [day.isoformat()], text
    assert moments(f"{day.year}年{day.month}月") == [day.isoformat()[:7]]
    assert moments(f"{day.year}年") == [day.isoformat()[:4]]


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_day_without_a_year_is_never_after_the_source(day: date, base: date) -> None:
    for found in find_dates(f"{day.month}月{day.day}日", base):
        if found.moment is not None:
            assert found.moment.first is not None
            assert found.moment.first <= base
            assert found.moment.text.endswith(f"{day.month:02d}-{day.day:02d}")


PIECES = [
    "2009", "年", "12月", "3日", "至", "-", "“十二五”", "期间", "近日", "去年", "底",
    "五", "内", "世纪", "90年代", "到", "二〇〇九", "20141218日", "同年", "将于", "个月", "(", " ",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=3)), max_size=20).map("".join),
       st.one_of(st.none(), st.dates(date(1990, 1, 1), date(2100, 1, 1))))  # fmt: skip
def test_any_text_is_safe_and_spans_give_their_surface(text: str, base: date | None) -> None:
    position = 0
    for found in find_dates(text, base):
        assert position <= found.start < found.end <= len(text)
        assert text[found.start : found.end] == found.surface
        assert found.moment is not None or found.reason or found.kind in ("term", "span")
        assert base is not None or not found.inferred or found.reason == "century assumed"
        position = found.end


@pytest.mark.parametrize("piece", ["2009年", "2009-", "1", "十", "近", "年 ", "月", "“", "二〇", "3日", "去年"])
def test_work_grows_with_the_length_only(piece: str) -> None:
    # Quadratic work would not come back from this.
    find_dates(piece * 20_000, BASE)
