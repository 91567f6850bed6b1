"""Who is a member of an alliance, and in what role (phrasing.md sections 2, 4 and 10).

Each row of patterns.py speaks of a sentence's skeleton. Guests, witnesses, experts' employers, guiding ministries and
partners are members in none of them: a sentence makes a member only by a verb or noun of membership.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Grade, Span
from ingest.finding import Finding, Relation
from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.headings import member_heading
from ingest.rules.own_unit import own_memberships
from ingest.rules.pairs import Shares, shares
from ingest.rules.patterns import (
    KIND_HAS,
    PATTERNS,
    ROLE_AFTER,
    ROLE_BEFORE,
    ROLE_CHOSEN,
    ROLE_CLOSED,
    ROLE_CONTINUED,
    ROLE_COUNTED,
    ROLE_JOINING,
    ROLE_OF,
    ROLE_OPENING,
    ROLE_PROMOTED,
)
from ingest.rules.roles import ROLE, roles_of
from ingest.rules.skeleton import L, O, Skeleton, alliance_at, collapsed, skeleton

_COUNTED = later(
    r"[0-9一二三四五六七八九十]+(?:余|多)?(?:家|所|个)[^。]{0,10}(?:单位|企业|高校|成员|院所|机构)|(?:成员|发起|会员|盟员|理事)单位"
)
# Whom the sentences that follow list: 由12家单位共同发起, 理事单位共11家.
_INITIATING = later(r"发起(?:单位|人|方)(?:共|有|包括|是|为|中|：|，|。|$)|(?:共同|联合|倡议)发起|(?:作为|为)发起")
_ROLE_COUNT = later(
    rf"(?P<role>{ROLE})单位(?:共|有|共有|为)?[0-9一二三四五六七八九十]+(?:家|个)|[0-9一二三四五六七八九十]+(?:家|个)(?P<role2>{ROLE})单位"
)
_CALLED_MEMBERS = later(
    r"等[^，。；]{0,10}?(?:盟员|成员|会员|联盟|加盟)(?:单位|企业)?(?:代表)?$|[家个](?:新加入)?(?:盟员|成员|会员)(?:单位|企业)"
)
_MEMBERS_ARE = later(r"(?:成员|会员|盟员)(?:单位)?(?:主要)?(?:包括|有|为|：|由)")
_CALLED_CORE = later(r"成员(?:单位|企业)?(?:代表)?$")
_NEAR_PARAGRAPHS = 4
_VERBAL = later(r"发起|牵头|共建|依托|挂靠|支撑")
_AT_ONCE = later(r"(?:等|作)?(?:为|任|担任)")
# 理事长由某大学的张三院士担任 speaks of a person.
_OF_PERSON = later(r"的[\u4e00-\u9fff]{2,7}?(?:担任|出任|兼任|任(?!务))")
# Units of which the sentence says something else than that they are members.
_OTHERS = later(r"主管|指导|支持|主办|承办|协办|合作|邀请|一批|许多|不少|更多|其他|其它|众多|有意|意向|潜在")
_PROPOSED = later(r"提名|拟|建议|推荐")
# 拟吸收, 将于明年加入: what is only planned. 将 before the units themselves is 把.
_PLANNED_BEFORE = later(rf"(?:拟|计划|准备|打算|有意)(?!书)[^，。；{L}]{{0,14}}$")
_PLANNED_BEHIND = later(
    rf"^{L}[^，。；{L}]{{0,4}}?(?:拟|将|计划|准备|打算|有意)[^，。；{L}]{{0,16}}?(?:加入|加盟|退出|退盟)"
)
# 出席 and 来自 put units before a verb of founding that are not its subject.
_GUESTS = later(
    r"(?:来自|邀请|出席|见证|参加(?:会议|大会|了?会议|仪式)|指导下|支持下|推动下|批准|批复|专家)[^，。；]{0,4}$"
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
            bones = collapsed(reading)
            yield from own_memberships(reading, bones)
            found = list(_sentence(reading, bones, carried))
            yield from found
            named = bool(found) or heading is not None
        if named or _COUNTED.search(reading.text):
            carried = _carried(reading, carried)
            paragraph = reading.sentence.paragraph


def _carried(reading: Reading, before: tuple[str, ...] | None) -> tuple[str, ...]:
    """The role of the units that the next sentences list under their kinds."""
    if _INITIATING.search(reading.text):
        return ("initiator",)
    counted = _ROLE_COUNT.search(reading.text) if "单位" in reading.text else None
    if counted is not None:
        return roles_of(counted["role"] or counted["role2"])
    # An item of a list goes on with the role of the list.
    return before or () if re.match(r"[-·●(（\d]|其中", reading.text) or reading.text.endswith(("；", "，")) else ()


def _sentence(reading: Reading, bones: Skeleton, follows: tuple[str, ...] | None) -> Iterator[Finding]:
    own = _ROLE_COUNT.search(reading.text) if "单位" in reading.text else None
    inner = roles_of(own["role"] or own["role2"]) if own else None
    if follows is None and _MEMBERS_ARE.search(bones.text):
        follows = ()
    if follows is not None or inner is not None:
        for match in KIND_HAS.finditer(bones.text):
            plain = re.search(r"成员|会员|盟员|参加|加入|参与(?!发起)", match["head"])
            roles = () if plain else inner if inner is not None else follows or ()
            if not _OTHERS.search(match["head"]):
                yield from _edges(reading, bones, match, roles, "members.kind_has", "medium", "")
    for pattern in PATTERNS:
        for match in pattern.regex.finditer(bones.text):
            if pattern.admits or not _GUESTS.search(bones.text[: match.start("list")]):
                grouped = (inner or follows or ()) if pattern.name == "members.grouped" else ()
                planned = (pattern.admits or pattern.name == "members.gathers") and _is_planned(bones, match)
                state = pattern.state or ("proposed" if planned else "")
                if not (planned and pattern.state):
                    yield from _edges(
                        reading, bones, match, pattern.roles or grouped, pattern.name, pattern.grade, state
                    )
    yield from _closed(reading, bones)
    for name, regex in _ROLE_PATTERNS:
        for match in regex.finditer(bones.text):
            if _GUESTS.search(bones.text[: match.start("list")]):
                continue
            if _names_no_role(name, match) or _of_association(bones, match):
                continue
            proposed = bool(_PROPOSED.search(bones.text[max(0, match.start() - 4) : match.end()]))
            roles = () if proposed else roles_of(match["role"])
            yield from _edges(reading, bones, match, roles, name, "high", "proposed" if proposed else "")


def _names_no_role(name: str, match: re.Match[str]) -> bool:
    """发起，由某大学组成 goes on with other units; 选举某集团张三为理事长 speaks of a person."""
    if name == "role.before":
        if match["unit"] is None and _OF_PERSON.match(match.string, match.end("list")):
            return True
        between = match.string[match.end("role") : match.start("list")]
        return match["unit"] is None and "由" in between and bool(_VERBAL.search(match["role"]))
    between = match.string[match.end("list") : match.start("role")]
    return name == "role.chosen" and match["unit"] is None and not _AT_ONCE.match(between)


def _of_association(bones: Skeleton, match: re.Match[str]) -> bool:
    """某协会会长单位甲公司 says what the company is to the association."""
    before = bones.text[: match.start("role")].removesuffix("的")
    if not before.endswith((L, O)) or "about" in match.re.groupindex:
        return False
    owner = bones.organizations(len(before) - 1, len(before))
    return bool(owner) and owner[-1].kind == "association" and match.start("list") > match.start("role")


def _is_planned(bones: Skeleton, match: re.Match[str]) -> bool:
    start = match.start("list")
    return bool(_PLANNED_BEFORE.search(bones.text[:start]) or _PLANNED_BEHIND.match(bones.text[start:]))


_ROLE_PATTERNS = (
    ("role.after", ROLE_AFTER),
    ("role.before", ROLE_BEFORE),
    ("role.chosen", ROLE_CHOSEN),
    ("role.counted", ROLE_COUNTED),
    ("role.joining", ROLE_JOINING),
    ("role.continued", ROLE_CONTINUED),
    ("role.of", ROLE_OF),
    ("role.opening", ROLE_OPENING),
    ("role.promoted", ROLE_PROMOTED),
)


def _closed(reading: Reading, bones: Skeleton) -> Iterator[Finding]:
    """A list that its own closing words call members: O、O等盟员单位."""
    for index in bones.at:
        surface = reading.text[bones.starts[index] : bones.ends[index]] if bones.text[index] == L else ""
        if surface and _CALLED_MEMBERS.search(surface):
            match = re.compile(rf"(?P<list>{L})").match(bones.text, index)
            if match is not None:
                yield from _edges(reading, bones, match, (), "members.closed", "medium", "")
    for match in ROLE_CLOSED.finditer(skeleton(reading).text) if "等" in reading.text else ():
        proposed = "proposed" if _PROPOSED.search(reading.text) else ""
        roles = () if proposed else roles_of(match["role"])
        yield from _edges(reading, skeleton(reading), match, roles, "role.closed", "high", proposed)


def _edges(
    reading: Reading,
    bones: Skeleton,
    match: re.Match[str],
    roles: tuple[str, ...],
    rule_: str,
    grade: Grade,
    state: str,
) -> Iterator[Finding]:
    about = match.span("about") if "about" in match.re.groupindex else (match.start("list"), match.end())
    found = alliance_at(reading, bones, *about)
    if found is None:
        return
    alliance, _ = found
    if (
        roles == ("initiator",)
        and rule_ == "initiators.jointly_set_up"
        and _CALLED_CORE.search(_surface(reading, bones, match))
    ):
        roles = ()
    also = _named_by(reading, alliance)
    start, end = bones.span(match.start(), match.end())
    members = bones.organizations(match.start("list"), match.end("list"))
    share = shares(reading).get(match.start("list"), Shares()) if bones is collapsed(reading) else Shares()
    for mark, of, mine in share.of(members, alliance, roles):
        if mark.ref != of:
            stretch = (min(start, mark.start), max(end, mark.end))
            yield from _edge(reading, mark, of, stretch, also, mine, rule_, grade, state)


def _surface(reading: Reading, bones: Skeleton, match: re.Match[str]) -> str:
    """The characters of the list, its closing words included."""
    return reading.text[slice(*bones.span(*match.span("list")))]


def _edge(
    reading: Reading, mark: Mark, alliance: Ref, stretch: tuple[int, int], also: tuple[Span, ...],
    roles: tuple[str, ...], rule_: str, grade: Grade, state: str,
) -> Iterator[Finding]:  # fmt: skip
    if (
        mark.kind == "government"
        and not roles
        and not state
        and rule_ not in ("members.grouped", "members.are", "members.label", "members.join_host", "join")
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
