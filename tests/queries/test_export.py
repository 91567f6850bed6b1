"""Answers as tables, JSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from queries.answer import Answer
from queries.catalogue import load_catalogue
from queries.export import BOM, defused, plain, to_csv, to_json, to_table


def _answer(name: str, rows: list[Mapping[str, Any]]) -> Answer:
    question = load_catalogue()[name]
    whole = [{column.name: row.get(column.name) for column in question.columns} for row in rows]
    return Answer(question, {}, question.columns, whole, len(whole), 0, False, ("说明 (note)",), None)


MEMBERS = _answer("members", [
    {"id": "og-1", "name": "=SUM(A1)大学", "kind": "university", "roles": ["chair", "council"], "state": "current",
     "alliance_count": 3},
    {"id": "og-2", "name": "南方, \"大学\"", "kind": "company", "roles": [], "state": "current", "alliance_count": -1},
])  # fmt: skip


def test_csv_reads_back() -> None:
    rows = list(csv.DictReader(io.StringIO(to_csv(MEMBERS))))
    assert [row["name"] for row in rows] == ["=SUM(A1)大学", '南方, "大学"']
    assert [row["roles"] for row in rows] == ["chair; council", ""]
    assert rows[1]["alliance_count"] == "-1"


def test_csv_for_spreadsheets_has_a_mark_and_no_formulas() -> None:
    text = to_csv(MEMBERS, excel=True)
    assert text.startswith(BOM + "id,name")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))
    assert rows[0]["name"] == "'=SUM(A1)大学"
    assert rows[1]["alliance_count"] == "-1"


@given(st.text())
def test_no_defused_text_begins_like_a_formula(text: str) -> None:
    assert not defused(text, text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert defused(text, text).removeprefix("'") == text.removeprefix("'")


def test_json_is_a_list_of_rows() -> None:
    assert json.loads(to_json(MEMBERS)) == MEMBERS.rows


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""),
        (True, "true"),
        (["a", "b"], "a; b"),
        ({"id": "x", "name": "名"}, "名"),
        ([{"kind": "a", "count": 2}], "a 2"),
        (2.5, "2.5"),
    ],
)
def test_one_value_is_one_cell(value: Any, cell: str) -> None:
    assert plain(value) == cell


def _shown(answer: Answer) -> str:
    console = Console(file=io.StringIO(), width=120)
    console.print(to_table(answer))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_table_speaks_chinese_and_hides_ids() -> None:
    text = _shown(MEMBERS)
    assert "理事长、理事" in text
    assert "高校" in text
    assert "说明 (note)" in text
    assert "og-1" not in text


def test_one_row_is_shown_as_a_list_of_its_columns() -> None:
    text = _shown(_answer("alliance_profile", [
        {"name": "钢铁联盟", "kinds": [{"kind": "company", "count": 7}], "member_count": 10}]))  # fmt: skip
    assert "企业7" in text
    assert "已知成员数" in text


def test_an_empty_answer_keeps_its_words_together() -> None:
    console = Console(width=100, record=True)
    console.print(to_table(_answer("members", [])))
    shown = console.export_text()
    assert MEMBERS.question.title_zh in shown
    assert "说明 (note)" in shown
