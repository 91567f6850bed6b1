"""Where everything stands on one map: alliances pushed apart and pulled together by what they share, their members
around them.

Worked out once for a data version, from its memberships alone and without chance, so that every process and every
reload shows the same map. Drawing is left to who shows it.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy

from queries.network import Choice, membership
from queries.reading import Reader

Floats = numpy.ndarray[Any, numpy.dtype[numpy.float64]]
Ints = numpy.ndarray[Any, numpy.dtype[numpy.int64]]

SPAN = 10_000  # positions are whole numbers from -SPAN to SPAN
_GOLDEN = numpy.pi * (3 - 5**0.5)
_ROUNDS = 160
_EXACT = 800  # alliances up to which each pushes each; above, cells of a grid push
_CELLS = 24


@dataclass(frozen=True)
class Overview:
    """Nodes in one order: `ids`, `names`, `labels`, `kinds`, `x`, `y`; `edges` are pairs of positions in that order."""

    version: str
    ids: Sequence[str]
    names: Sequence[str]
    labels: Sequence[str]
    kinds: Sequence[str]
    x: Sequence[int]
    y: Sequence[int]
    edges: Sequence[tuple[int, int]]


@dataclass
class Overviews:
    """Keeps the map of the present data version; made once and handed to who shows it."""

    _kept: Overview | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def at(self, store: Reader, version: str) -> Overview:
        """The map for that data version. Raises BadParameter when there are too many memberships for one."""
        with self._guard:
            if self._kept is None or self._kept.version != version:
                self._kept = overview(store, version)
            return self._kept


def overview(store: Reader, version: str) -> Overview:
    """The map of all counted memberships; organisations are counted by lineage, as everywhere."""
    graph = membership(store, Choice())
    alliances = sorted(node for node, item in graph.nodes(data=True) if item["label"] == "Alliance")
    organizations = sorted(node for node, item in graph.nodes(data=True) if item["label"] == "Organization")
    at = {id_: number for number, id_ in enumerate((*alliances, *organizations))}
    pairs = sorted((at[one], at[other]) if at[one] < at[other] else (at[other], at[one]) for one, other in graph.edges)
    links = numpy.array(pairs, dtype=numpy.int64).reshape(-1, 2)
    places = positions(len(alliances), len(organizations), links)
    ordered = [graph.nodes[id_] for id_ in (*alliances, *organizations)]
    return Overview(
        version,
        (*alliances, *organizations),
        [item["name"] for item in ordered],
        [item["label"] for item in ordered],
        [item["kind"] for item in ordered],
        [int(value) for value in places[:, 0]],
        [int(value) for value in places[:, 1]],
        pairs,
    )


def positions(alliances: int, organizations: int, links: Ints) -> Floats:
    """Whole positions (n, 2) in ±SPAN of the alliances, then of the organisations.

    `links`: (alliance, organisation) pairs, organisations counted from `alliances` on.
    """
    total = alliances + organizations
    if not alliances:
        return numpy.zeros((total, 2))
    owner, member = links[:, 0], links[:, 1] - alliances
    sizes = numpy.bincount(owner, minlength=alliances).astype(float)
    centres = _pulled(_spiral(alliances, sizes), sizes, owner, member, organizations)
    degree = numpy.bincount(member, minlength=organizations)
    placed = numpy.zeros((organizations, 2))
    for axis in (0, 1):
        placed[:, axis] = numpy.bincount(member, centres[owner, axis], organizations) / numpy.maximum(degree, 1)
    placed += _around(owner, member, degree, organizations)
    whole = numpy.vstack([centres, placed])
    whole -= (whole.max(axis=0) + whole.min(axis=0)) / 2
    rounded: Floats = numpy.rint(whole * (SPAN / max(1.0, float(numpy.abs(whole).max()))))
    return rounded


def _spiral(count: int, sizes: Floats) -> Floats:
    """Start positions: the largest in the middle, all on a spiral."""
    places = numpy.empty((count, 2))
    order = numpy.argsort(-sizes, kind="stable")
    steps = numpy.arange(count)
    radius = 3.0 * numpy.sqrt(steps + 0.5) * (1 + float(sizes.mean())) ** 0.5
    places[order] = numpy.column_stack([radius * numpy.cos(steps * _GOLDEN), radius * numpy.sin(steps * _GOLDEN)])
    return places


def _pulled(places: Floats, sizes: Floats, owner: Ints, member: Ints, organizations: int) -> Floats:
    """The alliances after `_ROUNDS` of pushing apart by size and pulling towards the middle of what they share."""
    room = numpy.sqrt(sizes + 1.0)
    shared = numpy.bincount(member, minlength=organizations) > 1
    tied = shared[member]
    owner, member = owner[tied], member[tied]
    count = numpy.maximum(numpy.bincount(member, minlength=organizations), 1)
    ties = numpy.maximum(numpy.bincount(owner, minlength=len(places)), 1)
    has_ties = numpy.bincount(owner, minlength=len(places)) > 0
    for turn in range(_ROUNDS):
        heat = 1.0 - turn / _ROUNDS
        push = _push(places, room)
        middle = numpy.column_stack(
            [numpy.bincount(member, places[owner, axis], organizations) / count for axis in (0, 1)]
        )
        pull = numpy.column_stack([numpy.bincount(owner, middle[member, axis], len(places)) / ties for axis in (0, 1)])
        pull = numpy.where(has_ties[:, None], pull - places, 0.0)
        step = push + 0.35 * pull - 0.02 * places
        length = numpy.maximum(numpy.hypot(step[:, 0], step[:, 1]), 1e-9)
        most = 0.5 + 6.0 * heat
        places = places + step * numpy.minimum(1.0, most / length)[:, None]
    return places


def _push(places: Floats, room: Floats) -> Floats:
    """How each is pushed by the others: by each of few, by cells of a grid where there are many."""
    if len(places) <= _EXACT:
        return _pushed_by(places, room, places, room)
    low, high = places.min(axis=0), places.max(axis=0)
    cells = numpy.minimum(((places - low) / numpy.maximum(high - low, 1e-9) * _CELLS).astype(int), _CELLS - 1)
    number = cells[:, 0] * _CELLS + cells[:, 1]
    weight: Floats = numpy.bincount(number, room, _CELLS * _CELLS).astype(float)
    full = weight > 0
    middles = numpy.column_stack(
        [numpy.bincount(number, room * places[:, axis], _CELLS * _CELLS)[full] / weight[full] for axis in (0, 1)]
    )
    return _pushed_by(places, room, middles, weight[full])


def _pushed_by(places: Floats, room: Floats, others: Floats, weights: Floats) -> Floats:
    dx = places[:, None, 0] - others[None, :, 0]
    dy = places[:, None, 1] - others[None, :, 1]
    force = 1.6 * room[:, None] * weights[None, :] / (dx * dx + dy * dy + 1.0)
    pushed: Floats = numpy.column_stack([(force * dx).sum(axis=1), (force * dy).sum(axis=1)])
    return pushed


def _around(owner: Ints, member: Ints, degree: Ints, organizations: int) -> Floats:
    """Where each organisation stands beside the middle of its alliances: on a spiral of its first alliance."""
    first = numpy.full(organizations, -1, dtype=numpy.int64)
    first[member[::-1]] = owner[::-1]
    order = numpy.lexsort((numpy.arange(organizations), first))
    starts = numpy.searchsorted(first[order], first[order], side="left")
    rank = numpy.empty(organizations)
    rank[order] = numpy.arange(organizations) - starts
    radius = numpy.where(degree > 1, 0.8, 2.2) * numpy.sqrt(rank + 1.0)
    return numpy.column_stack([radius * numpy.cos(rank * _GOLDEN), radius * numpy.sin(rank * _GOLDEN)])
