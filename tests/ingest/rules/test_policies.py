"""What an alliance follows, with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Finding, Named, Value
from ingest.rules.policies import rule
from ingest.words.policies import find_policies, same_policies

Edges = Callable[..., set[tuple[str, str, str, str]]]
ALLIANCE = "石墨膜材料产业技术创新战略联盟"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("根据《湖南省创新平台管理办法(试行)》，联盟设立理事会。", {"湖南省创新平台管理办法(试行)"}),
        ("联盟的组建贯彻落实《新材料产业发展规划》和《关于支持企业创新的若干意见》。",
         {"新材料产业发展规划", "关于支持企业创新的若干意见"}),
        ("联盟落实《新材料产业发展规划》及其配套政策。", {"新材料产业发展规划", "配套政策"}),
        ("按照《湖南省创新联合体建设指引》，联盟设立理事会。", {"湖南省创新联合体建设指引"}),
        ("联盟积极响应创新驱动发展战略。", {"创新驱动发展战略"}),
    ],
)  # fmt: skip
def test_a_policy_that_an_alliance_follows(edges: Edges, sentence: str, expected: set[str]) -> None:
    found = edges(rule, f"{ALLIANCE}在长沙成立。{sentence}")
    assert {tail for head, type_, tail, _ in found if type_ == "FOLLOWS" and head == ALLIANCE} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "联盟承担国家科技支撑计划课题3项。",
        "国务院印发《新材料产业发展规划》，联盟组织学习。",
        "根据《石墨膜材料产业技术创新战略联盟章程》，联盟选举了理事会。",
        "《石墨膜》杂志由联盟主办。",
        "根据《新材料产业发展规划》，湖南大学设立了研究院。",
        "联盟按照会议的要求，讨论了经费，《新材料产业发展规划》一并印发。",
    ],
)
def test_mentions_money_and_charters_are_not_followed(edges: Edges, sentence: str) -> None:
    assert edges(rule, f"{ALLIANCE}在长沙成立。{sentence}") == set()


def test_a_short_name_given_in_the_text_is_an_alias(findings: Callable[..., list[Finding]]) -> None:
    text = f"{ALLIANCE}在长沙成立。联盟落实《新材料产业发展规划纲要(2011-2020年)》(以下简称《规划纲要》)。"
    found = findings(rule, text)
    aliases = {(f.entity.name, f.value) for f in found if isinstance(f, Value)}
    assert ("新材料产业发展规划纲要(2011-2020年)", "规划纲要") in aliases
    assert {f.ref.name for f in found if isinstance(f, Named)} == {"新材料产业发展规划纲要(2011-2020年)"}


def test_names_that_differ_in_their_years_are_one_policy() -> None:
    names = same_policies(["钢铁规划纲要(2006—2020)", "钢铁规划纲要(2006-2020年)", "规划纲要"])
    assert len(set(names.values())) == 1


def test_a_short_name_of_two_policies_stays_its_own() -> None:
    names = same_policies(["钢铁发展规划", "煤炭发展规划", "发展规划"])
    assert names["发展规划"] == "发展规划"


def test_papers_and_journals_are_no_policies() -> None:
    assert find_policies("《石墨膜蓝皮书》和《联盟章程》以及《测试方法》") == []
