"""The questions in the shell: tables for people, JSON and CSV for programs, one sentence for what is wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadParameter, NotFound, UnknownQuestion

Run = Callable[..., Any]
ALLIANCE = "河岸钢铁产业技术创新战略联盟"


@pytest.fixture
def loaded(lianmeng: Run, folder: Path) -> Run:
    lianmeng("ingest", folder, "-q")
    return lianmeng


def test_shared_as_json_is_a_list_of_rows(loaded: Run) -> None:
    result = loaded("shared", "--kind", "university", "--min", "2", "--format", "json")
    rows = json.loads(result.out)
    assert [(row["name"], len(row["alliances"])) for row in rows] == [("北京科技大学", 2)]
    assert "2 alliances looked at" in result.err


def test_empty_answer_explains_itself(loaded: Run) -> None:
    assert "2 alliances looked at" in loaded("shared", "--kind", "hospital", "-f", "json").err


def test_csv_has_the_columns(loaded: Run) -> None:
    rows = list(csv.DictReader(io.StringIO(loaded("ask", "members", "-p", f"alliance={ALLIANCE}", "-f", "csv").out)))
    assert {row["name"] for row in rows} == {"北京科技大学", "东北大学", "宝钢集团有限公司"}


def test_profile_as_json_carries_the_evidence(loaded: Run) -> None:
    found = json.loads(loaded("alliance", ALLIANCE, "-f", "json").out)
    assert found["counts"]["members"] == 3
    assert all(member["evidence"] for member in found["relations"]["members"])


def test_profile_for_people_shows_members(loaded: Run) -> None:
    assert "宝钢集团有限公司" in loaded("alliance", ALLIANCE).out
    assert ALLIANCE in loaded("organization", "东北大学").out


def test_report_lists_disagreements(loaded: Run) -> None:
    found = json.loads(loaded("report", "-f", "json").out)
    assert [(row["name"], row["declared"], row["found"]) for row in found["disagreeing"]] == [(ALLIANCE, 10, 3)]


def test_sources_are_listed(loaded: Run) -> None:
    rows = json.loads(loaded("sources", "-f", "json").out)
    assert {row["title"] for row in rows} == {"河岸钢铁联盟成立", "tea.txt"}
    assert all(row["evidence"] > 0 for row in rows)


def test_catalogue_is_listed_without_a_store(lianmeng: Run) -> None:
    names = {row["name"] for row in json.loads(lianmeng("ask", "-f", "json").out)}
    assert {"shared_memberships", "members", "clauses"} <= names


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("ask", "nonsense"), UnknownQuestion),
        (("ask", "members", "-p", "alliance"), BadParameter),
        (("ask", "members", "-p", "colour=red"), BadParameter),
        (("alliance", "没有的联盟"), NotFound),
        (("withdraw", "没有的来源"), NotFound),
    ],
)
def test_wrong_question_is_our_error(loaded: Run, arguments: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        loaded(*arguments)
