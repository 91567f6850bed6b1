"""Which words make an aim, an expectation, an achievement or a statement; names that only contain such words do not."""

from __future__ import annotations

import pytest

from ingest.rules.claims.cues import cue_of, is_base
from ingest.values.dates import find_dates


def status(text: str, year: int | None = None) -> str | None:
    cue = cue_of(text, find_dates(text), year)
    return cue.status if cue else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("力争产值达到5亿元", "target"),
        ("计划新增生产线3条", "target"),
        ("按照联盟“十三五”规划", "target"),
        ("需完成以下考核指标", "target"),
        ("预期实现以下目标", "target"),
        ("用五年时间建成2台机组", "target"),
        ("到2015年覆盖率为30%", "target"),
        ("预计产值将达到5亿元", "expected"),
        ("据测算每年可节水3万吨", "expected"),
        ("已申请专利5件", "achieved"),
        ("截至2013年底申请专利5件", "achieved"),
        ("三年来推广面积5万亩", "achieved"),
        ("成本降到了39元", "achieved"),
        ("目前产值5亿元", "stated"),
        ("承担国家科技支撑计划等课题5项", None),
        ("主要产品产量5万吨", None),
        ("由目前的35%提高到50%", None),
        ("依据《发展规划》的主题", None),
    ],
)
def test_status_of_a_clause(text: str, expected: str | None) -> None:
    assert status(text) == expected


def test_a_year_is_past_or_to_come_by_the_year_of_the_source() -> None:
    assert status("2012年产值20亿元", 2013) == "achieved"
    assert status("2012年产值20亿元", 2010) == "target"
    assert status("2012年产值20亿元") is None


def test_a_year_of_comparison_is_no_deadline() -> None:
    text = "能耗较2012年下降18%"
    assert is_base(text, text.index("2012"))
    assert not is_base("到2012年下降18%", 1)
