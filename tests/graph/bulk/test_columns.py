"""Cells keep what they hold, and say no to what they cannot hold."""

from __future__ import annotations

import csv
import io
from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.bulk.columns import EVIDENCE, SOURCE, Column, cell, edge_columns, header, line, node_columns
from graph.errors import ModelError
from graph.facts import Evidence, SourceRecord
from graph.model import Model

TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(one=TEXTS, other=TEXTS)
def test_any_text_reads_back(one: str, other: str) -> None:
    columns = (Column("one", "string"), Column("other", "ID(Node)"))
    (row,) = csv.reader(io.StringIO(line(columns, {"one": one, "other": other}), newline=""), strict=True)
    assert row == [one, other]


@given(number=st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False))
def test_any_number_reads_back(number: float) -> None:
    text = cell(Column("value", "number"), number)
    assert (int(text) if isinstance(number, int) else float(text)) == number


def test_an_empty_text_is_not_a_missing_value() -> None:
    column = Column("address", "string")
    assert (cell(column, ""), cell(column, None)) == ('""', "")


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("string", 1),
        ("long", "1"),
        ("long", True),
        ("long", 2**63),
        ("long", 0.5),
        ("number", float("inf")),
        ("boolean", 1),
        ("boolean", "true"),
        ("string[]", "甲"),
        ("string[]", [1]),
        ("string", ["甲"]),
    ],
)
def test_a_value_of_another_type_is_refused(type_: str, value: object) -> None:
    with pytest.raises(ModelError):
        cell(Column("p", type_), value)


def test_headers_name_groups_and_types(model: Model) -> None:
    assert header(("Node", "Node"), edge_columns(model, "GUIDES")) == (
        ":START_ID(Node),:END_ID(Node),id:string,roles:string[]\n"
    )
    target = header((), node_columns(model, "Target"), ["value"])
    assert "norm_value:long" in target
    assert "value:double" in target
    assert "written" not in target


def test_every_field_of_evidence_and_source_has_a_column() -> None:
    assert [column.name for column in EVIDENCE] == [item.name for item in fields(Evidence)]
    assert [column.name for column in SOURCE] == [*(item.name for item in fields(SourceRecord)), "facts_digest"]
    assert {column.name: column.type for column in EVIDENCE if column.type != "string"} == {
        "id": "ID(Evidence)",
        "start": "long",
        "end": "long",
        "sentence_start": "long",
        "sentence_end": "long",
        "also": "string[]",
    }
