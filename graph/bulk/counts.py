"""The stored counts of a whole graph: members of each alliance, and alliances of each organisation's lineage.

What they count is said in graph/store/counts.py, which keeps them in a load; here they are sums over sorted rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from graph.bulk.runs import Runs

# Alliances whose members are counted in memory at a time.
_ALLIANCES = 100_000


class Counts:
    """Told of every counted membership, then of nothing more: `totals` gives the counts by id."""

    def __init__(self, scratch: Path) -> None:
        self._lineages = Runs(scratch, "lineages")
        self._counts = Runs(scratch, "counts")
        self._members: dict[str, int] = {}

    def member(self, alliance: str) -> None:
        """One more member of an alliance."""
        self._members[alliance] = self._members.get(alliance, 0) + 1
        if len(self._members) > _ALLIANCES:
            self._keep_members()

    def organization(self, id_: str, lineage: str, alliances: tuple[str, ...]) -> None:
        """An organisation, its lineage, and the alliances in which itself counts."""
        self._lineages.add((lineage, id_, alliances), 100 * len(alliances))

    def totals(self) -> Iterator[tuple[str, int]]:
        """(id, count) of what has a count, sorted by id. To be read once."""
        for _, family in groupby(self._lineages.sorted(), itemgetter(0)):
            rows = [(id_, alliances) for _, id_, alliances in family]
            count = len({alliance for _, alliances in rows for alliance in alliances})
            for id_, _ in rows:
                self._counts.add((id_, count))
        self._keep_members()
        for id_, same in groupby(self._counts.sorted(), itemgetter(0)):
            yield id_, sum(count for _, count in same)

    def _keep_members(self) -> None:
        for item in self._members.items():
            self._counts.add(item)
        self._members.clear()
