"""Scores of targets and figures: found at all, right as a whole, and field by field."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ingest.evaluation.align import Alignment
from ingest.evaluation.marked import AmountMark, Marked, closest
from ingest.evaluation.outcomes import Item, Outcome
from ingest.evaluation.quantities import same_field, same_phrase, same_unit, same_value

# What makes an amount right; the other fields are tolerant of wording and scored beside it.
_RIGHT = ("comparator", "value", "unit", "deadline")
# A number found this near to where it is marked may be the same statement with another span.
_NEAR = 60


def amount_outcomes(gold: Marked, found: Marked, pairs: Alignment) -> Iterator[Outcome]:
    """`targets/…`, `figures/…` for numbers, `qualitative/…` for those without one, and `relations/HAS_TARGET`."""
    for name in ("targets", "figures"):
        fields = gold.scope.target_fields if name == "targets" else gold.scope.figure_fields
        for numeric in (True, False):
            marks = [a for a in gold.amounts if a.list == name and (a.value is not None) == numeric]
            given = [a for a in found.amounts if a.list == name and (a.value is not None) == numeric]
            matches = _match(marks, given)
            section = name if numeric else f"qualitative/{name}"
            sections: tuple[str, ...] = (section,) if not numeric else (f"{name}/found", f"{name}/right")
            if name == "targets":
                sections += ("relations/HAS_TARGET",)
            yield from _unmatched(sections, marks, given, matches, gold, found)
            for mark, other in matches:
                if mark.optional:
                    for one in sections:
                        yield _outcome(one, "passed", other, found)
                    continue
                wrong = [field for field in fields if not same_field(field, mark, other, gold, found, pairs)]
                yield _outcome(sections[0], "right", other, found)
                if numeric:
                    bad = [field for field in wrong if field in _RIGHT]
                    yield from _judged(f"{name}/right", bad, mark, other, gold, found)
                    for field in fields:
                        yield from _judged(
                            f"{name}/{field}", [field] if field in wrong else [], mark, other, gold, found
                        )
                if name == "targets":
                    bad = [field for field in wrong if field == "holder"]
                    yield from _judged("relations/HAS_TARGET", bad, mark, other, gold, found)


def _match(marks: Sequence[AmountMark], given: Sequence[AmountMark]) -> list[tuple[AmountMark, AmountMark]]:
    """One-to-one, the likest first; an optional mark only takes what no other mark wants as much."""
    scored = [
        (-likeness, mark.optional, mark.index, other.index, mark, other)
        for mark in marks
        for other in given
        if (likeness := _likeness(mark, other)) > 0
    ]
    matches: list[tuple[AmountMark, AmountMark]] = []
    used_marks: set[int] = set()
    used_given: set[int] = set()
    for _, _, mark_index, other_index, mark, other in sorted(scored, key=lambda s: s[:4]):
        if mark_index not in used_marks and other_index not in used_given:
            matches.append((mark, other))
            used_marks.add(mark_index)
            used_given.add(other_index)
    return sorted(matches, key=lambda match: match[0].index)


def _likeness(mark: AmountMark, other: AmountMark) -> float:
    """0 for two statements in different places; a shared number weighs more than shared characters."""
    shared = closest(mark.evidence[:1], other.evidence[:1])
    same = mark.value is not None and same_value(mark, other)
    if not shared and not (same and same_unit(mark, other) and _distance(mark, other) <= _NEAR):
        return 0.0
    alike = same_phrase(mark.metric, mark.subject, other.metric, other.subject)
    fits = mark.comparator == other.comparator
    return 0.1 + 2 * shared + 4 * same + 2 * same_unit(mark, other) + fits + alike + (mark.deadline == other.deadline)


def _distance(mark: AmountMark, other: AmountMark) -> int:
    one, two = mark.evidence[0], other.evidence[0]
    return max(one.start - two.end, two.start - one.end, 0)


def _unmatched(
    sections: Sequence[str],
    marks: Sequence[AmountMark],
    given: Sequence[AmountMark],
    matches: Sequence[tuple[AmountMark, AmountMark]],
    gold: Marked,
    found: Marked,
) -> Iterator[Outcome]:
    taken = {mark.index for mark, _ in matches}
    used = {other.index for _, other in matches}
    for mark in marks:
        if mark.index not in taken and not mark.optional:
            for section in sections:
                yield Outcome(section, "missed", amount_words(mark, gold), mark.evidence[0])
    for other in given:
        if other.index not in used:
            for section in sections:
                yield _outcome(section, "false", other, found)


def _outcome(section: str, verdict: str, amount: AmountMark, found: Marked) -> Outcome:
    words, item = amount_words(amount, found), Item(amount.list, amount.index)
    if verdict == "right":
        return Outcome(section, "right", words, amount.evidence[0], item)
    return Outcome(section, "passed" if verdict == "passed" else "false", words, amount.evidence[0], item)


def _judged(
    section: str, bad: Sequence[str], mark: AmountMark, other: AmountMark, gold: Marked, found: Marked
) -> Iterator[Outcome]:
    """Right, or both a miss and a false one that say which fields differ and how they are marked."""
    if not bad:
        yield _outcome(section, "right", other, found)
        return
    wanted = "；".join(f"{field} 应为 should be {_shown(field, mark, gold)}" for field in bad)
    what = f"{amount_words(other, found)}：{wanted}"
    yield Outcome(section, "missed", what, mark.evidence[0])
    yield Outcome(section, "false", what, other.evidence[0], Item(other.list, other.index))


def _shown(field: str, mark: AmountMark, gold: Marked) -> str:
    if field == "value":
        return f"{mark.value}" if mark.value_max is None else f"{mark.value}–{mark.value_max}"
    given = {
        "comparator": mark.comparator,
        "unit": mark.units[0],
        "deadline": mark.deadline,
        "status": "/".join(sorted(mark.statuses)),
        "subject": mark.subject,
        "metric": mark.metric,
        "holder": gold.entities[mark.holder].name if mark.holder else None,
    }[field]
    return given or "空 none"


def amount_words(amount: AmountMark, of: Marked) -> str:
    """An amount in one line: holder, subject · metric, comparator, value, unit, deadline, status."""
    holder = of.entities.get(amount.holder or "")
    number = "" if amount.value is None else f" {amount.comparator} {amount.value}"
    if amount.value_max is not None:
        number += f"–{amount.value_max}"
    when = f" [{amount.deadline}]" if amount.deadline else ""
    name = holder.name if holder else "?"
    status = "/".join(sorted(amount.statuses))
    return f"{name}：{amount.subject} · {amount.metric}{number}{amount.units[0]}{when} ({status})"
