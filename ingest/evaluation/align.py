"""Which found entity is which marked one: by the places they share, then by name.

Several found entities may lead to one mark (a short form that was not resolved); the best of them is its match, the
others are surplus.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.evaluation.marked import ANY, EntityMark, Marked, Mention, folded, overlap

# Less shared than this is another name: an organisation's edges are sharp (two names glued into one are neither),
# a project's wording is not.
_LEAST = {"Project": 0.3, "Technology": 0.3, "Policy": 0.3}
_SHARP = 0.6


@dataclass(frozen=True)
class Alignment:
    """`marks[found id]` = id of the marked entity; `best[marked id]` = its match among the found ones."""

    marks: dict[str, str]
    best: dict[str, str]

    def is_best(self, found: str) -> bool:
        """Whether this found entity is the match of its mark, and no surplus."""
        return found in self.marks and self.best[self.marks[found]] == found


def align(gold: Marked, found: Marked) -> Alignment:
    """The marked entity of every found one that has one; the same input always gives the same pairs."""
    marks: dict[str, str] = {}
    ranks: dict[str, tuple[float, int, str]] = {}
    for entity in found.entities.values():
        scored = [(_likeness(mark, entity), not mark.optional, -mark.index, mark.id) for mark in gold.entities.values()]
        score, _, _, mark_id = max(scored, default=(0.0, False, 0, ""))
        if score > 0:
            marks[entity.id] = mark_id
            ranks[mark_id] = max(ranks.get(mark_id, (0.0, 0, "")), (score, -entity.index, entity.id))
    return Alignment(marks, {mark: id_ for mark, (_, _, id_) in ranks.items()})


def _likeness(mark: EntityMark, entity: EntityMark) -> float:
    """0 when they are not the same: labels differ, or neither a place nor a name is shared."""
    if mark.type == ANY:
        return 0.01 * sum(_inside(mention, other) for mention in mark.mentions for other in entity.mentions)
    if mark.label != entity.label:
        return 0.0
    least = _LEAST.get(mark.label, _SHARP)
    score = 0.0
    for mention in mark.mentions:
        for other in entity.mentions:
            shared = max(overlap(span, other.spans[0]) for span in mention.spans)
            if shared >= least:
                score += (3.0 if shared == 1 else shared) * (0.5 if mention.optional else 1.0)
    names = {folded(name) for name in (mark.name, *mark.aliases)}
    if folded(entity.name) in names:
        return score + 4.0
    return score + 1.0 if names & {folded(alias) for alias in entity.aliases} else score


def _inside(outer: Mention, inner: Mention) -> bool:
    span = inner.spans[0]
    return any(around.start <= span.start and span.end <= around.end for around in outer.spans)
