"""How many members a text declares, of which kind, and how many of them it names (phrasing.md section 3).

Numbers of people at a meeting, of alliances, and of units that are not members are no counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.quantity import Comparator, quantity
from ingest.finding import Count, Finding
from ingest.marks import Reading
from ingest.rules.skeleton import A, O, Skeleton, alliance_at, skeleton
from ingest.values.numerals import find_numerals

_NUMERAL = r"[0-9]{1,6}|[一二三四五六七八九十百千两零〇]{1,6}|数[十百]|几十"
_COUNT = re.compile(
    rf"(?P<near>近|约|超过?|逾|不足|共有?)?(?P<number>{_NUMERAL})(?P<more>余|多|几)?(?P<unit>家|所|个|名|位)?(?P<more2>余|多)?的?"
    rf"(?P<noun>[^，。；：、{O}{A}0-9()（）]{{0,20}})"
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("vice_chair", re.compile(r"^(?:单位)?[^，。]{0,6}副(?:理事长|主席|会长)(?:单位)?")),
    ("council_member", re.compile(r"^[^，。]{0,4}(?:常务)?理事(?:单位)?(?!长|会)")),
    ("initiator", re.compile(r"^[^，。]{0,6}(?:发起|创始)(?:单位|人|成员|方|会员)?")),
    ("new_member", re.compile(r"^[^，。]{0,4}新(?:增|加入|入盟)?(?:成员|会员|单位)")),
    ("university", re.compile(r"^[^，。]{0,10}(?:高校|大学|院校|高等学校|学院)(?!.{0,4}(?:研究|企业))")),
    (
        "institute",
        re.compile(r"^[^，。]{0,10}(?:科研院所|研究院所|研究机构|科研机构|科研单位|研究院|研究所|院所|研究单位)"),
    ),
    ("association", re.compile(r"^[^，。]{0,8}(?:协会|学会|行业组织|社会组织|社会团体|团体|社团|中介机构|商会)")),
    ("hospital", re.compile(r"^[^，。]{0,8}医院")),
    ("government", re.compile(r"^[^，。]{0,6}政府(?:部门)?")),
    ("company", re.compile(r"^[^，。]{0,14}(?:企业|公司|集团|厂商|厂家|生产商)(?!.{0,2}(?:、|和|及))")),
    (
        "member",
        re.compile(
            r"^[^，。]{0,14}(?:成员|会员|盟员|单位|机构|加盟|企事业)|^(?:企业|高校|大学|公司)[^，。]{0,12}(?:组成|参加|成员)|^$"
        ),
    ),
)
_INITIATING = re.compile(r"发起|倡议|倡导|联合组建|共同组建")
_INITIATORS_ARE = re.compile(r"发起(?:单位|人|方)?[^。；，]{0,8}(?:是|为|：|包括|有)[^。；]*$")
_ABOUT = re.compile(rf"{A}|成员|会员|盟员|加盟|发起|组成|理事|牵头|吸收|吸纳|汇集|汇聚|囊括|涵盖|联合|加入|单位")
_OTHER = re.compile(
    r"代表|专家|人员|人$|院士|记者|教授|项|课题|专利|标准|亩|省|市|县|国家和|地区|联盟|平台|试点|中心|实验室|基地|部委|部门|高新|园区|年|次|届|方面|领域|环节|产品|品种|问题|重点|条"
)
_BEFORE_KIND = re.compile(
    r"(?P<noun>企业|公司|高校|大学|高等院校|科研院所|科研机构|研究机构|院所|协会|学会|社会团体|行业组织|医院|成员单位|会员单位|成员|会员|盟员|发起单位|理事单位|副理事长单位|单位)(?:数量|总数|数)?(?:已|现|共|达|有|为|增至|增加到|发展到|达到|扩大到|由|从)*"
    rf"(?P<near>近|约|超过?|逾)?(?P<number>{_NUMERAL})(?P<more>余|多)?(?P<unit>家|所|个|名)"
)
_NEAR: dict[str, Comparator] = {
    "近": "<",
    "约": "~",
    "超": ">",
    "超过": ">",
    "逾": ">",
    "不足": "<",
    "余": ">",
    "多": ">",
    "几": ">",
}


@dataclass(frozen=True)
class _Declared:
    start: int
    end: int
    kind: str
    value: int
    comparator: Comparator
    unit: str


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Declared counts of the alliance's members."""
    seen: set[tuple[object, str, int]] = set()
    for reading in readings:
        if reading.sentence.heading and not reading.of("Organization"):
            continue
        bones = skeleton(reading)
        if not _ABOUT.search(bones.text) or not re.search(r"家|所|单位|个|名", bones.text):
            continue
        for declared in _declared(bones, reading):
            found = alliance_at(reading, bones, declared.start, declared.end)
            if found is None or not _is_about(bones, declared, reading, seen, found[0]):
                continue
            seen.add((found[0], declared.kind, declared.value))
            start, end = bones.span(declared.start, declared.end)
            also = (
                ()
                if any(m.ref == found[0] for m in reading.marks) or reading.context.alliance_span is None
                else (reading.context.alliance_span,)
            )
            amount = quantity(declared.comparator, declared.value, declared.unit)
            yield Count(
                found[0],
                declared.kind,
                amount,
                _named(bones, declared),
                reading.span(start, end),
                "counts.declared",
                "high" if declared.comparator == "=" else "medium",
                also,
            )


def _declared(bones: Skeleton, reading: Reading) -> Iterator[_Declared]:
    text = bones.text
    taken: list[tuple[int, int]] = []
    dates = [(d.start, d.end) for d in reading.dates]
    for match in _BEFORE_KIND.finditer(text):
        kind = _kind(match["noun"], text, match.start())
        made = _make(match, kind, match["more"] or "")
        if kind and made:
            taken.append(match.span())
            yield made
    for match in _COUNT.finditer(text):
        if any(match.start("number") < e and s < match.end("number") for s, e in taken):
            continue
        where = bones.span(match.start("number"), match.end("number"))
        if any(where[0] < e and s < where[1] for s, e in dates):
            continue
        noun = match["noun"]
        if match["unit"] is None and not re.match(r"(?:成员|会员|理事|副理事长|发起)?单位", noun):
            continue
        if match["unit"] in ("个", "名", "位") and not re.match(
            r"[^，。]{0,8}(?:成员|会员|单位|企业|高校|机构|院所|盟员|理事|发起|公司)", noun
        ):
            continue
        kind = _kind(noun, text, match.start())
        made = _make(match, kind, match["more"] or match["more2"] or "")
        if kind and made:
            yield made


def _kind(noun: str, text: str, start: int) -> str:
    stripped = re.sub(r"^(?:以上|左右)", "", noun)
    other = _OTHER.search(stripped[:8])
    for kind, pattern in _KINDS:
        match = pattern.match(stripped)
        if match:
            if (
                other is not None
                and other.start() <= match.end()
                and kind not in ("vice_chair", "council_member", "initiator")
            ):
                return ""
            around = text[start : start + 40]
            if kind == "member" and re.search(r"退出", around[:16]):
                return ""
            if kind == "member" and (
                re.match(r"[^，。；]{0,6}新(?:加入|增|成员)", around)
                or (re.match(r"[^，。；]{0,14}(?:加入|入盟)", around) and re.search(r"同意|批准|通过|增补|吸收", text[:start]))
            ):
                return "new_member"
            if kind == "member" and re.match(r"[^，。]{0,6}(?:成员|会员|盟员)", stripped):
                return kind
            if kind == "member" and not stripped and (named_kind := _kind_before(text, start)):
                return named_kind
            if kind == "member" and re.match(r"[^，。]{0,6}(?:牵头|依托|共建|合作|参股|下属)", stripped):
                return ""
            if kind == "member" and (_INITIATING.search(around) or _INITIATORS_ARE.search(text[:start])):
                return "initiator"
            return kind
    return ""


def _kind_before(text: str, start: int) -> str:
    """The kind of a list that a bare count closes: 参加的企业是O、O等7家."""
    opening = re.search(rf"(企业|公司|高校|大学|院所|研究机构|科研机构|协会|医院)(?:成员)?(?:单位)?(?:还|主要)?(?:有|是|为|包括|：)[^。；{A}]*$", text[:start])
    return next((kind for kind, pattern in _KINDS if opening and pattern.match(opening[1])), "") if opening else ""


def _make(match: re.Match[str], kind: str, more: str) -> _Declared | None:
    number = next(iter(find_numerals(match["number"])), None)
    if number is None or not kind:
        return None
    comparator: Comparator = _NEAR.get(more) or _NEAR.get(match["near"] or "") or "="
    value = int(number.value)
    noun = match["noun"]
    size = (
        next((m.end() for _, p in _KINDS if (m := p.match(noun))), 0)
        if match.start("noun") > match.start("number")
        else 0
    )
    end = match.start("noun") + size if size else max(match.end("unit"), match.end("number"))
    start = match.start("number") if not match["near"] or match["near"].startswith("共") else match.start("near")
    if match.start("noun") < match.start("number"):
        start = match.start("noun")
    return _Declared(start, end, kind, value, comparator, match["unit"] or "")


def _is_about(
    bones: Skeleton, declared: _Declared, reading: Reading, seen: set[tuple[object, str, int]], alliance: object
) -> bool:
    clause_start = max(bones.text.rfind(mark, 0, declared.start) for mark in "。；") + 1
    clause_end = min(
        [i for i in (bones.text.find(mark, declared.end) for mark in "。；") if i >= 0] or [len(bones.text)]
    )
    clause = bones.text[clause_start:clause_end]
    if (
        re.search(r"全国|全行业|全省|我国|规模以上|世界", bones.text[max(0, declared.start - 10) : declared.end])
        and O not in clause
    ):
        return False
    if re.search(
        r"出席|参加[^，。]{0,6}(?:会议|大会|仪式|论坛)|来自|参会|到会|服务|带动|调研|走访", clause
    ) and not re.search(r"发起|组成|成员|理事单位|会员", clause):
        return False
    if _named(bones, declared) or O in bones.text[max(0, declared.start - 3) : declared.start] or re.search(
        r"发起|成员|会员|盟员|组成|理事|加盟|加入|汇集|汇聚|囊括|涵盖|吸纳|吸收|联合|牵头", clause
    ):
        return True
    return (alliance, declared.kind, declared.value) in seen


def _named(bones: Skeleton, declared: _Declared) -> int:
    """How many units stand in the list that the count closes, or opens with a colon."""
    text = bones.text
    before = re.search(rf"(?:{O}(?:[、，和与及以]|以及)*)+(?:等|共)*$", text[: declared.start])
    if before and declared.kind in ("initiator", "member", "new_member"):
        start = max(text.rfind(mark, 0, declared.start) for mark in "。；：") + 1
        return text[start : declared.start].count(O)
    if before:
        return before[0].count(O)
    behind = re.match(
        rf"[^。；{O}]{{0,14}}(?:：|包括|分别是|分别为|有|即|为|是)[^。；{O}]{{0,4}}((?:{O}(?:[、，；和与及]|以及)*)+)",
        text[declared.end :],
    )
    return behind[1].count(O) if behind else 0
