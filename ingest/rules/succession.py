"""Renamings, predecessors, mergers and splits that a text tells, and other names (phrasing.md section 10).

SUCCEEDED_BY leads from the older name to the newer one. A plan to merge, and units that only work together, succeed
nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.facts import Grade
from ingest.finding import Finding, Relation, Value
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.near import context_alliance, named, pieces
from ingest.rules.signs import N, Signs, signs

JOIN = r"(?:、|，|；|和|与|及|以及|同|、?(?:以及|和|及))"
_ANY = rf"{N}(?:{JOIN}{N})*"
_RENAME = (
    r"(?:(?:正式|现|已|再次|后|自即日起|并|决定|获准|经批准|统一|而)*(?:更名|改名|易名|改称|改制更名"
    r"|重新命名|更改名称)(?:为|成|作)|改为|后称|现称|升级(?:为|成)|升格为|扩展为|发展为|转型为|提升为"
    r"|演变为|改组为|改建为|改制(?:为|成)|重组为)"
)
_WHEN = rf"[^。；：{N}]{{0,24}}?"


@dataclass(frozen=True)
class _Pattern:
    """Groups `old` and `new` hold names; `kind` as in the model."""

    name: str
    regex: re.Pattern[str]
    kind: Literal["renamed", "merged_into", "split"]
    grade: Grade = "high"


PATTERNS = (
    _Pattern(
        "succession.renamed",
        later(rf"(?:由|将|把)?(?P<old>{N}){_WHEN}{_RENAME}[^，。；{N}]{{0,6}}(?P<new>{N})"),
        "renamed",
    ),
    _Pattern(
        "succession.formerly",
        later(
            rf"(?P<new>{N})[（(]?，?(?:原名称?|曾用名|旧称|旧名|原称|初名|始称)(?:为|是|："
            rf"|叫)?[^，。；{N}]{{0,4}}(?P<old>{N})"
        ),
        "renamed",
    ),
    _Pattern(
        "succession.former_bracket",
        later(rf"(?P<new>{N})[（(](?:原|前称|曾用名：?|原名：?)(?:为)?(?P<old>{N})[）)]"),
        "renamed",
    ),
    _Pattern(
        "succession.predecessor",
        later(rf"(?P<new>{N})(?:的|，|，其|其)?前身(?:为|是|系)[^。；{N}]{{0,24}}?(?P<old>{N})"),
        "renamed",
        "medium",
    ),
    _Pattern(
        "succession.on_the_base",
        later(
            rf"(?:在|以)(?P<old>{N})(?:的)?(?:基础上|为基础)[^。；{N}]{{0,12}}?(?:更名|升级|改组|改制|扩建"
            rf"|扩展)[^，。；{N}]{{0,6}}(?:为|成立|组建)[^，。；{N}]{{0,4}}(?P<new>{N})"
        ),
        "renamed",
        "medium",
    ),
    _Pattern(
        "succession.merged",
        later(
            rf"(?P<old>{_ANY}){_WHEN}(?:并入|划入|整体并入|合并(?:进)?入|合并到|并归|归并(?:入"
            rf"|到))(?:了)?(?P<new>{N})"
        ),
        "merged_into",
    ),
    _Pattern(
        "succession.merged_to",
        later(
            rf"(?:由|将|把)?(?P<old>{N}(?:{JOIN}{N})+){_WHEN}(?:合并|整合|重组"
            rf"|联合重组)(?:[^。；{N}]{{0,10}}?(?:组建|成立|为|成|设立|新建)|[^。；{N}]{{0,4}}?组成)(?:了"
            rf"|的)?[^。；{N}]{{0,4}}(?P<new>{N})"
        ),
        "merged_into",
    ),
    _Pattern(
        "succession.merged_from",
        later(rf"(?P<new>{N}){_WHEN}由(?P<old>{N}(?:{JOIN}{N})+){_WHEN}(?:合并|整合|重组)(?:而成|组建|成立|组成)"),
        "merged_into",
    ),
    _Pattern(
        "succession.split",
        later(rf"(?P<old>{N}){_WHEN}(?:拆分为|分立为|分拆为|分为|一分为二)[^。；{N}]{{0,6}}(?P<new>{N}(?:{JOIN}{N})+)"),
        "split",
    ),
)
_ALIAS = later(
    rf"(?P<name>{N})[（(]?，?(?:又名|亦名|也称|又称|亦称|别名|别称|也叫|俗称|备案名称|登记名称|注册名称"
    rf"|英文名称?|对外称)(?:为|是|：)?[“\"]?(?P<alias>{N}|[A-Za-z][A-Za-z&,. -]{{2,90}}"
    rf"|[^，。；：（）()“”\"{N}]{{2,30}})"
)
_CUES = later(
    r"更名|改名|易名|改称|重新命名|改为|升级|升格|前身|原名|曾用名|旧称|旧名|原称|后称|现称|并入|划入|归并"
    r"|合并|整合|重组|拆分|分立|分拆|改制|改组|又名|亦名|也称|又称|亦称|别名|别称|也叫|俗称|备案名称"
    r"|登记名称|注册名称|英文名|扩展为|发展为|转型为|提升为|演变为|\(原|（原|分为"
)
_PLANNED = later(r"拟|计划|建议|考虑|有望|可能|若|如果|申请(?!获)|能否")
"""Words that make it a plan when they stand close before the verb."""
_NOW = later(r"即日起|会议(?:决定|同意|审议|通过)|此次|本次|当日|当天|同日|当年|同年|大会(?:决定|审议|通过)")


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """SUCCEEDED_BY with kind and year; other names as aliases."""
    before = ""
    for reading in pieces(readings):
        told = [d for d in reading.dates if d.moment is not None and d.moment.year is not None]
        before = str(told[-1].moment.year) if told and told[-1].moment else before
        if not _CUES.search(reading.text) or not (named(reading)):
            continue
        bones = signs(reading)
        seen: set[tuple[Ref, Ref]] = set()
        for pattern in PATTERNS:
            for match in pattern.regex.finditer(bones.text):
                yield from _edges(reading, bones, match, pattern, seen, before)
        for match in _ALIAS.finditer(bones.text):
            yield from _alias(reading, bones, match)


def _edges(
    reading: Reading, bones: Signs, match: re.Match[str], pattern: _Pattern, seen: set[tuple[Ref, Ref]], before: str
) -> Iterator[Relation]:
    if _PLANNED.search(bones.text[max(0, match.start() - 6) : match.end()]):
        return
    start, end = bones.starts[match.start()], bones.ends[match.end() - 1]
    span = reading.span(start, end)
    # 会议决定自即日起更名 happens on the day that the text has just named.
    year = _year(reading, start, end) or (before if _NOW.search(reading.text[:end]) else "")
    for old in _refs(reading, bones, match.span("old")):
        for new in _refs(reading, bones, match.span("new")):
            if old == new or old.label != new.label or (old, new) in seen or (new, old) in seen:
                continue
            seen.add((old, new))
            yield Relation("SUCCEEDED_BY", old, new, span, pattern.name, pattern.grade, "kind", pattern.kind)
            if year:
                yield Relation("SUCCEEDED_BY", old, new, span, pattern.name, pattern.grade, "year", year)


def _refs(reading: Reading, bones: Signs, span: tuple[int, int]) -> list[Ref]:
    refs: list[Ref] = []
    for index in range(*span):
        if bones.text[index] != N:
            continue
        mark = bones.at[index]
        if mark is not None:
            refs.append(mark.ref)
        elif (found := context_alliance(reading)) is not None:
            refs.append(found[0])
    return refs


def _year(reading: Reading, start: int, end: int) -> str:
    """The year of the date inside the stretch that tells it, else of the only date of the sentence."""
    points = [d for d in reading.dates if d.moment is not None and d.kind == "date" and d.moment.year is not None]
    inside = [d for d in points if start <= d.start and d.end <= end]
    chosen = inside[:1] if len(inside) == 1 else points if len(points) == 1 else []
    return str(chosen[0].moment.year) if chosen and chosen[0].moment else ""


def _alias(reading: Reading, bones: Signs, match: re.Match[str]) -> Iterator[Value]:
    refs = _refs(reading, bones, match.span("name"))
    index = match.start("alias")
    other = bones.at.get(index)
    alias = other.name if other is not None else match["alias"].strip()
    if not refs or alias in (refs[0].name, N) or alias.startswith(N) or not alias:
        return
    span = reading.span(bones.starts[match.start()], bones.ends[match.end("alias") - 1])
    yield Value(refs[0], "aliases", alias, span, "succession.alias", "high")
