"""Which names look like one; whether they are is never decided here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianmeng.words.pairs import near_pairs

NAMES = ["金阳新材料有限公司", "金阳新材料股份有限公司", "金阳新型材料有限公司", "湖南大学", "湖湘石墨研究院"]


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("Organization", "金阳新型材料有限公司", "金阳新材料有限公司"),
        ("Organization", "金阳新材料股份有限公司", "金阳新材料有限公司"),
        ("Organization", "岳麓石墨烯膜研究院", "岳麓石墨膜研究院"),
        ("Alliance", "石墨膜材料与装备产业技术创新战略联盟", "石墨膜材料装备产业创新联盟"),
    ],
)
def test_names_that_may_be_one(label: str, one: str, other: str) -> None:
    assert [(pair.one, pair.other) for pair in near_pairs(label, [other, one], ())] == [(one, other)]


@pytest.mark.parametrize(
    ("label", "one", "other"),
    [
        ("Organization", "湖湘石油大学(北京)", "湖湘石油大学(华东)"),
        ("Organization", "江苏省农业科学院", "江西省农业科学院"),
        ("Organization", "金阳第一机床厂", "金阳第二机床厂"),
        ("Organization", "金阳新材料有限公司", "湖南大学"),
        ("Alliance", "石墨膜产业技术创新战略联盟", "轴承产业技术创新战略联盟"),
    ],
)
def test_names_that_something_tells_apart(label: str, one: str, other: str) -> None:
    assert near_pairs(label, [one, other], ()) == []


def test_two_names_of_the_tables_are_two() -> None:
    one, other = "金阳新材料股份有限公司", "金阳新材料有限公司"
    assert near_pairs("Organization", [one, other], [one, other]) == []
    assert near_pairs("Organization", [one, other], [one]) != []


def test_a_judgement_ends_it() -> None:
    one, other = "金阳新材料股份有限公司", "金阳新材料有限公司"
    assert near_pairs("Organization", [one, other], (), [frozenset((one, other))]) == []


@given(st.permutations(NAMES))
def test_the_order_of_the_names_changes_nothing(names: list[str]) -> None:
    assert near_pairs("Organization", names, ()) == near_pairs("Organization", NAMES, ())
