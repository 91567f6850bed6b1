"""A row must give back its own characters, whatever the cells hold: they are the evidence of its facts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import TableError
from ingest.read.table_rows import read_rows

CELLS = st.text(st.sampled_from('甲乙联盟 ab,"\n\r|;\t“”１'), max_size=6) | st.text(
    st.characters(codec="utf-8"), max_size=5
)
TABLES = st.lists(st.lists(CELLS, min_size=1, max_size=4).filter(lambda row: row != [""]), max_size=5)
ENDS = st.sampled_from(["\n", "\r\n"])


def written(rows: list[list[str]], line_end: str, always: bool = False) -> str:
    """RFC 4180; the writer of the standard library leaves a lone carriage return without quotes."""

    def cell(value: str) -> str:
        return '"' + value.replace('"', '""') + '"' if always or re.search('[",\r\n]', value) else value

    return "".join(",".join(map(cell, row)) + line_end for row in rows)


@given(TABLES, ENDS, st.booleans())
def test_what_was_written_is_read(rows: list[list[str]], line_end: str, always: bool) -> None:
    text = written(rows, line_end, always)
    assert [list(row.values) for row in read_rows(text)] == rows


@given(TABLES, ENDS)
def test_the_characters_of_a_row_are_that_row(rows: list[list[str]], line_end: str) -> None:
    text = written(rows, line_end)
    for row in read_rows(text):
        again = list(read_rows(text[row.start : row.end]))
        assert [item.values for item in again] == [row.values]
        for cell in row.cells:
            assert text[cell.start : cell.end].replace('""', '"') == cell.value
            assert row.start <= cell.start <= cell.end <= row.end


@given(TABLES)
def test_rows_stand_in_order_and_leave_out_only_line_ends(rows: list[list[str]]) -> None:
    text = written(rows, "\n")
    position = 0
    for row in read_rows(text):
        assert text[position : row.start].strip("\n") == ""
        position = row.end
    assert text[position:].strip("\n") == ""


def test_a_line_end_inside_quotes_does_not_end_the_row() -> None:
    text = 'name,note\r\n甲联盟,"一行\n二行, ""引""语"\r\n\r\n乙联盟,\r\n'
    rows = list(read_rows(text))
    assert [row.values for row in rows] == [("name", "note"), ("甲联盟", '一行\n二行, "引"语'), ("乙联盟", "")]
    assert [row.number for row in rows] == [1, 2, 4]
    assert text[rows[1].start : rows[1].end] == '甲联盟,"一行\n二行, ""引""语"'


@pytest.mark.parametrize(
    ("text", "said"), [('a,b\n"c,d\n', "第2行：引号没有闭合"), ('"a"b,c', "第1行：引号后面还有文字")]
)
def test_broken_quotes_are_refused_with_their_row(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        list(read_rows(text))
