"""Rows of the project's own tables as facts: what each column says, with the row and its own original as evidence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from graph.errors import TableError
from graph.facts import Entity, Evidence, SourceFacts
from graph.model import load_model
from ingest.canonical import Canon, make_canon
from ingest.read.files import list_sources, read_document
from ingest.read.seed_tables import ROW_BY_ROW, table_facts, table_name
from ingest.read.table_models import TABLES
from ingest.source import Document
from ingest.words.lexicon import load_lexicon

TAIL = "source_title,publisher,address,grade"
HEADERS = {
    "alliances": f"name,short_names,founded,field,region,level,batch,declared_comparator,declared_members,{TAIL}",
    "organisations": f"name,kind,short_names,english_name,place,{TAIL}",
    "memberships": f"alliance,member,member_type,roles,state,since,until,{TAIL}",
    "successors": f"old_name,new_name,kind,year,{TAIL}",
    "targets": f"alliance,status,subject,metric,comparator,value,value_max,unit,deadline,{TAIL}",
    "dates": f"alliance,step,date,{TAIL}",
}
FROM = "海岸报道（转载 copy）,copy,,medium"
ALLIANCE = "海岸带修复技术创新战略联盟"


@pytest.fixture(scope="module")
def canon() -> Canon:
    return make_canon(load_lexicon(), load_model())


def table(name: str, *rows: str) -> Document:
    return Document("\n".join([HEADERS[name], *rows]) + "\n", f"tables/{name}.csv", "mine")


def facts(canon: Canon, name: str, *rows: str) -> SourceFacts:
    return table_facts(table(name, *rows), canon, "e1")


def named(found: SourceFacts, name: str) -> Entity:
    return next(entity for entity in found.entities if entity.get("name") == name)


def said(found: SourceFacts, head: str, type_: str | None = None) -> set[tuple[str, str | None, str | None]]:
    """(type, property, value) of everything that is said of the entity so named, its existence left out."""
    id_ = named(found, head).id
    return {
        (item.type, item.property, item.value)
        for item in found.evidence
        if item.head == id_ and item.type != "ENTITY" and type_ in (None, item.type)
    }


def edge(found: SourceFacts, type_: str) -> list[Evidence]:
    return [item for item in found.evidence if item.type == type_]


def test_an_alliance_with_all_its_columns(canon: Canon) -> None:
    row = f"{ALLIANCE},海岸联盟|CRA,2011-03-18,海洋,山东省/青岛市,国家试点,,=,12,{FROM}"
    found = facts(canon, "alliances", row)
    assert said(found, ALLIANCE, "VALUE") == {
        ("VALUE", "aliases", "海岸联盟"),
        ("VALUE", "aliases", "CRA"),
        ("VALUE", "short_name", "海岸联盟"),
        ("VALUE", "founded", "2011-03-18"),
        ("VALUE", "field", "海洋"),
        ("VALUE", "region", "山东省/青岛市"),
        ("VALUE", "level", "国家试点"),
    }
    figure = next(entity for entity in found.entities if entity.label == "Figure")
    assert dict(figure.properties) == {
        "holder": named(found, ALLIANCE).id,
        "status": "stated",
        "subject": "member",
        "metric": "member_count",
        "comparator": "=",
        "norm_value": 12,
        "norm_unit": "1",
    }
    written = next(item.value for item in found.evidence if item.property == "written")
    assert json.loads(written or "") == {"unit": "家", "value": 12, "value_max": None}
    assert edge(found, "LOCATED_IN")[0].tail == named(found, "山东省/青岛市").id
    assert edge(found, "HAS_FIGURE")[0].tail == figure.id


def test_a_place_that_no_table_knows_gives_way_to_the_one_around_it(canon: Canon) -> None:
    found = facts(canon, "alliances", f"{ALLIANCE},,,,北京市/某园,,,,,{FROM}", f"甲乙联盟,,,,丝路沿线,,,,,{FROM}")
    assert [item.tail for item in edge(found, "LOCATED_IN")] == [named(found, "北京市").id]


def test_an_organisation_with_its_kind_and_other_names(canon: Canon) -> None:
    found = facts(canon, "organisations", f'蓝湾海工研究院,institute,蓝湾院,"Blue Bay Institute, Ltd.",山东省,{FROM}')
    assert said(found, "蓝湾海工研究院") == {
        ("VALUE", "kind_stated", "institute"),
        ("VALUE", "aliases", "蓝湾院"),
        ("VALUE", "aliases", "Blue Bay Institute, Ltd."),
        ("LOCATED_IN", None, None),
    }
    assert named(found, "蓝湾海工研究院").kind_label == "ResearchInstitute"


def test_memberships_with_roles_dates_and_states(canon: Canon) -> None:
    found = facts(
        canon,
        "memberships",
        f"{ALLIANCE},蓝湾海工研究院,organization,发起|理事长,current,2011,,{FROM}",
        f"{ALLIANCE},北港造船有限公司,organization,,ended,,2016,{FROM}",
        f"{ALLIANCE},海岸观测产业联盟,alliance,,proposed,,,{FROM}",
    )
    assert said(found, "蓝湾海工研究院") == {
        ("MEMBER_OF", None, None),
        ("MEMBER_OF", "roles", "initiator"),
        ("MEMBER_OF", "roles", "chair"),
        ("MEMBER_OF", "since", "2011"),
    }
    assert said(found, "北港造船有限公司") == {("MEMBER_OF", "state", "ended"), ("MEMBER_OF", "until", "2016")}
    assert said(found, "海岸观测产业联盟") == {("MEMBER_OF", "state", "proposed")}
    assert named(found, "海岸观测产业联盟").label == "Alliance"


def test_successors_targets_and_dates(canon: Canon) -> None:
    moved = facts(canon, "successors", f"北港造船厂,北港造船有限公司,renamed,1999,{FROM}")
    assert said(moved, "北港造船厂") == {
        ("SUCCEEDED_BY", None, None),
        ("SUCCEEDED_BY", "kind", "renamed"),
        ("SUCCEEDED_BY", "year", "1999"),
    }
    dated = facts(canon, "dates", f"{ALLIANCE},approved,2010-12,{FROM}")
    assert said(dated, ALLIANCE) == {("VALUE", "approved", "2010-12")}
    aimed = facts(
        canon,
        "targets",
        f"{ALLIANCE},target,岸线,修复长度,>=,300,,万吨,2015,{FROM}",
        f"{ALLIANCE},target,联盟,建立标准体系,,,,,,{FROM}",
    )
    number, words = sorted(
        (e for e in aimed.entities if e.label == "Target"), key=lambda e: e.get("norm_value") is None
    )
    assert (number.get("norm_value"), number.get("norm_unit"), number.get("deadline")) == (3_000_000, "t", "2015")
    assert (words.get("metric"), words.get("norm_value")) == ("建立标准体系", None)
    assert {item.tail for item in edge(aimed, "HAS_TARGET")} == {number.id, words.id}


def test_the_evidence_is_the_row_and_carries_the_original_of_its_row(canon: Canon) -> None:
    first = f"{ALLIANCE},蓝湾海工研究院,organization,,current,,,{FROM}"
    second = f"{ALLIANCE},北港造船有限公司,organization,,current,,,海岸年鉴,official,https://example.org/1,high"
    found = facts(canon, "memberships", first, second)
    edges = sorted(edge(found, "MEMBER_OF"), key=lambda item: item.start)
    assert [(item.quote, item.original, item.grade) for item in edges] == [
        (first, "海岸报道 | 转载 copy", "medium"),
        (second, "海岸年鉴 | 官方 official | https://example.org/1", "high"),
    ]
    exists = [item for item in found.evidence if item.type == "ENTITY" and item.head == edges[0].tail]
    assert [(item.quote, len(item.also)) for item in exists] == [(ALLIANCE, 1)]
    assert (found.source.origin, found.source.genre, found.source.based_on) == ("compiled", "table", (ROW_BY_ROW,))


def test_an_alias_leads_to_the_organisation_of_the_tables(canon: Canon) -> None:
    alias, name = next(
        (row.alias, row.name)
        for rows in canon.lexicon.aliases.values()
        for row in rows
        if len(rows) == 1 and not row.since and not row.until and row.name in canon.lexicon.organizations
    )
    found = facts(canon, "memberships", f"{ALLIANCE},{alias},organization,,current,,,{FROM}")
    assert ("VALUE", "aliases", alias) in said(found, name)


def test_a_row_that_does_not_fit_refuses_the_table_by_name(canon: Canon) -> None:
    with pytest.raises(TableError, match=r"tables/dates\.csv 有 1 处错误.*\n.*第2行"):
        facts(canon, "dates", f"{ALLIANCE},founded_by,2010,{FROM}")


@pytest.mark.parametrize(
    "text", ["", "单位,职务\n甲,理事\n", "source_title\n", '"source_title,name\n', HEADERS["dates"][1:]]
)
def test_other_tables_are_not_ours(canon: Canon, text: str) -> None:
    document = Document(text, "dates.csv")
    assert table_name(document) is None
    with pytest.raises(TableError, match=r"dates\.csv"):
        table_facts(document, canon, "e1")


def test_the_order_of_columns_and_the_line_ends_make_no_difference(canon: Canon) -> None:
    turned = Document(f"date,step,alliance,{TAIL}\r\n2010-12,approved,{ALLIANCE},{FROM}\r\n", "x.csv", "mine")
    plain = facts(canon, "dates", f"{ALLIANCE},approved,2010-12,{FROM}")
    assert table_name(turned) == "dates.csv"
    assert said(table_facts(turned, canon, "e1"), ALLIANCE) == said(plain, ALLIANCE)


def test_the_order_of_rows_changes_places_only(canon: Canon) -> None:
    rows = [f"{ALLIANCE},单位{word}有限公司,organization,发起,current,,,{FROM}" for word in "甲乙丙"]
    one, other = facts(canon, "memberships", *rows), facts(canon, "memberships", *reversed(rows))
    assert {item.fact for item in one.evidence} == {item.fact for item in other.evidence}
    assert one.entities == other.entities


def test_every_shipped_table_is_read_whole(canon: Canon) -> None:
    folder = Path(__file__).parents[3] / "data" / "seed"
    tables = [item for item in list_sources([folder]) if item.relative.startswith("tables/")]
    assert [item.relative for item in tables] == sorted(f"tables/{name}" for name in TABLES)
    for item in tables:
        document = read_document(item.path, collection=item.collection, relative=item.relative)
        found = table_facts(document, canon, "e1")
        rows = {item.sentence_start for item in found.evidence}
        assert len(rows) == document.text.rstrip("\n").count("\n")
        assert not [entity for entity in found.entities if entity.get("unresolved")]
