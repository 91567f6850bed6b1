"""The numbers that a collection must keep, counted as the questions count."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph.errors import AssertionsFailed, TableError
from graph.facts import SourceFacts
from graph.model import Model
from ingest.source import Document
from lianmeng.ingesting.assertions import check_assertions, numbers_of, read_assertions
from lianmeng.ingesting.reading import Setup, facts_of, tools_for

TEXTS = (
    "2009年4月，河岸钢铁产业技术创新战略联盟成立，由北京科技大学、东北大学发起。",
    "2010年，云岭茶叶产业技术创新战略联盟成立，由云南农业大学、北京科技大学发起。",
)


@pytest.fixture(scope="module")
def facts() -> list[SourceFacts]:
    tools = tools_for(Setup("rjieba", (), 1_000_000, "e1"))
    return [facts_of(Document(text, f"{number}.txt"), tools) for number, text in enumerate(TEXTS)]


def test_counts_members_and_those_in_two_alliances(model: Model, facts: list[SourceFacts]) -> None:
    numbers = numbers_of(model, facts)
    assert numbers["alliances"] == numbers["alliances_with_members"] == 2
    assert (numbers["memberships"], numbers["members"]) == (4, 3)
    assert (numbers["universities_in_two_alliances"], numbers["institutes_in_two_alliances"]) == (1, 0)


def test_order_and_repeats_make_no_difference(model: Model, facts: list[SourceFacts]) -> None:
    assert numbers_of(model, facts) == numbers_of(model, [*reversed(facts), facts[0]])


def test_every_number_below_is_named(model: Model, facts: list[SourceFacts]) -> None:
    check_assertions(model, "try", {"alliances": 2, "memberships": 4}, facts)
    with pytest.raises(AssertionsFailed, match=r"alliances 2 < 3.*members 3 < 4"):
        check_assertions(model, "try", {"alliances": 3, "members": 4}, facts)


@pytest.mark.parametrize("text", ["[1]", "at_least: 3", "at_least: {alliances: many}", "at_least: {dragons: 3}", "{"])
def test_wrong_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "assertions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(TableError):
        read_assertions(tmp_path)


def test_without_the_file_nothing_is_demanded(tmp_path: Path) -> None:
    assert read_assertions(tmp_path) == {}
