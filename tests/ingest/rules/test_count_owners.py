"""Numbers of an association's members are none of an alliance's. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Count, Finding
from ingest.rules.counts import rule

Findings = Callable[..., list[Finding]]
ALLIANCE = "石墨膜材料产业技术创新战略联盟"


def numbers(found: list[Finding]) -> list[float | None]:
    return [f.quantity.value for f in found if isinstance(f, Count)]


@pytest.mark.parametrize(
    "text",
    [
        f"中国石墨行业协会是全国性社团。现有会员单位1000余家。\n{ALLIANCE}出席了交流会。",
        f"协同网的17个理事单位({ALLIANCE}、炭纤维联盟等)的代表参加了会议。",
    ],
)
def test_numbers_of_another_body(findings: Findings, text: str) -> None:
    assert numbers(findings(rule, text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"由长丰石墨股份有限公司、岳麓材料研究所等10家单位发起的{ALLIANCE}成立。", [10]),
        (f"{ALLIANCE}依托中国石墨行业协会成立。现有会员单位80余家。", [80]),
    ],
)
def test_numbers_of_the_alliance(findings: Findings, text: str, expected: list[float]) -> None:
    assert numbers(findings(rule, text)) == expected
