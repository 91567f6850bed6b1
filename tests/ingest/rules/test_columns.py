"""Headers of member tables, and the cells below them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.rules.columns import kind, meanings, moment, names, names_members, role_columns
from ingest.words.tidy import fold


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("序号,单位名称,职务", {"index": 0, "unit": 1, "role": 2}),
        ("联盟名称,成员单位,单位性质,加入时间,备注", {"alliance": 0, "unit": 1, "kind": 2, "since": 3, "note": 4}),
        ("序 号,单位　名称*,联盟内职务：", {"index": 0, "unit": 1, "role": 2}),
        ("理事会职务,姓名,工作单位,单位职务", {"role": 0, "person": 1, "unit": 2, "post": 3}),
        ("單位名稱,職務", {"unit": 0, "role": 1}),
    ],
)
def test_headers_of_member_tables(header: str, found: dict[str, int]) -> None:
    assert meanings(header.split(",")) == found


@pytest.mark.parametrize(
    "header",
    ["单位名称", "项目,金额,年份", "职务,加入时间", "单位,产量,产值,税收,利润", "2014年,联盟成立,理事长单位", ""],
)
def test_what_is_no_such_header(header: str) -> None:
    assert meanings(header.split(",")) == {}


def test_headings_that_tell_a_role() -> None:
    cells = [
        "序号",
        "联盟名称",
        "副理事长单位",
        "秘书处",
        "秘书处挂靠单位",
        "共建单位名称",
        "成员单位",
        "理事长",
        "依托",
    ]
    assert set(role_columns(cells)) == {2, 3, 4, 5}


def test_a_header_that_speaks_of_members() -> None:
    assert names_members(["序号", "成员单位"])
    assert not names_members(["序号", "单位名称", "职务"])


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("东海海洋大学", ["东海海洋大学"]),
        (" 1.甲乙公司（青岛） ", ["甲乙公司(青岛)"]),
        ("甲乙公司、丙丁研究所；戊己大学", ["甲乙公司", "丙丁研究所", "戊己大学"]),
        ("甲乙(北京、上海)公司", ["甲乙(北京、上海)公司"]),
        ("3M中国有限公司", ["3M中国有限公司"]),
        ("蓝湾工程 有限公司", ["蓝湾工程有限公司"]),
        ("Blue Bay Ltd", ["Blue Bay Ltd"]),
        ("合计", []),
        ("备注：以上排名不分先后", []),
        ("共12家", []),
        ("12", []),
        ("", []),
        ("各单位应于月底前报送材料。", []),
    ],
)
def test_names_in_a_cell(cell: str, found: list[str]) -> None:
    assert [name for name, _, _ in names(cell)] == found


@given(st.text("甲乙公司、；;（）() 1.①\n。共家", max_size=30))
def test_places_of_names_give_them_back(cell: str) -> None:
    folded = fold(cell)
    assert all(folded[start:end].replace(" ", "") == name.replace(" ", "") for name, start, end in names(cell))


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("2013-04-10", "2013-04-10"),
        ("2013", "2013"),
        ("２０１３年４月", "2013-04"),
        ("2013.4.10", "2013-04-10"),
        ("20130410", "2013-04-10"),
        ("2016年退出", "2016"),
        ("20131410", ""),
        ("近日", ""),
        ("", ""),
        ("41374", ""),
    ],
)
def test_dates_in_a_cell(cell: str, found: str) -> None:
    assert moment(cell) == found


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ("民营企业", "company"),
        ("高等院校", "university"),
        ("科研院所", "institute"),
        ("行业协会", "association"),
        ("个人", ""),
    ],
)
def test_kinds_in_a_cell(cell: str, found: str) -> None:
    assert kind(cell) == found
