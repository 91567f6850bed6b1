"""Which alliance, unit or writer a place in a sentence speaks of, when no pattern has captured it.

Shared by the rules on people, guides, policies, places and successions.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.facts import Span
from ingest.later import later
from ingest.marks import Mark, Reading, Ref

Found = tuple[Ref, tuple[Span, ...]]

_OWNER = later(
    r"(?:我(?:校|司|院|所|公司|集团|厂|会|中心)|[本该](?:公司|集团|校|院|所)|(?<![\u4e00-\u9fff])(?:公司|集团|学校))$"
)


def alliance_near(reading: Reading, position: int) -> Found | None:
    """The alliance last named before `position`, else the context's, else the first one named behind it.

    With it come the spans elsewhere that name it (empty when the sentence itself does).
    """
    marks = reading.of("Alliance")
    before = [mark for mark in marks if mark.end <= position]
    if before:
        return before[-1].ref, ()
    if reading.context.alliance is not None and not marks:
        return context_alliance(reading)
    if marks:
        return marks[0].ref, ()
    return context_alliance(reading)


def context_alliance(reading: Reading) -> Found | None:
    """What 联盟 means in this sentence, with the span that names it."""
    ref = reading.context.alliance
    if ref is None:
        return None
    if any(mark.ref == ref for mark in reading.marks):
        return ref, ()
    return ref, (reading.context.alliance_span,) if reading.context.alliance_span else ()


def owner_before(reading: Reading, end: int) -> tuple[Ref, int] | None:
    """The writer's own unit when 我校, 我司 or 公司 ends at `end`, with the place where that word begins."""
    match = _OWNER.search(reading.text, max(0, end - 4), end)
    if match is None or reading.context.owner is None:
        return None
    return reading.context.owner, match.start()


def mark_ending(marks: Sequence[Mark], end: int) -> Mark | None:
    """The mark that ends at `end`."""
    return next((mark for mark in marks if mark.end == end), None)


def mark_starting(marks: Sequence[Mark], start: int) -> Mark | None:
    """The mark that begins at `start`."""
    return next((mark for mark in marks if mark.start == start), None)


def pieces(readings: Sequence[Reading], longest: int = 2000) -> Iterable[Reading]:
    """The readings with overlong ones (a whole page without an end mark) cut at a comma or blank.

    Rules look at neighbours inside a sentence; the cut keeps their work linear in the length of the text.
    """
    if all(len(reading.text) <= longest for reading in readings):
        return readings
    return _cut(readings, longest)


def _cut(readings: Sequence[Reading], longest: int) -> Iterator[Reading]:
    for reading in readings:
        text = reading.text
        start = 0
        while len(text) - start > longest:
            cut = max(text.rfind(mark, start + longest // 2, start + longest) for mark in "，；、 |,")
            end = cut + 1 if cut > start else start + longest
            yield _piece(reading, start, end)
            start = end
        yield _piece(reading, start, len(text)) if start else reading


def _piece(reading: Reading, start: int, end: int) -> Reading:
    sentence = replace(reading.sentence, text=reading.text[start:end], start=reading.sentence.start + start)
    inside = [mark for mark in reading.marks if start <= mark.start and mark.end <= end]
    marks = tuple(replace(mark, start=mark.start - start, end=mark.end - start) for mark in inside)
    dates = tuple(
        replace(date, start=date.start - start, end=date.end - start)
        for date in reading.dates
        if start <= date.start and date.end <= end
    )
    return replace(reading, sentence=sentence, marks=marks, amounts=(), dates=dates)


def named(reading: Reading) -> tuple[Mark, ...]:
    """The organisations and alliances of a sentence."""
    return reading.of("Organization", "Alliance")
