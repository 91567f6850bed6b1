"""Names → canonical organisations and alliances: tables, years, stated rules, and what must stay apart."""

from __future__ import annotations

import pytest

from graph.model import load_model
from ingest.canonical import Canon, make_canon
from ingest.words.lexicon import load_lexicon


@pytest.fixture(scope="module")
def canon() -> Canon:
    return make_canon(load_lexicon(), load_model())


@pytest.mark.parametrize(
    ("short", "year", "name"),
    [
        ("上海交大", None, "上海交通大学"),
        ("哈工大", None, "哈尔滨工业大学"),
        ("武钢", 2007, "武汉钢铁(集团)公司"),
        ("宝钢", 2007, "宝钢集团有限公司"),
        ("清华大学", 1999, "清华大学"),
    ],
)
def test_a_short_name_leads_to_the_organisation_of_its_year(
    canon: Canon, short: str, year: int | None, name: str
) -> None:
    resolution = canon.organization(short, year)
    assert (resolution.name, resolution.unresolved) == (name, False)


def test_a_short_name_with_years_is_unresolved_without_a_date(canon: Canon) -> None:
    assert canon.organization("武钢", None).unresolved


def test_a_short_name_of_several_is_its_own_unresolved_node(canon: Canon) -> None:
    resolution = canon.organization("东大", 2010)
    assert resolution.unresolved
    entity = canon.organization_entity(resolution)
    assert (entity.get("name"), entity.get("unresolved")) == ("东大", True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("东北大学", "东北农业大学"),
        ("上海大学", "上海交通大学"),
        ("山东省农业机械科学研究所", "广东省农业机械研究所"),
        ("中国石油大学(北京)", "中国石油大学(华东)"),
        ("北京科技大学", "北京科技大学天津学院"),
    ],
)
def test_these_stay_apart(canon: Canon, one: str, other: str) -> None:
    assert canon.organization(one, 2010).name != canon.organization(other, 2010).name


@pytest.mark.parametrize("names", [("神华集团", "神华集团公司"), ("中国科学院", "中科院")])
def test_these_come_together(canon: Canon, names: tuple[str, ...]) -> None:
    assert len({canon.organization(name, 2010).name for name in names}) == 1


def test_an_unknown_name_is_itself_with_the_kind_of_its_form(canon: Canon) -> None:
    resolution = canon.organization("临江精密阀门研究所有限公司", None)
    entity = canon.organization_entity(resolution)
    assert (resolution.name, resolution.unresolved) == ("临江精密阀门研究所有限公司", False)
    assert entity.kind_label == "ResearchInstitute"


def test_an_alliance_is_the_same_with_and_without_the_common_words(canon: Canon) -> None:
    with_word = canon.alliance("钢铁可循环流程产业技术创新战略联盟")
    assert with_word.name == "钢铁可循环流程技术创新战略联盟"


def test_an_unknown_alliance_is_itself(canon: Canon) -> None:
    assert canon.alliance("临江深海风筝产业技术创新战略联盟").name == "临江深海风筝产业技术创新战略联盟"


def test_aliases_of_the_tables_are_former_ids(canon: Canon) -> None:
    entity = canon.organization_entity(canon.organization("哈工大", None))
    alone = canon.organization_entity(canon.organization("临江哈工大", None))
    assert entity.get("former_ids") is not None
    assert alone.get("former_ids") is None
