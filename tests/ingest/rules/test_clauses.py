"""Numbered provisions under headings, opening lines and questions, and the articles of charters."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import ClauseFound, Finding
from ingest.rules.clauses import rule
from ingest.rules.numbering import number_at, numbers_in

Findings = Callable[..., list[Finding]]
DEFINED = "产业技术创新战略联盟是指多家单位按契约结成的创新组织。\n"


def clauses(found: list[Finding]) -> list[tuple[str, str, str]]:
    return [(f.kind, f.number, f.heading) for f in found if isinstance(f, ClauseFound)]


@pytest.mark.parametrize(
    ("text", "style", "figure"),
    [
        ("第十二条 附则", "article", "12"),
        ("(三)开放合作。", "bracketed", "3"),
        ("2、共享平台", "figure", "2"),
        ("③培养人才", "circled", "3"),
        ("四是开放", "is", "4"),
        ("答：1.组织攻关", "figure", "1"),
        ("二、构建原则", "chinese", "2"),
    ],
)
def test_numbers_in_all_styles(text: str, style: str, figure: str) -> None:
    number = number_at(text)
    assert number is not None
    assert (number.style, number.figure) == (style, figure)


@pytest.mark.parametrize("text", ["3.5万吨的产能", "一些企业", "2007年成立", "第三代半导体", "十家企业"])
def test_what_only_looks_like_a_number(text: str) -> None:
    assert number_at(text) is None


def test_items_inside_one_sentence() -> None:
    assert [n.figure for n in numbers_in("一是共享；二是开放；三是合作。")] == ["1", "2", "3"]


def test_items_under_headings_with_their_headings(findings: Findings) -> None:
    text = DEFINED + (
        "基本原则\n(一)自愿参加。各方平等协商。\n(二)成果共享。收益按约定分配。\n形成条件\n1、有独立法人。\n2"
        "、有书面协议。\n"
    )
    assert clauses(findings(rule, text)) == [
        ("principle", "1", "自愿参加"),
        ("principle", "2", "成果共享"),
        ("condition", "1", ""),
        ("condition", "2", ""),
    ]


def test_questions_and_answers(findings: Findings) -> None:
    text = (
        "问：什么是产业技术创新战略联盟？\n答：它是一种组织。\n问：联盟的主要任务是什么？\n答：一是联合攻关；"
        "二是共享平台。\n问：有无资金？\n答：1、没有专项。\n"
    )
    assert clauses(findings(rule, text)) == [("task", "1", ""), ("task", "2", "")]


def test_an_alliances_own_tasks(findings: Findings) -> None:
    text = "石墨膜产业技术创新战略联盟在长沙成立。\n联盟的主要任务是：\n(一)制定标准；\n(二)培养人才。\n"
    found = findings(rule, text)
    assert clauses(found) == [("task", "1", ""), ("task", "2", "")]
    assert {f.subject.name for f in found if isinstance(f, ClauseFound)} == {"石墨膜产业技术创新战略联盟"}


@pytest.mark.parametrize(
    "text",
    [
        "石墨膜产业技术创新战略联盟在长沙成立。\n联盟三年内完成以下任务：\n1.开发新产品20个；\n2.申请专利50件。\n",
        "石墨膜产业技术创新战略联盟在长沙成立。\n课题申报条件：\n1.有独立法人；\n2.有研发团队。\n",
        "我市推动产业技术创新战略联盟建设。\n主要任务\n1.修路。\n2.种树。\n",
    ],
)
def test_targets_and_other_peoples_conditions_are_no_provisions(findings: Findings, text: str) -> None:
    assert clauses(findings(rule, text)) == []


def test_the_articles_of_a_charter(findings: Findings) -> None:
    text = (
        "石墨膜产业技术创新战略联盟章程\n第一章 总则\n第一条 本联盟名称为石墨膜产业技术创新战略联盟。\n"
        "第二条 联盟是企业、高校自愿结成的合作组织。\n第二章 任务\n第三条 联盟的主要任务：\n(一)联合攻关；\n("
        "二)制定标准。\n"
        "第四条 加入联盟应具备下列条件：\n(一)承认章程。\n第五条 成员可以退出。退出应当书面告知。\n"
    )
    assert clauses(findings(rule, text)) == [
        ("rule", "1", ""),
        ("definition", "2", ""),
        ("task", "3", ""),
        ("task", "1", ""),
        ("task", "2", ""),
        ("condition", "4", ""),
        ("condition", "1", ""),
        ("rule", "5", ""),
    ]


def test_a_regulation_of_alliances_speaks_of_the_concept(findings: Findings) -> None:
    text = (
        "江北市产业技术创新战略联盟管理办法\n第一条 为加强管理，制定本办法。\n"
        "第二条 本办法所称联盟，是指企业和高校以契约结成的创新组织。\n第三条 联盟组建应遵循以下原则：\n（一）"
        "自愿；\n（二）开放。\n"
    )
    found = findings(rule, text)
    assert clauses(found) == [
        ("rule", "1", ""),
        ("definition", "2", ""),
        ("principle", "3", ""),
        ("principle", "1", ""),
        ("principle", "2", ""),
    ]
    assert {f.subject.name for f in found if isinstance(f, ClauseFound)} == {"产业技术创新战略联盟"}


def test_tasks_in_numbers_are_targets(findings: Findings) -> None:
    text = "石墨膜产业技术创新战略联盟在长沙成立。\n主要任务\n1.研制新产品30种。\n2.开展技术攻关。\n"
    assert clauses(findings(rule, text)) == [("task", "2", "")]
