"""Rows of several alliances without headings."""

from __future__ import annotations

import pytest

from ingest.finding import Relation
from ingest.pipeline import Reader, make_reader, read_sentences
from ingest.rules.headless import rule
from ingest.source import Document
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

A, B, C = "海岸带修复产业技术创新战略联盟", "深水网箱产业技术创新联盟", "潮汐能创新联合体"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter("rjieba"))


def members(reader: Reader, *lines: str, line: str = "\n") -> set[tuple[str, str, str | None]]:
    read = read_sentences(Document(line.join(lines), "a.txt"), reader)
    return {(r.head.name, r.tail.name, r.value) for r in rule(read.readings) if isinstance(r, Relation)}


@pytest.mark.parametrize("line", ["\n", " "])
def test_units_of_rows_that_count_on(reader: Reader, line: str) -> None:
    rows = [
        f"1 {A} 东海海洋大学 北港造船有限公司、南岬公司",
        f"2 {B} 白沙渔业集团 东海海洋大学",
        f"3 {C} 南岬公司 江海市科技局、蓝湾研究院",
    ]
    assert members(reader, "2016年度联盟名单", *rows, line=line) == {
        ("东海海洋大学", A, None), ("北港造船有限公司", A, None), ("南岬公司", A, None), ("白沙渔业集团", B, None),
        ("东海海洋大学", B, None), ("南岬公司", C, None), ("蓝湾研究院", C, None),
    }  # fmt: skip


def test_the_line_above_tells_the_role(reader: Reader) -> None:
    rows = [f"1. {A} 东海海洋大学", f"2. {B} 白沙渔业集团", f"3. {C} 南岬公司"]
    assert {edge for edge in members(reader, "联盟及其牵头单位名单：", *rows) if edge[2]} == {
        ("东海海洋大学", A, "lead"), ("白沙渔业集团", B, "lead"), ("南岬公司", C, "lead"),
    }  # fmt: skip
    assert len(members(reader, "联盟名录", *rows)) == len(rows)


@pytest.mark.parametrize(
    "lines",
    [
        ("联盟及推荐单位", f"1 {A} 东海海洋大学", f"2 {B} 白沙渔业集团", f"3 {C} 南岬公司"),
        ("会议议程", f"1 {A} 东海海洋大学", f"2 {B} 白沙渔业集团", f"3 {C} 南岬公司"),
        ("联盟名单", f"1 {A} 东海海洋大学 作报告", f"2 {B} 白沙渔业集团 发言", f"3 {C} 南岬公司 发言"),
        ("联盟名单", f"1 {A} 东海海洋大学", f"2 {B} 白沙渔业集团"),
        ("联盟名单", f"1 {A} 东海海洋大学 南岬公司", f"2 {B} 白沙渔业集团", f"3 {C} 南岬公司"),
        (
            "序号 联盟名称 主管部门",
            f"1 {A} 东海海洋大学 南岬公司",
            f"2 {B} 白沙渔业集团 东海海洋大学",
            f"3 {C} 南岬公司 东海海洋大学",
        ),
    ],
)
def test_what_names_no_members(reader: Reader, lines: tuple[str, ...]) -> None:
    assert members(reader, *lines) == set()
