"""Positions without a browser: the same every time, tied things near, nothing on top of anything."""

from __future__ import annotations

from itertools import combinations
from math import dist

from hypothesis import given
from hypothesis import strategies as st

from web.layout import settled

EDGES = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)).filter(lambda pair: pair[0] != pair[1]), max_size=20)


def _nodes(count: int) -> list[dict[str, str]]:
    return [{"id": str(number)} for number in range(count)]


@given(st.integers(12, 24), EDGES)
def test_every_node_has_a_place_of_its_own_and_always_the_same(count: int, pairs: list[tuple[int, int]]) -> None:
    edges = [{"source": str(one), "target": str(other)} for one, other in pairs]
    places = settled(_nodes(count), edges)
    assert len(places) == count
    assert settled(_nodes(count), edges) == places
    assert all(dist(one, other) > 5 for one, other in combinations(places, 2))
    assert all(abs(value) < 2_000 for place in places for value in place)


def test_what_is_tied_stands_nearer_than_what_is_not() -> None:
    stars = [{"source": hub, "target": str(leaf)} for hub, leaves in (("0", range(2, 8)), ("1", range(8, 14)))
             for leaf in leaves]  # fmt: skip
    places = settled(_nodes(14), stars)
    for leaf in range(2, 8):
        assert dist(places[leaf], places[0]) < dist(places[leaf], places[1])


def test_no_nodes_have_no_places() -> None:
    assert settled([], []) == []
