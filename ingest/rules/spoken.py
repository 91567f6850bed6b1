"""Which alliance a stretch of a sentence speaks of, and the span elsewhere that names it."""

from __future__ import annotations

from graph.facts import Span
from ingest.later import later
from ingest.marks import Reading, Ref

_PRONOUN = later(r"(?:本|该|此|我)?(?:联盟|联合体|同盟|共同体(?<![\u4e00-\u9fff]共同体)|(?<=[本该此])共同体)")


def alliance_before(reading: Reading, position: int) -> Ref | None:
    """The alliance named last before `position`, else the one of the context.

    Where several are named, a later 联盟 without a name means the one of the context.
    """
    marks = reading.of("Alliance")
    before = [mark for mark in marks if mark.end <= position]
    context = reading.context.alliance
    if not before or (len(before) > 1 and context is not None and _means(reading, before[-1].end, position)):
        return context
    return before[-1].ref


def _means(reading: Reading, start: int, end: int) -> bool:
    return any(
        not any(mark.start <= match.start() < mark.end for mark in reading.of("Alliance"))
        for match in _PRONOUN.finditer(reading.text, start, end)
    )


def named_above(reading: Reading, holder: Ref) -> tuple[Span, ...]:
    """The span that names the holder, when it is the alliance of the context and named before this sentence."""
    span = reading.context.alliance_span
    if holder != reading.context.alliance or span is None or span.start >= reading.sentence.start:
        return ()
    return (span,)
