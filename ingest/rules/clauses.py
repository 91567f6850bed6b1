"""Numbered and headed provisions: tasks, principles, conditions and fields of work of a concept or an alliance, and
the articles of a charter.

A heading, an opening line (基本原则如下：) or a question says what the items below are; the articles of a charter say
it themselves. Definitions outside charters are read in `definitions.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.facts import Span
from ingest.finding import ClauseFound, Finding
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.definitions import definition
from ingest.rules.numbering import Number, number_at, numbers_in

_KINDS = (
    ("principle", later(r"原则")),
    ("condition", later(r"条件")),
    ("task", later(r"任务|职责|使命")),
    (
        "activity",
        later(r"工作内容|业务范围|主要工作|活动内容|服务内容|主要活动|主要业务|工作范围|主要职能|活动范围"),
    ),
)
_ALLIANCE = later(r"联盟|联合体")
# Whose conditions and tasks they are when not the alliance's.
_OTHERS = later(
    r"(?:申报|申请|报名|招聘|采购|招标|参会|投稿|资助|报送|推荐|评审|验收|课题|项目|会议|任职"
    r"|购票)[^，。；]{0,6}(?:条件|任务|原则|要求)"
)
_IS_ORGANISATION = later(
    r"[^，。；]{0,24}?(?:联盟|联合体)(?:\([^()]*\))?，?是[^。；]{6,}(?:组织|联合体|共同体|团体|平台|体系)"
)
_TASKS = later(r"[^，。；]{0,12}?(?:主要|基本|重点)?任务(?:是|为|包括|有|如下|：|$)")
_CONDITIONS = later(r"[^。；]{0,40}?(?:条件|具备以下|符合以下|满足以下)[^。；]{0,8}(?:：|$)")
_PRINCIPLES = later(r"[^。；]{0,30}?原则(?:是|为|包括|有|如下|：|$)")
_ACTIVITIES = later(r"[^，。；]{0,12}?(?:业务范围|工作内容|主要工作|主要职能)[^。；]{0,4}(?:是|为|包括|有|如下|：|$)")
_HEADING = later(r"(?P<heading>[^，。；：]{2,24})[。：]")
_QUESTION = later(r"[？?]$")
_MOST = 3
_SHORT_HEADING = 12


@dataclass(frozen=True)
class _Topic:
    """What the items below are about; `style` is the numbering of the line that says so, which no item can have."""

    kind: str
    subject: Ref
    style: str
    also: tuple[Span, ...]


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """All provisions of a document."""
    main = _main_concept(readings)
    articles = [index for index, reading in enumerate(readings) if _is_article(reading)]
    if len(articles) >= _MOST:
        yield from _articles(readings, articles, main)
    else:
        yield from _items(readings, main)


def _main_concept(readings: Sequence[Reading]) -> Ref | None:
    """The concept that the text defines or asks about; a concept only mentioned has no provisions."""
    first = next((mark.ref for reading in readings for mark in reading.of("Concept")), None)
    if first is None:
        return None
    for reading in readings:
        found = definition(reading, first)
        if found is not None:
            return found.concept
        asked = re.search(r"什么是", reading.text)
        if asked and reading.of("Concept"):
            return reading.of("Concept")[0].ref
    return None


def _is_article(reading: Reading) -> bool:
    number = number_at(reading.text)
    return number is not None and number.style == "article"


def _items(readings: Sequence[Reading], main: Ref | None) -> Iterator[ClauseFound]:
    topic: _Topic | None = None
    for index, reading in enumerate(readings):
        numbers = numbers_in(reading.text)
        first = numbers[0] if numbers else None
        is_item = topic is not None and first is not None and first.style != topic.style
        if not is_item or (reading.sentence.heading and _kind(reading.text)):
            opened = _opened(reading, first, main)
            if opened is not None:
                topic = opened
                # 联盟的主要任务是：一是…；二是… holds its items itself.
                numbers = [n for n in numbers if n.start > 0 and n.style != topic.style]
                if not numbers:
                    continue
            elif reading.sentence.heading or _QUESTION.search(reading.text):
                topic = None
        if topic is not None and numbers and numbers[0].style != topic.style:
            yield from _split(readings, index, numbers, topic)


def _kind(text: str) -> str:
    if _OTHERS.search(text):
        return ""
    return next((kind for kind, pattern in _KINDS if pattern.search(text)), "")


def _opened(reading: Reading, first: Number | None, main: Ref | None) -> _Topic | None:
    """The topic that a heading, an opening line or a question sets."""
    text = reading.text
    opens = reading.sentence.heading or text.endswith("：") or bool(_QUESTION.search(text)) or "如下" in text[-6:]
    inline = re.search(r"(?:任务|原则|条件|职责|工作内容)(?:是|为|包括|有|主要有)?：", text[:60])
    if not opens and not inline:
        return None
    line = text if opens else text[: inline.end()] if inline else ""
    kind = _kind(line) if len(line) <= 60 else ""
    if not kind:
        return None
    subject = _subject(reading, line, main)
    # 三年内完成以下任务 opens a list of targets.
    if subject is None or (subject.label == "Alliance" and (reading.dates or "完成" in line)):
        return None
    span = reading.span(0, len(line))
    return _Topic(kind, subject, first.style if first and first.start == 0 else "", (span,))


def _subject(reading: Reading, line: str, main: Ref | None) -> Ref | None:
    for mark in reading.marks:
        if mark.end <= len(line) and (mark.label == "Alliance" or (mark.label == "Concept" and main is not None)):
            return mark.ref
    alone = main is None and reading.sentence.heading and len(line) <= _SHORT_HEADING
    if (alone or _ALLIANCE.search(line)) and reading.context.alliance is not None:
        return reading.context.alliance
    return main


def _split(readings: Sequence[Reading], index: int, numbers: Sequence[Number], topic: _Topic) -> Iterator[ClauseFound]:
    """The items of a sentence; the last one goes on to the end of its paragraph."""
    reading = readings[index]
    if topic.subject.label == "Alliance" and topic.style != "article" and reading.amounts:
        # An alliance's tasks in numbers are its targets.
        return
    for position, number in enumerate(numbers):
        last = position + 1 == len(numbers)
        end = len(reading.text) if last else numbers[position + 1].start
        text = reading.text[number.start : end].rstrip("；;，。 ")
        span = reading.span(number.start, end if last else number.start + len(text))
        follows = _rest(readings, index) if last else None
        if follows is not None:
            span = Span(span.start, follows.end)
        heading = _heading(reading.text[number.end : end], follows is not None)
        yield ClauseFound(topic.subject, topic.kind, number.figure, heading, span, "clauses.item", "high", topic.also)


def _rest(readings: Sequence[Reading], index: int) -> Span | None:
    """The sentences behind an item in the same paragraph that begin nothing new."""
    paragraph = readings[index].sentence.paragraph
    end: Span | None = None
    for reading in readings[index + 1 :]:
        if reading.sentence.paragraph != paragraph or reading.sentence.heading or number_at(reading.text):
            break
        if _QUESTION.search(reading.text):
            break
        end = reading.span(0, len(reading.text))
    return end


def _heading(text: str, goes_on: bool) -> str:
    """The words that name an item: its first sentence when more follow, or what stands before a colon."""
    match = _HEADING.match(text)
    if match is None or (not goes_on and match.end() == len(text.rstrip())):
        return ""
    return match["heading"].strip(' “”"')


def _articles(readings: Sequence[Reading], starts: Sequence[int], main: Ref | None) -> Iterator[ClauseFound]:
    """The articles of a charter with the items under tasks and conditions."""
    for index in starts:
        reading = readings[index]
        number = number_at(reading.text)
        assert number is not None
        subject = reading.context.alliance or next((m.ref for m in reading.of("Alliance")), main)
        if subject is None:
            continue
        body = reading.text[number.end :].lstrip()
        kind = _article_kind(body)
        rest = _rest(readings, index)
        span = reading.span(number.start, len(reading.text))
        span = Span(span.start, rest.end) if rest else span
        yield ClauseFound(subject, kind, number.figure, "", span, "clauses.article", "high")
        if kind not in ("rule", "definition"):
            topic = _Topic(kind, subject, "article", (reading.span(0, len(reading.text)),))
            yield from _under(readings, index, topic)


def _article_kind(body: str) -> str:
    if _IS_ORGANISATION.match(body) or re.match(r"[^。；]{0,30}(?:所称|所指)[^。；]{0,20}(?:是指|指)", body):
        return "definition"
    if _TASKS.match(body):
        return "task"
    if _ACTIVITIES.match(body):
        return "activity"
    if _PRINCIPLES.match(body):
        return "principle"
    return "condition" if _CONDITIONS.match(body) else "rule"


def _under(readings: Sequence[Reading], index: int, topic: _Topic) -> Iterator[ClauseFound]:
    for below in range(index + 1, len(readings)):
        numbers = numbers_in(readings[below].text)
        if not numbers or numbers[0].start > 2 or numbers[0].style in ("article", "chapter"):
            if numbers or readings[below].sentence.heading:
                return
            continue
        yield from _split(readings, below, numbers, topic)
