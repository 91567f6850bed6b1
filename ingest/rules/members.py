"""Who is a member of an alliance, and in what role (phrasing.md sections 2, 4 and 10).

Each row of PATTERNS speaks of a sentence's skeleton. Guests, witnesses, experts' employers, guiding ministries and
partners are members in none of them: a sentence makes a member only by a verb or noun of membership.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.facts import Grade, Span
from ingest.finding import Finding, Named, Relation
from ingest.marks import Mark, Reading, Ref
from ingest.rules.headings import member_heading
from ingest.rules.roles import ROLE, roles_of
from ingest.rules.skeleton import A, L, Skeleton, alliance_at, collapse, skeleton

_GAP = rf"[^。；{L}]{{0,24}}?"
_NEAR = rf"[^，。；：{L}]{{0,12}}?"
_TOGETHER = r"(?:在[^，。；]{0,20}(?:指导|支持|组织|见证)下，?)?(?:按照[^，。；]{0,20}，)?(?:，)?(?:自愿|共同|联合|携手|一起|合作|牵头|倡导|倡议|提议|本着[^，。；]{0,20}原则，)*"
_FOUND = r"(?:发起|倡议|倡导)"
_SETUP = r"(?:组建|创建|筹建|成立|设立|建立|创立|共建|缔结|结成)"


@dataclass(frozen=True)
class Pattern:
    """`regex` has a group `list` of units, or `role` beside it; `roles` are given to each unit of the list."""

    name: str
    regex: re.Pattern[str]
    roles: tuple[str, ...] = ()
    state: str = ""
    grade: Grade = "high"


def _pattern(name: str, regex: str, *roles: str, state: str = "", grade: Grade = "high") -> Pattern:
    return Pattern(name, re.compile(regex), roles, state, grade)


_TITLE = r"(?:党委|原|副|常务|执行|名誉)*(?:董事长|总经理|总裁|院长|所长|校长|教授|院士|主任|总工程师|总工|书记|研究员|局长|司长|厅长|处长|部长|会长|秘书长|主席|博士|先生|女士|总监|高工|首席)"
# A list whose last unit is followed by a person's title speaks of the person.
_L = rf"(?P<list>{L})(?!{_TITLE})"
_M = r"(?:成员|会员|盟员|理事|加盟|参与|核心|创始|首批)"
PATTERNS = (
    # 由A、B等N家单位(共同)发起(成立); A、B作为发起人
    _pattern("initiators.before_verb", rf"(?:由|系由|是由|是){_L}{_NEAR}{_TOGETHER}{_FOUND}", "initiator"),
    _pattern(
        "initiators.as",
        rf"{_L}(?:共同|联合|均)?(?:作为|为|是|成为){_NEAR}(?:发起人|发起单位|发起方|发起者|创始单位)",
        "initiator",
    ),
    _pattern("initiators.jointly_set_up", rf"{_L}{_NEAR}(?:共同|联合|携手)(?:参与|牵头)?{_SETUP}", "initiator"),
    _pattern(
        "initiators.subject",
        rf"{_L}[^，。；：{L}]{{0,6}}(?:共同|联合|携手|牵头|倡导|倡议|参与|还|也|又|此前|曾|早在|[0-9]{{4}}年|就|均)*{_FOUND}(?:并)?(?:成立|组建|设立|筹建|了|的|，|。|该|本|{A})",
        "initiator",
    ),
    _pattern(
        "initiators.joined",
        rf"{_FOUND}[^。；{L}]{{0,6}}，?(?:并)?(?:联合|携手|会同)(?:了)?{_L}",
    ),
    _pattern(
        "members.join_lead",
        rf"牵头[^。；]{{0,8}}?(?:，|、|并|、并)?(?:联合|携手|会同|协同)(?:了|国内|省内|全国|上下游|[^，。；：{L}]{{0,12}})?{_L}",
    ),
    _pattern(
        "members.join_verb",
        rf"(?:^|[，。；{A}])(?:并)?(?:联合|携手|会同)(?:了|国内|[^，。；：{L}]{{0,8}})?{_L}{_NEAR}(?:共同|联合)?{_SETUP}",
    ),
    # 牵头
    _pattern(
        "lead.subject",
        rf"(?P<list>{L}){_NEAR}(?:作为牵头单位|牵头|领衔|主导)(?!的?(?:项目|课题|承担|制定|编制|研发|开展))",
        "lead",
    ),
    _pattern("lead.founder", rf"{_L}{_NEAR}(?:牵头|领衔)(?:[，、]|并)?(?:发起|倡议|(?:会同|联合|携手)[^。]{{0,60}}?(?:发起|倡议))", "initiator"),
    _pattern("lead.by", rf"(?:牵头|领衔)(?:单位|方|企业)?(?:为|是|：){_L}", "lead"),
    _pattern(
        "host.base",
        rf"(?:依托(?:于)?|以)(?P<list>{L})(?:为依托(?:单位)?|{_NEAR}(?:建设|组建|建立|成立|设立|运行|，))",
        "host",
    ),
    _pattern("host.attached", rf"挂靠(?:在|于|单位(?:为|是|：))?(?P<list>{L})", "host"),
    _pattern(
        "secretariat",
        rf"(?:秘书处|办公室|办公地点|日常办事机构|办事机构)[^。；，：{L}]{{0,8}}?(?:常?设(?:立)?(?:在|于)|挂靠(?:在|于)?|依托(?:于|在)?|落户(?:在|于)?|位于|常驻|放在|由){_NEAR}(?P<list>{L})",
        "secretariat",
    ),
    # 成员
    _pattern("members.composed", rf"(?:由|是由|系由){_L}{_NEAR}(?:共同|联合)?(?:组成|构成|参加|参与|加盟)"),
    _pattern(
        "members.are",
        rf"{_M}+(?:单位|企业|高校|院校|院所|机构)?(?:主要|现)?(?:包括|包含|涵盖|有|为|是|分别为|分别是|由|：|如下：|名单：|共有){_NEAR}{_L}",
    ),
    _pattern(
        "members.gathers",
        rf"{A}[^。；：{L}]{{0,30}}?(?:囊括|汇集|汇聚|涵盖|聚集|吸引|集聚|集合|吸收|吸纳|整合|覆盖|包括|既有|拥有|现有|共有|成员有)(?:了)?[^。；：{L}]{{0,24}}?(?:：|，包括|，分别是)?{_L}",
    ),
    _pattern(
        "members.as",
        rf"{_L}{_NEAR}(?:为|是|成为|作为|任|担任|当选为?)[^，。；：{L}]{{0,20}}?(?:成员|会员|盟员|加盟|核心成员|首批成员)(?:单位|企业|高校|之一)?",
    ),
    _pattern(
        "members.grouped",
        rf"(?:企业|公司|高校|大学|高等院校|院校|科研院所|院所|研究机构|科研机构|研究所|协会|社会组织|行业组织|医院|用户单位|单位)(?:共|有|共有)?[0-9一二三四五六七八九十百]+(?:家|所|个)，?(?:分别(?:是|为)|即|包括|为|是|：|有){_L}",
    ),
    # 加入与退出
    _pattern(
        "join", rf"{_L}{_NEAR}(?:正式|申请|获准|新|被批准|已|先后|陆续|将)*(?:加入|加盟)(?:了|到)?[^，。；]{{0,6}}{A}"
    ),
    _pattern(
        "join.short",
        rf"(?:同意|批准|吸收|吸纳|增补|接纳|接收|新增|增选|引入|补充)(?:了)?[^，。；：{L}]{{0,16}}?{_L}{_NEAR}(?:加入|为|成为|作为|进入)",
    ),
    _pattern(
        "join.list",
        rf"(?:新加入|新增|增补|吸收|吸纳|首次吸纳|新吸收|新吸纳|接纳)(?:了|的)?[^，。；{L}]{{0,20}}?(?:：|为|是|包括|有|分别为)?{_L}",
    ),
    _pattern("leave", rf"{_L}{_NEAR}(?:退出|退盟|不再担任|被取消)", state="ended"),
    _pattern("leave.accept", rf"(?:同意|批准|通过)[^，。；{L}]{{0,6}}{_L}{_NEAR}退出", state="ended"),
)
# 高校有A、B: a kind of unit with its list, where the sentences before speak of members.
_KIND_HAS = re.compile(
    rf"(?:^|[，；、：])(?:其中，?)?[^，。；：{L}{A}]{{0,8}}?(?:企业|高校|院所|机构|协会|社会组织|大学|单位|团体|院校|医院|研究所)(?:成员)?(?:单位)?(?:方面)?(?:[0-9一二三四五六七八九十]+(?:家|所|个))?，?(?:还|另|则|主要|分别)?(?:有|是|为|包括|：)(?P<list>{L})"
)
_ROLE_AFTER = re.compile(
    rf"(?P<list>{L})(?!{_TITLE})(?:等|均|都|也|还|则|被|共同|一致|分别|获|荣任|连任|继续|再次|正式|同时|双双|代表|，)*"
    rf"(?:当选|推选|选举|选|担任|出任|成为|推举|聘|确定|任|列|作)*(?:为|是|任|当选|担任|出任|成为|推选为)(?:{A}|的|首届|第[一二三四五]届|本届|新一届|该|首批|，)*(?P<role>{ROLE})(?P<unit>单位|方|企业|高校)?(?!人)"
)
_ROLE_BEFORE = re.compile(
    rf"(?P<role>{ROLE})(?P<unit>单位|方|企业)?(?:有|共)?(?:[0-9一二三四五六七八九十]+(?:家|个|名))?(?:：|:|为|是|包括|由|有|分别为|分别是|，分别是)[^，。；：{L}]{{0,6}}?(?P<list>{L})(?!{_TITLE})"
)
_ROLE_CHOSEN = re.compile(
    rf"(?:选举|推选|推举|选出|选|聘请|确定|提名|推荐|增补|增选|同意|新增|产生了?)(?:产生)?(?:了)?[^，。；：{L}]{{0,8}}?(?P<list>{L})[^，。；：{L}]{{0,8}}?(?:为|任|担任|作为)(?:{A}|的|首届|第[一二三四五]届)*(?P<role>{ROLE})(?P<unit>单位)?"
)
_COUNTED = re.compile(r"[0-9一二三四五六七八九十]+(?:余|多)?(?:家|所|个)[^。]{0,10}(?:单位|企业|高校|成员|院所|机构)|(?:成员|发起|会员|盟员)单位")
_INITIATING = re.compile(r"发起(?:单位|人|方)?")
_NEAR_PARAGRAPHS = 4
_PROPOSED = re.compile(r"提名|拟|建议|推荐")
# 出席 and 来自 put units before a verb of founding that are not its subject.
_GUESTS = re.compile(
    rf"(?:来自|邀请|出席|见证|参加(?:会议|大会|了?会议|仪式)|指导下|支持下|推动下|批准|批复|专家)[^，。；]{{0,4}}$"
)


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Membership, roles, joining and leaving."""
    carried: tuple[str, ...] | None = None
    paragraph = -1
    for reading in readings:
        if reading.sentence.paragraph > paragraph + _NEAR_PARAGRAPHS:
            carried = None
        heading = member_heading(readings, reading)
        if heading is not None:
            yield from _listed(reading, *heading)
        named = bool(reading.of("Organization"))
        if named or reading.context.owner:
            bones = collapse(skeleton(reading))
            yield from _owner(reading)
            found = list(_sentence(reading, bones, carried))
            yield from found
            named = bool(found) or heading is not None
        if named or _COUNTED.search(reading.text):
            carried = ("initiator",) if _INITIATING.search(reading.text) else ()
            paragraph = reading.sentence.paragraph


def _sentence(reading: Reading, bones: Skeleton, follows: tuple[str, ...] | None) -> Iterator[Finding]:
    if follows is not None:
        for match in _KIND_HAS.finditer(bones.text):
            yield from _edges(reading, bones, match, follows, "members.kind_has", "medium", "")
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(bones.text):
            if _GUESTS.search(bones.text[: match.start("list")]):
                continue
            begins = reading.text.startswith("其中")
            roles = pattern.roles or ((follows or ()) if pattern.name == "members.grouped" and begins else ())
            yield from _edges(reading, bones, match, roles, pattern.name, pattern.grade, pattern.state)
    for name, regex in (("role.after", _ROLE_AFTER), ("role.before", _ROLE_BEFORE), ("role.chosen", _ROLE_CHOSEN)):
        for match in regex.finditer(bones.text):
            if _GUESTS.search(bones.text[: match.start("list")]):
                continue
            proposed = bool(_PROPOSED.search(bones.text[max(0, match.start() - 4) : match.end()]))
            roles = () if proposed else roles_of(match["role"])
            yield from _edges(reading, bones, match, roles, name, "high", "proposed" if proposed else "")


def _edges(
    reading: Reading,
    bones: Skeleton,
    match: re.Match[str],
    roles: tuple[str, ...],
    rule_: str,
    grade: Grade,
    state: str,
) -> Iterator[Finding]:
    found = alliance_at(reading, bones, match.start("list"), match.end())
    if found is None:
        return
    alliance, _ = found
    also = _named_by(reading, alliance)
    start, end = bones.span(match.start(), match.end())
    members = bones.organizations(match.start("list"), match.end("list"))
    for mark in members:
        yield from _edge(
            reading, mark, alliance, (min(start, mark.start), max(end, mark.end)), also, roles, rule_, grade, state
        )


def _edge(
    reading: Reading, mark: Mark, alliance: Ref, stretch: tuple[int, int], also: tuple[Span, ...],
    roles: tuple[str, ...], rule_: str, grade: Grade, state: str,
) -> Iterator[Finding]:  # fmt: skip
    if (
        mark.kind == "government"
        and not roles
        and not state
        and rule_ not in ("members.grouped", "members.are", "join")
    ):
        return
    span = reading.span(*stretch)
    if state:
        yield Relation("MEMBER_OF", mark.ref, alliance, span, rule_, grade, "state", state, also)
    else:
        yield Relation("MEMBER_OF", mark.ref, alliance, span, rule_, grade, also=also)
    for role in roles:
        yield Relation("MEMBER_OF", mark.ref, alliance, span, rule_, grade, "roles", role, also)
    moment = _moment(reading)
    if moment and rule_.startswith("join") and re.search(r"加入|加盟", reading.text):
        yield Relation("MEMBER_OF", mark.ref, alliance, span, rule_, grade, "since", moment, also)
    if moment and state == "ended":
        yield Relation("MEMBER_OF", mark.ref, alliance, span, rule_, grade, "until", moment, also)


def _moment(reading: Reading) -> str:
    points = [d.moment for d in reading.dates if d.moment is not None and d.kind == "date"]
    return str(points[0]) if len(points) == 1 else ""


def _named_by(reading: Reading, alliance: Ref) -> tuple[Span, ...]:
    if any(mark.ref == alliance for mark in reading.marks):
        return ()
    return (reading.context.alliance_span,) if reading.context.alliance_span else ()


def _listed(reading: Reading, alliance: Ref, roles: tuple[str, ...], also: tuple[Span, ...]) -> Iterator[Finding]:
    """The units of a line under a heading such as 成员单位 or 理事长单位."""
    for mark in reading.of("Organization"):
        yield from _edge(reading, mark, alliance, (mark.start, mark.end), also, roles, "members.listed", "high", "")


def _owner(reading: Reading) -> Iterator[Finding]:
    """我校当选副理事长单位: the writer's own unit."""
    owner, alliance = reading.context.owner, reading.context.alliance
    match = re.search(
        rf"(?P<who>我(?:校|司|院|所|公司|集团))[^。；]{{0,20}}?(?:当选|成为|担任|为|加入)[^。；]{{0,30}}?(?P<role>{ROLE}|成员)单位",
        reading.text,
    )
    if owner is None or match is None:
        return
    target = next((m.ref for m in reading.marks if m.label == "Alliance"), alliance)
    if target is None:
        return
    yield Named(owner, reading.span(*match.span("who")), "members.owner", "medium")
    span = reading.span(*match.span())
    yield Relation("MEMBER_OF", owner, target, span, "members.owner", "medium")
    for role in roles_of(match["role"]):
        yield Relation("MEMBER_OF", owner, target, span, "members.owner", "medium", "roles", role)
