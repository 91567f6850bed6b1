"""Which units a declared count counts. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Count, Finding
from ingest.rules.counts import rule

Findings = Callable[..., list[Finding]]
OPENING = "石墨膜材料产业技术创新战略联盟召开大会。"
A, B, C, D = "长丰石墨股份有限公司", "湘江膜材料有限公司", "岳麓材料研究所", "江海大学"


def named(findings: Findings, sentence: str) -> list[tuple[str, int]]:
    """(kind, named) of the counts of a sentence."""
    return [(f.kind, f.named) for f in findings(rule, OPENING + sentence) if isinstance(f, Count)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"联盟由{A}、{B}、{C}等26家单位发起。", [("initiator", 3)]),
        (f"联盟由{A}牵头，联合{B}、{C}等21家单位发起。", [("initiator", 2)]),
        (f"联盟由{A}联合发起，{B}、{C}等21家单位参加组建联盟。", [("member", 3)]),
        (f"理事长单位为{A}，{B}、{C}等7个单位当选副理事长单位。", [("vice_chair", 2)]),
        (f"{A}，{B}，{C}等7个单位当选副理事长单位。", [("vice_chair", 3)]),
        (f"由{D}教授李明提议、{A}、{B}等60家单位发起的联盟成立。", [("initiator", 2)]),
        (f"成员单位共4家，分别是{A}、{B}、{C}、{D}。", [("member", 4)]),
        ("联盟由26家单位发起。", [("initiator", 0)]),
    ],
)
def test_units_of_the_list(findings: Findings, sentence: str, expected: list[tuple[str, int]]) -> None:
    assert named(findings, sentence) == expected
