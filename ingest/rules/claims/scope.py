"""What governs a sentence from above: the heading it stands under (发展目标, 取得成效) or an opening line with a colon
(将实现以下目标：), until the section or the list that it opens is over.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from graph.facts import Span
from ingest.later import later
from ingest.marks import Reading
from ingest.rules.claims.cues import cue_of
from ingest.values.amounts import Status
from ingest.values.dates import DateMention, find_dates
from ingest.words.lines import NUMBERING
from ingest.words.sentences import Section

_TO_REACH = later(
    r"目标|规划|计划|打算|下一步|展望|今后|未来|指标|愿景|前景|(?P<weak>任务|重点工作|工作(?:要点|重点|思路|安排)"
    r"|设想)"
)
_REACHED = later(r"成果|成绩|成效|进展|总体|总结|简介|概况|现状|回顾|做法|情况|效益|业绩|历程|完成|亮点|工作报告|年报")
_OPENS = later(r"目标|任务|指标|计划|规划|成果|成效|如下|以下|下列|完成|实现")
_MARKED = later(r"[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳]|第[一二三四五六七八九十]{1,3}[，、]")
_LONGEST_LIST = 80


@dataclass(frozen=True, slots=True)
class Scope:
    """The status that a clause without words of its own has here, the deadline given above, and what says so.

    `certain` = an opening line or a heading speaks of goals as such, so that goals without numbers count too. `weak` =
    a heading (重点任务) that makes aims only of what is listed below it.
    """

    status: Status | None = None
    deadline: str = ""
    span: Span | None = None
    certain: bool = False
    weak: bool = False


@dataclass(frozen=True, slots=True)
class _Opening:
    scope: Scope
    section: Section | None
    last: int


def scopes(readings: Sequence[Reading]) -> list[Scope]:
    """One scope for each reading, in order."""
    found: list[Scope] = []
    opening: _Opening | None = None
    headings: dict[Section, Scope] = {}
    for position, reading in enumerate(readings):
        section = reading.sentence.section
        if opening is not None and (position > opening.last or not _within(section, opening.section)):
            opening = None
        found.append(opening.scope if opening is not None else _of_section(section, headings))
        opened = _opened(readings, position)
        if opened is not None:
            opening = opened
    return found


def _within(section: Section | None, outer: Section | None) -> bool:
    return section == outer or outer is None or (section is not None and outer in section.chain())


def _of_section(section: Section | None, known: dict[Section, Scope]) -> Scope:
    if section is None:
        return Scope()
    if section not in known:
        known[section] = _of_heading(section) or _of_section(section.parent, known)
    return known[section]


def _of_heading(section: Section) -> Scope | None:
    heading = section.heading
    if len(heading) > 40 or (section.level == 0 and section.start == 0):
        # The first line of a text is its title: 联盟发展规划发布 governs nothing.
        return None
    span = Span(section.start, section.end)
    reach = _TO_REACH.search(heading)
    if reach is not None and not re.search("完成|回顾|总结|成效", heading):
        goals = bool(re.search("目标|指标|愿景", heading))
        return Scope("target", deadline_of(find_dates(heading)), span, goals, reach["weak"] is not None)
    return Scope("achieved", "", span) if _REACHED.search(heading) else None


def year_of(readings: Sequence[Reading]) -> int | None:
    """The year in which a text speaks: that of the source, else the latest that it gives a day in."""
    date = readings[0].context.date if readings else ""
    if date[:4].isdigit():
        return int(date[:4])
    days = [
        d.moment.year
        for reading in readings
        for d in reading.dates
        if d.moment is not None and d.moment.precision == "day" and d.marker != "by" and d.moment.year is not None
    ]
    return max(days, default=None)


def deadline_of(dates: Sequence[DateMention]) -> str:
    """The last date that can be a deadline."""
    given = [str(d.moment) for d in dates if d.moment is not None and is_deadline(d)]
    return given[-1] if given else ""


def is_deadline(date: DateMention) -> bool:
    """Whether a date can say until when: a term, a plan, a year or day that is not the beginning of something."""
    if date.moment is None or date.marker in ("as_of", "since") or date.kind == "span":
        return False
    return date.kind in ("term", "plan", "date") or (date.kind == "relative" and date.marker == "by")


def _opened(readings: Sequence[Reading], position: int) -> _Opening | None:
    """The scope that a line with a colon at its end opens over the items below it."""
    reading = readings[position]
    text = reading.text
    if not text.endswith(("：", ":")) or not _OPENS.search(text):
        return None
    cue = cue_of(text, reading.dates, None)
    if cue is None:
        return None
    sentence = reading.sentence
    span = Span(sentence.start, sentence.start + len(text))
    deadline = deadline_of(reading.dates) if cue.status in ("target", "expected") else ""
    scope = Scope(cue.status, deadline, span, "目标" in text or "指标" in text)
    return _Opening(scope, sentence.section, _last_item(readings, position))


def _last_item(readings: Sequence[Reading], position: int) -> int:
    """The last sentence of the list that begins below `position`: its numbered items with what stands between them,
    else the lines that ; joins, else one paragraph."""
    section = readings[position].sentence.section
    end = readings[position].position + _LONGEST_LIST
    below = range(position + 1, min(len(readings), position + _LONGEST_LIST))
    inside = [i for i in below if readings[i].position < end and _within(readings[i].sentence.section, section)]
    if not inside:
        return position
    first = readings[inside[0]]
    last = inside[0]
    if NUMBERING.match(first.text) or _MARKED.match(first.text):
        starts = [i for i in inside if NUMBERING.match(readings[i].text) or _MARKED.match(readings[i].text)]
        last = starts[-1]
    for i in inside:
        same = readings[i].sentence.paragraph == readings[last].sentence.paragraph
        if i > last and (same or readings[i - 1].text.endswith(("；", ";"))):
            last = i
    return last
