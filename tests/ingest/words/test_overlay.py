"""The user's own rows over the shipped ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import TableError
from graph.model import load_model
from ingest.canonical import Canon, make_canon
from ingest.words.lexicon import load_lexicon
from ingest.words.overlay import OWN_TABLES, lay_over, own_rows

SHIPPED = {
    "organizations": [
        {"name": "甲大学", "kind": "university", "place": "", "lineage": "甲大学", "source": "书"},
        {"name": "甲天", "kind": "company", "place": "", "lineage": "甲天", "source": "书"},
    ],
    "aliases": [
        {"alias": "甲大", "name": "甲大学", "from": "", "until": "", "source": "书"},
        {"alias": "天", "name": "甲天", "from": "", "until": "", "source": "书"},
    ],
    "alliances": [
        {"name": "乙联盟", "alias": "", "source": "书"},
        {"name": "丙产业联盟", "alias": "丙盟", "source": "书"},
    ],
    "ambiguous": [{"alias": "东大", "candidates": "甲大学|丁大学", "source": "书"}],
}


def canon(**tables: str) -> Canon:
    return make_canon(load_lexicon(tables), load_model())


def alias(one: str, name: str, since: str = "", until: str = "") -> str:
    return "\t".join([one, name, since, until, "自己的判断", "2026-01-31"])


def test_own_rows_pass_over_head_comments_and_empty_lines() -> None:
    text = "\ufeff# 自己的\n\n" + "\t".join(OWN_TABLES["aliases"]) + "\n" + alias("甲工", "甲大学") + "\n"
    assert own_rows("aliases", text) == [
        {"alias": "甲工", "name": "甲大学", "from": "", "until": "", "source": "自己的判断", "date": "2026-01-31"}
    ]


@pytest.mark.parametrize(
    ("table", "line", "word"),
    [
        ("aliases", "甲工\t甲大学", "6 格"),
        ("aliases", alias("", "甲大学"), "alias 空着"),
        ("aliases", alias("甲", "甲"), "相同"),
        ("aliases", alias("甲", "乙", "07"), "不是年份"),
        ("aliases", alias("甲", "乙", "2010", "2007"), "晚于"),
        ("aliases", "甲\t乙\t\t\t\t2026-01-31", "source 空着"),
        ("aliases", "甲\t乙\t\t\t书\t去年", "不是日期"),
        ("organizations", "甲\tfirm\t\t\t书\t2026-01-31", "不是类别"),
        ("organizations", "甲\t\t\t\t书\t2026-01-31", "kind 空着"),
        ("ambiguous", "甲\t乙|乙\t书\t2026-01-31", "少于两个"),
        ("alliances", "甲联盟\t甲联盟\t书\t2026-01-31", "相同"),
        ("apart", "甲\t甲\t书\t2026-01-31", "相同"),
    ],
)
def test_a_wrong_own_row_is_refused_with_table_line_and_reason(table: str, line: str, word: str) -> None:
    with pytest.raises(TableError, match=word) as refused:
        own_rows(table, f"# 一行\n{line}\n")
    assert f"{table}.tsv 第 2 行" in str(refused.value)


def test_own_tables_have_the_shipped_columns_and_a_date() -> None:
    lexicon = load_lexicon()
    assert load_lexicon({"aliases": "# 空\n", "apart": "甲\t乙\t书\t2026-01-31\n"}).digest == lexicon.digest
    assert load_lexicon({"aliases": alias("甲工", "甲大学")}).digest != lexicon.digest


def test_an_own_row_takes_the_place_of_all_that_is_shipped_of_its_name() -> None:
    own = {"aliases": own_rows("aliases", alias("东大", "丁大学") + "\n" + alias("甲大", "甲地大学"))}
    rows = lay_over(SHIPPED, own)
    assert rows["ambiguous"] == []
    assert [(row["alias"], row["name"]) for row in rows["aliases"] if row["alias"] in ("东大", "甲大")] == [
        ("东大", "丁大学"),
        ("甲大", "甲地大学"),
    ]


def test_an_organisation_that_becomes_an_alias_takes_its_other_names_along() -> None:
    rows = lay_over(SHIPPED, {"aliases": own_rows("aliases", alias("甲天", "甲天股份有限公司"))})
    assert [row["name"] for row in rows["organizations"]] == ["甲大学"]
    assert {row["alias"]: row["name"] for row in rows["aliases"]} == {
        "甲大": "甲大学",
        "天": "甲天股份有限公司",
        "甲天": "甲天股份有限公司",
    }


def test_an_alias_of_some_years_takes_nothing_along() -> None:
    rows = lay_over(SHIPPED, {"aliases": own_rows("aliases", alias("甲天", "甲天股份有限公司", until="2016"))})
    assert {row["alias"]: row["name"] for row in rows["aliases"]}["天"] == "甲天"


def test_an_alliance_that_becomes_an_alias_takes_its_other_names_along() -> None:
    own = {"alliances": own_rows("alliances", "乙联盟\t丙产业联盟\t书\t2026-01-31")}
    rows = lay_over(SHIPPED, own)
    assert {(row["name"], row["alias"]) for row in rows["alliances"]} == {
        ("乙联盟", ""),
        ("乙联盟", "丙盟"),
        ("乙联盟", "丙产业联盟"),
    }


def test_rows_that_contradict_each_other_are_refused() -> None:
    own = {
        "aliases": own_rows("aliases", alias("甲天", "甲大学")),
        "organizations": own_rows("organizations", "甲天\tcompany\t\t\t书\t2026-01-31"),
    }
    with pytest.raises(TableError, match=r"甲天 既在 aliases\.tsv 又在 organizations\.tsv"):
        lay_over(SHIPPED, own)


def test_own_rows_decide_what_a_name_means() -> None:
    assert canon().organization("东大", None).unresolved
    settled = canon(aliases=alias("东大", "东南大学"))
    assert settled.organization("东大", None).name == "东南大学"
    apart = canon(ambiguous="哈工大\t哈尔滨工业大学|哈尔滨工程大学\t书\t2026-01-31")
    assert apart.organization("哈工大", 2010).unresolved
    own = canon(organizations="哈工大\tother\t\t\t书\t2026-01-31")
    assert own.organization("哈工大", 2010).name == "哈工大"
    assert own.organization_entity(own.organization("哈工大", 2010)).get("lineage") == "哈工大"


def test_the_former_id_of_a_renamed_organisation_follows_from_the_row() -> None:
    before = canon()
    old = before.organization_entity(before.organization("天合光能", None))
    after = canon(aliases=alias("天合光能", "天合光能股份有限公司"))
    new = after.organization_entity(after.organization("天合光能", None))
    assert new.get("name") == "天合光能股份有限公司"
    former = new.get("former_ids")
    assert isinstance(former, tuple)
    assert old.id in former


@given(st.permutations([alias("甲工", "甲大学"), alias("天", "甲大学"), alias("甲天", "甲大学"), alias("丁", "戊")]))
def test_the_order_of_own_rows_does_not_change_what_they_mean(lines: list[str]) -> None:
    def meaning(text: str) -> dict[str, str]:
        return {
            row["alias"]: row["name"] for row in lay_over(SHIPPED, {"aliases": own_rows("aliases", text)})["aliases"]
        }

    assert meaning("\n".join(lines)) == meaning("\n".join(sorted(lines)))
