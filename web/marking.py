"""A text cut where marks begin and end, so that spans that overlap can all be shown; and which part of it is shown.

Offsets are those of the stored text. In a text that was broken to a width, a break inside a sentence is shown as none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from queries.cutting import soft

# Characters shown at once: some forty pages; more makes a browser slow and helps nobody.
WINDOW = 60_000


@dataclass(frozen=True)
class Mark:
    """A proven span and the fact that it proves."""

    start: int
    end: int
    fact: str


@dataclass(frozen=True)
class Piece:
    """A run of text (`text`) with the facts that it proves, or a line break (`break`, or `soft` inside a sentence)."""

    kind: Literal["text", "break", "soft"]
    text: str
    start: int
    facts: tuple[str, ...] = ()
    asked: bool = False


def window(length: int, span: tuple[int, int] | None) -> tuple[int, int]:
    """The part of a text that is shown: all of a short one, else WINDOW characters around the span."""
    if length <= WINDOW:
        return 0, length
    middle = (span[0] + span[1]) // 2 if span else WINDOW // 2
    start = min(max(0, middle - WINDOW // 2), length - WINDOW)
    return start, start + WINDOW


def neighbours(
    marks: Iterable[Mark], span: tuple[int, int] | None
) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The marked spans before and after the one in view; without one, the first is the next."""
    spans = sorted({(mark.start, mark.end) for mark in marks})
    if span is None:
        return None, spans[0] if spans else None
    return next((item for item in reversed(spans) if item < span), None), next(
        (item for item in spans if item > span), None
    )


def marked(
    text: str, marks: Sequence[Mark], span: tuple[int, int] | None, part: tuple[int, int], table: bool
) -> Iterator[Piece]:
    """The part of the text as pieces; their texts and breaks together are the part itself."""
    first, last = part
    cuts = {first, last, *(at for at in span or () if first < at < last)}
    for mark in marks:
        cuts |= {at for at in (mark.start, mark.end) if first < at < last}
    ordered = sorted(cuts)
    starting = sorted(marks, key=lambda mark: (mark.start, mark.end, mark.fact))
    open_: list[Mark] = []
    at = 0
    for start, end in pairwise(ordered):
        while at < len(starting) and starting[at].start <= start:
            open_.append(starting[at])
            at += 1
        open_ = [mark for mark in open_ if mark.end > start]
        # The narrowest first: what a reader points at is the smallest thing said there.
        facts = tuple(dict.fromkeys(
            mark.fact for mark in sorted(open_, key=lambda mark: (mark.end - mark.start, mark.fact))))  # fmt: skip
        asked = span is not None and span[0] <= start and end <= span[1]
        yield from _lines(text, start, end, facts, asked, table)


def _lines(text: str, start: int, end: int, facts: tuple[str, ...], asked: bool, table: bool) -> Iterator[Piece]:
    at = start
    while at < end:
        newline = text.find("\n", at, end)
        stop = end if newline < 0 else newline
        if stop > at:
            yield Piece("text", text[at:stop], at, facts, asked)
        if newline >= 0:
            yield Piece("soft" if not table and soft(text, newline) else "break", "\n", newline)
        at = stop if newline < 0 else newline + 1
