"""Candidates for names, with scores that explain themselves.

The name decides first; what else a query says of the thing raises or lowers the score and tells namesakes apart. How
names are found and scored is left to `queries.name_index` and `queries.matching`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz

from api.depends import Service
from api.reconciling.batch import MOST, Wanted, read_batch, whole
from api.reconciling.types import type_of
from queries.attributes import Other, Values, read_attributes
from queries.find import NAMED, looks_like_id
from queries.matching import Match, scored
from queries.name_index import search
from queries.names import fold
from queries.reasons import reason_text

_LOOKED_AT = 100  # hits from which the candidates of the wanted types are taken
_PART_OF_PROPERTIES = 0.25  # of the score, where a query gives properties; the name decides first
_AGREES = 80.0
_LONGEST = 500  # characters of a value that are compared


@dataclass(frozen=True)
class Candidate:
    """A match with how well each of the query's properties fits (0 to 100); none for what it does not have."""

    match: Match
    properties: Mapping[str, float]

    @property
    def agreement(self) -> float | None:
        """The mean over the properties, None when there is nothing to compare."""
        return sum(self.properties.values()) / len(self.properties) if self.properties else None

    @property
    def score(self) -> float:
        """0 to 100."""
        if self.agreement is None:
            return self.match.score
        return round((1 - _PART_OF_PROPERTIES) * self.match.score + _PART_OF_PROPERTIES * self.agreement, 1)


def answers(service: Service, text: str) -> dict[str, Any]:
    """The results of a batch of queries, by their keys. Raises BadParameter."""
    wanted = read_batch(text)
    version, _ = service.state()
    index = service.names.at(service.store, version)
    found = {}
    for key, query in wanted.items():
        labels = tuple(query.labels | ({"Organization"} if query.kinds else set())) or NAMED
        hits = search(service.store, index, query.name, labels, _LOOKED_AT) if query.name else []
        matches = scored(query.name, [hit for hit in hits if query.fits(hit)])[:MOST]
        candidates = _compared(service, query, matches)
        chosen = _chosen(candidates)
        found[key] = {"result": [_sent(item, item is chosen) for item in candidates[: query.limit]]}
    return found


def _compared(service: Service, query: Wanted, matches: list[Match]) -> list[Candidate]:
    if not query.properties or not matches:
        return [Candidate(match, {}) for match in matches]
    had = read_attributes(service.store, (match.hit.id for match in matches), query.properties)
    candidates = []
    for match in matches:
        mine = had.get(match.hit.id, {})
        fitting = {
            name: round(_fit(wanted, mine[name]), 1) for name, wanted in query.properties.items() if mine.get(name)
        }
        candidates.append(Candidate(match, fitting))
    return sorted(candidates, key=lambda item: (-item.score, item.match.hit.name, item.match.hit.id))


def _fit(wanted: Sequence[Any], had: Values) -> float:
    """The mean over the wanted values of the best that is there."""
    return sum(max(_alike(one, value) for value in had) for one in wanted) / len(wanted) if wanted else 0.0


def _alike(wanted: Any, had: Any) -> float:
    if isinstance(wanted, dict):
        if isinstance(had, Other) and wanted.get("id"):
            return 100.0 if wanted["id"] == had.id else 0.0
        wanted = wanted.get("name", wanted.get("id", ""))
    one, other = fold(whole(str(wanted)[:_LONGEST])), fold(had.name if isinstance(had, Other) else str(had))
    if isinstance(had, int | float) or not one:
        return 100.0 if one == other else 0.0
    # A year fits a date of that year, a city the path of its province and itself.
    return 100.0 if one in other.split("/") or one == other else 90.0 if one in other else fuzz.ratio(one, other)


def _chosen(candidates: Sequence[Candidate]) -> Candidate | None:
    """The one that is certain by its name, with what else is known not speaking against it; None when not just one."""
    certain = [
        item for item in candidates if item.match.certain and (item.agreement is None or item.agreement >= _AGREES)
    ]
    return certain[0] if len(certain) == 1 and certain[0] is candidates[0] else None


def _sent(candidate: Candidate, certain: bool) -> dict[str, Any]:
    match, hit = candidate.match, candidate.match.hit
    features: list[dict[str, Any]] = [
        {"id": f"reason_{hit.reason}", "value": True},
        {"id": "similarity", "value": match.similarity},
        {"id": "stem_similarity", "value": match.stem_similarity},
    ]
    features += [{"id": f"property_{name}", "value": value} for name, value in candidate.properties.items()]
    kind = type_of(hit.label, hit.kind)
    return {
        "id": hit.id,
        "name": hit.name,
        "description": f"{kind['name']}；{reason_text(hit)}",
        "type": [kind],
        "score": candidate.score,
        "match": certain,
        "features": features,
    }


def suggested(service: Service, prefix: str, most: int) -> list[dict[str, Any]]:
    """Things that what is typed may become, or the thing with that id."""
    version, _ = service.state()
    index = service.names.at(service.store, version)
    prefix = prefix.strip()
    if index is None or looks_like_id(prefix):
        hits = search(service.store, index, prefix, NAMED, most)
    else:
        hits = index.completed(prefix, NAMED)[:most]
    return [
        {"id": hit.id, "name": hit.name, "description": f"{kind['name']}；{reason_text(hit)}", "notable": [kind]}
        for hit, kind in ((hit, type_of(hit.label, hit.kind)) for hit in hits)
    ]
