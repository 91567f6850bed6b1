"""What a page says of the unit that it belongs to, in sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.rules.members import rule

Edges = Callable[..., set[tuple[str, str, str, str]]]
OWNER = "金阳新材料有限公司"
ONE, OTHER = "石墨膜材料产业技术创新战略联盟", "湖湘轴承创新联合体"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (f"公司是{ONE}的发起单位和副理事长单位。", {(ONE, ""), (ONE, "initiator"), (ONE, "vice_chair")}),
        (f"公司现为{ONE}成员单位，也是{OTHER}的牵头单位。", {(ONE, ""), (OTHER, ""), (OTHER, "lead")}),
        (f"2018年，公司与湖南大学共建了中心；2020年加入{ONE}。", {(ONE, ""), (ONE, "2020")}),
        (f"我司加入{ONE}。", {(ONE, "")}),
        (f"公司与{ONE}签订了合作协议。", set()),
        (f"公司未加入{ONE}。", set()),
        (f"公司客户遍及{ONE}的成员单位。", set()),
    ],
)
def test_memberships_of_the_writers_own_unit(edges: Edges, sentence: str, expected: set[tuple[str, str]]) -> None:
    found = edges(rule, f"公司简介\n{OWNER}成立于1998年。{sentence}")
    assert {(tail, value) for head, type_, tail, value in found if (head, type_) == (OWNER, "MEMBER_OF")} == expected


def test_without_an_owner_the_company_is_nobody(edges: Edges) -> None:
    assert edges(rule, f"公司是{ONE}的发起单位。") == set()
