"""The word tables must agree with each other: an alias that leads nowhere, or a merger that shares a lineage,
would silently join or lose organisations in every answer. The reading of the tables is tested with the lexicon.
"""

import csv
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[3] / "ingest" / "words"
COLUMNS = {
    "organizations.tsv": ["name", "kind", "place", "lineage", "source"],
    "aliases.tsv": ["alias", "name", "from", "until", "source"],
    "alliances.tsv": ["name", "alias", "source"],
    "successors.tsv": ["old", "new", "kind", "year", "source"],
    "ambiguous.tsv": ["alias", "candidates", "source"],
}
KINDS = {"company", "university", "institute", "association", "government", "hospital", "other"}
APART = [
    ("东北大学", "东北农业大学"),
    ("上海大学", "上海交通大学"),
    ("山东省农业机械科学研究所", "广东省农业机械研究所"),
    ("中国石油大学(北京)", "中国石油大学(华东)"),
    ("北京科技大学", "北京科技大学天津学院"),
]

Table = list[dict[str, str]]


def table(name: str) -> Table:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def lineages() -> dict[str, str]:
    return {row["name"]: row["lineage"] for row in table("organizations.tsv")}


def years(row: dict[str, str]) -> range:
    return range(int(row["from"] or 1900), int(row["until"] or 2100) + 1)


@pytest.mark.parametrize("name", sorted(COLUMNS))
def test_each_table_has_its_columns_and_a_source_in_every_row(name: str) -> None:
    raw = (FOLDER / name).read_bytes().decode("utf-8")
    assert "\r" not in raw
    assert raw.endswith("\n")
    lines = raw.splitlines()
    assert lines[0].split("\t") == COLUMNS[name]
    width = len(COLUMNS[name])
    assert [line for line in lines if len(line.split("\t")) != width] == []
    assert [row for row in table(name) if not row["source"].strip()] == []
    assert [line for line in lines if line != unicodedata.normalize("NFC", line)] == []
    cells = [cell for row in table(name) for cell in row.values()]
    assert [cell for cell in cells if cell != cell.strip()] == []


def test_canonical_names_are_unique_have_a_kind_and_half_width_brackets() -> None:
    organizations = table("organizations.tsv")
    counted = Counter(row["name"] for row in organizations)
    assert [name for name, count in counted.items() if count > 1] == []
    assert {row["kind"] for row in organizations} == KINDS
    assert [name for name in counted if "（" in name or "）" in name] == []


def test_an_organisation_is_not_an_alliance_too() -> None:
    assert {row["name"] for row in table("alliances.tsv")} & set(lineages()) == set()


def test_every_alias_leads_to_a_known_name_and_is_none_itself() -> None:
    names = set(lineages())
    aliases = table("aliases.tsv")
    assert [row for row in aliases if row["name"] not in names] == []
    assert [row for row in aliases if row["alias"] in names] == []
    counted = Counter((row["alias"], row["name"]) for row in aliases)
    assert [pair for pair, count in counted.items() if count > 1] == []


def test_an_alias_leads_to_one_name_in_any_year() -> None:
    targets: dict[str, Table] = defaultdict(list)
    for row in table("aliases.tsv"):
        assert len(years(row)) > 0
        targets[row["alias"]].append(row)
    for rows in targets.values():
        for number, row in enumerate(rows):
            for other in rows[number + 1 :]:
                assert set(years(row)).isdisjoint(years(other)), (row, other)


def test_ambiguous_names_have_known_candidates_and_are_no_aliases() -> None:
    names = set(lineages())
    aliases = {row["alias"] for row in table("aliases.tsv")}
    rows = table("ambiguous.tsv")
    for row in rows:
        candidates = row["candidates"].split("|")
        assert len(set(candidates)) == len(candidates) > 1, row
        assert [name for name in candidates if name not in names] == []
    assert {row["alias"] for row in rows} & (aliases | names) == set()
    assert {"长安", "大唐", "东风", "普天", "中兴", "省农科院", "石油大学", "中国石油大学"} <= {
        row["alias"] for row in rows
    }


def test_alliance_names_and_aliases_lead_to_one_alliance() -> None:
    rows = table("alliances.tsv")
    names = {row["name"] for row in rows}
    counted = Counter(row["alias"] for row in rows if row["alias"])
    assert [alias for alias, count in counted.items() if count > 1] == []
    assert names & set(counted) == set()
    once = Counter(row["name"] for row in rows if not row["alias"])
    assert [name for name in once if once[name] > 1 or name in {row["name"] for row in rows if row["alias"]}] == []


def test_lineage_runs_over_renamings_and_never_over_mergers() -> None:
    of = lineages()
    rows = table("successors.tsv")
    for row in rows:
        assert row["old"] in of, row
        assert row["new"] in of, row
        assert row["old"] != row["new"]
        assert row["kind"] in {"renamed", "merged_into", "split"}
        assert row["year"] == "" or 1900 < int(row["year"]) < 2100
        assert (of[row["old"]] == of[row["new"]]) == (row["kind"] == "renamed"), row
    assert len({(row["old"], row["new"]) for row in rows}) == len(rows)


def test_a_lineage_is_the_earliest_of_the_names_that_share_it() -> None:
    of = lineages()
    renamed = {row["new"]: row["old"] for row in table("successors.tsv") if row["kind"] == "renamed"}
    for name, lineage in of.items():
        earliest = name
        while earliest in renamed:
            earliest = renamed[earliest]
        assert lineage == earliest


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_look_alike_stay_apart(one: str, other: str) -> None:
    of = lineages()
    assert of[one] != of[other]


@pytest.mark.parametrize(
    ("alias", "year", "name"),
    [
        ("武钢", 2007, "武汉钢铁(集团)公司"),
        ("宝钢", 2007, "宝钢集团有限公司"),
        ("神华", 2007, "神华集团有限责任公司"),
        ("鞍钢", 2007, "鞍山钢铁集团公司"),
        ("鞍钢", 2021, "鞍钢集团有限公司"),
        ("首钢", 2021, "首钢集团有限公司"),
        ("上海交大", 2007, "上海交通大学"),
        ("哈工大", 2007, "哈尔滨工业大学"),
        ("煤科总院", 2007, "煤炭科学研究总院"),
        ("北航", 2020, "北京航空航天大学"),
    ],
)
def test_short_names_lead_to_the_organisation_of_their_time(alias: str, year: int, name: str) -> None:
    found = [row["name"] for row in table("aliases.tsv") if row["alias"] == alias and year in years(row)]
    assert found == [name]


def test_a_name_that_ended_in_a_merger_leads_nowhere_after_it() -> None:
    later = [row for row in table("aliases.tsv") if row["alias"] == "武钢" and 2018 in years(row)]
    assert later == []
