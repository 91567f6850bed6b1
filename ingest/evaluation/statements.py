"""Scores of declared counts of members and of clauses."""

from __future__ import annotations

from collections.abc import Iterator

from graph.facts import Span
from ingest.evaluation.align import Alignment
from ingest.evaluation.marked import ANY, ClauseMark, CountMark, Marked, closest, folded
from ingest.evaluation.outcomes import Item, Outcome

_SAME_TEXT = 0.5


def count_outcomes(gold: Marked, found: Marked, pairs: Alignment) -> Iterator[Outcome]:
    """`counts`: alliance, kind and number right; `counts/approximate`, `counts/named` of those that match.

    A number that the text repeats is one; where it is marked twice, each place is wanted.
    """
    used: dict[int, int] = {}
    for near in (True, False):
        for mark in sorted(gold.counts, key=lambda c: (c.optional, c.index)):
            if mark.index in used.values():
                continue
            for other in found.counts:
                if other.index in used or not _same_count(mark, other, pairs):
                    continue
                if not near or closest(mark.evidence[:1], other.evidence[:1]) > 0:
                    used[other.index] = mark.index
                    break
    marks = {mark.index: mark for mark in gold.counts}
    for mark in gold.counts:
        if mark.index not in used.values() and not mark.optional:
            yield Outcome("counts", "missed", _count_words(mark, gold), mark.evidence[0])
    for other in found.counts:
        match = marks.get(used.get(other.index, -1))
        item, what, place = Item("counts", other.index), _count_words(other, found), other.evidence[0]
        if match is None:
            again = any(_same_count(mark, other, pairs) for mark in gold.counts)
            yield Outcome("counts", "passed" if again else "false", what, place, item)
        elif match.optional:
            yield Outcome("counts", "passed", what, place, item)
        else:
            yield Outcome("counts", "right", what, place, item)
            yield from _count_fields(gold, match, other, what)


def clause_outcomes(gold: Marked, found: Marked) -> Iterator[Outcome]:
    """`clauses`: text and kind right; `clauses/number`, `clauses/heading` of those that match."""
    if not gold.scope.clauses:
        return
    scored = sorted(
        (-_shared(mark, other), mark.optional, mark.index, other.index)
        for mark in gold.clauses
        for other in found.clauses
        if mark.kind == other.kind and _shared(mark, other) >= _SAME_TEXT
    )
    match: dict[int, int] = {}
    for _, _, mark_index, other_index in scored:
        if mark_index not in match.values() and other_index not in match:
            match[other_index] = mark_index
    marks = {mark.index: mark for mark in gold.clauses}
    for mark in gold.clauses:
        if mark.index not in match.values() and not mark.optional:
            yield Outcome("clauses", "missed", _clause_words(mark, gold), mark.evidence[0])
    for other in found.clauses:
        found_mark = marks.get(match.get(other.index, -1))
        item, what, place = Item("clauses", other.index), _clause_words(other, found), other.evidence[0]
        if found_mark is None:
            yield Outcome("clauses", "false", what, place, item)
        elif found_mark.optional:
            yield Outcome("clauses", "passed", what, place, item)
        else:
            yield Outcome("clauses", "right", what, place, item)
            yield from _field("clauses/number", found_mark.number, other.number, what, place, item)
            heading = folded(found_mark.heading), folded(other.heading)
            yield from _field("clauses/heading", *heading, what, place, item)


def _same_count(mark: CountMark, other: CountMark, pairs: Alignment) -> bool:
    if mark.kind == ANY:
        return closest(mark.evidence[:1], other.evidence[:1]) > 0
    same_alliance = pairs.marks.get(other.alliance) == mark.alliance
    return same_alliance and mark.kind == other.kind and mark.count == other.count


def _count_fields(gold: Marked, mark: CountMark, other: CountMark, what: str) -> Iterator[Outcome]:
    item, place = Item("counts", other.index), other.evidence[0]
    if "approximate" in gold.scope.count_fields and mark.approximate is not None:
        yield from _field("counts/approximate", str(mark.approximate), str(other.approximate), what, place, item)
    if "named" in gold.scope.count_fields and mark.named is not None:
        yield from _field("counts/named", str(mark.named), str(other.named), what, place, item)


def _field(section: str, wanted: str, given: str, what: str, place: Span, item: Item) -> Iterator[Outcome]:
    if wanted == given:
        yield Outcome(section, "right", what, place, item)
    else:
        words = f"{what}：{given or '空 none'}，应为 should be {wanted or '空 none'}"
        yield Outcome(section, "missed", words, place)
        yield Outcome(section, "false", words, place, item)


def _shared(mark: ClauseMark, other: ClauseMark) -> float:
    """Shared characters over those of the shorter one: a clause may be marked with or without its heading."""
    one, two = mark.evidence[0], other.evidence[0]
    shared = min(one.end, two.end) - max(one.start, two.start)
    return max(0, shared) / min(one.end - one.start, two.end - two.start)


def _count_words(count: CountMark, of: Marked) -> str:
    alliance = of.entities.get(count.alliance)
    return f"{alliance.name if alliance else '?'}：{count.kind} {'约 ~' if count.approximate else ''}{count.count}"


def _clause_words(clause: ClauseMark, of: Marked) -> str:
    subject = of.entities.get(clause.subject)
    return f"{subject.name if subject else '?'}：{clause.kind} {clause.number} {clause.heading}".rstrip()
