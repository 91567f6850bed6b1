"""Tables that copying has turned into running text."""

from __future__ import annotations

import pytest

from ingest.finding import Relation
from ingest.pipeline import Reader, make_reader, read_sentences
from ingest.rules.running import rule
from ingest.source import Document
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

ALLIANCE = "海岸带修复产业技术创新战略联盟"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter("rjieba"))


def found(reader: Reader, text: str) -> tuple[set[tuple[str, str, str | None]], set[str]]:
    """(type, head, value) of every relation, and the raw rows that say so."""
    read = read_sentences(Document(text, "a.txt"), reader)
    relations = [item for item in rule(read.readings) if isinstance(item, Relation)]
    spans = [read.tidied.raw_span(item.span.start, item.span.end) for item in relations]
    return {(r.type, r.head.name, r.value) for r in relations}, {text[span.start : span.end] for span in spans}


def test_people_with_their_posts(reader: Reader) -> None:
    text = (
        f"{ALLIANCE}理事会名单\n序号 职务 姓名 单位 单位职务 1 理事长 赵明远 东海海洋大学 教授 "
        "2 秘书长 钱立 北港造船有限公司 总经理\n说明：任期五年。"
    )
    facts, rows = found(reader, text)
    assert facts == {
        ("MEMBER_OF", "东海海洋大学", None), ("MEMBER_OF", "北港造船有限公司", None),
        ("SERVES", "赵明远", None), ("SERVES", "赵明远", "理事长"), ("WORKS_FOR", "赵明远", None),
        ("WORKS_FOR", "赵明远", "教授"), ("SERVES", "钱立", None), ("SERVES", "钱立", "秘书长"),
        ("WORKS_FOR", "钱立", None),        ("WORKS_FOR", "钱立", "总经理"),
    }  # fmt: skip
    assert rows == {"1 理事长 赵明远 东海海洋大学 教授", "2 秘书长 钱立 北港造船有限公司 总经理"}


def test_units_with_their_roles(reader: Reader) -> None:
    text = (
        f"{ALLIANCE}成员单位\n序号 单位名称 联盟职务 1 东海海洋大学 理事长单位 2 北港造船有限公司 理事单位 "
        "3 蓝湾工程有限公司 成员单位\n"
    )
    facts, _ = found(reader, text)
    assert {(head, value) for _, head, value in facts if value} == {
        ("东海海洋大学", "chair"),
        ("北港造船有限公司", "council"),
    }
    assert {head for _, head, _ in facts} == {"东海海洋大学", "北港造船有限公司", "蓝湾工程有限公司"}


def test_units_with_those_who_stand_for_them_below_a_header_line(reader: Reader) -> None:
    text = (
        f"{ALLIANCE}第二届理事会名单\n序号 单位名称 联盟职务 代表 职务\n1 东海海洋大学 理事长单位 赵明远 副校长\n"
        "2 北港造船有限公司 理事单位 钱立 总经理\n3 蓝湾工程有限公司 理事单位 孙海 主任\n注：排名不分先后"
    )
    facts, _ = found(reader, text)
    assert {(head, value) for type_, head, value in facts if type_ == "MEMBER_OF" and value} == {
        ("东海海洋大学", "chair"),
        ("北港造船有限公司", "council"),
        ("蓝湾工程有限公司", "council"),
    }
    assert {(head, value) for type_, head, value in facts if type_ == "WORKS_FOR" and value} == {
        ("赵明远", "副校长"),
        ("钱立", "总经理"),
        ("孙海", "主任"),
    }
    assert not any(type_ == "SERVES" for type_, _, _ in facts)


@pytest.mark.parametrize(
    "text",
    [
        f"{ALLIANCE}名单\n序号 单位名称 联盟职务 代表 职务\n以下单位见附件。东海海洋大学参加。\n",
        f"{ALLIANCE}名单\n序号 职务 姓名 单位 1 理事长 赵明远 东海海洋大学\n",
        f"{ALLIANCE}要求填写序号、职务、姓名、单位等内容，由东海海洋大学汇总。\n",
        "序号 单位名称 职务 1 东海海洋大学 理事长单位 2 北港造船有限公司 理事单位\n",
        f"{ALLIANCE}成立。理事长由东海海洋大学担任。\n",
    ],
)
def test_what_is_no_such_table(reader: Reader, text: str) -> None:
    assert found(reader, text)[0] == set()
