"""Lines that are rows or cells of tables whose columns only blanks and line breaks part."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.words.grids import grid_lines
from ingest.words.tidy import fold

ROWS = ["1 江海石墨产业联盟 清华大学", "2 江海水泵创新联合体 东北大学", "3 江海膜材料产业联盟 湘江公司"]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (["名单", "序号 联盟名称 牵头单位", *ROWS[:2]], {1, 2, 3}),
        (["序号 联盟名称 牵头单位", ROWS[0], "有限公司", ROWS[1], "以上两家。"], {0, 1, 3, 4}),
        (["联盟名称 依托单位", "江海石墨产业联盟 清华大学", "以上名单"], {0, 1, 2}),
        (["序号", "单位名称", "联盟职务", "1", "清华大学", "理事长单位", "2018年公布。"], {0, 1, 2, 3, 4, 5, 6}),
        (["联盟名称", "", "牵头单位", "", "成员单位", "", "江海联盟", "", "清华大学、", "东北大学"], {0, 2, 4, 6, 8}),
        (["联盟名称 依托单位", "江海石墨产业联盟 江海工程", "研究院等12家"], {0, 1}),
        ([f"联盟名单 {' '.join(ROWS)}", "以上3家"], {1}),
        (["名单", "1 清华大学", "2 湘江公司(理事单位)", "3 岳麓研究所 理事单位", "以上3家"], {1, 2, 3, 4}),
        (["名单", "清华大学 理事长单位", "湘江公司 理事单位", "会议结束。"], {1, 2, 3}),
        (["名单", "清华大学（理事长单位）", "湘江公司（理事单位）"], {1, 2}),
        (["联盟名单", *ROWS, "以上3家"], {1, 2, 3, 4}),
    ],
)
def test_rows_and_cells(lines: list[str], found: set[int]) -> None:
    assert grid_lines(fold("\n".join(lines))) == found


@pytest.mark.parametrize(
    "lines",
    [
        ["联盟由清华大学牵头，联合东北", "大学等单位发起。"],
        ["1 月，江海石墨产业联盟 清华大学", "2 月，联盟召开大会。"],
        ["单位", "成员", "清华大学"],
        ["序号 项目名称 金额", "1 石墨 20"],
        ["1 江海石墨产业联盟 清华大学", "3 江海膜材料产业联盟 湘江公司"],
        ["成员单位", "清华大学", "东北大学"],
        ["清华大学 理事长单位", "会议于今天召开。"],
        ["1 清华大学", "2 于今天召开大会", "3 湘江公司"],
        [""],
    ],
)
def test_what_is_no_such_table(lines: list[str]) -> None:
    assert grid_lines("\n".join(lines)) == set()


@given(st.text("序号单位名称联盟牵头成员备注1 2.、。\n甲大学", max_size=80))
def test_every_number_is_a_line(text: str) -> None:
    assert all(0 <= number <= text.count("\n") for number in grid_lines(text))
