"""Amounts of a province, a trade or an authority's plan are no claims of the alliance. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Claim, Finding
from ingest.rules import targets

A = "竹材产业技术创新战略联盟"
Findings = Callable[..., list[Finding]]


def values(found: list[Finding]) -> list[float]:
    return [f.quantity.value for f in found if isinstance(f, Claim) and f.quantity is not None]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{A}成立。据了解，该省2011年竹业实现产值640亿元，从业人员超30万人。", id="a province"),
        pytest.param(f"{A}成立。去年全市竹地板产量达到90万吨，增长12%。", id="a town, and the clause behind it"),
        pytest.param(f"{A}成立。2012年，规模以上竹材企业实现工业总产值约310亿元。", id="a trade in a statistic"),
        pytest.param(f"{A}成立。工信部提出，到2015年，竹纤维产能达到46万吨。", id="a ministry's plan"),
        pytest.param(f"{A}成立。国家发展改革委要求2010年新建竹浆厂水耗降低15%。", id="an authority demands"),
    ],
)
def test_what_a_stranger_reaches_is_not_the_alliances(findings: Findings, text: str) -> None:
    assert values(findings(targets.rule, text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(f"{A}力争三年内，全省竹业产值达到500亿元。", [500], id="what it means to reach in its province"),
        pytest.param(f"工信部提出，由{A}牵头，到2015年建成示范线12条。", [12], id="named in between"),
        pytest.param(
            f"{A}成立。目前，联盟产值640亿元，占全省规模以上企业的31%。", [640, 31], id="a trade only compared with"
        ),
        pytest.param(f"{A}成立。去年全市增长12%，联盟成员实现销售收入80亿元。", [80], id="its members again"),
    ],
)
def test_what_is_the_alliances_stays(findings: Findings, text: str, expected: list[float]) -> None:
    assert values(findings(targets.rule, text)) == expected
