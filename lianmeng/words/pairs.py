"""Names that look so alike that they may be one: a person decides, and the decision becomes a row of a table.

The score ranks and decides nothing (上海大学 and 上海交通大学 are alike, too). Pairs that the tables hold apart, own or
shipped, are left out. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rapidfuzz import fuzz

from ingest.coreference import is_shortened, stem
from ingest.words.forms import without_legal_form
from ingest.words.places import load_places

_ALIKE = 85.0
_SHORTEST = 3
# What may tell two units apart by itself: a campus in brackets, a number, a point of the compass.
_TELLING = re.compile(r"\([^()]*\)|[0-9一二三四五六七八九十]+|[东南西北中]")


@dataclass(frozen=True)
class NearPair:
    """Two names, the longer first, and how alike they are (0 to 100)."""

    one: str
    other: str
    score: int


def near_pairs(
    label: str, names: Iterable[str], known: Iterable[str], apart: Iterable[frozenset[str]] = ()
) -> list[NearPair]:
    """The pairs of names of one label that look alike, the likest first.

    `known` are names with a row in the tables: two of them are two. `apart` = pairs that a person has judged.
    """
    rows, judged = frozenset(known), frozenset(apart)
    found = []
    for group in _blocks(label, sorted(set(names))):
        for one, other in combinations(group, 2):
            if (one in rows and other in rows) or frozenset((one, other)) in judged:
                continue
            score = _score(_bare(label, one), _bare(label, other))
            if score:
                longer, shorter = sorted((one, other), key=lambda name: (-len(name), name))
                found.append(NearPair(longer, shorter, score))
    return sorted(set(found), key=lambda pair: (-pair.score, pair.one, pair.other))


def _blocks(label: str, names: Sequence[str]) -> Iterator[list[str]]:
    """Names that begin alike: only they are compared, so that the work does not grow with the square."""
    groups: dict[str, list[str]] = {}
    for name in names:
        bare = _bare(label, name)
        place = next((n for n in (4, 3, 2) if bare[:n] in load_places() and len(bare) > n + 1), 0)
        groups.setdefault(bare[: place + 2] if label == "Organization" else bare[:1], []).append(name)
    return (group for _, group in sorted(groups.items()) if len(group) > 1)


def _bare(label: str, name: str) -> str:
    return (stem(name) if label == "Alliance" else without_legal_form(name)) or name


def _score(one: str, other: str) -> int:
    if min(len(one), len(other)) < _SHORTEST or _TELLING.findall(one) != _TELLING.findall(other):
        return 0
    if one == other:
        return 100
    longer, shorter = sorted((one, other), key=len, reverse=True)
    ratio = fuzz.ratio(one, other)
    return round(ratio) if ratio >= _ALIKE or (is_shortened(shorter, longer) and ratio >= _ALIKE - 20) else 0
