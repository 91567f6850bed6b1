"""Sentences as one text with signs, and the cells cut out of it."""

from __future__ import annotations

import pytest

from ingest.pipeline import Reader, Readings, make_reader, read_sentences
from ingest.rules.cells import ALLIANCE, UNIT, grammars, stretch
from ingest.source import Document
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

TEXT = "深水网箱产业技术创新联盟由东海海洋大学牵头。\n\n成员有南岬公司；\n石浦水产学会\n会议结束。余下的话。"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter("rjieba"))


@pytest.fixture(scope="module")
def read(reader: Reader) -> Readings:
    return read_sentences(Document(TEXT, "a.txt"), reader)


def test_every_character_stands_in_its_place(read: Readings) -> None:
    there = stretch(read.readings[1:], 2, lambda _: False)
    assert there.text == f"有{UNIT}；\n{UNIT}\n会议结束。"
    for at, sign in enumerate(there.text):
        surface = there.whole[there.places[at] : there.places[at + 1]]
        assert surface == (there.marks[at].name if at in there.marks else sign)
        place = there.start + there.places[at]
        assert sign == "\n" or read.tidied.text[place : place + len(surface)] == surface


def test_a_stretch_ends_with_a_statement_or_where_told(read: Readings) -> None:
    assert stretch(read.readings, 0, lambda _: False).text == f"{ALLIANCE}由{UNIT}牵头。"
    assert stretch(read.readings[1:], 0, lambda other: "石浦" in other.text).text == f"成员有{UNIT}；"
    assert stretch([], 0, lambda _: False).text == ""


@pytest.mark.parametrize(
    ("line", "listed", "cell"),
    [
        ("南岬公司，石浦水产学会和东海海洋大学等12家单位", "，", "南岬公司、石浦水产学会、东海海洋大学"),
        ("南岬公司 石浦水产学会", "， ", "南岬公司、石浦水产学会"),
        ("南岬公司和石浦水产学会", "", "南岬公司和石浦水产学会"),
    ],
)
def test_the_units_of_a_cell(reader: Reader, line: str, listed: str, cell: str) -> None:
    read = read_sentences(Document(f"序号 联盟名称 成员单位\n1 深水网箱产业技术创新联盟 {line}", "a.txt"), reader)
    there = stretch(read.readings[1:], 0, lambda _: False)
    assert there.cell(there.text.index(UNIT), len(there.text), listed).text == cell


@pytest.mark.parametrize(
    ("columns", "alone", "ways"),
    [
        (("index", "alliance", "unit"), False, 3),
        (("index", "alliance", "unit"), True, 1),
        (("index", "unit", "note"), False, 1),
        (("index", "role", "person", "unit"), False, 3),
    ],
)
def test_the_ways_in_which_rows_may_stand(columns: tuple[str, ...], alone: bool, ways: int) -> None:
    assert len(list(grammars(columns, alone))) == ways
