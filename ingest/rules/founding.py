"""When and where an alliance came into being, step by step (phrasing.md section 1).

Only the founding is `founded`; approval, recognition, start as a pilot, registration and a plan are values of their
own. The council's founding, a posting date and a relative day without a date of the source give nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Grade, Span
from ingest.finding import Finding, Value
from ingest.marks import Mark, Reading, Ref
from ingest.rules.skeleton import A, Skeleton, alliance_at, skeleton
from ingest.values.dates import DateMention
from ingest.words.places import load_places

_STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("planned", re.compile(r"(?:将|拟|计划|预计)[^，。；]{0,16}(?:成立|组建)|筹建|筹备")),
    ("pilot_started", re.compile(r"试点工作启动|启动[^，。；]{0,10}试点|列为[^，。；]{0,16}试点|(?:开展|进行)[^，。；]{0,6}试点|(?:成为|入选|确定为|列入|纳入|获批)[^，。；]{0,20}试点")),
    ("recognised", re.compile(r"认定")),
    ("approved", re.compile(r"(?:获|经|被)[^，。；]{0,14}(?:批准|批复|核准)|批准(?!.{0,4}加入)|批复|获批|同意[^，。；]{0,16}(?:组建|成立|筹建)")),
    ("registered", re.compile(r"登记|注册成立|备案")),
    ("founded", re.compile(r"(?:签约|揭牌|宣布|宣告|正式|挂牌|发起|组织|联合|共同|缔约|牵头|倡导)*成立|成立大会|组建|创建|创立|始建于|签约|签署[^，。；]{0,12}协议|签订[^，。；]{0,12}协议|揭牌|缔结|建立")),
)  # fmt: skip
_COUNCIL = re.compile(
    r"(?:理事会|委员会|秘书处|专家组|工作组|分会|专委会|工作站|实验室|公司|研究院|分联盟|办公室)[^，。；]{0,4}(?:正式)?成立|换届|第[二三四五]届"
)
_NOT_FOUNDING = re.compile(
    r"成立(?:以来|后|之后|以后|[一二三四五六七八九十\d]+周年|多年|前|之前|至今)|组建(?:以来|后)|(?:自|从)[^，。；]{0,20}成立"
)
_AT = re.compile(r"(?:在|于)(?=[\u4e00-\u9fff])")
_HELD = re.compile(r"[^，。；]{0,16}?(?:签约|签署|签订|成立|举行|召开|揭牌|宣布|宣告|正式|隆重|组建|挂牌|发起|启动|举办|共同|联合|顺利|圆满)")
_PLACES = load_places()
_LONGEST_REACH = 90


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Dated steps and the place of founding, one value for each alliance that the sentence says it of."""
    for reading in readings:
        if not any(pattern.search(reading.text) for _, pattern in _STEPS):
            continue
        if not reading.of("Alliance") and reading.context.alliance is None:
            continue
        bones = skeleton(reading)
        if A not in bones.text:
            continue
        yield from _dated(reading, bones)
        yield from _placed(reading, bones)


def _dated(reading: Reading, bones: Skeleton) -> Iterator[Value]:
    if _NOT_FOUNDING.search(reading.text):
        return
    for mention in reading.dates:
        if mention.moment is None or mention.kind != "date" or mention.marker in ("since", "from_to"):
            continue
        step, stretch = _step(reading, mention)
        if not step:
            continue
        grade: Grade = "medium" if mention.inferred else "high"
        for alliance, spot in _alliances(reading, bones, stretch):
            start, end = min(mention.start, stretch[0], *spot[:1]), max(mention.end, stretch[1], *spot[1:])
            yield Value(
                alliance,
                step,
                str(mention.moment),
                reading.span(start, end),
                f"founding.{step}",
                grade,
                _also(reading, alliance),
            )


def _step(reading: Reading, mention: DateMention) -> tuple[str, tuple[int, int]]:
    """The step that a date dates: the first cue behind it before the next date, with its characters."""
    text = reading.text
    others = [d.start for d in reading.dates if d.start > mention.start and d.kind == "date"]
    end = min([*others, len(text), mention.end + _LONGEST_REACH])
    stretch = text[mention.end : end]
    if _COUNCIL.search(stretch):
        return "", (0, 0)
    clause = re.match(r"[^，。；]*", stretch)
    if clause and (pilot := re.search(r"试点", clause[0])) and not re.search(r"将|拟", clause[0]):
        return "pilot_started", (mention.end + pilot.start(), mention.end + pilot.end())
    best: tuple[int, str, tuple[int, int]] | None = None
    for step, pattern in _STEPS:
        match = pattern.search(stretch)
        if match is not None:
            candidate = (match.start(), step, (mention.end + match.start(), mention.end + match.end()))
            if best is None or candidate[0] < best[0] - 2:
                best = candidate
    if best is None and (
        match := re.search(r"成立于$|始建于$|组建于$|创建于$|创立于$|成立时间[为：]?$", text[: mention.start])
    ):
        return "founded", (match.start(), match.end())
    return (best[1], best[2]) if best else ("", (0, 0))


def _alliances(reading: Reading, bones: Skeleton, stretch: tuple[int, int]) -> list[tuple[Ref, tuple[int, int]]]:
    """The alliances of which the cue speaks: those listed together, else the nearest."""
    marks = reading.of("Alliance")
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
        not any(pattern.search(reading.text) for step, pattern in _STEPS if step == "founded")
        or _NOT_FOUNDING.search(reading.text)
        or _COUNCIL.search(reading.text)
    ):
        return
    if not re.search(r"成立|组建|签约|签署|签订|揭牌|创立", reading.text):
        return
    for match in _AT.finditer(reading.text):
        place = _place_at(reading.text, match.end())
        if place is None or not _HELD.match(reading.text, match.end() + len(place)):
            continue
        end = match.end() + len(place)
        for alliance, spot in _alliances(reading, bones, (match.start(), end)):
            span = reading.span(min(match.start(), spot[0]), max(end, spot[1]))
            yield Value(alliance, "founded_place", _short(place), span, "founding.place", "high", _also(reading, alliance))
        return


def _place_at(text: str, start: int) -> str | None:
    """The place name at `start`: the longest one; after a province its city (江苏连云港)."""
    for length in range(8, 0, -1):
        name = text[start : start + length]
        if len(name) == length and name in _PLACES:
            inner = _place_at(text, start + length) if "/" not in _PLACES[name] else None
            return name + inner if inner and name + inner not in _PLACES else name
    return None


def _short(place: str) -> str:
    """The place's own short name: 京 is 北京, 大连市 is 大连."""
    path = _PLACES.get(place)
    return re.sub(r"(?:省|市|自治区|特别行政区)$", "", path.rsplit("/", 1)[-1]) if path else place


def _also(reading: Reading, alliance: Ref) -> tuple[Span, ...]:
    if any(m.ref == alliance for m in reading.marks) or reading.context.alliance_span is None:
        return ()
    return (reading.context.alliance_span,)
