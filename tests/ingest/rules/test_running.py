"""Tables that copying has turned into running text."""

from __future__ import annotations

import pytest

from ingest.finding import Relation
from ingest.pipeline import Reader, extract, make_reader, read_sentences
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


OTHER = "深水网箱产业技术创新联盟"
ROWS = (
    ("1", ALLIANCE, "东海海洋大学", "北港造船有限公司、蓝湾工程研究院"),
    ("2", OTHER, "白沙渔业集团", "东海海洋大学、石浦水产学会、南岬公司"),
)
HEADINGS = ("序号", "联盟名称", "牵头单位", "成员单位")
EDGES = {
    ("东海海洋大学", ALLIANCE, "lead"), ("东海海洋大学", ALLIANCE, None), ("北港造船有限公司", ALLIANCE, None),
    ("蓝湾工程研究院", ALLIANCE, None), ("白沙渔业集团", OTHER, "lead"), ("白沙渔业集团", OTHER, None),
    ("东海海洋大学", OTHER, None), ("石浦水产学会", OTHER, None), ("南岬公司", OTHER, None),
}  # fmt: skip


def members(reader: Reader, text: str) -> set[tuple[str, str, str | None]]:
    """(member, alliance, value) of every edge of membership that the rule reads."""
    read = read_sentences(Document(text, "a.txt"), reader)
    for gap in (item for item in rule(read.readings) if isinstance(item, Relation)):
        raw = read.tidied.raw_span(gap.span.start, gap.span.end)
        assert gap.head.name[:2] in text[raw.start : raw.end]
    return {
        (item.head.name, item.tail.name, item.value)
        for item in rule(read.readings)
        if isinstance(item, Relation) and item.type == "MEMBER_OF"
    }


@pytest.mark.parametrize("blank", [" ", "\t", "  ", "　"])
@pytest.mark.parametrize("line", ["\n", " ", "\n\n"])
def test_several_alliances_whose_columns_blanks_part(reader: Reader, blank: str, line: str) -> None:
    text = line.join(["附件：2016年联盟名单", *(blank.join(row) for row in (HEADINGS, *ROWS))])
    assert members(reader, f"{text}\n以上名单自公布之日起生效。") == EDGES


@pytest.mark.parametrize("line", ["\n", "\n\n", "\n \n"])
def test_several_alliances_with_a_cell_a_line(reader: Reader, line: str) -> None:
    text = line.join(["2016年联盟名单", *HEADINGS, *(cell for row in ROWS for cell in row)])
    assert members(reader, text) == EDGES
    assert members(reader, f"{text}{line}会议同时公布了管理办法。") == EDGES


def test_without_an_index(reader: Reader) -> None:
    lines = [" ".join(row[1:]) for row in (HEADINGS, *ROWS)]
    assert members(reader, "\n".join(["联盟名单", *lines, "", "2016年3月，会议召开。"])) == EDGES
    cells = [cell for row in (HEADINGS, *ROWS) for cell in row[1:]]
    assert members(reader, "\n".join(["联盟名单如下：", *cells])) == EDGES


@pytest.mark.parametrize(
    ("heading", "role"),
    [("理事长单位", "chair"), ("秘书处", "secretariat"), ("依托单位", "host"), ("发起单位", "initiator")],
)
def test_what_the_heading_of_a_column_says(reader: Reader, heading: str, role: str) -> None:
    text = f"联盟 {heading} 联系人 联系电话\n{ALLIANCE} 东海海洋大学 赵明远 0532-1234567\n{OTHER} 白沙渔业集团 钱立\n"
    assert {edge for edge in members(reader, f"联盟名称名单\n{text}") if edge[2]} == {
        ("东海海洋大学", ALLIANCE, role),
        ("白沙渔业集团", OTHER, role),
    }


def test_lists_of_a_cell(reader: Reader) -> None:
    rows = [
        f"1 {ALLIANCE} 东海海洋大学 北港造船有限公司 蓝湾工程研究院 宝江钢铁",
        f"2 {OTHER} 白沙渔业集团 南岬公司，石浦水产学会和蓝湾工程",
        "研究院等12家单位",
    ]
    found = members(reader, "\n".join([" ".join(HEADINGS), *rows, "以上名单由科技处公布。"]))
    assert {(name, alliance) for name, alliance, value in found if value is None} == {
        ("东海海洋大学", ALLIANCE), ("北港造船有限公司", ALLIANCE), ("蓝湾工程研究院", ALLIANCE),
        ("宝江钢铁", ALLIANCE), ("白沙渔业集团", OTHER), ("南岬公司", OTHER), ("石浦水产学会", OTHER),
        ("蓝湾工程研究院", OTHER),
    }  # fmt: skip


def whole(reader: Reader, text: str) -> set[tuple[str, str, str | None]]:
    """(member, alliance, role) of every edge of membership that all rules together find."""
    found = extract(Document(text, "a.txt"), reader).relations
    return {(item.head.name, item.tail.name, item.value) for item in found if item.type == "MEMBER_OF"}


@pytest.mark.parametrize("title", ["附件：2016年联盟名单\n", f"{ALLIANCE}成立。\n名单如下：\n", ""])
@pytest.mark.parametrize("headings", [HEADINGS, ("序号", "联盟名称", "牵头企业", "参与单位")])
def test_no_other_rule_reads_the_rows_otherwise(reader: Reader, title: str, headings: tuple[str, ...]) -> None:
    table = (headings, *ROWS)
    for cell, row in ((" ", "\n"), ("\t", "\n"), (" ", " "), ("\n", "\n")):
        assert whole(reader, f"序号表\n{title}" + row.join(cell.join(line) for line in table)) == EDGES, (cell, row)
    assert whole(reader, f"表\n{title}" + "\n".join(" ".join(line[1:]) for line in table)) == EDGES


def test_a_community_with_leaders_of_three_kinds(reader: Reader) -> None:
    one, other = "全国膜材料行业产教融合共同体", "江海市域网箱产教联合体"
    rows = [f"1 {one} 江海大学 石浦职业技术学院 蓝湾公司", f"2 {other} 东海海洋大学 北港职业学院 白沙渔业集团"]
    for line in ("\n", " "):
        text = line.join(["序号 共同体名称 牵头高校 牵头职业学校 牵头企业", *rows])
        assert {edge for edge in whole(reader, f"名单\n{text}") if edge[2]} == {
            ("江海大学", one, "lead"), ("石浦职业技术学院", one, "lead"), ("蓝湾公司", one, "lead"),
            ("东海海洋大学", other, "lead"), ("北港职业学院", other, "lead"), ("白沙渔业集团", other, "lead"),
        }  # fmt: skip


def test_headings_that_no_table_holds(reader: Reader) -> None:
    rows = [f"1 {ALLIANCE} 东海海洋大学 青屿区 岸线监测", f"2 {OTHER} 白沙渔业集团 石浦县 网箱"]
    assert members(reader, "\n".join(["序号 联盟名称 牵头单位 所在区县 技术方向", *rows])) == {
        ("东海海洋大学", ALLIANCE, "lead"), ("东海海洋大学", ALLIANCE, None),
        ("白沙渔业集团", OTHER, "lead"), ("白沙渔业集团", OTHER, None),
    }  # fmt: skip


def test_the_posts_of_people_are_no_roles_of_their_units(reader: Reader) -> None:
    rows = ["理事长 东海海洋大学 赵明远", "副理事长 北港造船有限公司 钱立", "秘书长 南岬研究院 孙海"]
    text = "\n".join([f"{ALLIANCE}理事会名单", "职务 单位 姓名", *rows])
    found = extract(Document(text, "a.txt"), reader).relations
    assert {item.head.name for item in found if item.type == "MEMBER_OF" and item.property == "roles"} == set()
    assert {(item.head.name, item.value) for item in found if item.type == "SERVES" and item.value} == {
        ("赵明远", "理事长"), ("钱立", "副理事长"), ("孙海", "秘书长"),
    }  # fmt: skip


def test_a_row_that_fits_nowhere_is_passed_over(reader: Reader) -> None:
    rows = [" ".join(row) for row in ROWS]
    broken = "2 潮汐能产业技术创新战略联盟"
    last = rows[1].replace("2", "3", 1)
    assert members(reader, "\n".join(["联盟名单", " ".join(HEADINGS), rows[0], broken, last])) == EDGES


def test_roles_beside_the_members_of_one_alliance(reader: Reader) -> None:
    rows = ["1 东海海洋大学 理事长单位", "2 北港造船有限公司", "3 石浦水产学会 副理事长单位", "4 宝江钢铁 常务理事单位"]
    text = "\n".join([f"{ALLIANCE}成员名单", "序号 成员单位 备注", *rows, "注：排名不分先后。"])
    assert members(reader, text) == {
        ("东海海洋大学", ALLIANCE, None), ("东海海洋大学", ALLIANCE, "chair"), ("北港造船有限公司", ALLIANCE, None),
        ("石浦水产学会", ALLIANCE, None), ("石浦水产学会", ALLIANCE, "vice_chair"), ("宝江钢铁", ALLIANCE, None),
        ("宝江钢铁", ALLIANCE, "standing_council"),
    }  # fmt: skip


def test_a_table_of_many_rows_is_read_to_its_end(reader: Reader) -> None:
    names = (f"石浦{one}{other}有限公司" for one in "晨曦晖映潮澜汐泽沐" for other in "辰宇航岳峰岭川江湖海")
    rows = [f"{number} {name} 理事单位" for number, name in enumerate(names, 1)]
    text = "\n".join([f"{ALLIANCE}成员名单", "序号 成员单位 联盟职务", *rows])
    assert len({name for name, _, value in members(reader, text) if value == "council"}) == len(rows)


@pytest.mark.parametrize(
    "text",
    [
        f"联盟名称 推荐单位\n{ALLIANCE} 东海海洋大学\n{OTHER} 白沙渔业集团\n",
        f"联盟名称、牵头单位、成员单位等栏由{ALLIANCE}填写，东海海洋大学汇总。\n",
        f"序号 项目名称 承担单位\n1 {ALLIANCE} 东海海洋大学\n",
        f"序号\n联盟名称\n金额\n1\n{ALLIANCE}\n20\n",
        f"联盟名称 牵头单位\n会议由东海海洋大学主持。{ALLIANCE} 代表发言\n",
    ],
)
def test_what_is_no_table_of_alliances(reader: Reader, text: str) -> None:
    assert members(reader, text) == set()
