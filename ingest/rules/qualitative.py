"""Goals without a number: what an alliance says that it will develop, build, form or open (phrasing.md section 6).

Only where the text speaks of goals as such: below a heading or opening line that names them, or behind 力争, 目标是.
They are graded low, because where a goal ends is a matter of wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Span
from ingest.finding import Claim, Finding
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.claims.clauses import cuts
from ingest.rules.claims.cues import cue_of
from ingest.rules.claims.scope import Scope, is_deadline, scopes
from ingest.values.dates import DateMention

_FIRM = later("力争|争取|目标(?:是|为|包括|如下|$)|致力于|确保")
_SAID = later("力争|争取|目标|致力于|确保")
_GOAL = later(
    r"(?:在[^，。；]{2,24}(?:上|中|方面))?(?:探索|共同|联合|自主|全面|基本|率先|初步|相应|逐步|进一步)*"
    r"(?P<verb>开发|研发|研制|打通|走通|攻克|突破|掌握|形成|建立|构建|打造|搭建|建成|建设|制定|制订"
    r"|编制|编写|实现|培育|完善)(?:了|出|起)?(?:一批|一个|若干|相应的?)?"
    r"(?P<what>[^，。；：、0-9]{3,30}(?:[、和与及][^，。；：0-9]{2,20})*)$"
)
_BETTER = later(
    r"^(?P<what>[^，。；：0-9]{2,16}?)(?:将|要)?(?:得到|有|获得|明显|显著|大幅|进一步|实现)*(?:大幅|明显|显著|全面"
    r"|较大|进一步|根本)(?:度)?(?:地)?(?:提高|提升|改善|增强|下降|降低|缓解)$"
)
_LEAD = later(
    r"\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳])?\s*(?:力争|争取|目标(?:是|为)|致力于|确保|计划|将"
    r"|要|拟|并|还|同时|最终|使|到时|本?联盟|内|前|[到在于](?=[0-9二十“])|[：:“]|另外|通过[^，。；]{2,20})*"
)
_ATTRIBUTE = later(
    r"^(?:具有[^的]{2,16}的|拥有[^的]{2,24}的|基于[^的]{2,10}的|相应的|完善的|典型牌号的"
    r"|以[^的]{2,16}为[^的]{2,8}的)+"
)
# 实现以下目标 announces goals; A、B等技术 are technologies of their own.
_NO_GOAL = later("以下|如下|下列|上述|目标|任务$|、.*等")
_SHORTEST = 5
_HINT = later("开发|研发|研制|打通|攻克|突破|形成|建立|构建|打造|建成|制定|实现|提高|提升")


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Qualitative targets of a document, each with the alliance spoken of as holder."""
    if not any(reading.context.alliance or reading.of("Alliance") for reading in readings):
        return
    for reading, scope in zip(readings, scopes(readings), strict=True):
        if reading.sentence.heading or not _HINT.search(reading.text):
            continue
        if scope.certain or _SAID.search(reading.text):
            yield from _goals(reading, scope)


def _goals(reading: Reading, scope: Scope) -> Iterator[Claim]:
    text = reading.text
    holder = _holder(reading)
    if holder is None:
        return
    aims = scope.certain and scope.status == "target"
    deadline = scope.deadline
    start = 0
    for end in cuts(text):
        clause = text[start:end]
        here = [d for d in reading.dates if start <= d.start < end]
        cue = cue_of(clause, here, None)
        if cue is not None:
            aims = cue.status == "target" and (scope.certain or _FIRM.search(clause) is not None)
        given = [str(d.moment) for d in here if is_deadline(d) and not _said_on(d)]
        deadline = given[-1] if given else deadline
        if aims and not any(start <= a.start < end for a in reading.amounts):
            offset = _begin(reading, start, end)
            if end - offset >= _SHORTEST:
                yield from _goal(reading, offset, end, holder, deadline, scope)
        start = end + 1


def _said_on(date: DateMention) -> bool:
    """Whether it is the day on which something is said: 据新华社1月14日电，…力争."""
    return date.marker != "by" and date.moment is not None and date.moment.precision == "day"


def _begin(reading: Reading, start: int, end: int) -> int:
    """Where a clause begins to say the goal: behind its number, the alliance, dates and the words that announce it."""
    firsts = [(m.start, m.end) for m in reading.of("Alliance")] + [(d.start, d.end) for d in reading.dates]
    position = start
    while True:
        lead = _LEAD.match(reading.text[position:end])
        announced = position + (lead.end() if lead else 0)
        following = next((stop for begin, stop in firsts if begin == position), announced)
        if following == position:
            return position
        position = min(following, end)


def _goal(reading: Reading, start: int, end: int, holder: Ref, deadline: str, scope: Scope) -> Iterator[Claim]:
    goal = _GOAL.match(reading.text, start, end)
    better = None if goal is not None else _BETTER.match(reading.text[start:end])
    also: tuple[Span, ...] = (scope.span,) if scope.span is not None else ()
    span = reading.span(start, end)
    if goal is not None and not _NO_GOAL.search(goal["what"]):
        attribute = _ATTRIBUTE.match(goal["what"])
        metric = goal["what"][attribute.end() if attribute else 0 :].rstrip("。")
        yield Claim(holder, "target", "联盟", metric, None, deadline, span, "qualitative.goal", "low", also)
    elif better is not None:
        yield Claim(holder, "target", "联盟", better["what"], None, deadline, span, "qualitative.better", "low", also)


def _holder(reading: Reading) -> Ref | None:
    marks = reading.of("Alliance")
    if len({mark.ref for mark in marks}) == 1:
        return marks[0].ref
    return reading.context.alliance
