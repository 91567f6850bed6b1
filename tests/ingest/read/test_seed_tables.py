"""The shipped tables: valid, in step with the word tables, and rich enough for the question they are shipped for."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path

import pytest
import yaml

from graph.model import load_model
from ingest.read.table_models import AllianceRow, BasedOn, MembershipRow, OrganisationRow, SuccessorRow, TargetRow
from ingest.read.table_schema import typed_rows, validate_tables

ROOT = Path(__file__).parents[3]
TABLES = ROOT / "data" / "seed" / "tables"


def shipped(file: str) -> list[BasedOn]:
    rows, problems = typed_rows(file, (TABLES / file).read_text(encoding="utf-8"), load_model())
    assert problems == []
    return [row.data for row in rows]


def words(name: str) -> list[dict[str, str]]:
    with (ROOT / "ingest" / "words" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def memberships() -> list[MembershipRow]:
    return [row for row in shipped("memberships.csv") if isinstance(row, MembershipRow)]


def alliances_by_lineage() -> dict[tuple[str, str], set[str]]:
    """(kind, lineage) → the alliances of current members."""
    organizations = {row["name"]: row for row in words("organizations.tsv")}
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in memberships():
        if row.state == "current" and row.member_type == "organization" and row.roles != ("observer",):
            organization = organizations[row.member]
            found[organization["kind"], organization["lineage"]].add(row.alliance)
    return found


def in_several(kind: str) -> int:
    return sum(1 for (of, _), alliances in alliances_by_lineage().items() if of == kind and len(alliances) > 1)


def test_the_shipped_tables_have_no_problem() -> None:
    assert [str(problem) for problem in validate_tables(TABLES)] == []


def test_names_and_kinds_agree_with_the_word_tables() -> None:
    organizations = {row["name"]: row for row in words("organizations.tsv")}
    rows = [row for row in shipped("organisations.csv") if isinstance(row, OrganisationRow)]
    assert [row.name for row in rows if row.name not in organizations] == []
    assert [row.name for row in rows if row.kind != organizations[row.name]["kind"]] == []
    assert [row.name for row in rows if row.place != organizations[row.name]["place"]] == []
    alliances = {row["name"] for row in words("alliances.tsv")}
    assert {row.name for row in shipped("alliances.csv") if isinstance(row, AllianceRow)} == alliances


def test_short_names_lead_to_the_same_organisation_as_the_word_tables() -> None:
    targets: dict[str, set[str]] = defaultdict(set)
    for row in words("aliases.tsv"):
        targets[row["alias"]].add(row["name"])
    for data in shipped("organisations.csv"):
        if isinstance(data, OrganisationRow):
            assert [short for short in data.short_names if data.name not in targets[short]] == []


def test_successions_agree_with_the_word_tables() -> None:
    known = {(row["old"], row["new"], row["kind"], row["year"]) for row in words("successors.tsv")}
    rows = [row for row in shipped("successors.csv") if isinstance(row, SuccessorRow)]
    assert {(row.old_name, row.new_name, row.kind, row.year) for row in rows} <= known


def test_no_address_of_a_copy_is_shipped() -> None:
    for file in sorted(path.name for path in TABLES.glob("*.csv")):
        for row in shipped(file):
            assert not row.address or row.publisher in {"official", "organisation", "media"}


def test_the_collection_is_as_rich_as_its_assertions_say() -> None:
    least = yaml.safe_load((ROOT / "data" / "seed" / "assertions.yaml").read_text(encoding="utf-8"))["at_least"]
    rows = memberships()
    counted = {
        "alliances": len(shipped("alliances.csv")),
        "alliances_with_members": len({row.alliance for row in rows if row.state == "current"}),
        "memberships": sum(1 for row in rows if row.state == "current"),
        "members": len({row.member for row in rows if row.state == "current"}),
        "universities_in_two_alliances": in_several("university"),
        "institutes_in_two_alliances": in_several("institute"),
        "targets": len([row for row in shipped("targets.csv") if isinstance(row, TargetRow)]),
    }
    assert set(counted) == set(least)
    assert {name: counted[name] for name in least if counted[name] < least[name]} == {}


def test_the_leader_of_the_flagship_question_is_tsinghua() -> None:
    found = alliances_by_lineage()
    universities = {lineage: len(found["university", lineage]) for kind, lineage in found if kind == "university"}
    assert max(universities, key=lambda name: universities[name]) == "清华大学"
    assert universities["清华大学"] == 21


@pytest.mark.parametrize("alliance", ["钢铁可循环流程技术创新战略联盟"])
def test_the_steel_alliance_has_its_ten_initiators(alliance: str) -> None:
    members = [row for row in memberships() if row.alliance == alliance]
    assert len(members) == 10
    assert {row.roles for row in members} == {("initiator",)}
