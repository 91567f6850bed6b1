"""A date at the precision its text gives, because a year is not the first of January of that year.

A moment is known by its canonical text alone (`2007`, `2007-06`, `2007-06-10`, `2011/2015`, `P5Y`), so that it can be
stored, hashed and compared without loss. How dates are written in Chinese is left to `ingest.values.dates`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["year", "month", "day", "interval", "duration"]

_POINT = re.compile(r"([1-9]\d{3})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DURATION = re.compile(r"P([1-9]\d{0,3})([YMD])(?:/P([1-9]\d{0,3})\2)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point, an interval (`start/end`, both ends included) or a length of time (`P5Y`, `P3Y/P5Y` for 3 to 5 years).

    Raises ValueError for anything else, such as a 31st of June or an end before its start.
    """

    text: str

    def __post_init__(self) -> None:
        if _DURATION.fullmatch(self.text):
            if "/" in self.text and self._lengths()[0] >= self._lengths()[1]:
                raise ValueError(_refused(self.text))
            return
        start, slash, end = self.text.partition("/")
        first = _days(start)
        last = _days(end) if slash else first
        if first is None or last is None or (slash and (first[0] > last[0] or first[1] >= last[1])):
            raise ValueError(_refused(self.text))

    def __str__(self) -> str:
        return self.text

    @property
    def precision(self) -> Precision:
        if self.text.startswith("P"):
            return "duration"
        if "/" in self.text:
            return "interval"
        return ("year", "month", "day")[self.text.count("-")]

    @property
    def year(self) -> int | None:
        """The year of a point, None for intervals and durations."""
        return int(self.text[:4]) if self.precision in ("year", "month", "day") else None

    @property
    def first(self) -> date | None:
        """The earliest day it can mean; None for a duration."""
        days = _days(self.text.partition("/")[0])
        return days[0] if days else None

    @property
    def last(self) -> date | None:
        """The latest day it can mean; None for a duration."""
        days = _days(self.text.rpartition("/")[2])
        return days[1] if days else None

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """A total order for lists: by first day, then the narrower first; durations at the end."""
        return (self.first or date.max, self.last or date.max, self.text)

    def _lengths(self) -> tuple[int, int]:
        low, high = (int(part.strip("PYMD")) for part in self.text.split("/"))
        return low, high


def parse(text: str) -> Moment | None:
    """The moment that `text` writes in canonical form, or None."""
    try:
        return Moment(text)
    except ValueError:
        return None


def point(year: int, month: int | None = None, day: int | None = None) -> Moment:
    """A year, a month or a day. Raises ValueError when there is no such day."""
    text = f"{year:04d}"
    if month is not None:
        text += f"-{month:02d}"
        if day is not None:
            text += f"-{day:02d}"
    return Moment(text)


def interval(start: Moment, end: Moment) -> Moment:
    """From the first day of `start` to the last day of `end`. Raises ValueError when they are no points in order."""
    return Moment(f"{start.text}/{end.text}")


def duration(length: int, longest: int | None = None, unit: Literal["Y", "M", "D"] = "Y") -> Moment:
    """A length of time in years, months or days, or a range of such lengths."""
    return Moment(f"P{length}{unit}" + (f"/P{longest}{unit}" if longest is not None else ""))


def compare(one: Moment, other: Moment) -> Literal[-1, 0, 1] | None:
    """-1 when `one` lies wholly before `other`, 1 when after, 0 when they are the same, else None (they overlap)."""
    if one == other:
        return 0
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return None
    if one.last < other.first:
        return -1
    return 1 if other.last < one.first else None


def covers(wide: Moment, narrow: Moment) -> bool:
    """Whether every day of `narrow` lies in `wide`: 2007 covers 2007-06-10."""
    if wide.first is None or wide.last is None or narrow.first is None or narrow.last is None:
        return wide == narrow
    return wide.first <= narrow.first and narrow.last <= wide.last


def _days(text: str) -> tuple[date, date] | None:
    match = _POINT.fullmatch(text)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        return None
    length = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, length)
    return (date(year, month, day), date(year, month, day)) if 1 <= day <= length else None


def _refused(text: str) -> str:
    return f"日期“{text}”不能识别(invalid moment):应为 2007、2007-06、2007-06-10、2011/2015 或 P5Y"
