"""Rows of phrasing.md on guiding, supervising and approving bodies, with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules.guides import rule

Edges = Callable[..., set[tuple[str, str, str, str]]]
ALLIANCE = "石墨膜材料产业技术创新战略联盟"
OPENING = f"{ALLIANCE}在长沙成立。"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("湖南省科技厅为联盟的业务指导单位。", {("湖南省科技厅", "guiding")}),
        ("主管单位为湖南省工业和信息化厅。", {("湖南省工业和信息化厅", "supervising")}),
        ("本联盟接受湖南省科技厅的行业管理和业务指导。", {("湖南省科技厅", "guiding")}),
        ("联盟受国家工业和信息化部监督管理和指导。", {("工业和信息化部", "guiding")}),
        ("业务主管单位：湖南省民政厅。", {("湖南省民政厅", "supervising")}),
        ("在科技部、教育部的指导下，联盟开展工作。", {("科技部", "guiding"), ("教育部", "guiding")}),
        ("联盟在湖南省科技厅的大力推动下成立。", {("湖南省科技厅", "guiding")}),
        ("湖南省科技厅负责指导联盟的组建。", {("湖南省科技厅", "guiding")}),
        ("经科技部批准，联盟列入试点。", {("科技部", "approving")}),
        ("2012年，湖南省科技厅批复同意组建该联盟。", {("湖南省科技厅", "approving")}),
        ("2016年12月，湖南省科技厅批复同意筹建。", {("湖南省科技厅", "approving")}),
        ("联盟由湖南省科技厅指导，省内企业联合发起。", {("湖南省科技厅", "guiding")}),
        ("联盟由湖南省科技厅指导成立。", {("湖南省科技厅", "guiding")}),
        ("联盟由湖南省科技厅认定。", {("湖南省科技厅", "approving")}),
        ("联盟被科技部选为试点联盟。", {("科技部", "approving")}),
        ("湖南省科技厅决定批准组建该联盟。", {("湖南省科技厅", "approving")}),
        ("科技部于2013年10月将该联盟列入国家试点。", {("科技部", "approving")}),
    ],
)
def test_a_body_that_guides_or_approves(edges: Edges, sentence: str, expected: set[tuple[str, str]]) -> None:
    found = edges(rule, OPENING + sentence)
    assert {(head, role) for head, _, _, role in found} == expected
    assert {(type_, tail) for _, type_, tail, _ in found} == {("GUIDES", ALLIANCE)}


@pytest.mark.parametrize(
    "sentence",
    [
        "科技部副部长出席成立大会并讲话。",
        "会议邀请湖南省科技厅、工业和信息化部的领导参加。",
        "联盟成员湖南大学的重点实验室获科技部批准。",
        "湖南大学的重点实验室由科技部批准组建。",
        "湖南省科技厅批复同意建设一个园区。",
        "经科技部批准建设的国家重点实验室落户湖南大学。",
        "湖南大学在清华大学的指导下开展研究。",
        "全省已有6家联盟，其中4家被科技部列为国家试点。",
        "专家指导委员会由湖南大学负责。",
        "论坛由湖南省科技厅指导，联盟主办。",
    ],
)
def test_guests_and_other_approvals_guide_nobody(edges: Edges, sentence: str) -> None:
    assert edges(rule, OPENING + sentence) == set()


def test_one_sentence_about_all_alliances_of_the_sentence_before(edges: Edges) -> None:
    text = (
        "石墨膜产业技术创新战略联盟和稀土镁产业技术创新战略联盟同日成立。这两个联盟的组建由科技部指导，科技部"
        "推动了两个联盟的筹备。"
    )
    found = edges(rule, text)
    assert {(head, tail) for head, _, tail, _ in found} == {
        ("科技部", "石墨膜产业技术创新战略联盟"),
        ("科技部", "稀土镁产业技术创新战略联盟"),
    }


def test_without_an_alliance_nothing_is_guided(edges: Edges) -> None:
    assert edges(rule, "在科技部指导下，湖南大学召开了会议。") == set()
