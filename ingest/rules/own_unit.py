"""Membership of the unit whose page it is, which calls itself 我校, 我司 or 公司: 公司是A的发起单位, 2020年加入A."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.facts import Span
from ingest.finding import Finding, Named, Relation
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.roles import ROLE, roles_of
from ingest.rules.skeleton import A, L, Skeleton

_RULE = "members.owner"
_SELF = r"(?:(?:我|本)(?:校|司|院|所|公司|集团)|(?<![\u4e00-\u9fff])(?:公司|集团|学校|研究院|研究所))"
_CHOSEN = later(
    rf"(?P<who>我(?:校|司|院|所|公司|集团))[^。；]{{0,20}}?(?:当选|成为|担任|为|加入)[^。；]{{0,30}}?(?P<role>{ROLE}|成员)单位"
)
_ROLES = rf"(?:{ROLE}|成员|会员)单位(?:(?:和|、|及|兼){ROLE}单位)*"
_IS = later(
    rf"(?P<who>{_SELF})[^。；，{A}{L}]{{0,12}}?(?:是|为|系|作为|任|担任)(?P<about>{A})的?(?:首批|第[一二三]届)?(?P<role>{_ROLES})"
)
_ALSO_IS = later(rf"，(?:也|还|并|同时|又|兼)+(?:是|为|任|担任)(?P<about>{A})的?(?P<role>{_ROLES})")
_JOINS = later(
    rf"(?P<who>{_SELF})[^。；，{A}{L}]{{0,12}}?(?:(?<!未)(?:加入|加盟))了?(?P<about>{A})(?=[，。；、]|$)"
    rf"|(?<=[；，])(?:(?:[0-9]{{4}})年(?:[0-9]{{1,2}}月)?)?(?:正式|又|还|并)*(?:加入|加盟)了?(?P<about2>{A})(?=[，。；、]|$)"
)


def own_memberships(reading: Reading, bones: Skeleton) -> Iterator[Finding]:
    """What the sentence says of the writer's own unit; `bones` = its skeleton with lists as one sign."""
    owner = reading.context.owner
    if owner is None:
        return
    chosen = _CHOSEN.search(reading.text)
    if chosen is not None:
        target = next((m.ref for m in reading.marks if m.label == "Alliance"), reading.context.alliance)
        if target is not None:
            yield Named(owner, reading.span(*chosen.span("who")), _RULE, "medium")
            yield from _edges(owner, target, reading.span(*chosen.span()), roles_of(chosen["role"]))
    is_ = _IS.search(bones.text)
    if is_ is not None:
        yield Named(owner, reading.span(*bones.span(*is_.span("who"))), _RULE, "medium")
        matches = [is_]
        while (also := _ALSO_IS.match(bones.text, matches[-1].end())) is not None:
            matches.append(also)
        for match in matches:
            for mark in bones.at[match.start("about")]:
                yield from _edges(owner, mark.ref, reading.span(*bones.span(*match.span())), roles_of(match["role"]))
    yield from _joined(reading, bones, owner)


def _joined(reading: Reading, bones: Skeleton, owner: Ref) -> Iterator[Finding]:
    who = re.search(_SELF, bones.text)
    for match in _JOINS.finditer(bones.text) if who else ():
        place = match.start("about") if match["about"] else match.start("about2")
        for mark in bones.at[place]:
            start, end = bones.span(*match.span())
            span = reading.span(start, end)
            yield Named(owner, reading.span(*bones.span(*who.span())), _RULE, "medium")  # type: ignore[union-attr]
            yield from _edges(owner, mark.ref, span, ())
            dates = [
                d.moment
                for d in reading.dates
                if d.moment is not None and d.kind == "date" and start - 1 <= d.start < end
            ]
            if len(dates) == 1:
                yield Relation("MEMBER_OF", owner, mark.ref, span, _RULE, "medium", "since", str(dates[0]))


def _edges(owner: Ref, alliance: Ref, span: Span, roles: tuple[str, ...]) -> Iterator[Finding]:
    yield Relation("MEMBER_OF", owner, alliance, span, _RULE, "medium")
    for role in roles:
        yield Relation("MEMBER_OF", owner, alliance, span, _RULE, "medium", "roles", role)
