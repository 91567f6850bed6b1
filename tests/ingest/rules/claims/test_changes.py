"""Verb, object, number: the object is the metric and the verb says which way. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Claim, Finding
from ingest.rules import targets

A = "竹材产业技术创新战略联盟"
Findings = Callable[..., list[Finding]]


def rows(found: list[Finding]) -> list[tuple[str, str, str, str, float, str]]:
    return [
        (f.status, f.subject, f.metric, f.quantity.comparator, f.quantity.value, f.quantity.unit)
        for f in found
        if isinstance(f, Claim) and f.quantity is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            f"{A}力争到2015年，降低能耗15%，减少粉尘排放20万吨，缩短干燥周期10天。",
            [
                ("target", "联盟", "能耗", "-=", 15, "%"),
                ("target", "联盟", "粉尘排放", "-=", 20, "万吨"),
                ("target", "联盟", "干燥周期", "-=", 10, "天"),
            ],
            id="objects of falling verbs",
        ),
        pytest.param(
            f"{A}2014年提高了劳动生产率30%，提升出材率约6个百分点。",
            [
                ("achieved", "联盟", "劳动生产率", "+=", 30, "%"),
                ("achieved", "联盟", "出材率", "+=", 6, "个百分点"),
            ],
            id="objects of rising verbs, achieved",
        ),
        pytest.param(
            f"{A}计划经过三年努力，使竹货架减轻自重30公斤左右。",
            [("target", "竹货架", "自重", "-=", 30, "公斤")],
            id="the thing before the verb is the subject",
        ),
        pytest.param(
            f"{A}计划三年内使竹地板减轻自重8%。",
            [("target", "竹地板", "自重", "-=", 8, "%")],
            id="the thing behind alliance and term is the subject",
        ),
        pytest.param(
            f"{A}计划到2016年降低废水排放至3万吨。",
            [("target", "联盟", "废水排放", "<=", 3, "万吨")],
            id="down to is a bound",
        ),
        pytest.param(
            f"{A}预计2016年实现工业增加值15亿元。",
            [("expected", "联盟", "工业增加值", "=", 15, "亿元")],
            id="value added is no verb",
        ),
        pytest.param(
            f"{A}力争到2016年，能耗降低幅度达到15%。",
            [("target", "联盟", "能耗降低幅度", ">=", 15, "%")],
            id="the extent of a change is its own metric",
        ),
    ],
)
def test_verb_object_number(
    findings: Findings, text: str, expected: list[tuple[str, str, str, str, float, str]]
) -> None:
    assert rows(findings(targets.rule, text)) == expected
