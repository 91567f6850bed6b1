"""How well a found name fits a wanted one, for matching a column of names against the graph.

A score from 0 to 100 that explains itself by its parts; what is certain (the name, an alias, another spelling of it) is
told apart from what only comes near.
"""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz

from queries.find import Hit
from queries.names import fold, stem

# The score of a hit that is certain, by its reason; all others are measured.
_CERTAIN = {"id": 100.0, "name": 100.0, "spelling": 98.0, "alias": 95.0, "former_id": 95.0}

_SOUND = 0.7  # of the similarity of sounds


@dataclass(frozen=True)
class Match:
    """A hit with its score; `similarity` and `stem_similarity` (0 to 100) are what the score was measured from."""

    hit: Hit
    score: float
    similarity: float
    stem_similarity: float
    certain: bool


def scored(text: str, hits: list[Hit]) -> list[Match]:
    """The hits with their scores, the best first; of equals one that bears the name before one that bore it."""
    matches = [_score(text, hit) for hit in hits]
    return sorted(matches, key=lambda match: (-match.score, not _own(match.hit), match.hit.name, match.hit.id))


def sure(matches: list[Match]) -> bool:
    """Whether the first is certain and alone in that."""
    return bool(matches) and matches[0].certain and sum(match.certain for match in matches) == 1


def _own(hit: Hit) -> bool:
    return hit.matched == hit.name


def _score(text: str, hit: Hit) -> Match:
    if hit.reason == "sound":
        # What is typed is compared by how it sounds; many names share their initials, and some their whole sound.
        from queries.pinyin import pinyin

        typed = pinyin(text)[0]
        similarity = stem_similarity = max(fuzz.ratio(typed, sound) for sound in pinyin(hit.matched))
        return Match(hit, round(_SOUND * similarity, 1), round(similarity, 1), round(stem_similarity, 1), False)
    similarity = fuzz.ratio(fold(text), fold(hit.matched))
    stem_similarity = fuzz.ratio(stem(text), stem(hit.matched))
    certain = hit.reason in _CERTAIN
    # A name that only comes near never reaches what is certain.
    score = _CERTAIN[hit.reason] if certain else min(90.0, 0.5 * similarity + 0.5 * stem_similarity)
    return Match(hit, round(score, 1), round(similarity, 1), round(stem_similarity, 1), certain)
