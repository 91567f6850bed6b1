"""Periods that are named or measured: “十二五”期间, 20世纪90年代, 五年内, 未来三年 (to come), 近五年, 两年来 (gone by).

Five-year plans follow a rule (the 12th began in 2011). Terms keep their length (`P5Y`); the year they end in needs
the date of the text, which the rules know.
"""

import re
from typing import Literal

from graph.moment import Moment, duration, interval, point
from ingest.later import later
from ingest.values.numerals import arabic_value, chinese_value

_N = "(?:[0-9０-９]{1,3}|[一二两三四五六七八九十]{1,3}几?|几十?|数十?|半)"
_DASH = r"(?:-{1,2}|–|—{1,2}|－|~|～|∼|至|到)"
_LENGTH = rf"{_N}(?:\s?{_DASH}\s?{_N})?\s?(?:多|余)?\s?(?:年|个月)(?:多|左右)?"
_QUOTE_OPEN, _QUOTE_CLOSE = "[“\"”「『‘']", "[”\"“」』’']"

PERIOD = (
    rf"{_QUOTE_OPEN}(?:[六七八九]|十[一二三四五六]?)五{_QUOTE_CLOSE}(?:期间|时期|规划期|规划|计划|期末|末|初|中期|后期)?"
    r"|(?<![0-9一二三四五六七八九十第])(?:十[一二三四五六]五|(?:[六七八九]|十)五(?=期间|时期|规划|计划|末|初))"
    r"(?:期间|时期|规划期|规划|计划|期末|末|初|中期|后期)?(?![家个项名年])"
    r"|(?:20|２０|二十|19|十九|上个?|本)\s?世纪(?:\s?(?:[0-9]0|[一二三四五六七八九]十)\s?年代)?(?:初期?|末期?|中期|中叶|后期)?"
    r"|21\s?世纪初?|二十一世纪初?"
    r"|(?<![0-9])[5-9]0\s?年代(?:初期?|末期?|中期|后期)?|[五六七八九]十年代(?:初期?|末期?|中期|后期)?"
    rf"|(?:(?:未来|今后|用|力争|争取|再用|在未来|经过|通过)\s?)(?:的?\s?){_LENGTH}(?:以?内|之内|左右的?时间|的?时间|的?努力)?"
    rf"|{_LENGTH}(?:以内|之内|内(?!部|蒙|外|地|容)|的?时间内)"
    rf"|{_N}\s?{_DASH}\s?{_N}\s?年(?!以上|以下|[期度级生龄])|{_LENGTH}(?=的?时间)"
    rf"|(?:近|最近|过去|前)\s?{_LENGTH}(?:以?来|内|间)?(?![度级])|{_LENGTH}(?:以来|来(?!自|到))"
)

_PLAN = later("([六七八九]|十[一二三四五六]?)五")
_CENTURY = later(r"(20|２０|二十一|二十|19|十九|21|上个?|本)\s?世纪")
_DECADE = later(r"([0-9]0|[一二三四五六七八九]十)\s?年代")
_TERM = later(rf"({_N})(?:\s?{_DASH}\s?({_N}))?\s?(?:多|余)?\s?(年|个月)")
_CENTURIES = {
    **{"20": 20, "２０": 20, "二十": 20, "19": 19, "十九": 19, "21": 21, "二十一": 21},
    # Texts of this kind begin in 2007.
    **{"上": 20, "上个": 20, "本": 21},
}


def read_period(written: str) -> tuple[Moment | None, Literal["date", "plan", "term", "span"]] | None:
    """The period and its kind; the moment is None where a length is not given (几年来). None for no period."""
    plan = _PLAN.search(written)
    if plan and "年" not in written:
        years = five_year_plan(plan[1])
        # 十二五末 is its last year.
        return (point(int(years.text[-4:])), "date") if written.endswith("末") else (years, "plan")
    decade, century = _DECADE.search(written), _CENTURY.search(written)
    if decade or century:
        return _of_century(decade, century), "date"
    term = _TERM.search(written)
    if term is None:
        return None
    gone = re.match("近|最近|过去|前|经过|通过", written) or written.endswith("来")
    kind: Literal["term", "span"] = "span" if gone and not written.endswith("努力") else "term"
    lengths = [_length(part) for part in term.groups()[:2] if part]
    if None in lengths or not lengths[0]:
        return None, kind
    low, high = lengths[0], lengths[1] if len(lengths) > 1 else None
    assert low is not None
    if high is not None and high <= low:
        return None
    return duration(low, high, "Y" if term[3] == "年" else "M"), kind


def five_year_plan(ordinal: str) -> Moment:
    """The years of a plan: 十二 gives 2011/2015."""
    number = chinese_value(ordinal)
    assert isinstance(number, int)
    start = 1981 + 5 * (number - 6)
    return interval(point(start), point(start + 4))


def _of_century(decade: re.Match[str] | None, century: re.Match[str] | None) -> Moment:
    number = _CENTURIES[century[1]] if century else 20
    if decade is None:
        return interval(point(100 * number - 99), point(100 * number))
    tens = int(decade[1]) if decade[1].isdigit() else 10 * int(chinese_value(decade[1][0]) or 0)
    start = 100 * (number - 1) + tens
    return interval(point(start), point(start + 9))


def _length(written: str) -> int | None:
    if re.search("[几数半]", written):
        return None
    value = arabic_value(written) if written[0].isdigit() else chinese_value(written)
    return value if isinstance(value, int) else None
