"""Where a unit or an alliance sits, when the text says so: 总部位于, 注册地, 坐落于, 设在.

A place inside a name (湖南大学) and a place where something was held say nothing of this; the place of the founding
belongs to `founding.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from ingest.finding import Finding, Named, Relation
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.near import context_alliance, pieces
from ingest.rules.skeleton import A, O, Skeleton, skeleton
from ingest.words.places import load_places

_SEAT = later(
    rf"(?P<who>[{O}{A}])(?:的|，|其|是[^。；，{O}{A}]{{0,12}}?，)?(?:公司|企业|集团|学校)?"
    r"(?:总部(?:地址)?|注册地(?:址)?|注册所在地|所在地|地址|校址|住所(?:地)?|办公地(?:点|址)?|院址|厂址"
    r"|本部)(?:位于|设(?:立)?(?:在|于)|坐落(?:在|于)|在|为|是|：)(?P<place>[\u4e00-\u9fff]{2,16})"
)
# The subject of the sentence may stand some clauses before its seat.
_LATER = later(
    rf"^[^。；，{O}{A}]{{0,8}}(?P<who>{O})[^。；]{{1,60}}?，(?:公司|企业|集团|学校|其)?(?:总部|注册地|校址|院址|厂址)"
    rf"(?:位于|设(?:立)?(?:在|于)|坐落(?:在|于)|在|为|是)(?P<place>[\u4e00-\u9fff]{{2,16}})"
)
_LIES = later(
    rf"(?P<who>[{O}{A}])(?:位于|坐落(?:在|于)|地处|落户(?:在|于)?|注册(?:在|于)"
    rf"|扎根(?:于)?)(?P<place>[\u4e00-\u9fff]{{2,16}})"
)
_SITS = later(rf"(?:位于|坐落(?:在|于)|地处|总部(?:位于|设?在))(?P<place>[\u4e00-\u9fff]{{2,12}})的(?P<who>[{O}])")
# Where an alliance held its ceremony: the place is named, where the alliance sits is not said.
_AT = later(r"在|于")
_HELD = later(
    r"[\u4e00-\u9fff]{0,16}?(?:签约|签署|签订|成立|揭牌|宣布|宣告|正式|隆重|组建|挂牌|缔约|授牌|发起|举行"
    r"|召开|启动|举办)"
)
_FOUNDING = later(r"成立|签约|签署|签订|揭牌|授牌|组建|缔约|挂牌|换届大会|启动|发起|落户|建立")
_ALLIANCE = later(r"联盟|联合体|同盟")
_ARRIVED = later(r"(?:落户|落地)(?P<place>[\u4e00-\u9fff]{2,12})")
_CUES = later(r"总部|注册|所在地|地址|校址|住所|办公地|院址|厂址|本部|位于|坐落|地处|落户|扎根")
_BROUGHT = later(r"项目|成果|产品|生产线|装置|设备|实验室|基地|平台$")


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """LOCATED_IN edges, with the place at its administrative path where the table knows it."""
    for reading in pieces(readings):
        if reading.of("Alliance") or reading.context.alliance is not None:
            yield from _ceremony(reading)
        if not _CUES.search(reading.text):
            continue
        bones = skeleton(reading)
        for pattern in (_SEAT, _LATER, _LIES, _SITS):
            for match in pattern.finditer(bones.text):
                yield from _edges(reading, bones, match)


def _ceremony(reading: Reading) -> Iterator[Named]:
    if not _FOUNDING.search(reading.text) or not (_ALLIANCE.search(reading.text) or reading.of("Alliance")):
        return
    held = [(match.end(), False) for match in _AT.finditer(reading.text)]
    arrived = [(match.start("place"), True) for match in _ARRIVED.finditer(reading.text)]
    for start, there in [*held, *arrived]:
        written = place_at(reading.text[start : start + 16])
        if written and (there or _HELD.match(reading.text, start + len(written))):
            # 江苏常州 names the city.
            city = next((n for n in (2, 3) if written[:n] in _places() and written[n:] in _places()), 0)
            start, written = start + city, written[city:]
            span = reading.span(start, start + len(written))
            yield Named(Ref("Place", written), span, "places.ceremony", "medium")
            return


def _edges(reading: Reading, bones: Skeleton, match: re.Match[str]) -> Iterator[Finding]:
    written = place_at(match["place"])
    who = _who(reading, bones, match.start("who"))
    # An alliance that 落户 somewhere was founded there.
    if who is not None and who.label == "Alliance" and "落户" in match[0]:
        return
    if not written or who is None or _BROUGHT.search(match[0][: match.start("place") - match.start()]):
        return
    start, end = match.start("place"), match.start("place") + len(written)
    place = Ref("Place", written)
    yield Named(place, reading.span(*bones.span(start, end)), "places.seat", "high")
    stretch = bones.span(min(match.start("who"), start), max(match.end("who"), end))
    yield Relation("LOCATED_IN", who, place, reading.span(*stretch), "places.seat", "high")


def _who(reading: Reading, bones: Skeleton, index: int) -> Ref | None:
    if bones.at[index]:
        return bones.at[index][0].ref
    found = context_alliance(reading)
    return found[0] if found else None


@cache
def _places() -> frozenset[str]:
    return frozenset(load_places())


@cache
def _names() -> re.Pattern[str]:
    names = sorted((name for name in _places() if len(name) > 1), key=lambda name: (-len(name), name))
    one = "|".join(map(re.escape, names))
    return re.compile(rf"(?:{one})(?:(?:{one})|[\u4e00-\u9fff]{{1,6}}?(?:新区|高新区|开发区|经开区|[市区县州旗]))*")


def place_at(text: str) -> str:
    """The place that `text` begins with, from a known province or city on: 湖南省长沙市岳麓区; empty for none."""
    match = _names().match(text)
    return match[0] if match else ""
