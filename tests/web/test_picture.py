"""The parts of a picture that needs no script: shapes by kind, names that do not overlap, all of it in the box."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from web.picture import Box, outline, picture, radius, shortened

NAMES = ("山河技术创新战略联盟", "白河工厂", "AB公司", "一个名称特别长而放不下的研究院和它的分院")


@st.composite
def _graphs(draw: st.DrawFn) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    count = draw(st.integers(1, 25))
    nodes = [
        {"id": f"n{at}", "label": "Alliance" if at % 4 == 0 else "Organization", "kind": "company",
         "name": NAMES[at % 4], "degree": draw(st.integers(0, 9))}
        for at in range(count)
    ]  # fmt: skip
    ends = st.sampled_from(range(count))
    edges = [{"source": f"n{one}", "target": f"n{other}", "weight": draw(st.sampled_from([None, 1, 30]))}
             for one, other in draw(st.lists(st.tuples(ends, ends), max_size=20))]  # fmt: skip
    return nodes, edges


@given(_graphs())
def test_names_lie_over_nothing_and_all_is_in_the_box(
    graph: tuple[list[dict[str, Any]], list[dict[str, Any]]],
) -> None:
    drawn = picture(*graph)
    assert len(drawn.marks) == len(graph[0])
    assert len(drawn.lines) == len(graph[1])
    left, top, width, height = drawn.box
    names: list[Box] = []
    for mark in drawn.marks:
        assert left < mark.x < left + width
        assert top < mark.y < top + height
        if mark.name_y is not None:
            half = sum(1.0 if ord(sign) > 0x2E80 else 0.56 for sign in mark.short) * 6
            names.append((mark.x - half, mark.name_y - 10, mark.x + half, mark.name_y + 2))
    assert names
    for one, other in combinations(names, 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    assert all(1 <= line[4] <= 5 for line in drawn.lines)


def test_kinds_have_shapes_of_their_own() -> None:
    kinds = [("Alliance", None), ("Organization", "university"), ("Organization", "institute"),
             ("Project", None), ("Organization", "company")]  # fmt: skip
    outlines = {outline({"label": label, "kind": kind}, 6) for label, kind in kinds}
    assert len(outlines) == len(kinds)
    assert outline({"label": "Place", "kind": ""}, 6) == outline({"label": "Organization", "kind": "company"}, 6)


def test_the_better_connected_is_larger_but_not_without_end() -> None:
    sizes = [radius({"label": "Organization", "degree": degree}) for degree in (0, 4, 16, 1_000_000)]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 8


def test_a_long_name_is_shortened() -> None:
    assert shortened("山河产业技术创新战略联盟") == "山河联盟"
    assert len(shortened(NAMES[3])) == 14
