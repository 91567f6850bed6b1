"""Rows of phrasing.md section 1, with sentences of our own: dated steps and places, and dates that date nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Finding, Value
from ingest.rules.founding import rule

Findings = Callable[..., list[Finding]]
NAME = "石墨膜材料产业技术创新战略联盟"


def values(findings: Findings, text: str, **header: str) -> set[tuple[str, str]]:
    return {(f.property, f.value) for f in findings(rule, text, **header) if isinstance(f, Value)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{NAME}于2007年12月成立。", {("founded", "2007-12")}),
        (f"{NAME}成立于2009年3月16日，由清华大学发起。", {("founded", "2009-03-16")}),
        (f"2010年5月8日，“{NAME}”在北京签约成立。", {("founded", "2010-05-08"), ("founded_place", "北京")}),
        (f"2010年5月8日，{NAME}在江苏常州揭牌。", {("founded", "2010-05-08"), ("founded_place", "常州")}),
        (f"{NAME}于2010年1月8日获批开展试点，试点工作于2010年4月20日启动。",
         {("approved", "2010-01-08"), ("pilot_started", "2010-04-20")}),
        (f"{NAME}于2022年12月备案成立。", {("founded", "2022-12"), ("registered", "2022-12")}),
        (f"{NAME}筹备会召开，联盟计划于2022年3月成立。", {("planned", "2022-03")}),
        (f"{NAME}成立大会暨膜材料论坛于2012年9月28日在长沙隆重召开。",
         {("founded", "2012-09-28"), ("founded_place", "长沙")}),
        (f"{NAME}2013年12月被认定为省级联盟。", {("recognised", "2013-12")}),
        (f"{NAME}发展很快。2010年3月启动筹建，同年11月19日完成登记，2011年6月18日正式成立。",
         {("planned", "2010-03"), ("registered", "2010-11-19"), ("founded", "2011-06-18")}),
        (f"本章程自2011年5月20日{NAME}成立大会通过之日起生效。", {("founded", "2011-05-20")}),
        (f"在{NAME}成立大会上的讲话\n(20141218日)\n各位专家：大家好。", {("founded", "2014-12-18")}),
        (f"{NAME}运行良好。2012年5月经科技部批准列入国家试点。", {("pilot_started", "2012-05")}),
    ],
)  # fmt: skip
def test_a_dated_step(findings: Findings, text: str, expected: set[tuple[str, str]]) -> None:
    assert values(findings, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        f"{NAME}理事会于2009年10月成立。",
        f"{NAME}近日成立。",
        f"2019年6月，{NAME}第三次会员大会在长沙召开，并与中南大学签署协议。",
        f"2018年5月，{NAME}在上海签约两个项目。",
        f"2018年5月，{NAME}在北京发起成立了技术创新基金。",
        f"{NAME}运行良好。2016年3月，联盟成员湖南大学的实验室被认定为省级重点实验室。",
        f"{NAME}膜材料分会成立大会于2012年9月28日召开。",
        f"{NAME}理事会成立大会于2012年9月28日在长沙召开。",
        f"“{NAME}指导委员会”成立大会召开\n2010-01-27\n大会在北京举行。",
        f"2010年1月19日，“{NAME}指导委员会”暨膜材料杂志编辑部成立。",
        f"{NAME}23日在会上宣布成立。",
        f"发布时间：2018-10-09 10:32 {NAME}成立",
        f"{NAME}自2007年成立以来，成果丰硕。",
        f"{NAME}已经成立。2000年2月，国家批准了一项计划。",
        f"2012年3月，{NAME}第二届理事会换届。",
    ],
)
def test_no_step(findings: Findings, text: str) -> None:
    assert {pair for pair in values(findings, text) if pair[0] != "founded_place"} == set()


def test_several_alliances_founded_by_one_sentence(findings: Findings) -> None:
    text = f"2007年6月10日，{NAME}、湖湘轴承产业技术创新战略联盟和岳麓水泵产业技术创新战略联盟在北京签约成立。"
    found = [f for f in findings(rule, text) if isinstance(f, Value) and f.property == "founded"]
    assert len({f.entity.name for f in found}) == 3
    assert {f.value for f in found} == {"2007-06-10"}


def test_a_relative_date_needs_the_date_of_the_source(findings: Findings) -> None:
    text = f"今年6月18日，{NAME}正式成立。"
    assert values(findings, text) == set()
    assert values(findings, text, date="2021-06-20") == {("founded", "2021-06-18")}


def test_where_something_is_the_first_is_no_place_of_its_founding(findings: Findings) -> None:
    assert values(findings, "在常州首个创新联合体——江海石墨创新联合体揭牌仪式上，各方发言。") == set()
    assert values(findings, "江海石墨创新联合体在常州揭牌。") == {("founded_place", "常州")}


def test_where_an_alliance_meets_or_founds_other_things_is_no_place_of_its_founding(findings: Findings) -> None:
    for text in (
        f"2019年6月，{NAME}第三次会员大会在长沙召开，并与中南大学签署协议。",
        f"{NAME}在北京发起成立了技术创新基金。",
        f"{NAME}在湖南大学成立。",
    ):
        assert values(findings, text) == set()
