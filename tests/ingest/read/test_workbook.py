"""Excel: every sheet becomes comma-separated rows that read back as its cells."""

from __future__ import annotations

import datetime
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.errors import UnreadableSource
from ingest.read.table_rows import read_rows
from ingest.read.workbook import read_workbook
from ingest.read.yielded import ReadingLimits, Yielded

LIMITS = ReadingLimits()


def book(rows: list[list[object]], title: str = "Sheet1") -> Workbook:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return workbook


def read(workbook: Workbook, limits: ReadingLimits = LIMITS) -> Yielded:
    output = io.BytesIO()
    workbook.save(output)
    return read_workbook(output.getvalue(), limits)


def test_values_are_written_as_a_person_reads_them() -> None:
    day = datetime.datetime(2014, 5, 6)
    yielded = read(book([["单位", "加入", "出资"], ["甲,乙公司", day, 12.5], ["丙\n公司", 2014.0, True]]))
    assert yielded.text == '单位,加入,出资\n"甲,乙公司",2014-05-06,12.5\n丙 公司,2014\n'
    assert yielded.genre == "table"


def test_a_named_sheet_has_its_name_before_it_and_a_hidden_one_is_left_out() -> None:
    workbook = book([["甲公司"]], "海岸联盟成员")
    workbook.create_sheet("Sheet2").append(["乙公司"])
    hidden = workbook.create_sheet("草稿")
    hidden.append(["丙公司"])
    hidden.sheet_state = "hidden"
    assert read(workbook).text == "海岸联盟成员\n甲公司\n乙公司\n"


def test_a_cell_merged_downwards_holds_for_its_rows() -> None:
    workbook = book([["甲公司", "理事"], ["乙公司", None], ["丙公司", None]])
    workbook.worksheets[0].merge_cells("B1:B2")
    assert read(workbook).text == "甲公司,理事\n乙公司,理事\n丙公司\n"


def test_a_stray_cell_at_the_far_end_costs_nothing() -> None:
    workbook = book([["甲公司"]])
    workbook.worksheets[0]["XFD1048576"] = "。"
    workbook.worksheets[0]["B1048576"] = "尾"
    assert read(workbook).text.startswith("甲公司\n,尾")


def test_an_empty_workbook_is_refused() -> None:
    with pytest.raises(UnreadableSource, match="没有文字"):
        read(Workbook())


@settings(max_examples=25, deadline=None)
@given(
    st.lists(st.lists(st.text("甲乙,\"'丙 a", min_size=1, max_size=4), min_size=1, max_size=4), min_size=1, max_size=4)
)
def test_cells_read_back(cells: list[list[str]]) -> None:
    rows = [[f"x{' '.join(cell.split())}" for cell in row] for row in cells]
    text = read(book([list(row) for row in rows])).text
    assert [list(row.values) for row in read_rows(text)] == rows
