"""Two lists that 分别 pairs one by one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules import people
from ingest.rules.members import rule

A, B = "潮汐能产业技术创新战略联盟", "深水网箱产业技术创新联盟"
X, Y, Z = "东海海洋大学", "青屿膜科技有限公司", "石浦水产学会"
OPENING = f"{A}成立。"
Edges = Callable[..., set[tuple[str, str, str, str]]]


def told(edges: Edges, sentence: str) -> set[tuple[str, str, str]]:
    """(member, alliance, role) of the edges that say a role, and of those that say none."""
    found = {(head, tail, value) for head, _, tail, value in edges(rule, sentence)}
    return {edge for edge in found if edge[2] or not any(other[:2] == edge[:2] and other[2] for other in found)}


@pytest.mark.parametrize(
    "sentence",
    [
        f"{A}和{B}分别由{X}、{Y}牵头。",
        f"{A}、{B}分别以{X}、{Y}为牵头单位。",
        f"由{X}、{Y}分别牵头组建的{A}、{B}通过备案。",
        f"{X}和{Y}分别牵头成立了{A}和{B}。",
        f"{A}与{B}的牵头单位分别是{X}与{Y}。",
    ],
)
def test_alliances_with_their_leaders(edges: Edges, sentence: str) -> None:
    assert told(edges, sentence) == {(X, A, "lead"), (Y, B, "lead")}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"联盟理事长单位、秘书长单位分别由{X}、{Y}担任。", {(X, "chair"), (Y, "secretary_general")}),
        (f"{X}、{Y}分别担任理事长单位和秘书长单位。", {(X, "chair"), (Y, "secretary_general")}),
        (f"{X}和{Y}分别当选联盟理事长单位、副理事长单位。", {(X, "chair"), (Y, "vice_chair")}),
        (
            f"理事长单位、副理事长单位和监事单位分别为{X}、{Y}和{Z}。",
            {(X, "chair"), (Y, "vice_chair"), (Z, "supervisor")},
        ),
        (
            f"{X}、{Y}分别担任理事长兼秘书长单位、副理事长单位。",
            {(X, "chair"), (X, "secretary_general"), (Y, "vice_chair")},
        ),
        (f"副理事长单位分别为{X}、{Y}。", {(X, "vice_chair"), (Y, "vice_chair")}),
        (f"联盟分别以{X}、{Y}为牵头单位。", {(X, "lead"), (Y, "lead")}),
    ],
)
def test_roles_with_their_units(edges: Edges, sentence: str, expected: set[tuple[str, str]]) -> None:
    assert told(edges, OPENING + sentence) == {(unit, A, role) for unit, role in expected}


def test_one_unit_in_each_of_several_alliances(edges: Edges) -> None:
    assert told(edges, f"{X}分别加入{A}和{B}。") == {(X, A, ""), (X, B, "")}
    assert told(edges, f"{A}和{B}的秘书处分别设在{X}和{Y}。") == {(X, A, "secretariat"), (Y, B, "secretariat")}


def test_lists_of_different_length_are_not_paired(edges: Edges) -> None:
    assert told(edges, f"{A}和{B}分别由{X}、{Y}、{Z}牵头。") == set()
    assert told(edges, f"{OPENING}理事长单位、秘书长单位分别由{X}、{Y}、{Z}担任。") == {
        (X, A, ""), (Y, A, ""), (Z, A, ""),
    }  # fmt: skip


def test_what_else_is_done_by_each(edges: Edges) -> None:
    assert told(edges, f"{A}和{B}签约，{X}、{Y}分别发言。") == set()
    assert told(edges, f"{OPENING}由{X}、{Y}牵头，双方分别负责标准和检测。") == {(X, A, "lead"), (Y, A, "lead")}


def test_one_unit_leads_several(edges: Edges) -> None:
    for sentence in (f"{A}和{B}由{X}牵头组建。", f"{X}牵头组建了{A}和{B}。", f"{X}先后牵头成立{A}、{B}。"):
        assert told(edges, sentence) == {(X, A, "lead"), (X, B, "lead")}
    # Who leads which is not told.
    assert len(told(edges, f"{A}和{B}由{X}、{Y}牵头组建。")) == len((X, Y))


def test_posts_in_alliances_shared_out_among_people(edges: Edges) -> None:
    text = f"{A}和{B}的理事长分别由{X}赵明远、{Y}钱立担任。"
    assert {(head, tail) for head, type_, tail, _ in edges(people.rule, text) if type_ == "SERVES"} == {
        ("赵明远", A),
        ("钱立", B),
    }
    both = f"{OPENING}理事长、秘书长分别由赵明远、钱立担任。"
    assert {(head, tail, value) for head, _, tail, value in edges(people.rule, both)} == {
        ("赵明远", A, "理事长"),
        ("钱立", A, "秘书长"),
    }
