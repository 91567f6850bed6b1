"""The entities of a text: marks and rules' own findings, gathered under the longest name of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from graph.facts import Grade, Span
from ingest.coreference import Names
from ingest.extraction import TextEntity
from ingest.finding import Claim, ClauseFound, Count, Finding, Named, Relation, Value
from ingest.marks import Reading, Ref

_ORDER: dict[Grade, int] = {"high": 0, "medium": 1, "low": 2}
_ALWAYS = ("Alliance", "Organization")


def collect(
    readings: Sequence[Reading], findings: Iterable[Finding], names: Names, kind_of: Callable[[str], str]
) -> tuple[TextEntity, ...]:
    """Every alliance and organisation that is named, and of the rest what some finding speaks of.

    Sorted by first mention. A finding may speak of a name that no mark holds (我校 for the writer's own unit): its
    span then is the mention.
    """
    mentions: dict[Ref, list[tuple[Span, str, str, Grade]]] = {}
    stated: dict[Ref, str] = {}
    loose: dict[Ref, tuple[Span, str, Grade]] = {}
    for reading in readings:
        for mark in reading.marks:
            named = names.of(mark.ref)
            if mark.kind:
                stated.setdefault(named, mark.kind)
            mentions.setdefault(named, []).append(
                (reading.span(mark.start, mark.end), mark.name, f"name.{mark.how}", mark.grade)
            )
    for finding in findings:
        if isinstance(finding, Named):
            entry = (finding.span, finding.ref.name, finding.rule, finding.grade)
            mentions.setdefault(names.of(finding.ref), []).append(entry)
        for ref in map(names.of, _refs(finding)):
            if ref not in loose:
                loose[ref] = (finding.span, finding.rule, finding.grade)
    for ref, (span, rule, grade) in loose.items():
        mentions.setdefault(ref, [(span, ref.name, rule, grade)])
    entities = [
        _entity(ref, found, kind_of, stated.get(ref, ""))
        for ref, found in mentions.items()
        if ref.label in _ALWAYS or ref in loose
    ]
    return tuple(sorted(entities, key=lambda e: (*_place(e.mentions[0]), e.ref)))


def _place(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _entity(
    ref: Ref, found: list[tuple[Span, str, str, Grade]], kind_of: Callable[[str], str], stated: str
) -> TextEntity:
    spans = tuple(sorted({span for span, *_ in found}, key=_place))
    first = min(found, key=lambda item: (*_place(item[0]), item[1]))
    grade = min((item[3] for item in found), key=_ORDER.__getitem__)
    aliases = tuple(sorted({name for _, name, *_ in found} - {ref.name}))
    kind = kind_of(ref.name) if ref.label == "Organization" else ""
    if ref.label == "Organization" and not kind:
        kind = next((k for k in map(kind_of, aliases) if k), stated)
    return TextEntity(ref, kind, aliases, spans, first[2], grade)


def _refs(finding: Finding) -> tuple[Ref, ...]:
    if isinstance(finding, Relation):
        return (finding.head, finding.tail)
    if isinstance(finding, Value):
        return (finding.entity,)
    if isinstance(finding, Claim):
        return (finding.holder,)
    if isinstance(finding, Count):
        return (finding.alliance,)
    if isinstance(finding, ClauseFound):
        return (finding.subject,)
    return (finding.ref,)
