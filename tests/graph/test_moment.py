"""A moment keeps its precision, refuses what is no date, and compares by days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.moment import Moment, compare, covers, duration, interval, parse, point

POINTS = st.one_of(
    st.integers(1000, 2999).map(point),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(lambda day: point(day.year, day.month)),
    st.dates(date(1000, 1, 1), date(2999, 12, 31)).map(lambda day: point(day.year, day.month, day.day)),
)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2007", "year"),
        ("2007-06", "month"),
        ("2007-06-10", "day"),
        ("2011/2015", "interval"),
        ("2007-06-10/2007-06-12", "interval"),
        ("P5Y", "duration"),
        ("P3Y/P5Y", "duration"),
        ("P6M", "duration"),
    ],
)
def test_every_form_has_its_precision(text: str, precision: str) -> None:
    assert Moment(text).precision == precision
    assert str(Moment(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "07", "2007-13", "2007-6", "2007-02-30", "2007-06-00", "2015/2011", "2007/2007", "P0Y", "P5Y/P3Y", "P3Y/P5M",
     "2007/P5Y", "2007-06-10 ", "近日", "20070610"],
)  # fmt: skip
def test_what_is_no_moment_is_refused(text: str) -> None:
    assert parse(text) is None
    with pytest.raises(ValueError, match="invalid moment"):
        Moment(text)


def test_days_of_each_precision() -> None:
    assert (Moment("2007").first, Moment("2007").last) == (date(2007, 1, 1), date(2007, 12, 31))
    assert Moment("2008-02").last == date(2008, 2, 29)
    assert Moment("2011/2015").last == date(2015, 12, 31)
    assert Moment("P5Y").first is None
    assert Moment("2007-06-10").year == 2007
    assert Moment("2011/2015").year is None


def test_comparison_says_nothing_where_moments_overlap() -> None:
    assert compare(Moment("2007"), Moment("2008-01-01")) == -1
    assert compare(Moment("2008"), Moment("2007-12-31")) == 1
    assert compare(Moment("2007"), Moment("2007")) == 0
    assert compare(Moment("2007"), Moment("2007-06")) is None
    assert compare(Moment("P5Y"), Moment("2007")) is None


def test_covers() -> None:
    assert covers(Moment("2007"), Moment("2007-06-10"))
    assert not covers(Moment("2007-06-10"), Moment("2007"))
    assert covers(Moment("P5Y"), Moment("P5Y"))
    assert not covers(Moment("P5Y"), Moment("2007"))


def test_durations() -> None:
    assert duration(5).text == "P5Y"
    assert duration(3, 5).text == "P3Y/P5Y"
    assert duration(6, unit="M").text == "P6M"


@given(POINTS)
def test_a_point_reads_back(moment: Moment) -> None:
    assert parse(moment.text) == moment
    assert moment.first is not None
    assert moment.last is not None
    assert moment.first <= moment.last


@given(POINTS, POINTS)
def test_comparison_is_antisymmetric_and_agrees_with_the_order(one: Moment, other: Moment) -> None:
    there, back = compare(one, other), compare(other, one)
    assert back == (None if there is None else -there)
    if there == -1:
        assert one.sort_key < other.sort_key


@given(POINTS, POINTS)
def test_an_interval_covers_its_ends(one: Moment, other: Moment) -> None:
    if compare(one, other) == -1:
        whole = interval(one, other)
        assert covers(whole, one)
        assert covers(whole, other)


@given(st.text(max_size=30))
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    moment = parse(text)
    assert moment is None or moment.text == text
