"""Roles right behind a unit. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules.members import rule as members
from ingest.rules.noted import rule

A, B, C, D = "长丰石墨股份有限公司", "湘江膜材料有限公司", "岳麓材料研究所", "江海膜学会"
ALLIANCE = "石墨膜材料产业技术创新战略联盟"
OPENING = f"{ALLIANCE}召开大会。"
LIST = f"{ALLIANCE}成员名单\n"
Edges = Callable[..., set[tuple[str, str, str, str]]]


def roles(edges: Edges, text: str) -> set[tuple[str, str]]:
    """(member, role) of every edge; the role is empty for plain membership."""
    return {(head, value) for head, _, tail, value in edges(rule, text) if tail == ALLIANCE}


@pytest.mark.parametrize(
    "sentence",
    [
        f"联盟成员单位：{A}（理事长单位）、{B}(副理事长单位)、{C}、{D}（秘书处）。",
        f"联盟由{A}(理事长单位)、{B}（副理事长单位）、{C}和{D}(秘书处单位)组成。",
    ],
)
def test_roles_in_brackets(edges: Edges, sentence: str) -> None:
    found = roles(edges, OPENING + sentence)
    assert {edge for edge in found if edge[1]} == {(A, "chair"), (B, "vice_chair"), (D, "secretariat")}


@pytest.mark.parametrize("blank", [" ", "   ", "\t"])
@pytest.mark.parametrize("number", ["", "{}. ", "{} ", "{}、"])
def test_lines_of_units_with_their_roles(edges: Edges, number: str, blank: str) -> None:
    lines = [f"{A}{blank}理事长单位", f"{B}{blank}副理事长单位", f"{C}{blank}成员单位"]
    text = LIST + "\n".join(number.format(n) + line for n, line in enumerate(lines, 1))
    assert {edge for edge in roles(edges, text) if edge[1]} == {(A, "chair"), (B, "vice_chair")}
    assert {head for head, _ in roles(edges, text)} == {A, B, C}
    assert {(h, v) for h, _, _, v in edges(members, text) if v} <= {(A, "chair"), (B, "vice_chair")}


def test_a_line_below_such_lines_has_none_of_their_roles(edges: Edges) -> None:
    text = f"{LIST}1 {A}（理事长单位）\n2 {B}（副理事长单位）\n3 {C}\n4 {D}\n"
    assert {(h, v) for h, _, _, v in edges(members, text)} >= {(C, ""), (D, "")}
    assert {(h, v) for h, _, _, v in edges(members, text) if v} == set()


@pytest.mark.parametrize(
    "text",
    [
        f"{OPENING}项目由{A}（牵头单位）和{B}（参与单位）承担。",
        f"{OPENING}{D}会长（理事长）李明出席。",
        f"{OPENING}{A}（上市公司）、{B}参加了会议。",
        f"{A}（理事长单位）、{B}参加了会议。",
        f"{LIST}{A} 石墨负极\n{B} 膜材料",
    ],
)
def test_what_says_no_role(edges: Edges, text: str) -> None:
    assert roles(edges, text) == set()
