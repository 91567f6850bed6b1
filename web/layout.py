"""Where the nodes of a drawn graph stand when no script can work it out: springs along the edges, all push each other.

The same graph gives the same picture every time. Pages let the browser do this (`static/layout.js`); a file that must
open anywhere carries its positions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy

_GOLDEN = numpy.pi * (3 - 5**0.5)
_LENGTH = 64.0  # of an edge at rest, in pixels
_REACH = 420.0  # how far nodes push, so that what is tied to nothing stays near
_HOME = numpy.array([0.04, 0.08])  # the pull towards the middle; screens are wide
_ROUNDS, _ROUNDS_MANY, _MANY = 200, 80, 300


def settled(nodes: Sequence[Mapping[str, Any]], edges: Sequence[Mapping[str, Any]]) -> list[tuple[float, float]]:
    """The place of each node (`id`), in pixels around the middle; edges have `source` and `target`."""
    count = len(nodes)
    steps = numpy.arange(count)
    start = 0.7 * _LENGTH * numpy.sqrt(steps + 0.5)
    places = numpy.column_stack([start * numpy.cos(steps * _GOLDEN), start * numpy.sin(steps * _GOLDEN)])
    at = {node["id"]: number for number, node in enumerate(nodes)}
    pairs = [(at[edge["source"]], at[edge["target"]]) for edge in edges]
    ends = numpy.array(pairs, dtype=numpy.int64).reshape(-1, 2)
    degree = numpy.maximum(numpy.bincount(ends.ravel(), minlength=count), 1)
    weak = 1.0 / numpy.minimum(degree[ends[:, 0]], degree[ends[:, 1]])
    rounds = _ROUNDS if count <= _MANY else _ROUNDS_MANY
    for turn in range(rounds):
        move = _pushed(places) - places * _HOME
        along = places[ends[:, 1]] - places[ends[:, 0]]
        length = numpy.maximum(numpy.hypot(along[:, 0], along[:, 1]), 1e-6)
        pull = along * (0.5 * weak * (length - _LENGTH) / length)[:, None]
        numpy.add.at(move, ends[:, 0], pull)
        numpy.add.at(move, ends[:, 1], -pull)
        size = numpy.maximum(numpy.hypot(move[:, 0], move[:, 1]), 1e-6)
        most = 1.0 + 40.0 * (1.0 - turn / rounds)
        places = places + move * numpy.minimum(1.0, most / size)[:, None]
    return [(round(float(x), 1), round(float(y), 1)) for x, y in places]


def _pushed(places: Any) -> Any:
    dx = places[:, None, 0] - places[None, :, 0]
    dy = places[:, None, 1] - places[None, :, 1]
    square = dx * dx + dy * dy
    force = numpy.where(square < _REACH * _REACH, 1100.0 / (square + 60.0), 0.0)
    return numpy.column_stack([(force * dx).sum(axis=1), (force * dy).sum(axis=1)])
