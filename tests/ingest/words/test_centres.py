"""Centres of collaborative innovation: alliances where several make them up, organisations elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Names = Callable[[str], list[str]]
CENTRE = "湘江膜材料协同创新中心"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"2、{CENTRE}：湖南大学，中南大学", [CENTRE]),
        (f"{CENTRE}由湖南大学牵头，联合中南大学组建。", [CENTRE]),
        (f"湖南大学牵头组建{CENTRE}。", [CENTRE]),
        (f"我校“{CENTRE}”被认定为省级“2011协同创新中心”。", [CENTRE]),
        (f"省教育厅认定2个协同创新中心，分别是：{CENTRE}、石墨粉体协同创新研究中心。",
         [CENTRE, "石墨粉体协同创新研究中心"]),
        (f"{CENTRE}、石墨粉体协同创新中心等6家中心通过评审。", [CENTRE, "石墨粉体协同创新中心"]),
        (f"{CENTRE}和石墨粉体协同创新中心获批。", [CENTRE, "石墨粉体协同创新中心"]),
        (f"“{CENTRE}”负责人方文清教授，该中心以湖南大学为依托，联合中南大学。", [CENTRE]),
        (f"{CENTRE}揭牌成立。会后参观了{CENTRE}。", [CENTRE, CENTRE]),
        ("湖南大学膜材料协同创新中心由湖南大学联合中南大学共建。", ["湖南大学膜材料协同创新中心"]),
    ],
)  # fmt: skip
def test_a_centre_that_several_make_up_is_an_alliance(alliances: Names, text: str, expected: list[str]) -> None:
    assert alliances(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "省教育厅公布第二批省级协同创新中心名单。",
        "江海省级协同创新中心获批。",
        "我校获批5个省级“2011协同创新中心”。",
        f"联盟成员单位包括湖南大学、{CENTRE}。",
        f"代表们参观了{CENTRE}。",
        "湖南大学膜材料协同创新中心揭牌。",
        "湖南大学获批建设湖南大学膜材料协同创新中心。",
        "方文清任湖南大学膜材料协同创新中心主任。",
    ],
)
def test_a_kind_of_centre_or_a_house_of_one_unit_is_none(alliances: Names, text: str) -> None:
    assert alliances(text) == []


def test_what_is_no_alliance_leaves_the_units_as_they_were(organizations: Names) -> None:
    assert organizations("方文清任湖南大学膜材料协同创新中心主任。") == ["湖南大学"]
