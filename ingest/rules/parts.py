"""Which unit is part of which: a faculty by its name (X大学Y学院), a subsidiary where the text says so.

A college with a row of its own in the tables (北京科技大学天津学院) stands for itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from ingest.finding import Finding, Named, Relation
from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.near import pieces
from ingest.rules.signs import N, Signs, signs
from ingest.words.shipped import read_table

_FACULTY = later(
    r"(?P<whole>.{2,16}?(?:大学|科学院|研究总院)(?:\([\u4e00-\u9fff]{2,4}\))?)(?P<part>[^()]{2,20}?(?:学院"
    r"|系|学部|研究院|研究所|研究生院|中心|实验室|校区|医院|分校|分院|所))"
)
_UNDER = r"(?:所属|下属|旗下|直属|麾下|辖下|全资|控股|下辖|属下)"
PATTERNS = (
    # X隶属(于)Y; X是Y的下属企业
    (
        "parts.belongs",
        later(
            rf"(?P<part>{N})[^。；，{N}]{{0,6}}?(?:隶属(?:于)?|下属于|直属(?:于)?|归属(?:于)?|从属于"
            rf"|归口于)(?P<whole>{N})"
        ),
    ),
    (
        "parts.is_under",
        later(
            rf"(?P<part>{N})(?:，)?(?:是|为|系|作为)(?P<whole>{N})(?:的|在[^，。；{N}]{{1,8}}的)?(?:{_UNDER}|全资"
            rf"|控股|直管|[一二三]级)[^，。；{N}]{{0,10}}"
        ),
    ),
    (
        "parts.is_child",
        later(
            rf"(?P<part>{N})(?:，)?(?:是|为|系)(?P<whole>{N})(?:的|在[^，。；{N}]{{1,8}}(?:的"
            rf"|设立的))?[^，。；{N}]{{0,8}}?(?:子公司|分公司|分支机构|二级学院|二级单位|成员企业|下属|分院|分校)"
        ),
    ),
    # Y旗下(的)X; Y下属企业——X
    (
        "parts.of",
        later(rf"(?P<whole>{N})(?:的)?{_UNDER}(?:的)?[^，。；：、{N}]{{0,8}}?(?:——?|：|、)?(?P<part>{N})"),
    ),
    # X(Y子公司), X(隶属于Y)
    (
        "parts.bracket",
        later(
            rf"(?P<part>{N})[(（](?:(?:隶属于?|属于|系|为)(?P<whole>{N})|(?P<whole2>{N})(?:的)?(?:{_UNDER}|子公司"
            rf"|分公司"
            rf"|成员企业|二级单位|控股|全资)|(?P<whole3>{N}))[^()（）{N}]{{0,6}}[)）]"
        ),
    ),
    # Y企业——X
    ("parts.apposition", later(rf"(?P<whole>{N})(?:旗下|下属|所属)?(?:企业|公司|单位)——?(?P<part>{N})")),
)
_CHILD = later(r"(?<=公司|集团)(?:的)?(?:全资|控股|下属)?(?:子公司|成员企业)$")
_CUES = later(
    r"企业—|公司—|隶属|直属|归属|从属|归口|下属|旗下|所属|麾下|辖下|属下|全资|控股|子公司|分公司|分支机构|二级"
    r"|成员企业|成员公司|分院|分校"
)
_NAME_CUES = later(r"大学|科学院|研究总院")


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """PART_OF edges by name and by statement."""
    for reading in pieces(readings):
        units = reading.of("Organization")
        for mark in units:
            if len(mark.name) > 5 and _NAME_CUES.search(mark.name):
                yield from _by_name(reading, mark)
        if len(units) > 1 and _CUES.search(reading.text):
            yield from _stated(reading, signs(reading, ("Organization",), False))


def _by_name(reading: Reading, mark: Mark) -> Iterator[Finding]:
    match = _FACULTY.fullmatch(mark.name)
    if match is None or mark.name in _known() or _whole(match["whole"]) is None:
        return
    whole = Ref("Organization", match["whole"])
    span = reading.span(mark.start, mark.end)
    if reading.text.startswith(match["whole"], mark.start):
        end = mark.start + len(match["whole"])
        yield Named(whole, reading.span(mark.start, end), "parts.name", "high")
    yield Relation("PART_OF", mark.ref, whole, span, "parts.name", "high")


@cache
def _known() -> Mapping[str, str]:
    """Names of the table with their kind, aliases too; they stand there as tidying leaves names."""
    names = {row["name"]: row["kind"] for row in read_table("organizations")}
    return {**{row["alias"]: names.get(row["name"], "") for row in read_table("aliases")}, **names}


def _whole(name: str) -> str | None:
    """Its kind when the whole is a known university or institute."""
    kind = _known().get(name)
    return kind if kind in ("university", "institute") else None


def _stated(reading: Reading, bones: Signs) -> Iterator[Finding]:
    seen: set[tuple[Ref, Ref]] = set()
    for name, pattern in PATTERNS:
        for match in pattern.finditer(bones.text):
            at = next(match.start(g) for g in ("whole", "whole2", "whole3") if g in match.re.groupindex and match[g])
            part, whole = bones.at[match.start("part")], bones.at[at]
            if part is None or whole is None:
                continue
            if "whole3" in match.re.groupindex and match["whole3"] and not _CHILD.search(whole.name):
                continue
            if name == "parts.belongs" and part.kind == "government" and whole.kind != "government":
                # 某部直属某研究院 names the whole first.
                part, whole = whole, part
            if part.ref == whole.ref or (part.ref, whole.ref) in seen:
                continue
            if whole.kind == "government" and name == "parts.of":
                continue
            seen.add((part.ref, whole.ref))
            span = reading.span(bones.starts[match.start()], bones.ends[match.end() - 1])
            # A name that runs on into 子公司 names the parent with it.
            parent = Ref("Organization", _CHILD.sub("", whole.name))
            yield Relation("PART_OF", part.ref, parent, span, name, "high")
