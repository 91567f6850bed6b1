"""Targets and figures: every stated amount with its status, subject, metric, comparator, unit and deadline.

The parts lie in `ingest/rules/claims/`; goals without a number are left to `qualitative.py`, declared members to
`counts.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from graph.facts import Grade, Span
from ingest.finding import Claim, Finding
from ingest.later import later
from ingest.marks import Reading
from ingest.rules.claims.admission import may_state
from ingest.rules.claims.drafts import AIMS, Before, Draft, after, begin, drafts_of
from ingest.rules.claims.holders import holder_of
from ingest.rules.claims.scope import Scope, scopes, year_of
from ingest.rules.claims.wording import is_wide
from ingest.rules.spoken import named_above

# A line with more amounts is a table that lost its lines.
_MOST = 60
# A person's life: what they published is no figure of the alliance.
_OF_A_PERSON = later(
    r"年(?:[0-9]{1,2}月)?(?:出)?生[，于]|毕业于|[博硕]士生导师|从事[^，。；]{2,24}(?:研究"
    r"|工作)[^，。；]{0,4}[0-9一二三四五六七八九十]+[余多]?年"
)
_Sentence = tuple[Reading, Scope, list[Draft]]


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Targets and figures of a document."""
    if not any(reading.amounts for reading in readings):
        return
    year = year_of(readings)
    before = Before()
    said: list[_Sentence] = []
    for reading, scope in zip(readings, scopes(readings), strict=True):
        if reading.sentence.heading:
            continue
        before = begin(reading, before)
        if (
            not may_state(reading.text, reading.amounts)
            or len(reading.amounts) > _MOST
            or _OF_A_PERSON.search(reading.text)
        ):
            continue
        drafts = list(drafts_of(reading, scope, before, year))
        if drafts:
            before = after(before, drafts)
            said.append((reading, scope, drafts))
    for index, sentence in enumerate(said):
        following = said[index + 1] if index + 1 < len(said) else None
        for draft in _with_baselines(sentence, following):
            yield from _claims(sentence[0], sentence[1], draft)


def _with_baselines(sentence: _Sentence, following: _Sentence | None) -> list[Draft]:
    """Stated figures from which a target of the same metric, here or in the next sentence, sets out."""
    reading, _, drafts = sentence
    aims = [d for d in drafts if d.status in AIMS]
    if following is not None and following[0].sentence.paragraph == reading.sentence.paragraph:
        aims += [d for d in following[2] if d.status in AIMS]
    if not any(_sets_out(d, aim) for d in drafts for aim in aims):
        return drafts
    return [replace(d, status="baseline") if d.status == "stated" and not d.amount.is_count else d for d in drafts]


def _sets_out(draft: Draft, aim: Draft) -> bool:
    one, other = draft.subject, aim.subject
    same = draft.metric == aim.metric and (one in other or other in one)
    return same and draft.status == "stated" and not draft.amount.is_count


def _claims(reading: Reading, scope: Scope, draft: Draft) -> Iterator[Claim]:
    holder = holder_of(reading, draft)
    if holder is None:
        return
    above: tuple[Span, ...] = (scope.span,) if scope.span is not None and draft.status in AIMS else ()
    also = (*above, *named_above(reading, holder))
    start = min(draft.about.start, draft.amount.outer_start)
    yield Claim(
        holder, draft.status, draft.subject, draft.metric, draft.quantity, draft.deadline,
        reading.span(start, draft.about.end), f"targets.{draft.status}", _grade(draft), tuple(dict.fromkeys(also)),
    )  # fmt: skip


def _grade(draft: Draft) -> Grade:
    if is_wide(draft.subject) or is_wide(draft.metric):
        return "low"
    return "high" if draft.about.metric and draft.about.known else "medium"
