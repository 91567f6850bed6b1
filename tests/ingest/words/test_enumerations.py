"""Bare names in lists, shared beginnings and endings, and lists of things that are no units."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("宝钢、鞍钢、天河钢铁等10家单位发起。", ["宝钢", "鞍钢", "天河钢铁"]),
        ("成员有清华大学、东北大学、海丰电气和天河电气联合发起。", ["清华大学", "东北大学", "海丰电气", "天河电气"]),
        (
            "中科院金属所、工程热物理和过程工程研究所参加。",
            ["中科院金属所", "中科院工程热物理研究所", "中科院过程工程研究所"],
        ),
        ("既有天河、海丰这样的下游企业。", ["天河", "海丰"]),
        (
            "清华大学、东北大学、国际创新研究院、湖阳石墨有限公司等当选副理事长单位。",
            ["清华大学", "东北大学", "国际创新研究院", "湖阳石墨有限公司"],
        ),
        ("新增了清华大学、湘自环保科技股份有限公司等6家单位。", ["清华大学", "湘自环保科技股份有限公司"]),
        (
            "理事单位湖南中科电气股份有限公司、会员单位株洲硬质合金集团有限公司获奖。",
            ["湖南中科电气股份有限公司", "株洲硬质合金集团有限公司"],
        ),
        ("联盟单位有清华大学，以及天河、海丰等外企。", ["清华大学", "天河", "海丰"]),
    ],
)
def test_a_list_makes_its_items_names(organizations: Names, text: str, expected: list[str]) -> None:
    assert organizations(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "联盟下设猪饲料、禽饲料、水产饲料三个专业委员会。",
        "开展技术攻关、成果转化、市场拓展等工作。",
        "研究石墨、陶瓷、玻璃等材料。",
        "依托电子政务与资源管理博士点、膜材料与石墨硕士点开展工作。",
        "有星空联盟、天合联盟和寰宇一家。",
        "吸收了喷涂企业、钢铁贸易企业、焊接培训企业、建筑工程等产业链企业。",
    ],
)
def test_things_are_no_units(organizations: Names, text: str) -> None:
    assert organizations(text) == []


def test_bare_names_at_a_cue(organizations: Names) -> None:
    assert organizations("恒川海工董事长梁国栋当选理事长。") == ["恒川海工"]
    assert organizations("牵头单位是京联物流；会议结束。") == ["京联物流"]
    assert organizations("项目由洛水玻璃承担。") == ["洛水玻璃"]
    assert organizations("我司董事长李明表示。") == []


def test_a_short_form_leads_to_the_whole_name(organizations: Names) -> None:
    text = "中国恒川海工装备集团有限公司牵头。恒川海工已建成基地。"
    assert organizations(text) == ["中国恒川海工装备集团有限公司", "恒川海工"]
