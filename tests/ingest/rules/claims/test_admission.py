"""Lengths and voltages that only say which thing is meant state nothing. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Claim, Finding
from ingest.rules import targets

A = "竹材产业技术创新战略联盟"
Findings = Callable[..., list[Finding]]


def values(found: list[Finding]) -> list[tuple[str, str, float]]:
    return [(f.status, f.metric, f.quantity.value) for f in found if isinstance(f, Claim) and f.quantity is not None]


@pytest.mark.parametrize(
    "text",
    [
        f"{A}整合力量，建成首条超百米（120米）的35千伏竹缆线路。",
        f"{A}是以发展500米以上竹缆为目标的全国性组织。",
    ],
)
def test_what_names_a_thing(findings: Findings, text: str) -> None:
    assert values(findings(targets.rule, text)) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{A}计划铺设竹缆500公里。", [("target", "铺设竹缆", 500)]),
        (f"{A}以年产30万吨竹浆为目标。", [("target", "年产", 30)]),
        (f"{A}基金首期规模2亿元，并将按5亿元规模运作。", [("baseline", "规模", 2), ("target", "规模", 5)]),
        (f"{A}将竹纤维制备等技术列为攻关重点，已搭建技术平台12个。", [("achieved", "技术平台", 12)]),
        (f"{A}将搭建技术平台12个。", [("target", "技术平台", 12)]),
    ],
)
def test_what_is_a_claim(findings: Findings, text: str, expected: list[tuple[str, str, float]]) -> None:
    assert values(findings(targets.rule, text)) == expected
