"""Rows of phrasing.md section 3, with sentences of our own: numbers of members, and numbers of other things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Count, Finding
from ingest.rules.counts import rule

Findings = Callable[..., list[Finding]]
ALLIANCE = "石墨膜材料产业技术创新战略联盟"
OPENING = f"{ALLIANCE}召开大会。"
A, B, C = "长丰石墨股份有限公司", "湘江膜材料有限公司", "岳麓材料研究所"


def counts(findings: Findings, text: str) -> list[tuple[str, str, int, int]]:
    """(kind, comparator, number, named), in the order of the text."""
    return [
        (f.kind, f.quantity.comparator, int(f.quantity.value or 0), f.named)
        for f in findings(rule, text)
        if isinstance(f, Count)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"联盟由{A}、{B}等10家单位共同发起。", [("initiator", "=", 10, 2)]),
        (f"联盟由{A}、{B}等十八家单位作为发起人。", [("initiator", "=", 18, 2)]),
        ("联盟现有成员单位84家。", [("member", "=", 84, 0)]),
        ("联盟现有成员近百家。", [("member", "<", 100, 0)]),
        ("联盟由30余家单位组成。", [("member", ">", 30, 0)]),
        ("联盟成员由19个增加到55个。", [("member", "=", 19, 0), ("member", "=", 55, 0)]),
        ("联盟成员由成立时的19家增加到55家。", [("member", "=", 19, 0), ("member", "=", 55, 0)]),
        (
            "联盟现有成员51家，其中企业37家、高校6家、科研机构8家。",
            [("member", "=", 51, 0), ("company", "=", 37, 0), ("university", "=", 6, 0), ("institute", "=", 8, 0)],
        ),
        (f"联盟由{A}、{B}等16家企业、高校和科研机构倡议组建。", [("initiator", "=", 16, 2)]),
        (
            "联盟现有成员61家，包括28家企业、23所高校、10家设计院。",
            [("member", "=", 61, 0), ("company", "=", 28, 0), ("university", "=", 23, 0), ("institute", "=", 10, 0)],
        ),
        ("理事会由11家单位组成。", [("council_member", "=", 11, 0)]),
        (f"联盟由{A}、{B}等长江中游的24家企业、高校和院所组成。", [("member", "=", 24, 2)]),
        ("本次大会新增了5家成员单位。", [("new_member", "=", 5, 0)]),
        ("联盟有副理事长单位(15家)。", [("vice_chair", "=", 15, 0)]),
        ("发起单位共有4所高校、3家科研院所。", [("university", "=", 4, 0), ("institute", "=", 3, 0)]),
        ("选举结果：\n副理事长单位：3家，名单附后。", [("vice_chair", "=", 3, 0)]),
        ("选举结果：\n理事单位：30家，名单附后。", [("council_member", "=", 30, 0)]),
        (f"联盟由{A}牵头，汇聚{B}、{C}，共有川渝两地的六家单位。", [("member", "=", 6, 0)]),
        (f"发改委、科技厅支持的{ALLIANCE}由{A}、{B}等3家单位组成。", [("member", "=", 3, 2)]),
        (
            "联盟共有142家单位会员，其中医院会员92家，企业会员50家。",
            [("member", "=", 142, 0), ("hospital", "=", 92, 0), ("company", "=", 50, 0)],
        ),
        (f"已有包括{A}、{B}在内的40多家来自膜材料上下游的专业单位加入联盟。", [("member", ">", 40, 2)]),
        ("联盟吸引了全国102家单位加入。", [("member", "=", 102, 0)]),
        ("联盟共有来自全国15个省份的102家单位。", [("member", "=", 102, 0)]),
        ("联盟现有单位会员211个，个人会员56名。", [("member", "=", 211, 0)]),
        (
            "联盟首批成员单位共47家，其中普通高校12所、职业院校35所。",
            [("member", "=", 47, 0), ("university", "=", 12, 0), ("university", "=", 35, 0)],
        ),
        ("48个联盟理事单位组成理事会。", [("council_member", "=", 48, 0)]),
        ("现有成员单位27家，比成立之初的15家增加了12家。", [("member", "=", 27, 0), ("member", "=", 15, 0)]),
    ],
)
def test_what_a_text_declares(findings: Findings, sentence: str, expected: list[tuple[str, str, int, int]]) -> None:
    assert sorted(counts(findings, OPENING + sentence)) == sorted(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "80余名代表出席会议。",
        "大家都说所有成员单位很努力。",
        "我国有1500家企业。",
        "目前全国共有102家单位从事膜材料研发，联盟将为其服务。",
        "湘江市以膜材料为主业的企业有300多家，由企业牵头的联盟大有可为。",
        "联盟承担3个项目。",
        "首批36家联盟公布。",
        "到会的只有8家单位。",
        f"联盟成员中，{C}等人发言。",
        "这两所高校都在长沙。",
        "三家企业已于上月签约。",
        "相关企业由46家发展到500家。",
        "共21家中央企业牵头建设24个创新联合体。",
        "两地三校的专家出席了会议。",
    ],
)
def test_other_numbers(findings: Findings, sentence: str) -> None:
    assert counts(findings, OPENING + sentence) == []


def test_a_list_of_commas_and_groups_is_named_in_full(findings: Findings) -> None:
    text = f"{OPENING}联盟由{A}、{B}2家企业，{C}1家科研院所共3家单位发起。"
    assert ("initiator", "=", 3, 3) in counts(findings, text)
    assert ("company", "=", 2, 2) in counts(findings, text)


def test_a_number_said_again_keeps_what_was_named(findings: Findings) -> None:
    text = f"{OPENING}联盟由{A}、{B}等2家企业发起。上述2家企业的总资产为3亿元。"
    assert [named for *_, named in counts(findings, text)] == [2, 2]
