"""Which bodies supervise, guide or approve an alliance (phrasing.md section 4: 主管单位, 指导单位; section 1: 经X批复).

A ministry that attends, supports with money or approves something else guides nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.facts import Grade, Span
from ingest.finding import Finding, Relation
from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.near import alliance_near, pieces
from ingest.rules.skeleton import A, O, Skeleton, skeleton

_LIST = rf"(?P<list>{O}(?:等?(?:、|，|和|与|及|以及|会同){O})*)"
_UNIT = r"(?:业务)?(?P<role>主管|监管|指导|业务指导|行业指导)(?:单位|部门|机关|机构)"
_GUIDED = r"(?:指导|推动|领导|组织|倡导|主导|协调|引导|统筹|牵头)"
_SUPPORTED = r"(?:支持|关心|帮助|关怀|见证|部署|重视|配合|组织|协调|推动|倡导|领导)"
_CHECKED = r"(?:正式|审核|评审|审议|考核|审查|研究|联合|共同|发文|下文|公示|[、，和并后])*"
_APPROVED = r"(?:批准|批复|核准|获批|认定|审批|备案|审核通过|评审通过|审定|同意|确认|授牌|登记|许可)"
_MADE = r"(?:批准|批复|核准|认定|同意|审批|选为|列为|确定为|确认为|遴选为|评为|授予|列入|纳入|备案)"


@dataclass(frozen=True)
class _Pattern:
    """`regex` has a group `list` of bodies; `role` as in the model, or by the group `role`."""

    name: str
    regex: re.Pattern[str]
    role: str
    grade: Grade = "high"


PATTERNS = (
    # A为(业务)指导单位, 主管单位为A
    _Pattern(
        "guides.unit_after", later(rf"{_LIST}(?:等)?(?:为|是|作为|担任|系|成为)[^，。；：{O}]{{0,10}}?{_UNIT}"), ""
    ),
    _Pattern("guides.unit_before", later(rf"{_UNIT}(?:主要)?(?:为|是|：|:|由|有|包括){_LIST}"), ""),
    # 在A(的)指导下, 在A支持和指导下
    _Pattern(
        "guides.under",
        later(
            rf"在[^，。；：{O}]{{0,8}}?{_LIST}(?:等)?[^，。；：{O}]{{0,12}}?(?:{_SUPPORTED}(?:和|与|、"
            rf"|及))*{_GUIDED}(?:(?:和|与|、"
            rf"|及){_SUPPORTED})*(?:之)?下"
        ),
        "guiding",
    ),
    # 联盟由A指导，… (活动由A指导 says nothing of the alliance)
    _Pattern(
        "guides.by",
        later(
            rf"{A}(?:，|是|系)*由{_LIST}(?:等)?(?:共同|联合|负责|业务|直接)*(?:指导|主管)(?:成立|组建|设立)?(?=[，。；、和并]|$)"
        ),
        "guiding",
    ),
    # A指导了联盟的组建; 接受A的(业务)指导
    _Pattern(
        "guides.verb",
        later(
            rf"{_LIST}(?:负责)?(?:具体|直接|共同|积极)?(?:指导|推动|推进|引导)(?:了|着"
            rf"|并)?(?:[^，。；：{O}{A}]{{0,12}})(?:{A}|[0-9一二三四五六七八九十两]+个)"
        ),
        "guiding",
        "medium",
    ),
    _Pattern(
        "guides.received",
        later(
            rf"(?:接受|受|得到|获得)(?:国家)?{_LIST}(?:的)?(?:业务|具体|直接|大力|行业)*(?:监督|管理)*(?:和|与|、)?(?:业务)?(?:指导|领导)"
        ),
        "guiding",
    ),
    _Pattern(
        "guides.of",
        later(rf"{_LIST}的(?:业务|具体|直接)*(?:监督管理)?(?:和|与|、)?指导(?!专家|委员)"),
        "guiding",
        "medium",
    ),
    # 经A批准, 由A认定, 获A批复, 通过A审核
    _Pattern(
        "approves.passed",
        later(
            rf"(?:经(?:过)?|获(?:得)?|得到|由|被|受|通过(?:了)?|报(?:请)?"
            rf"|取得){_LIST}(?:等)?(?:的)?{_CHECKED}{_APPROVED}"
        ),
        "approving",
    ),
    _Pattern(
        "approves.through",
        later(rf"通过(?:了)?{_LIST}(?:等)?(?:的|组织的)?[^，。；：{O}]{{0,6}}(?:审核|评审|验收|考核|审查|论证)"),
        "approving",
        "medium",
    ),
    _Pattern("approves.made", later(rf"(?:被|由|经){_LIST}(?:等)?(?:正式|联合|共同)?{_MADE}"), "approving"),
    # A批准(了)联盟…, A同意组建联盟
    _Pattern(
        "approves.verb",
        later(rf"{_LIST}(?:等)?[^，。；：{O}{A}]{{0,12}}?(?:批准|批复|核准|同意)(?!的)[^，。；：{O}{A}]{{0,12}}{A}"),
        "approving",
    ),
    # A批复同意组建, said of the alliance spoken of
    _Pattern(
        "approves.setting_up",
        later(rf"{_LIST}(?:等)?(?:正式|联合|共同)*{_APPROVED}+(?:其|其正式)?(?:筹建|组建|成立|设立)(?=[，。；]|$)"),
        "approving",
    ),
    # A将联盟列入试点
    _Pattern(
        "approves.listed",
        later(rf"{_LIST}[^，。；：{O}{A}]{{0,20}}?(?:将|把){A}[^，。；：{O}{A}]{{0,6}}?{_MADE}"),
        "approving",
    ),
    _Pattern(
        "approves.registered",
        later(rf"(?:在|于|经){_LIST}(?:正式|完成|办理)*(?:注册)?(?:登记|备案)"),
        "approving",
        "medium",
    ),
)
_CUES = later(
    r"指导|主管|监管|推动|领导下|组织下|倡导下|主导下|协调下|引导|推进|批准|批复|核准|认定|同意|备案|登记"
    r"|列入|纳入|审批|审核|评审|许可|选为|列为|确定为|授牌|审定|考核"
)
_ROLES = {"主管": "supervising", "监管": "supervising"}
_BODY = later(r"(?:小组|委员会|部|局|厅|委|司|政府|办公室|办|管委会|科委)$")
# What the approval is of, when it is not the alliance.
_THING = r"(?:实验室|工程中心|研究中心|工程技术研究中心|项目|课题|工作站|公司|基地|标准|产品|园区|示范区|成果|企业)"
_OTHER = later(rf"(?:的|设立|建设|成立|组建|立项|承担|实施|批准|认定|新建|共建)[^，。；]{{0,16}}{_THING}")
_OTHER_SUBJECT = later(rf"{_THING}[^，。；{A}]{{0,6}}$")
_ALL = later(
    r"产业技术创新战略联盟|产业联盟"
    r"|[0-9一二三四五六七八九十两]+个?(?:产业)?(?:技术)?(?:创新)?(?:战略)?联盟|(?:上述|这些|这批"
    r"|各)(?:产业)?联盟"
)
# 其中4家被X列为国家试点 says of nobody which ones.
_COUNTED = later(r"[0-9一二三四五六七八九十百两余多]+(?:家|个)[^，。；]{0,8}$")
_GUESTS = later(r"(?:出席|邀请|参加|莅临)[^，。；]{0,10}$")


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """GUIDES edges with their role."""
    readings = list(pieces(readings))
    for index, reading in enumerate(readings):
        if not _CUES.search(reading.text) or not reading.of("Organization"):
            continue
        bones = skeleton(reading)
        found: dict[tuple[Ref, Ref, str | None], Relation] = {}
        for pattern in PATTERNS:
            for match in pattern.regex.finditer(bones.text):
                for edge in _edges(readings, index, bones, match, pattern):
                    found.setdefault((edge.head, edge.tail, edge.value), edge)
        yield from found.values()


def _edges(
    readings: Sequence[Reading], index: int, bones: Skeleton, match: re.Match[str], pattern: _Pattern
) -> Iterator[Relation]:
    reading = readings[index]
    bodies = [mark for mark in bones.organizations(*match.span("list")) if _may_guide(mark, pattern)]
    if not bodies or _GUESTS.search(bones.text[: match.start()]):
        return
    start, end = bones.span(*match.span())
    role = pattern.role or _ROLES.get(match["role"], "guiding")
    if role == "approving" and (_is_of_another(bones, match) or _COUNTED.search(bones.text[: match.start()])):
        return
    for alliance, also in _alliances(readings, index, bones, match):
        for mark in bodies:
            span = reading.span(min(start, mark.start), max(end, mark.end))
            yield Relation("GUIDES", mark.ref, alliance, span, pattern.name, pattern.grade, "roles", role, also)


def _may_guide(mark: Mark, pattern: _Pattern) -> bool:
    if mark.kind == "government" or _BODY.search(mark.name):
        return True
    # An association guides where a text calls it the guiding unit.
    return mark.kind == "association" and pattern.name in ("guides.unit_after", "guides.unit_before", "guides.under")


def _is_of_another(bones: Skeleton, match: re.Match[str]) -> bool:
    """Whether the words behind the verb say that a laboratory, project or company was approved."""
    rest = re.split(r"[，。；]", bones.text[match.end() :])[0]
    if A in match[0] or A in rest:
        return False
    if _OTHER_SUBJECT.search(bones.text[: match.start()]):
        return True
    return bool(_OTHER.search("的" + rest)) or O in rest


def _alliances(
    readings: Sequence[Reading], index: int, bones: Skeleton, match: re.Match[str]
) -> list[tuple[Ref, tuple[Span, ...]]]:
    """What the sentence says it of: an alliance, or all those that the sentence before names (四个联盟)."""
    reading = readings[index]
    own = reading.of("Alliance")
    if not own and _ALL.search(reading.text) and index:
        before = readings[index - 1]
        several = {m.ref: before.span(m.start, m.end) for m in before.of("Alliance")}
        if len(several) > 1 and abs(before.sentence.paragraph - reading.sentence.paragraph) <= 1:
            return [(ref, (span,)) for ref, span in several.items()]
    if not own and A not in bones.text and not _speaks_on(reading, bones, match):
        return []
    found = alliance_near(reading, bones.span(*match.span())[1])
    return [found] if found else []


def _speaks_on(reading: Reading, bones: Skeleton, match: re.Match[str]) -> bool:
    """Whether a sentence without a word for the alliance still speaks of it: 业务主管单位为X, 2014年由X认定."""
    subject = bones.text[: match.start()]
    if "role" in match.re.groupindex and match["role"]:
        return True
    return reading.context.alliance is not None and O not in subject and not re.search(r"[\u4e00-\u9fff]{9,}", subject)
