"""Where units sit, with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import Finding, Named, Relation
from ingest.rules.places import place_at, rule

Edges = Callable[..., set[tuple[str, str, str, str]]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("金阳新材料有限公司总部位于湖南省长沙市，员工300人。", ("金阳新材料有限公司", "湖南省长沙市")),
        ("湖南大学坐落于长沙市岳麓区。", ("湖南大学", "长沙市岳麓区")),
        ("金阳新材料有限公司注册地为深圳。", ("金阳新材料有限公司", "深圳")),
        ("金阳新材料有限公司成立于2001年，是民营企业，总部设在深圳。", ("金阳新材料有限公司", "深圳")),
        ("总部设在上海的金阳新材料有限公司加入了联盟。", ("金阳新材料有限公司", "上海")),
    ],
)
def test_a_seat_that_the_text_states(edges: Edges, sentence: str, expected: tuple[str, str]) -> None:
    assert {(head, tail) for head, type_, tail, _ in edges(rule, sentence) if type_ == "LOCATED_IN"} == {expected}


@pytest.mark.parametrize(
    "sentence",
    [
        "湖南大学在上海举行了会议。",
        "金阳新材料有限公司项目落户在园区。",
        "上海大学与湖南大学合作。",
        "金阳新材料有限公司位于行业前列。",
    ],
)
def test_meetings_names_and_ranks_are_no_seats(edges: Edges, sentence: str) -> None:
    assert edges(rule, sentence) == set()


def test_a_place_goes_on_to_the_district() -> None:
    assert place_at("湖南省长沙市岳麓区麓山路2号") == "湖南省长沙市岳麓区"
    assert place_at("行业前列") == ""


def test_the_place_of_a_ceremony_is_named_only(findings: Callable[..., list[Finding]]) -> None:
    found = findings(rule, "石墨膜产业技术创新战略联盟成立大会在长沙召开，湖南大学在上海的校友参加。")
    assert [(type(f).__name__, f.ref.name) for f in found if isinstance(f, Named)] == [("Named", "长沙")]
    assert not [f for f in found if isinstance(f, Relation)]
