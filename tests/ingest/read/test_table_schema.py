"""Each kind of mistake in a seed table is refused, where it stands and with what to do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.errors import TableError
from graph.model import load_model
from ingest.read.table_models import MembershipRow, TargetRow
from ingest.read.table_schema import Problem, refuse_wrong_tables, typed_rows, validate_tables

BASED = "source_title,publisher,address,grade"
FROM = "某报：甲联盟成立,media,https://news.example/1,high"
GOOD = {
    "alliances.csv": (
        f"name,short_names,founded,field,region,level,batch,declared_comparator,declared_members,{BASED}\n"
        f"甲联盟,甲盟|甲,2007-06,钢铁,全国,,,=,3,{FROM}\n"
        f"乙联盟,,,煤炭,全国,,,,,{FROM}\n"
    ),
    "organisations.csv": (
        f"name,kind,short_names,english_name,place,{BASED}\n"
        f"丙大学,university,丙大,Bing University,北京市,{FROM}\n"
        f"丁(集团)公司,company,丁集团,,,{FROM}\n"
        f"丁集团有限公司,company,,,,{FROM}\n"
    ),
    "memberships.csv": (
        f"alliance,member,member_type,roles,state,since,until,{BASED}\n"
        f"甲联盟,丙大学,organization,发起|副理事长,current,2008,,{FROM}\n"
        f"甲联盟,乙联盟,alliance,,current,,,{FROM}\n"
        f"乙联盟,丁(集团)公司,organization,,ended,2008,2010-01,{FROM}\n"
    ),
    "successors.csv": f"old_name,new_name,kind,year,{BASED}\n丁(集团)公司,丁集团有限公司,renamed,2017,{FROM}\n",
    "targets.csv": (
        f"alliance,status,subject,metric,comparator,value,value_max,unit,deadline,{BASED}\n"
        f"甲联盟,target,高炉,容积,=,200,230.5,m3,P5Y,{FROM}\n"
        f"甲联盟,expected,联盟,形成标准,,,,,,{FROM}\n"
    ),
    "dates.csv": f"alliance,step,date,{BASED}\n甲联盟,approved,2010-01-08,{FROM}\n",
}

Check = Callable[[str, str, str], list[Problem]]


@pytest.fixture
def after(tmp_path: Path) -> Check:
    """The problems of the good tables after `old` has become `new` in one of them."""

    def check(file: str, old: str, new: str) -> list[Problem]:
        for name, text in GOOD.items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        assert old in GOOD[file]
        (tmp_path / file).write_text(GOOD[file].replace(old, new, 1), encoding="utf-8", newline="")
        return validate_tables(tmp_path)

    return check


def test_good_tables_have_no_problem(after: Check) -> None:
    assert after("dates.csv", "甲联盟", "甲联盟") == []


@pytest.mark.parametrize(
    ("file", "old", "new", "row", "column", "what"),
    [
        ("alliances.csv", "2007-06,", "2007-13,", 2, "founded", "不是日期"),
        ("alliances.csv", "2007-06,", "2007-6,", 2, "founded", "不是日期"),
        ("alliances.csv", "2007-06,", "P5Y,", 2, "founded", "不是日期"),
        ("alliances.csv", "甲盟|甲", "甲盟|甲盟", 2, "short_names", "写了两次"),
        ("alliances.csv", "甲盟|甲", "甲盟||甲", 2, "short_names", "空着"),
        ("alliances.csv", "=,3,", "=,-3,", 2, "declared_members", "不是个数"),
        ("alliances.csv", "=,3,", "=,三,", 2, "declared_members", "不是数"),
        ("alliances.csv", "=,3,", ",3,", 2, "declared_members", "缺一"),
        ("alliances.csv", "=,3,", "≈,3,", 2, "declared_comparator", "不是 comparator 的词"),
        ("alliances.csv", "乙联盟,", "甲联盟,", 3, "", "与第2行重复"),
        ("alliances.csv", ",high", ",sure", 2, "grade", "不是 grade 的词"),
        ("alliances.csv", "media", "press", 2, "publisher", "不是 publisher 的词"),
        ("alliances.csv", "media", "copy", 2, "address", "却有网址"),
        ("alliances.csv", "media,https://news.example/1", "copy,", 2, "source_title", "没有在标题中注明"),
        ("alliances.csv", "https://news.example/1", "news.example/1", 2, "address", "网址不完整"),
        ("alliances.csv", "某报：甲联盟成立", "", 2, "source_title", "空着"),
        ("alliances.csv", "甲联盟", "甲联盟 ", 2, "name", "首尾有空白"),
        ("alliances.csv", "乙联盟", "乙（国家）联盟", 3, "name", "全角括号"),
        ("alliances.csv", ",全国,,,=,3,", ",全国,,,=,3,,", 2, "", "有 14 格，表头有 13 格"),
        ("organisations.csv", "university", "school", 2, "kind", "没有“school”这一机构类别"),
        ("organisations.csv", "丙大,", "丁集团,", 3, "short_names", "two names"),
        ("organisations.csv", "丙大,", "丁集团有限公司,", 2, "short_names", "two names"),
        ("organisations.csv", "丁集团有限公司", "丁 (集团)公司", 4, "name", "只差写法"),
        ("organisations.csv", "丁集团有限公司", "丙大学", 4, "", "与第2行重复"),
        ("organisations.csv", "丁集团有限公司", "甲联盟", 0, "name", "同时是联盟"),
        ("memberships.csv", "甲联盟,丙", "丙联盟,丙", 2, "alliance", "alliances.csv 中没有“丙联盟”"),
        ("memberships.csv", "丙大学", "丙大", 2, "member", "organisations.csv 中没有“丙大”"),
        ("memberships.csv", "乙联盟,alliance", "乙联盟,organization", 3, "member", "organisations.csv 中没有“乙联盟”"),
        ("memberships.csv", "organization", "company", 2, "member_type", "没有“company”这种成员"),
        ("memberships.csv", "副理事长", "副会长", 2, "roles", "没有“副会长”这一角色"),
        ("memberships.csv", "current,2008", "active,2008", 2, "state", "不是 state 的词"),
        ("memberships.csv", "2010-01", "2007-12", 4, "until", "退出早于加入"),
        ("memberships.csv", "ended", "current", 4, "until", "状态不是 ended"),
        ("memberships.csv", "乙联盟,alliance", "丙大学,organization", 3, "", "与第2行重复"),
        ("successors.csv", "renamed", "bought", 2, "kind", "不是 succession 的词"),
        ("successors.csv", "丁集团有限公司", "戊公司", 2, "new_name", "没有“戊公司”"),
        ("successors.csv", "丁集团有限公司", "丁(集团)公司", 2, "new_name", "同一个名称"),
        ("successors.csv", "2017", "17", 2, "year", "不是日期"),
        ("targets.csv", "target,高炉", "goal,高炉", 2, "status", "目标的状态不能是“goal”"),
        ("targets.csv", "=,200", "range,200", 2, "comparator", "不是 comparator 的词"),
        ("targets.csv", "=,200", ",200", 2, "comparator", "没有比较符"),
        ("targets.csv", "230.5", "100", 2, "value_max", "区间不成立"),
        ("targets.csv", "=,200", "=,约200", 2, "value", "不是数"),
        ("targets.csv", "=,200,230.5,", "=,,,", 2, "value", "没有数值却有比较符"),
        ("targets.csv", "m3", "斛", 2, "unit", "单位表中没有“斛”"),
        ("targets.csv", "P5Y", "五年", 2, "deadline", "不是期限"),
        ("targets.csv", "联盟,形成标准", ",形成标准", 3, "subject", "空着"),
        ("dates.csv", "approved", "celebrated", 2, "step", "没有“celebrated”这一步骤"),
        ("dates.csv", "2010-01-08", "2010-02-30", 2, "date", "不是日期"),
        ("dates.csv", "2010-01-08", "", 2, "date", "空着"),
        ("dates.csv", "alliance,step", "alliance,event", 1, "", "表头不符"),
        ("dates.csv", "甲联盟", '"甲联盟', 0, "", "引号没有闭合"),
    ],
)
def test_each_mistake_is_refused_where_it_stands(
    after: Check, file: str, old: str, new: str, row: int, column: str, what: str
) -> None:
    found = [item for item in after(file, old, new) if item.file == file]
    assert [(item.row, item.column) for item in found] == [(row, column)], found
    assert what in found[0].what
    assert found[0].advice


def test_a_missing_table_refuses_what_refers_to_it(after: Check, tmp_path: Path) -> None:
    after("dates.csv", "甲联盟", "甲联盟")
    (tmp_path / "alliances.csv").unlink()
    assert {(item.file, item.row) for item in validate_tables(tmp_path)} == {
        ("memberships.csv", 2), ("memberships.csv", 3), ("memberships.csv", 4),
        ("targets.csv", 2), ("targets.csv", 3), ("dates.csv", 2),
    }  # fmt: skip


def test_bytes_that_are_not_utf8_are_refused(after: Check, tmp_path: Path) -> None:
    after("dates.csv", "甲联盟", "甲联盟")
    (tmp_path / "dates.csv").write_bytes(GOOD["dates.csv"].encode("gb18030"))
    assert [(item.file, item.row, item.what) for item in validate_tables(tmp_path)] == [
        ("dates.csv", 0, "不是 UTF-8 文本 (not UTF-8)")
    ]


def test_one_problem_refuses_the_folder_and_tells_all(after: Check, tmp_path: Path) -> None:
    after("targets.csv", "m3,P5Y", "斛,五年")
    with pytest.raises(TableError) as refused:
        refuse_wrong_tables(tmp_path)
    assert "targets.csv 第2行 deadline 列：“五年”不是期限" in str(refused.value)
    after("dates.csv", "甲联盟", "甲联盟")
    refuse_wrong_tables(tmp_path)


def test_a_typed_row_knows_its_characters_and_reads_roles_as_keys() -> None:
    text = GOOD["memberships.csv"]
    rows, problems = typed_rows("memberships.csv", text, load_model())
    assert problems == []
    first = rows[0]
    assert isinstance(first.data, MembershipRow)
    assert first.data.roles == ("initiator", "vice_chair")
    assert text[first.row.start : first.row.end] == f"甲联盟,丙大学,organization,发起|副理事长,current,2008,,{FROM}"
    cell = first.cells["member"]
    assert text[cell.start : cell.end] == "丙大学"


def test_numbers_keep_their_kind_and_a_range_its_upper_end() -> None:
    rows, _ = typed_rows("targets.csv", GOOD["targets.csv"], load_model())
    amounts = [(row.data.value, row.data.value_max) for row in rows if isinstance(row.data, TargetRow)]
    assert amounts == [(200, 230.5), (None, None)]
    assert isinstance(amounts[0][0], int)


def test_columns_may_stand_in_any_order() -> None:
    swapped = f"step,alliance,date,{BASED}\napproved,甲联盟,2010-01-08,{FROM}\n"
    rows, problems = typed_rows("dates.csv", swapped, load_model())
    assert problems == []
    assert rows[0].cells["alliance"].value == "甲联盟"
