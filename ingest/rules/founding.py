"""When and where an alliance came into being, step by step (phrasing.md section 1).

Only the founding is `founded`; approval, recognition, start as a pilot, registration and a plan are values of their
own. The council's founding, a posting date and a relative day without a date of the source give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Grade, Span
from ingest.finding import Finding, Value
from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.skeleton import A, Skeleton, alliance_at, skeleton
from ingest.rules.steps import ANY_STEP, OTHER_BODY, STEPS, founds_another, is_posting, steps_of
from ingest.words.places import load_places

_NOT_FOUNDING = later(
    r"成立(?:以来|后|之后|以后|[一二三四五六七八九十\d]+周年|多年|前|之前|至今)|组建(?:以来|后)|(?:自|从)[^，。；]{0,20}成立(?!大会)"
)
_MEETING = later(r"成立(?:大会|仪式|会议)")
_NEAR = 40
_OPENS = 3
_FIRST_LINES = 4
# 某联盟指导委员会成立 founds the committee.
_BODY_BEHIND = later(r"(?:专家|指导|技术|顾问|咨询|标准|标准化|专业|工作|管理)+委员会|专委会|专家组")
_AT = later(r"(?:在|于)(?=[\u4e00-\u9fff])")
# 在江海首个联合体揭牌仪式上 says where it is the first.
_HELD = later(
    r"(?!首[个家批]|第一|唯一)[^，。；]{0,16}?(?:启动|揭牌建立|签约|签署|签订|成立|举行|召开|揭牌|宣布|宣告|正式|隆重|组建|挂牌|发起|启动|举办|共同|联合|顺利|圆满)"
)
_PLACES = load_places()


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Dated steps and the place of founding, one value for each alliance that the sentence says it of."""
    for index, reading in enumerate(readings):
        if index < _FIRST_LINES and not reading.text.endswith("。"):
            yield from _headed(readings, index)
        if not ANY_STEP.search(reading.text):
            continue
        if not reading.of("Alliance") and reading.context.alliance is None:
            continue
        bones = skeleton(reading)
        if A in bones.text or _goes_on(reading):
            yield from _dated(reading, bones)
        if A in bones.text:
            yield from _placed(reading, bones)


def _goes_on(reading: Reading) -> bool:
    """Whether a sentence that opens with a date goes on about the alliance of the sentence before."""
    first = next((d for d in reading.dates if d.kind == "date"), None)
    if first is None or first.start > _OPENS:
        return False
    subject = next((m for m in reading.of("Organization") if m.start >= first.end), None)
    return subject is None or not re.fullmatch(r"[，,]?", reading.text[first.end : subject.start])


def _headed(readings: Sequence[Reading], index: int) -> Iterator[Value]:
    """A title that names the founding meeting, with a bare date in one of the lines below it."""
    reading = readings[index]
    marks = [m for m in reading.of("Alliance") if not _BODY_BEHIND.match(reading.text, m.end)]
    if len(marks) != 1 or not _MEETING.search(reading.text):
        return
    for line in readings[index + 1 : index + 3]:
        dates = [d for d in line.dates if d.moment is not None and d.kind == "date" and not is_posting(line, d)]
        if len(dates) == 1 and dates[0].end - dates[0].start >= len(re.sub(r"[()\s]", "", line.text)):
            span = line.span(dates[0].start, dates[0].end)
            heading = reading.span(0, len(reading.text))
            yield Value(marks[0].ref, "founded", str(dates[0].moment), span, "founding.headed", "medium", (heading,))


def _dated(reading: Reading, bones: Skeleton) -> Iterator[Value]:
    if _NOT_FOUNDING.search(reading.text):
        return
    for mention in reading.dates:
        if mention.moment is None or mention.kind not in ("date", "relative") or is_posting(reading, mention):
            continue
        if mention.marker in ("since", "from_to") and not _MEETING.search(
            reading.text[mention.end : mention.end + _NEAR]
        ):
            continue
        grade: Grade = "medium" if mention.inferred else "high"
        for step, stretch in steps_of(reading, mention):
            if step == "approved" and A not in bones.text and not re.search(r"获批|经[^，。；]{1,14}批", reading.text):
                continue
            for alliance, spot in _alliances(reading, bones, stretch):
                start, end = min(mention.start, stretch[0], *spot[:1]), max(mention.end, stretch[1], *spot[1:])
                span = reading.span(start, end)
                also = _also(reading, alliance)
                yield Value(alliance, step, str(mention.moment), span, f"founding.{step}", grade, also)


def _alliances(reading: Reading, bones: Skeleton, stretch: tuple[int, int]) -> list[tuple[Ref, tuple[int, int]]]:
    """The alliances of which the cue speaks: those listed together, else the nearest."""
    marks = [m for m in reading.of("Alliance") if not _BODY_BEHIND.match(reading.text, m.end)]
    if not marks and reading.of("Alliance"):
        return []
    if not marks:
        found = alliance_at(reading, bones, 0, len(bones.text))
        return [(found[0], stretch)] if found else []
    behind = [
        m for m in marks if m.start >= stretch[1] and not re.search(r"[。；]", reading.text[stretch[1] : m.start])
    ]
    before = [m for m in marks if m.end <= stretch[0]]
    takes_behind = behind and (not before or behind[0].start - stretch[1] <= 3)
    group = _together(reading, behind) if takes_behind else _together(reading, before[::-1])[::-1]
    return [(m.ref, (m.start, m.end)) for m in group] or [(marks[0].ref, (marks[0].start, marks[0].end))]


def _together(reading: Reading, marks: Sequence[Mark]) -> list[Mark]:
    """The first mark and those joined to it by nothing but list words."""
    group: list[Mark] = []
    for mark in marks:
        if group:
            left, right = sorted((group[-1], mark), key=lambda m: m.start)
            if not re.fullmatch(r"[”\"》\s]*(?:、|，|和|与|及|以及)[“\"《\s]*", reading.text[left.end : right.start]):
                break
        group.append(mark)
    return group


def _placed(reading: Reading, bones: Skeleton) -> Iterator[Value]:
    if (
        not any(_is_founding(reading.text, pattern) for step, pattern in STEPS if step == "founded")
        or _NOT_FOUNDING.search(reading.text)
        or OTHER_BODY.search(reading.text)
    ):
        return
    for match in _AT.finditer(reading.text):
        place = _place_at(reading.text, match.end())
        if any(m.start <= match.end() < m.end and m.kind != "government" for m in reading.of("Organization")):
            # 在湖南大学成立: the place is the university.
            continue
        if place is None or not _HELD.match(reading.text, match.end() + len(place)):
            continue
        end = match.end() + len(place)
        for alliance, spot in _alliances(reading, bones, (match.start(), end)):
            span = reading.span(min(match.start(), spot[0]), max(end, spot[1]))
            yield Value(
                alliance, "founded_place", _short(place), span, "founding.place", "high", _also(reading, alliance)
            )
        return


def _is_founding(text: str, pattern: re.Pattern[str]) -> bool:
    return any(not founds_another(text, "founded", match.span()) for match in pattern.finditer(text))


def _place_at(text: str, start: int) -> str | None:
    """The place name at `start`: the longest one; after a province its city (江苏连云港)."""
    for length in range(8, 0, -1):
        name = text[start : start + length]
        if len(name) == length and name in _PLACES:
            inner = _place_at(text, start + length) if "/" not in _PLACES[name] else None
            return name + inner if inner else name
    return None


def _short(place: str) -> str:
    """The place's own short name: 京 is 北京, 大连市 is 大连, 江苏常州 is 常州."""
    path = next((_PLACES[place[n:]] for n in range(len(place)) if place[n:] in _PLACES), None)
    return re.sub(r"(?:省|市|自治区|特别行政区)$", "", path.rsplit("/", 1)[-1]) if path else place


def _also(reading: Reading, alliance: Ref) -> tuple[Span, ...]:
    if any(m.ref == alliance for m in reading.marks) or reading.context.alliance_span is None:
        return ()
    return (reading.context.alliance_span,)
