"""Dates that lean on another one: 去年底, 今年2月, 上月, 近日, 23日, 4月2日, 同年, 次年.

With the date of the source they become moments marked as inferred; with a date given earlier in the text (同年7月)
they are as certain as that date. With neither they stay empty, and the reason says what is missing.
"""

import re
from datetime import date, timedelta

from graph.moment import Moment, point
from ingest.later import later
from ingest.values.points import small_value

_D = "[0-9０-９]"
_SMALL = f"(?:{_D}{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_NOT = "(?<![0-9０-９一二三四五六七八九十年第])"

RELATIVE = (
    rf"(?:去|前|今|明|后|本|同|当|次|翌)年(?:\s?{_SMALL}月(?:份)?(?:\s?{_SMALL}[日号])?|度?(?:上|下)半年|年?(?:底|末|初)(?!步))?(?![轻龄会])"
    rf"|(?:本|上|上个|下|下个|当|同)月(?:\s?{_SMALL}[日号]|[上中下]旬|初|底|末)?"
    rf"|{_NOT}{_SMALL}月(?:份)?\s?{_SMALL}[日号]|{_NOT}{_SMALL}月(?:份|[上中下]旬|初|底|末)|{_NOT}(?:1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月(?!球|饼)"
    rf"|{_NOT}{_D}{{1,2}}日(?!元|本|均|产)|{_NOT}[二三]?十[一二三四五六七八九]?日(?!元|本|均|产)"
    r"|近日(?!点)|日前|近期(?!目标|规划)|最近(?![0-9一二两三四五六七八九十几])|不久前|今天|今日|昨天|昨日|前天|明天|明日|当天|当日|同日"
    rf"|{_NOT}(?:年底|年末|年初|年内(?!部|容))|上半年|下半年"
    r"|(?:截至|截止|到)?目前|截至(?=,|，)|(?:春节|国庆节?|元旦|五一|中秋节?)(?:前夕|前后|期间|前|后)"
)

_YEARS = {"去": -1, "前": -2, "今": 0, "本": 0, "明": 1, "后": 2}
_DAYS = {"今天": 0, "今日": 0, "昨天": -1, "昨日": -1, "前天": -2, "明天": 1, "明日": 1}
_FUTURE = later("将于?$|拟于?$|计划于?$|定于$|预计于?$")
_NUMBER = later(rf"({_SMALL})(月|[日号])")

Filled = tuple[Moment | None, bool, str]


def read_relative(text: str, match: re.Match[str], base: date | None, previous: Moment | None) -> Filled | None:
    """Moment, whether the base date filled it in, and why it is empty or what filled it. None for no date at all."""
    written, start = match["relative"], match.start("relative")
    try:
        return _read(written, text[max(0, start - 4) : start], base, previous)
    except ValueError:
        return None


def _read(written: str, ahead: str, base: date | None, previous: Moment | None) -> Filled:
    month, day = _month_day(written)
    first = written[0]
    if written[:2] in ("同年", "当年", "次年", "翌年"):
        return _by_previous(written, month, day, previous)
    if (first in _YEARS and written[1:2] == "年") or written in ("年底", "年末", "年初", "年内", "上半年", "下半年"):
        if base is None:
            return None, False, "no base date for a relative year"
        year = base.year + (_YEARS.get(first, 0) if written[1:2] == "年" else 0)
        return _inferred(point(year, month, day))
    if "月" in written[:3] and month is None:
        return _by_month(written, day, base, previous)
    if month is not None or day is not None:
        return _without_year(month, day, ahead, base, previous)
    if written in ("当天", "当日", "同日"):
        if previous is not None and previous.precision == "day":
            return previous, False, "day given before"
        return None, False, "no earlier day for 当天"
    if base is None:
        return None, False, "no base date for a relative day"
    if written in _DAYS:
        return _inferred(_day(base + timedelta(days=_DAYS[written])))
    if re.search("春节|国庆|元旦|五一|中秋", written):
        return None, False, "a festival is no date"
    # 近日 and 日前 reach back some ten days: the month holds only where these lie in it.
    reach = base - timedelta(days=10)
    if "目前" in written or "截至" in written or reach.month == base.month:
        return _inferred(point(base.year, base.month))
    return _inferred(point(base.year)) if reach.year == base.year else (None, False, "近日 reaches into the last year")


def _month_day(written: str) -> tuple[int | None, int | None]:
    month = day = None
    for number, unit in _NUMBER.findall(written):
        if unit == "月":
            month = small_value(number)
        else:
            day = small_value(number)
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        raise ValueError(written)
    return month, day


def _by_previous(written: str, month: int | None, day: int | None, previous: Moment | None) -> Filled:
    if previous is None or previous.year is None:
        return None, False, f"no earlier year for {written[:2]}"
    year = previous.year + (written[0] in "次翌")
    return point(year, month, day), False, "year given before"


def _by_month(written: str, day: int | None, base: date | None, previous: Moment | None) -> Filled:
    if written[0] in "当同":
        if previous is not None and previous.text.count("-") >= 1 and previous.year is not None:
            return point(previous.year, int(previous.text[5:7]), day), False, "month given before"
        return None, False, f"no earlier month for {written[:2]}"
    if base is None:
        return None, False, "no base date for a relative month"
    step = {"本": 0, "上": -1, "下": 1}[written[0]]
    year, month = divmod(base.year * 12 + base.month - 1 + step, 12)
    return _inferred(point(year, month + 1, day))


def _without_year(month: int | None, day: int | None, ahead: str, base: date | None, previous: Moment | None) -> Filled:
    # A bare year before (在2007年成立的联盟4月2日…) is weaker than the date of the source.
    near = previous is not None and (base is None or previous.precision != "year")
    if near and month is not None and previous is not None and previous.year is not None:
        return point(previous.year, month, day), False, "year given before"
    if month is None and previous is not None and previous.year is not None and "-" in previous.text:
        return point(previous.year, int(previous.text[5:7]), day), False, "month given before"
    if base is None:
        return None, False, "no year in the text" if month is not None else "no month and year in the text"
    coming = _FUTURE.search(ahead) is not None
    year, number = base.year, month if month is not None else base.month
    if month is None:
        assert day is not None
        if coming and day < base.day:
            year, number = (year, number + 1) if number < 12 else (year + 1, 1)
        elif not coming and day > base.day:
            year, number = (year, number - 1) if number > 1 else (year - 1, 12)
        return _inferred(point(year, number, day))
    # A month without a year is the last such one before the text, or the next when something is still to come.
    position = (number, day or 0)
    today = (base.month, base.day if day is not None else 0)
    if coming and position < today:
        year += 1
    elif not coming and position > today:
        year -= 1
    return _inferred(point(year, number, day))


def _inferred(moment: Moment) -> Filled:
    return moment, True, "filled from the date of the source"


def _day(day: date) -> Moment:
    return point(day.year, day.month, day.day)
