"""Member tables, as files of their own and between the paragraphs of a page."""

from __future__ import annotations

import pytest

from ingest.extraction import Extraction
from ingest.finding import Relation
from ingest.pipeline import Reader, extract, make_reader
from ingest.source import Document, Header
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

ALLIANCE = "海岸带修复产业技术创新战略联盟"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter("rjieba"))


def read(reader: Reader, text: str, title: str = "", path: str = "a.csv") -> Extraction:
    return extract(Document(text, path, header=Header(title=title)), reader)


def edges(found: Extraction, type_: str = "MEMBER_OF") -> dict[str, dict[str, set[str]]]:
    """Member → property → values, with the alliance under `of`."""
    result: dict[str, dict[str, set[str]]] = {}
    for item in found.relations:
        if item.type == type_:
            of = result.setdefault(item.head.name, {"of": set()})
            of["of"].add(item.tail.name)
            if item.property and item.value:
                of.setdefault(item.property, set()).add(item.value)
    return result


def quotes(found: Extraction) -> set[str]:
    """The raw characters of every edge's evidence."""
    spans = [found.tidied.raw_span(item.span.start, item.span.end) for item in found.relations]
    return {found.document.text[span.start : span.end] for span in spans}


def test_a_file_with_all_its_columns(reader: Reader) -> None:
    rows = [
        f"{ALLIANCE},东海大学（青岛）,高校,理事长单位,2014-04-20,",
        f'{ALLIANCE},"北港造船,有限公司",企业,副理事长单位兼秘书处,2014年5月,2018年退出',
        f"{ALLIANCE},海岸观测产业联盟,其他,观察员,,",
        f"{ALLIANCE},蓝湾工程有限公司,企业,拟任理事,,",
    ]
    found = read(reader, "\n".join(["联盟名称,单位名称,单位类别,职务,加入时间,备注", *rows]))
    assert edges(found) == {
        "东海大学(青岛)": {"of": {ALLIANCE}, "roles": {"chair"}, "since": {"2014-04-20"}},
        "北港造船，有限公司": {
            "of": {ALLIANCE}, "roles": {"vice_chair", "secretariat"}, "since": {"2014-05"}, "until": {"2018"},
            "state": {"ended"},
        },
        "海岸观测产业联盟": {"of": {ALLIANCE}, "roles": {"observer"}},
        "蓝湾工程有限公司": {"of": {ALLIANCE}, "state": {"proposed"}},
    }  # fmt: skip
    assert quotes(found) == set(rows)
    assert {e.ref.name: (e.ref.label, e.kind) for e in found.entities}["东海大学(青岛)"] == (
        "Organization",
        "university",
    )
    assert {e.ref.label for e in found.entities if e.ref.name == "海岸观测产业联盟"} == {"Alliance"}


@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_alliance_of_the_title_row_and_any_delimiter(reader: Reader, delimiter: str, ending: str) -> None:
    rows = [["序号", "单位名称", "职务"], ["1", "东海大学", "理事单位"], ["2", "北港造船有限公司", ""]]
    text = ending.join([f"附件：{ALLIANCE}成员名单", *(delimiter.join(row) for row in rows)])
    found = read(reader, text)
    assert edges(found) == {
        "东海大学": {"of": {ALLIANCE}, "roles": {"council"}},
        "北港造船有限公司": {"of": {ALLIANCE}},
    }
    first = next(item for item in found.relations)
    assert [found.tidied.text[span.start : span.end] for span in first.also] == [ALLIANCE]


def test_the_alliance_of_the_header_or_of_the_file_name(reader: Reader) -> None:
    text = "单位名称,职务\n东海大学,理事\n"
    assert set(edges(read(reader, text, title=f"{ALLIANCE}理事单位"))) == {"东海大学"}
    assert set(edges(read(reader, text, path=f"x/{ALLIANCE}成员名单.csv"))) == {"东海大学"}


def test_rows_of_a_role_hold_for_the_rows_below(reader: Reader) -> None:
    text = f"{ALLIANCE}理事会\n序号,单位名称\n副理事长单位（2家）,\n1,东海大学\n2,北港造船公司\n成员单位,\n3,蓝湾公司\n"
    assert edges(read(reader, text)) == {
        "东海大学": {"of": {ALLIANCE}, "roles": {"vice_chair"}},
        "北港造船公司": {"of": {ALLIANCE}, "roles": {"vice_chair"}},
        "蓝湾公司": {"of": {ALLIANCE}},
    }


def test_an_empty_cell_under_an_alliance_means_the_same_one(reader: Reader) -> None:
    text = f"联盟,成员单位\n{ALLIANCE},东海大学\n,北港造船有限公司\n深海装备产业联盟,东海大学\n"
    assert {name: item["of"] for name, item in edges(read(reader, text)).items()} == {
        "东海大学": {ALLIANCE, "深海装备产业联盟"},
        "北港造船有限公司": {ALLIANCE},
    }


def test_the_next_sheet_speaks_of_its_own_alliance(reader: Reader) -> None:
    first = f"{ALLIANCE}成员\n成员单位,职务\n东海大学,理事\n"
    text = f"{first}深海装备产业技术创新战略联盟成员\n成员单位,职务\n北港造船有限公司,监事\n"
    assert edges(read(reader, text)) == {
        "东海大学": {"of": {ALLIANCE}, "roles": {"council"}},
        "北港造船有限公司": {"of": {"深海装备产业技术创新战略联盟"}, "roles": {"supervisor"}},
    }


def test_those_beside_an_alliance_are_no_members(reader: Reader) -> None:
    text = f"{ALLIANCE}名单\n单位名称,角色\n海洋主管局,指导单位\n东海日报社,支持单位\n东海大学,成员单位\n"
    found = read(reader, text)
    assert set(edges(found)) == {"东海大学"}
    assert edges(found, "GUIDES") == {"海洋主管局": {"of": {ALLIANCE}, "roles": {"guiding"}}}


def test_a_role_of_a_person_is_not_the_role_of_the_unit(reader: Reader) -> None:
    text = f"{ALLIANCE}理事会组成\n职务,姓名,工作单位\n理事长,王某某,东海大学\n副理事长单位,李某某,北港造船有限公司\n"
    assert edges(read(reader, text)) == {
        "东海大学": {"of": {ALLIANCE}},
        "北港造船有限公司": {"of": {ALLIANCE}, "roles": {"vice_chair"}},
    }


@pytest.mark.parametrize(
    "text",
    [
        "单位名称,职务\n东海大学,理事\n",
        f"{ALLIANCE}2014年获奖项目\n序号,单位名称,简称\n1,东海大学,东大\n",
        f"{ALLIANCE}年产值\n单位名称,年份,产值\n东海大学,2014,12\n",
    ],
)
def test_units_without_an_alliance_or_without_membership_are_no_members(reader: Reader, text: str) -> None:
    assert edges(read(reader, text, title="附件")) == {}


def test_a_table_between_paragraphs(reader: Reader) -> None:
    text = (
        f"{ALLIANCE}于2014年4月在青岛成立。\n\n联盟成员单位名单如下：\n\n| 序号 | 单位名称 | 职务 |\n"
        "| 1 | 东海大学 | 理事长单位 |\n| 2 | 北港造船 有限公司 |  |\n\n以上单位名称,不分先后。\n"
    )
    found = read(reader, text, path="a.html")
    rows = [item for item in found.relations if item.rule == "table.row"]
    assert {(item.head.name, item.value) for item in rows} == {
        ("东海大学", None),
        ("东海大学", "chair"),
        ("北港造船有限公司", None),
    }
    assert {item.tail.name for item in rows} == {ALLIANCE}
    assert "| 2 | 北港造船 有限公司 |  |" in quotes(found)


def test_a_table_about_something_else_between_paragraphs(reader: Reader) -> None:
    text = f"{ALLIANCE}成立。\n\n获奖情况：\n\n| 序号 | 单位名称 | 备注 |\n| 1 | 东海大学 | 一等奖 |\n"
    assert not [item for item in read(reader, text, path="a.html").relations if item.rule == "table.row"]


def test_prose_with_a_comma_in_its_first_line_is_no_table(reader: Reader) -> None:
    text = f"单位,职务两栏如下。\n{ALLIANCE}由东海大学、北港造船有限公司共同发起成立。\n"
    found: list[Relation] = list(read(reader, text, path="a.txt").relations)
    assert found
    assert not [item for item in found if item.rule == "table.row"]


def test_people_of_a_table_with_their_posts(reader: Reader) -> None:
    rows = ["职务,姓名,工作单位,单位职务,联系电话", "理事长,赵明远,东海大学,教授,123", "秘书长,12,东海大学,,"]
    text = "\n".join([f"{ALLIANCE}理事会", *rows])
    found = read(reader, text)
    assert edges(found, "SERVES") == {"赵明远": {"of": {ALLIANCE}, "title": {"理事长"}}}
    assert edges(found, "WORKS_FOR") == {"赵明远": {"of": {"东海大学"}, "title": {"教授"}}}


def test_a_table_without_a_header_tells_roles_beside_units(reader: Reader) -> None:
    text = (
        f"{ALLIANCE}于2014年成立。\n\n组织机构：\n\n| 理事长单位 | 东海大学 |\n"
        "| 副理事长单位（2家） | 北港造船有限公司、蓝湾工程有限公司 |\n| 会址 | 青岛港务集团有限公司 |\n"
    )
    rows = [item for item in read(reader, text, path="a.docx").relations if item.rule == "table.row"]
    assert {(item.head.name, item.value) for item in rows if item.value} == {
        ("东海大学", "chair"),
        ("北港造船有限公司", "vice_chair"),
        ("蓝湾工程有限公司", "vice_chair"),
    }


def test_the_role_of_one_row_is_not_the_role_of_the_next(reader: Reader) -> None:
    rows = ["| 单位名称 | 联盟职务 |", "| 东海大学 | 副理事长单位 |", "| 北港造船有限公司 |  |"]
    found = read(reader, "\n".join([f"{ALLIANCE}成员名单：", "", *rows, ""]), path="a.html")
    assert edges(found)["东海大学"]["roles"] == {"vice_chair"}
    assert edges(found)["北港造船有限公司"] == {"of": {ALLIANCE}}


def test_a_short_name_in_a_title_of_members(reader: Reader) -> None:
    assert edges(read(reader, "附件2：海岸带联盟成员名单\n单位,职务\n东海大学,理事\n")) == {
        "东海大学": {"of": {"海岸带联盟"}, "roles": {"council"}}
    }


def test_units_are_named_even_where_no_alliance_is(reader: Reader) -> None:
    found = read(reader, "单位名称,职务\n东海大学,理事\n")
    assert [(entity.ref.name, entity.kind) for entity in found.entities] == [("东海大学", "university")]


def test_a_heading_tells_the_role_of_its_column(reader: Reader) -> None:
    other = "深海养殖创新联合体"
    rows = [f"1,{ALLIANCE},蓝湾工程有限公司,东海大学、北港研究院", f"2,{other},东海大学,蓝湾工程有限公司"]
    assert edges(read(reader, "\n".join(["序号,联盟名称,牵头企业,参与单位", *rows]))) == {
        "蓝湾工程有限公司": {"of": {ALLIANCE, other}, "roles": {"lead"}},
        "东海大学": {"of": {ALLIANCE, other}, "roles": {"lead"}},
        "北港研究院": {"of": {ALLIANCE}},
    }
    piped = f"名单如下：\n\n| 联盟名称 | 依托单位 |\n| --- | --- |\n| {ALLIANCE} | 东海大学 |\n"
    assert edges(read(reader, piped, path="a.md")) == {"东海大学": {"of": {ALLIANCE}, "roles": {"host"}}}


def test_a_leading_unit_without_an_alliance_says_nothing(reader: Reader) -> None:
    assert not read(reader, "项目名称,牵头企业,负责人\n海堤监测,蓝湾工程有限公司,李青\n").relations


@pytest.mark.parametrize("heading", ["备注", "说明", "类别", "单位类别", "职务", "联盟职务", "状态"])
def test_a_role_in_whatever_column_holds_it(reader: Reader, heading: str) -> None:
    cells = ["理事长单位", "副理事长单位（兼秘书处）", "常务理事单位", "成员单位", ""]
    units = ["东海大学", "北港造船有限公司", "蓝湾研究院", "石浦水产学会", "南岬集团"]
    rows = [f"{number},{unit},{cell}" for number, (unit, cell) in enumerate(zip(units, cells, strict=True), 1)]
    expected = {
        "东海大学": {"of": {ALLIANCE}, "roles": {"chair"}},
        "北港造船有限公司": {"of": {ALLIANCE}, "roles": {"vice_chair", "secretariat"}},
        "蓝湾研究院": {"of": {ALLIANCE}, "roles": {"standing_council"}},
        "石浦水产学会": {"of": {ALLIANCE}},
        "南岬集团": {"of": {ALLIANCE}},
    }
    assert edges(read(reader, "\n".join([f"{ALLIANCE}成员名单", f"序号,成员单位,{heading}", *rows]))) == expected
    piped = [f"| {row.replace(',', ' | ')} |" for row in rows]
    text = "\n".join([f"{ALLIANCE}成员名单：", "", f"| 序号 | 成员单位 | {heading} |", *piped, ""])
    assert edges(read(reader, text, path="a.html")) == expected


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("备注", "2014年由理事长单位推荐"),
        ("备注", "原副理事长单位，待确认"),
        ("类别", "龙头企业"),
        ("类别", "支撑机构"),
        ("说明", "理事会通过"),
    ],
)
def test_what_only_speaks_of_a_role(reader: Reader, heading: str, cell: str) -> None:
    text = f"{ALLIANCE}成员名单\n成员单位,{heading}\n东海大学,{cell}\n"
    assert edges(read(reader, text)) == {"东海大学": {"of": {ALLIANCE}}}


def test_a_cell_tells_more_than_the_heading_of_its_column(reader: Reader) -> None:
    text = f"{ALLIANCE}名单\n序号,理事单位,职务\n1,东海大学,理事长单位\n2,北港造船有限公司,\n"
    assert edges(read(reader, text)) == {
        "东海大学": {"of": {ALLIANCE}, "roles": {"chair"}},
        "北港造船有限公司": {"of": {ALLIANCE}, "roles": {"council"}},
    }


def test_a_role_in_brackets_behind_the_name(reader: Reader) -> None:
    units = "东海大学（理事长单位）、北港造船（青岛）有限公司(副理事长单位)、蓝湾公司（青岛）"
    found = read(reader, f"联盟名称,成员单位\n{ALLIANCE},{units}\n")
    assert edges(found) == {
        "东海大学": {"of": {ALLIANCE}, "roles": {"chair"}},
        "北港造船(青岛)有限公司": {"of": {ALLIANCE}, "roles": {"vice_chair"}},
        "蓝湾公司(青岛)": {"of": {ALLIANCE}},
    }
    assert {e.ref.name for e in found.entities} == {ALLIANCE, *edges(found)}


def test_every_column_of_members_is_read(reader: Reader) -> None:
    text = f"联盟名称,牵头单位,发起单位,成员单位\n{ALLIANCE},东海大学,北港造船公司,蓝湾公司、南岬研究院\n"
    assert edges(read(reader, text)) == {
        "东海大学": {"of": {ALLIANCE}, "roles": {"lead"}},
        "北港造船公司": {"of": {ALLIANCE}, "roles": {"initiator"}},
        "蓝湾公司": {"of": {ALLIANCE}},
        "南岬研究院": {"of": {ALLIANCE}},
    }
