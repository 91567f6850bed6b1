"""Goals without a number stand only where a text speaks of goals as such."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Claim, Finding
from ingest.rules import qualitative

A = "竹材产业技术创新战略联盟"
Findings = Callable[..., list[Finding]]


def goals(found: list[Finding]) -> list[tuple[str, str]]:
    return [(f.metric, f.deadline) for f in found if isinstance(f, Claim)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A}力争建成国际一流的竹产业研发基地。", [("国际一流的竹产业研发基地", "")]),
        (f"据本报2012年11月12日电，{A}力争突破竹材干燥的难点。", [("竹材干燥的难点", "")]),
        (f"{A}力争到2012年11月12日突破竹材干燥的难点。", [("竹材干燥的难点", "2012-11-12")]),
        (f"{A}力争到2016年突破竹材干燥的难点。", [("竹材干燥的难点", "2016")]),
        (f"{A}力争三年内打通竹纤维连续提取工艺路线。", [("竹纤维连续提取工艺路线", "P3Y")]),
        (
            f"{A}发展目标：形成具有自主知识产权的加工技术体系，建立质量追溯平台。",
            [("加工技术体系", ""), ("质量追溯平台", "")],
        ),
        (f"{A}\n到2015年，联盟将实现以下目标：\n1.开发新型竹浆漂白工艺。\n", [("新型竹浆漂白工艺", "2015")]),
    ],
)
def test_goals(findings: Findings, text: str, expected: list[tuple[str, str]]) -> None:
    found = findings(qualitative.rule, text)
    assert goals(found) == expected
    assert {f.grade for f in found} == {"low"}


@pytest.mark.parametrize(
    "text",
    [
        f"{A}已建成竹产业研发基地，形成了标准体系。",
        f"{A}将召开理事会，建立秘书处。",
        f"{A}力争制定行业标准5项。",
        f"{A}以壮大竹产业为目标，以企业为主体。",
        f"{A}到2015年将实现以下目标：",
    ],
)
def test_what_is_no_goal(findings: Findings, text: str) -> None:
    assert goals(findings(qualitative.rule, text)) == []
