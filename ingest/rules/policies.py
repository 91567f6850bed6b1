"""Which policies an alliance follows: 根据《…办法》, 贯彻落实《…规划纲要》及其配套政策.

A policy that a text only mentions, or whose money an alliance spends (承担…计划课题), is not followed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from graph.facts import Span
from ingest.finding import Finding, Named, Relation, Value
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.near import alliance_near, pieces
from ingest.rules.skeleton import A, skeleton
from ingest.words.policies import PolicyMark, find_policies, same_policies

# The last cue before the policy; a comma may stand only right before it (贯彻会议精神，《…规划》).
_CUE = later(
    r".*(?P<cue>根据|依据|按照|依照|遵照|遵循|贯彻落实|贯彻|落实|执行|响应|回应|符合|围绕|对照|实施|服务于?|契合|对接"
    r"|适应|履行|依(?!托|靠))(?:[^。；，]{0,40}|[^。；，]{0,40}，)$",
    re.DOTALL,
)
_JOINT = later(r"[》”\"、，和与及以其]{1,4}")
_BROKEN = later(r"(?:承担|申报|申请|获得|立项|实施了|颁布|印发|发布|出台|制定|编制)[^。；，]{0,20}$")
_ALONG = later(r"》?(?:及其?|和|以及|与)(配套政策(?:措施)?|相关政策|实施细则|若干配套政策)")
_SHORT = later(r"》?\((?:以下|下)?(?:简称|称)[：:为]?[《“\"]?([^》”\")]{2,20})[》”\"]?\)")
_HINT = later(r"《|战略|计划|工程|专项|规划|创新型国家|2025|倡议")


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Policies with FOLLOWS edges, and their short names."""
    marked = [(r, find_policies(r.text)) for r in pieces(readings) if _HINT.search(r.text)]
    names = same_policies(mark.name for _, marks in marked for mark in marks)
    for reading, marks in marked:
        for mark in marks:
            yield from _policy(reading, mark, names)
        yield from _follows(reading, marks, names)


def _policy(reading: Reading, mark: PolicyMark, names: Mapping[str, str]) -> Iterator[Finding]:
    """Its mention, and a short name that the text gives it."""
    ref, span = Ref("Policy", names[mark.name]), reading.span(mark.start, mark.end)
    yield Named(ref, span, "policies.name", "high")
    if mark.name != ref.name:
        yield Value(ref, "aliases", mark.name, span, "policies.same", "medium")
    short = _SHORT.match(reading.text, mark.end)
    if short is not None:
        yield Value(ref, "aliases", short[1], reading.span(mark.start, short.end()), "policies.short", "high")


def _follows(reading: Reading, marks: Sequence[PolicyMark], names: Mapping[str, str]) -> Iterator[Finding]:
    if not marks or A not in skeleton(_without(reading, marks)).text:
        return
    text = reading.text
    start = -1
    for index, mark in enumerate(marks):
        joined = (
            index > 0 and start >= 0 and bool(_JOINT.fullmatch(text[marks[index - 1].end : mark.start].rstrip('《“"')))
        )
        if not joined:
            ahead = text[: mark.start].rstrip('《“"')
            cue = _CUE.search(ahead)
            start = cue.start("cue") if cue and not _BROKEN.search(ahead[cue.start("cue") :]) else -1
        if start < 0:
            continue
        found = alliance_near(_without(reading, marks), mark.start)
        if found is None:
            continue
        yield _edge(reading, found, Ref("Policy", names[mark.name]), (start, mark.end))
        along = _ALONG.match(text, mark.end)
        if along is not None:
            yield Named(Ref("Policy", along[1]), reading.span(*along.span(1)), "policies.along", "low")
            yield _edge(reading, found, Ref("Policy", along[1]), (start, along.end()))


def _without(reading: Reading, policies: Sequence[PolicyMark]) -> Reading:
    """The sentence without marks inside the policies' own names (《…联盟建设办法》)."""
    kept = [m for m in reading.marks if not any(p.start <= m.start and m.end <= p.end for p in policies)]
    return replace(reading, marks=tuple(kept))


def _edge(reading: Reading, found: tuple[Ref, tuple[Span, ...]], policy: Ref, stretch: tuple[int, int]) -> Relation:
    return Relation("FOLLOWS", found[0], policy, reading.span(*stretch), "policies.follows", "medium", also=found[1])
