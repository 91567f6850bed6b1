"""Values in both languages."""

from __future__ import annotations

from typing import Any

import pytest

from graph.moment import Moment
from web.show import Show, page_of

ZH, EN = Show("zh"), Show("en")


@pytest.mark.parametrize(
    ("name", "value", "zh", "en"),
    [
        ("roles", ["lead", "chair"], "牵头、理事长", "lead, chair"),
        ("kind", "university", "高校", "university"),
        ("subject", "member", "成员", "member"),
        ("open_list", True, "是", "yes"),
        ("declared", 1234567, "1\u202f234\u202f567", "1\u202f234\u202f567"),
        ("metric", "member_count", "成员数", "number of members"),
        ("deadline", "P5Y", "5 年内", "within 5 years"),
        ("deadline", "P3Y/P5Y", "3–5 年内", "within 3–5 years"),
        ("founded", "2011/2015", "2011–2015", "2011–2015"),
        ("name", "2007", "2007", "2007"),
        ("state", None, "", ""),
    ],
)
def test_a_value_is_said_in_words(name: str, value: Any, zh: str, en: str) -> None:
    assert (ZH.value(name, value), EN.value(name, value)) == (zh, en)


@pytest.mark.parametrize(
    ("row", "text"),
    [
        ({"comparator": ">=", "value": 2.3, "unit": "吨/m3·天"}, "≥ 2.3 吨/m3·天"),
        ({"comparator": "=", "value": 5, "value_max": 8, "unit": "%"}, "5–8 %"),
        ({"comparator": "+=", "norm_value": 10, "norm_unit": "%"}, "+10 %"),
        ({"comparator": "=", "value": None}, ""),
    ],
)
def test_a_quantity_is_written_as_people_do(row: dict[str, Any], text: str) -> None:
    assert ZH.quantity(row) == text


def test_a_thing_is_called_by_its_kind_else_by_its_label() -> None:
    assert ZH.thing("Organization", "institute") == "科研院所"
    assert EN.thing("Organization", None) == "organisation"
    assert ZH.thing("Alliance", "alliance") == "联盟"
    assert EN.relation("MEMBER_OF", False) == "has member"
    assert ZH.property_of("MEMBER_OF", "og-1", "since") == "加入时间"
    assert EN.moment(Moment("2007-06")) == "2007-06"


def test_every_id_has_a_page() -> None:
    digits = "0" * 20
    assert page_of(f"al-{digits}") == f"/alliance/al-{digits}"
    assert page_of(f"sr-{digits}") == f"/source/sr-{digits}"
    assert page_of(f"fc-{digits}") == f"/fact/fc-{digits}"
    assert page_of("whatever") == "/find"
