"""Renamings, predecessors, mergers, splits and other names, with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Finding, Value
from ingest.rules.succession import rule

Edges = Callable[..., set[tuple[str, str, str, str]]]
OLD, NEW = "石墨膜产业技术创新战略联盟", "先进炭材料产业技术创新战略联盟"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"{OLD}于2019年12月更名为{NEW}。", {(OLD, NEW, "renamed"), (OLD, NEW, "2019")}),
        (f"{NEW}(原名为{OLD})召开年会。", {(OLD, NEW, "renamed")}),
        (f"{NEW}的前身是{OLD}。", {(OLD, NEW, "renamed")}),
        ("江海石墨产业联盟前身为江海石墨产学研合作联盟。",
         {("江海石墨产学研合作联盟", "江海石墨产业联盟", "renamed")}),
        (f"2021年，{OLD}升级为{NEW}。", {(OLD, NEW, "renamed"), (OLD, NEW, "2021")}),
        ("2003年，长沙矿山学院更名为湖南矿山大学。",
         {("长沙矿山学院", "湖南矿山大学", "renamed"), ("长沙矿山学院", "湖南矿山大学", "2003")}),
        ("湖南矿山大学(原长沙矿山学院)加入。", {("长沙矿山学院", "湖南矿山大学", "renamed")}),
        ("2000年，长沙矿山学院并入湖南大学。",
         {("长沙矿山学院", "湖南大学", "merged_into"), ("长沙矿山学院", "湖南大学", "2000")}),
        ("2005年，长沙矿山学院与长沙水电学院合并组建湖南矿山大学。",
         {("长沙矿山学院", "湖南矿山大学", "merged_into"), ("长沙水电学院", "湖南矿山大学", "merged_into"),
          ("长沙矿山学院", "湖南矿山大学", "2005"), ("长沙水电学院", "湖南矿山大学", "2005")}),
    ],
)  # fmt: skip
def test_what_became_of_a_name(edges: Edges, sentence: str, expected: set[tuple[str, str, str]]) -> None:
    found = edges(rule, sentence)
    assert {(head, tail, value) for head, type_, tail, value in found if type_ == "SUCCEEDED_BY"} == expected


def test_the_alliance_spoken_of_is_renamed(edges: Edges) -> None:
    found = edges(rule, f"{OLD}在长沙换届。会议决定联盟更名为“{NEW}”。")
    assert (OLD, "SUCCEEDED_BY", NEW, "renamed") in found


@pytest.mark.parametrize(
    "sentence",
    [
        f"{OLD}拟更名为{NEW}。",
        "湖南大学与长沙矿山学院合作组建了联合实验室。",
        "湖南大学将课程改为网络教学，与长沙矿山学院共享。",
        "产业技术创新战略联盟可分为股权式和契约式。",
    ],
)
def test_plans_and_cooperation_succeed_nobody(edges: Edges, sentence: str) -> None:
    assert edges(rule, sentence) == set()


def test_other_names_are_aliases(findings: Callable[..., list[Finding]]) -> None:
    found = findings(rule, f"{OLD}(又名“华南石墨膜联盟”)在长沙成立，备案名称为湖南石墨膜联盟。")
    assert ("石墨膜产业技术创新战略联盟", "华南石墨膜联盟") in {
        (f.entity.name, f.value) for f in found if isinstance(f, Value)
    }
