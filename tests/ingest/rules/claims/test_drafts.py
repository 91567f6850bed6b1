"""Status of what a plan's years brought, and amounts that only grade what is counted. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Claim, Finding
from ingest.rules import targets

A = "竹材产业技术创新战略联盟"
Findings = Callable[..., list[Finding]]
Row = tuple[str, str, float, str]


def rows(found: list[Finding]) -> list[Row]:
    return [
        (f.status, f.metric, f.quantity.value, f.deadline)
        for f in found
        if isinstance(f, Claim) and f.quantity is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"“十三五”期间，{A}共承担项目36项，新增产值2亿元。",
            [("achieved", "项目", 36, ""), ("achieved", "新增产值", 2, "")],
            id="what came of work in a text without a date",
        ),
        pytest.param(
            f"{A}在“十三五”期间，授权专利36件。", [("achieved", "专利", 36, "")], id="results in the clause behind"
        ),
        pytest.param(
            f"“十三五”期间，{A}培育新品种36个。", [("target", "新品种", 36, "2016/2020")], id="nothing says it is done"
        ),
        pytest.param(
            f"“十三五”期间，{A}将共申请专利36件。",
            [("target", "专利", 36, "2016/2020")],
            id="an aim with the same verb",
        ),
    ],
)
def test_the_years_of_a_plan(findings: Findings, text: str, expected: list[Row]) -> None:
    assert rows(findings(targets.rule, text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{A}获批三类医疗器械注册证2个、新药证书3个。",
            [("achieved", "三类医疗器械注册证", 2, ""), ("achieved", "新药证书", 3, "")],
            id="a class of certificates",
        ),
        pytest.param(
            f"{A}开发了竹材等5类共计11个新产品。", [("achieved", "新产品", 11, "")], id="classes counted in all"
        ),
    ],
)
def test_what_only_grades_is_no_amount(findings: Findings, text: str, expected: list[Row]) -> None:
    assert rows(findings(targets.rule, text)) == expected
