"""All dates and terms of a sentence: points, intervals (2006-2020年, “十二五”期间), terms (五年内), relative words.

A date that the text leaves open is filled only from a base date that the caller gives (the source's own), and then
marked as inferred; without it `moment` is None and `reason` says why. What the date dates is left to the rules.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph.moment import Moment
from ingest.later import later
from ingest.values import relative
from ingest.values.periods import PERIOD, read_period
from ingest.values.points import POINT, read_point

Kind = Literal["date", "plan", "term", "span", "relative"]

Marker = Literal["", "by", "as_of", "since", "from_to"]


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date at `[start, end)`.

    kind: date (a point or interval of the calendar), plan (a five-year plan), term (五年内: a time to come), span (近
    五年, 两年来: a time gone by), relative (去年底, 近日, 23日). `marker` is what frames it: "by" (到2015年, 2020年前),
    "as_of" (截至2012年), "since" (2003年以来, 起), "from_to" for an interval, else "". `inferred` means that the base
    date filled something in; `reason` says what, or why `moment` is None.
    """

    start: int
    end: int
    surface: str
    moment: Moment | None
    kind: Kind
    marker: Marker = ""
    inferred: bool = False
    reason: str = ""


# A date needs one of these; most sentences have none, and are passed over at the speed of a plain search.
_HINT = later(
    "[年月]|[0-9０-９一二三四五六七八九十][日号]|世纪|五[”\"』」’'期时规计末初]|十[一二三四五六]五"
    "|[12][0-9]{3}[-./~—–～() ）,，]"
    "|近日|日前|近期|最近|不久前|今[天日]|昨[天日]|前天|明[天日]|当[天日]|同日|目前|截至|春节|国庆|元旦|五一|中秋"
)
# No alternative begins otherwise; the look ahead spares trying them all at every character.
_STARTS = "(?=[0-9０-９一二三四五六七八九十〇两几数半“\"”「『‘'’(（未今用力争再在经通近最过前去明后本同当次翌上下日不昨年截到目春国元中])"
_ANY = later(f"{_STARTS}(?:(?P<period>{PERIOD})|(?P<point>{POINT})|(?P<relative>{relative.RELATIVE}))")

_AS_OF = later(r"(?:截至|截止|截止到|截至到)(?:目前|于)?[\s,，]?$")
_BY = later(r"(?<![达提增降从由起直遇感日号月年0-9])(?:到|至)[\s,，]?$|(?:力争|争取|计划|预计)(?:到|于|在)?$")
_AIMS_AHEAD = later("(?:计划|力争|争取|将|拟|希望|打算|准备|预计)(?:再|用|于)?$")
_SINCE_BEHIND = later("以来|至今|起(?!草|步|来|点|到|初)|开始(?!前)|以后|之后")
_BY_BEHIND = later("以前|之前|前(?!后|期|夕|景|往|身|沿|[一二三四五六七八九十0-9])|以内|之内|内(?!蒙|部|外|地|容)")


def find_dates(text: str, base: date | None = None, previous: Moment | None = None) -> tuple[DateMention, ...]:
    """The dates of a tidied sentence, in order, without overlaps.

    `base` is the date of the source; `previous` the last full date before this sentence, for 同年 and 次年 and for a
    month and day whose year the text has just given.
    """
    if not _HINT.search(text):
        return ()
    found: list[DateMention] = []
    position = 0
    while True:
        match = _ANY.search(text, position)
        if match is None:
            return tuple(found)
        mention = _read(text, match, base, previous)
        if mention is None:
            position = match.end()
            continue
        found.append(mention)
        position = mention.end
        if mention.moment is not None and mention.kind == "date" and mention.moment.precision != "duration":
            previous = mention.moment


def _read(text: str, match: re.Match[str], base: date | None, previous: Moment | None) -> DateMention | None:
    start, end = match.span()
    if match["period"]:
        period = read_period(match["period"])
        if period is None:
            return None
        return _framed(text, start, end, period[0], period[1], False, "")
    if match["point"]:
        if start and text[start - 1].isdigit():
            return None
        point = read_point(match["point"], text[end : end + 2])
        if point is None:
            return None
        moment, reason = point
        return _framed(text, start, end, moment, "date", reason.startswith("century"), reason)
    filled = relative.read_relative(text, match, base, previous)
    if filled is None:
        return None
    moment, inferred, reason = filled
    # 同年7月 and 7月2日 behind a full date are as certain as that date.
    kind: Kind = "date" if moment is not None and not inferred else "relative"
    return _framed(text, start, end, moment, kind, inferred, reason)


def _framed(
    text: str, start: int, end: int, moment: Moment | None, kind: Kind, inferred: bool, reason: str
) -> DateMention:
    marker: Marker = ""
    ahead = text[max(0, start - 6) : start]
    if kind == "span" and text.startswith(("经过", "通过"), start) and _AIMS_AHEAD.search(ahead):
        # 计划经过三年的研究: a time to come.
        kind = "term"
    if _AS_OF.search(ahead):
        marker = "as_of"
    elif _SINCE_BEHIND.match(text, end):
        marker = "since"
    elif kind == "term" or _BY.search(ahead) or (kind != "span" and _BY_BEHIND.match(text, end)):
        marker = "by"
    elif moment is not None and moment.precision == "interval":
        marker = "from_to"
    return DateMention(start, end, text[start:end], moment, kind, marker, inferred, reason)
