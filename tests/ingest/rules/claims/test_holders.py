"""Whose claim an amount is; a unit that is only named before it holds nothing. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Claim, Finding
from ingest.rules import targets

Findings = Callable[..., list[Finding]]


def holders(found: list[Finding]) -> list[tuple[str, float]]:
    return [(f.holder.name, f.quantity.value) for f in found if isinstance(f, Claim) and f.quantity is not None]


@pytest.mark.parametrize(
    "text",
    [
        "中国林业科学研究院张木林介绍，竹海工程计划推广毛竹10万亩、改造低产林100万亩。",
        "中国工程院院士林竹山2014年启动竹海工程，该工程计划推广毛竹10万亩。",
        "本次签约涉及20家企业与中国林业科学研究院所属单位，签约额超过7亿元。",
    ],
)
def test_a_unit_that_is_only_named_holds_nothing(findings: Findings, text: str) -> None:
    assert holders(findings(targets.rule, text)) == []


def test_a_unit_that_is_the_subject_holds_its_own_figure(findings: Findings) -> None:
    found = findings(targets.rule, "青竹集团有限公司2014年实现销售收入12亿元，竹材产业技术创新战略联盟成立。")
    assert holders(found) == [("青竹集团有限公司", 12)]
