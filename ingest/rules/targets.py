"""Targets and figures: every stated amount with its status, subject, metric, comparator, unit and deadline.

The parts lie in `ingest/rules/claims/`; goals without a number are left to `qualitative.py`, declared members to
`counts.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from graph.facts import Grade, Span
from graph.quantity import Quantity
from ingest.finding import Claim, Finding
from ingest.marks import Mark, Reading, Ref
from ingest.rules.claims.admission import admitted
from ingest.rules.claims.clauses import around, cuts, quoted
from ingest.rules.claims.cues import Cue, cue_of, is_base
from ingest.rules.claims.scope import Scope, is_deadline, scopes
from ingest.rules.claims.subjects import About, about
from ingest.rules.claims.through import seen_through
from ingest.values.amounts import Amount, Status
from ingest.values.dates import DateMention

_AIMS: tuple[Status, ...] = ("target", "expected")
_PRONOUN = re.compile(r"(?:本|该|此|我)?(?:联盟|联合体|同盟)")
_ON = re.compile(r"^(?:同时|此外|并|另外|其中)")
_WIDE = re.compile(r"我国|全国|国内|全球|世界|全行业|我省|全省|我市|全市|行业|环球")


@dataclass(frozen=True, slots=True)
class _Before:
    """What a sentence can take over from the one before it in its paragraph."""

    paragraph: int = -1
    status: Status | None = None
    deadline: str = ""
    subject: str = ""
    metric: str = ""


@dataclass(frozen=True, slots=True)
class _Draft:
    """A claim before its holder is settled."""

    amount: Amount
    status: Status
    about: About
    subject: str
    metric: str
    deadline: str
    quantity: Quantity


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Targets and figures of a document."""
    if not any(reading.amounts for reading in readings):
        return
    before = _Before()
    numbered: Status | None = None
    claims: list[tuple[Reading, Scope, list[_Draft]]] = []
    for reading, scope in zip(readings, scopes(readings), strict=True):
        if not reading.amounts or reading.sentence.heading:
            continue
        if reading.sentence.paragraph != before.paragraph:
            item = bool(re.match(r"\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳])", reading.text))
            before = _Before(reading.sentence.paragraph, numbered if item else None)
        drafts = list(_drafts(reading, scope, before))
        if drafts:
            last = drafts[-1]
            aim = last.status in _AIMS
            before = replace(
                before, status=last.status if aim else None, deadline=last.deadline if aim else "",
                subject=last.subject, metric=last.metric,
            )  # fmt: skip
            numbered = last.status if aim else None
            claims.append((reading, scope, drafts))
    for index, (reading, scope, drafts) in enumerate(claims):
        following = claims[index + 1] if index + 1 < len(claims) else None
        for draft in _with_baselines(reading, drafts, following):
            yield from _claims(reading, scope, draft)


def _drafts(reading: Reading, scope: Scope, before: _Before) -> Iterator[_Draft]:
    text = reading.text
    year = int(reading.context.date[:4]) if reading.context.date[:4].isdigit() else None
    quotes = quoted(text)
    dates = [d for d in reading.dates if not _inside(d.start, quotes) and not _inside(d.start, _brackets(text))]
    gaps = [(d.start, d.end) for d in reading.dates]
    status: Status | None = scope.status or before.status
    firm = scope.status is None and before.status is not None
    deadline = scope.deadline or ("" if scope.status is not None and before.status is None else before.deadline)
    inherited_deadline = bool(deadline) and not scope.deadline
    subject, metric = before.subject, before.metric
    told = False
    start = 0
    for end in cuts(text):
        here = [d for d in dates if start <= d.start < end]
        cue = cue_of(text[start:end], here, year)
        if cue is not None:
            status = _next(status, cue, told)
            if inherited_deadline and cue.status in _AIMS and not told and not _ON.match(text):
                deadline = ""
            told = told or cue.firm or cue.status in _AIMS
        amounts = [a for a in reading.amounts if start <= a.start < end]
        moments = _deadlines(text, here, amounts)
        for amount in amounts:
            moment = moments.get(amount.start)
            deadline = deadline if moment is None else moment
            place = around(text, amount, amounts, start, end)
            if amount.change == "to":
                place = replace(place, left=around(text, _from(amounts, amount), amounts, start, end).left)
                # 由…到…: what is measured stands before the first of the two.
            words = about(reading, _spoken(amounts, amount), replace(place, right=place.right), gaps)
            here_status = _status(status, amount, words)
            if not admitted(text, amount, here_status, quotes, place.left):
                continue
            words = _ended(words, amount)
            own_subject = words.subject or (subject if words.metric or not words.subject else "")
            own_metric = words.metric or metric
            if own_metric.startswith("占"):
                own_metric = metric.split("占")[0] + own_metric
            if not own_metric and here_status not in _AIMS:
                continue
            if not own_metric or (here_status not in _AIMS and not words.metric and not metric):
                continue
            subject, metric = own_subject, own_metric
            stated = seen_through(text, amount, dates).quantity(here_status)
            yield _Draft(
                amount, here_status, words, own_subject or "联盟", own_metric,
                deadline if here_status in _AIMS else "", stated,
            )  # fmt: skip
        start = end + 1
    _ = firm


def _next(status: Status | None, cue: Cue, told: bool) -> Status:
    """The status behind a clause's cue: firm ones count, soft ones only where nothing firm was said."""
    if cue.firm or status is None:
        return cue.status
    if cue.status == "target":
        # 将 and 要 turn a heading's 成果 into aims; an expectation stays one.
        return status if status in _AIMS else "target"
    return status


def _status(status: Status | None, amount: Amount, words: About) -> Status:
    if amount.change == "from":
        return "baseline"
    if status is not None:
        return status
    return "achieved" if words.delivers else "stated"


def _deadlines(text: str, dates: Sequence[DateMention], amounts: Sequence[Amount]) -> dict[int, str]:
    """The new deadline at an amount, by the amount's start; 分别 gives one date to each amount."""
    given = [d for d in dates if is_deadline(d) and not is_base(text, d.start)]
    found: dict[int, str] = {}
    if not given or not amounts:
        return found
    behind = [a for a in amounts if a.start > given[-1].start]
    if len(given) > 1 and len(behind) == len(given) and "分别" in text[given[-1].end : behind[0].start]:
        return {a.start: str(d.moment) for a, d in zip(behind, given, strict=True)}
    for amount in amounts:
        earlier = [d for d in given if d.end <= amount.start]
        if earlier:
            found[amount.start] = str(earlier[-1].moment)
    return found


def _from(amounts: Sequence[Amount], amount: Amount) -> Amount:
    return next((a for a in reversed(amounts) if a.start < amount.start and a.change == "from"), amount)


def _spoken(amounts: Sequence[Amount], amount: Amount) -> Amount:
    """The amount whose words name what is measured: for the second of 由…到… the first."""
    return _from(amounts, amount) if amount.change == "to" else amount


def _ended(words: About, amount: Amount) -> About:
    return replace(words, end=max(words.end, amount.outer_end))


def _inside(position: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _brackets(text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(r"\([^()]*\)", text)]


def _with_baselines(
    reading: Reading, drafts: list[_Draft], following: tuple[Reading, Scope, list[_Draft]] | None
) -> list[_Draft]:
    """Stated figures from which a target of the same metric, here or in the next sentence, sets out."""
    aims = [d for d in drafts if d.status in _AIMS]
    if following is not None and following[0].sentence.paragraph == reading.sentence.paragraph:
        aims += [d for d in following[2] if d.status in _AIMS]
    metrics = {d.metric for d in aims}
    if not any(d.status == "stated" and d.metric in metrics for d in drafts):
        return drafts
    return [replace(d, status="baseline") if d.status == "stated" else d for d in drafts]


def _claims(reading: Reading, scope: Scope, draft: _Draft) -> Iterator[Claim]:
    holder = _holder(reading, draft)
    if holder is None:
        return
    sentence = reading.sentence
    start = min(draft.about.start, draft.amount.outer_start)
    also: list[Span] = []
    if scope.span is not None and draft.status in _AIMS:
        also.append(scope.span)
    context = reading.context
    if holder == context.alliance and context.alliance_span is not None and context.alliance_span.start < sentence.start:
        also.append(context.alliance_span)
    yield Claim(
        holder, draft.status, draft.subject, draft.metric, draft.quantity, draft.deadline,
        reading.span(start, draft.about.end), f"targets.{draft.status}", _grade(reading, draft), tuple(dict.fromkeys(also)),
    )  # fmt: skip


def _grade(reading: Reading, draft: _Draft) -> Grade:
    if _WIDE.search(draft.subject) or _WIDE.search(draft.metric):
        return "low"
    return "high" if draft.about.metric and draft.about.subject else "medium"


def _holder(reading: Reading, draft: _Draft) -> Ref | None:
    """An organisation that the subject names holds its own figure; targets are the alliance's."""
    own = draft.about.holder
    if own is not None and draft.status not in _AIMS:
        return own.ref
    alliance = _alliance(reading, draft.amount.start)
    if alliance is not None:
        return alliance
    if own is not None:
        return own.ref
    mark = next((m for m in reversed(reading.of("Organization")) if m.end <= draft.amount.start), None)
    return mark.ref if mark is not None else reading.context.owner


def _alliance(reading: Reading, position: int) -> Ref | None:
    """The alliance named last before the amount, a word for it included; else the one spoken of; else the first."""
    marks: tuple[Mark, ...] = reading.of("Alliance")
    before = [m for m in marks if m.end <= position]
    pronouns = [m.start() for m in _PRONOUN.finditer(reading.text, 0, position) if not any(a.start <= m.start() < a.end for a in marks)]
    if before and not (pronouns and pronouns[-1] > before[-1].start and reading.context.alliance is not None and len(before) > 1):
        return before[-1].ref
    if reading.context.alliance is not None:
        return reading.context.alliance
    return before[-1].ref if before else (marks[0].ref if marks else None)
