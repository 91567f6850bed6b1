"""Scores of names: mentions exact and overlapping, entities, and kinds of organisations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from graph.facts import Span
from ingest.evaluation.align import Alignment
from ingest.evaluation.marked import ANY, EntityMark, Marked, Mention, overlap
from ingest.evaluation.outcomes import Item, Outcome

_LABELS = ("Alliance", "Organization", "Project", "Technology", "Person", "Policy", "Place", "Concept")
_KINDS = ("Company", "University", "ResearchInstitute", "Association", "Government", "Hospital", "OtherOrganization")
_SAME_PLACE = 0.5
# Gold marks names and no pronouns; an extraction that points to one as its evidence says nothing false.
_PRONOUN = re.compile(r"[我本该該此贵]?(?:校|院|所|会|會|司|公司|集团|集團|中心|厂|廠|联盟|聯盟|联合体|聯合體)")


def mention_outcomes(gold: Marked, found: Marked, text: str) -> Iterator[Outcome]:
    """`mentions/<label or kind>/exact` and `…/overlap`."""
    for name in (*_LABELS, *_KINDS):
        wanted, doubtful = _places(gold, name)
        places = _found_places(found, name)
        for mode, pair in (("exact", _pair_exact), ("overlap", _pair_overlapping)):
            section = f"mentions/{name}/{mode}"
            pairs = pair([mention for _, mention in wanted], list(places))
            for index, (entity, mention) in enumerate(wanted):
                if index not in pairs:
                    yield Outcome(section, "missed", _surface(entity, mention.spans[0], text), mention.spans[0])
            used = set(pairs.values())
            for index, (span, entity) in enumerate(places.items()):
                item = Item("entities", entity.index)
                if index in used:
                    yield Outcome(section, "right", entity.name, span, item)
                elif pronoun(span, text) or _excused(span, doubtful, [mention for _, mention in wanted]):
                    yield Outcome(section, "passed", entity.name, span, item)
                else:
                    yield Outcome(section, "false", _surface(entity, span, text), span, item)


def entity_outcomes(gold: Marked, found: Marked, alignment: Alignment) -> Iterator[Outcome]:
    """`entities/<label>`: each thing once, wherever it is named; a thing found in two pieces has one surplus."""
    for mark in gold.entities.values():
        if mark.type != ANY and not mark.optional and mark.id not in alignment.best:
            yield Outcome(f"entities/{mark.label}", "missed", mark.name, _first(mark))
    for entity in found.entities.values():
        section, item = f"entities/{entity.label}", Item("entities", entity.index)
        match = gold.entities.get(alignment.marks.get(entity.id, ""))
        if match is None:
            doubtful = _touches_doubtful(entity, gold)
            yield Outcome(section, "passed" if doubtful else "false", entity.name, _first(entity), item)
        elif match.optional or match.type == ANY:
            yield Outcome(section, "passed", entity.name, _first(entity), item)
        elif alignment.is_best(entity.id):
            yield Outcome(section, "right", entity.name, _first(entity), item)
        else:
            what = f"{entity.name}（与 {match.name} 是同一个 the same thing in two pieces）"
            yield Outcome(section, "false", what, _first(entity), item)


def kind_outcomes(gold: Marked, found: Marked, alignment: Alignment) -> Iterator[Outcome]:
    """`kind`: the kind of each organisation that was found."""
    for id_, mark_id in alignment.marks.items():
        mark, entity = gold.entities[mark_id], found.entities[id_]
        if mark.label != "Organization" or mark.optional or not alignment.is_best(id_):
            continue
        item = Item("entities", entity.index)
        if entity.type == mark.type:
            yield Outcome("kind", "right", entity.name, _first(entity), item)
        else:
            what = f"{entity.name}：{entity.type}，应为 should be {mark.type}"
            yield Outcome("kind", "missed", what, _first(entity))
            yield Outcome("kind", "false", what, _first(entity), item)


def pronoun(span: Span, text: str) -> bool:
    """Whether a span holds 我校, 该联盟 or their kin and no name."""
    return bool(_PRONOUN.fullmatch(text[span.start : span.end]))


def _is(name: str) -> Callable[[EntityMark], bool]:
    return lambda entity: name in (entity.label, entity.type)


def _places(gold: Marked, name: str) -> tuple[list[tuple[EntityMark, Mention]], list[tuple[Mention, bool]]]:
    """Mentions that must be found, one a place, and doubtful ones (True = any label, anything inside it)."""
    wanted: dict[Span, tuple[EntityMark, Mention]] = {}
    doubtful: list[tuple[Mention, bool]] = []
    related = _is("Organization" if name in _KINDS else name)
    for entity in gold.entities.values():
        for mention in entity.mentions:
            if entity.type == ANY:
                doubtful.append((mention, True))
            elif entity.optional or mention.optional:
                if related(entity):
                    doubtful.append((mention, False))
            elif _is(name)(entity):
                wanted.setdefault(mention.spans[0], (entity, mention))
    return list(wanted.values()), doubtful


def _found_places(found: Marked, name: str) -> dict[Span, EntityMark]:
    matches = _is(name)
    places: dict[Span, EntityMark] = {}
    for entity in found.entities.values():
        if matches(entity):
            for mention in entity.mentions:
                places.setdefault(mention.spans[0], entity)
    return dict(sorted(places.items()))


def _pair_exact(wanted: list[Mention], places: list[Span]) -> dict[int, int]:
    free = {span: index for index, span in enumerate(places)}
    pairs: dict[int, int] = {}
    for index, mention in enumerate(wanted):
        span = next((span for span in mention.spans if span in free), None)
        if span is not None:
            pairs[index] = free.pop(span)
    return pairs


def _pair_overlapping(wanted: list[Mention], places: list[Span]) -> dict[int, int]:
    scored = [
        (-max(overlap(span, place) for span in mention.spans), index, other)
        for index, mention in enumerate(wanted)
        for other, place in enumerate(places)
        if any(overlap(span, place) for span in mention.spans)
    ]
    pairs: dict[int, int] = {}
    used: set[int] = set()
    for _, index, other in sorted(scored):
        if index not in pairs and other not in used:
            pairs[index] = other
            used.add(other)
    return pairs


def _excused(span: Span, doubtful: list[tuple[Mention, bool]], wanted: list[Mention]) -> bool:
    """Exactly a doubtful mention, inside what is not scored, or mostly a doubtful one and on no wanted one."""
    free = not any(overlap(span, other) for mention in wanted for other in mention.spans)
    for mention, whatever in doubtful:
        for other in mention.spans:
            if span == other or (whatever and other.start <= span.start and span.end <= other.end):
                return True
            if free and not whatever and overlap(span, other) >= _SAME_PLACE:
                return True
    return False


def _touches_doubtful(entity: EntityMark, gold: Marked) -> bool:
    _, doubtful = _places(gold, entity.label)
    return bool(entity.mentions) and all(_excused(m.spans[0], doubtful, []) for m in entity.mentions)


def _first(entity: EntityMark) -> Span | None:
    return entity.mentions[0].spans[0] if entity.mentions else None


def _surface(entity: EntityMark, span: Span, text: str) -> str:
    surface = text[span.start : span.end].replace("\n", "⏎")
    return surface if surface == entity.name else f"{surface}（{entity.name}）"
