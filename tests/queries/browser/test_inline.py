"""A question with its values written in answers what the question answers, on both engines."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from graph.store.bolt import Store
from queries.browser.inline import literal, statement
from queries.catalogue import load_catalogue, question_named
from queries.run import ask
from queries.statement import complaints, parameters

STEEL, FARM = "钢铁循环技术创新战略联盟", "农机装备产业技术创新战略联盟"
EXAMPLES: dict[str, dict[str, Any]] = {
    "alliances": {"field": "钢铁"},
    "alliance_profile": {"alliance": STEEL},
    "alliance_targets": {"alliance": STEEL},
    "members": {"alliance": STEEL, "kind": "university"},
    "memberships": {"role": "chair"},
    "declared_members": {"only_open": True},
    "shared_memberships": {"kind": "university", "min": 1},
    "shared_members": {"first": STEEL, "second": FARM},
    "shortest_path": {"start": "南方大学", "end": "宝山钢厂集团有限公司"},
    "co_members": {"organization": "南方大学"},
    "organization_profile": {"organization": "东北科技大学"},
    "organizations": {"kind": "company", "place": None},
    "targets": {"metric": "产能", "unit": "万吨", "value_from": 1},
    "projects": {"name": "煤"},
    "clauses": {"subject": "产业技术创新战略联盟", "kind": "condition"},
    "people": {},
    "sources": {"origin": "compiled"},
    "source_facts": {"source": "三个联盟的报告"},
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_statement_answers_as_the_question_does(small_store: Store, name: str) -> None:
    question = replace(question_named(name), example=EXAMPLES[name])
    asked = ask(small_store, question_named(name), EXAMPLES[name], limit=25)
    assert asked.rows
    rows = small_store.read(statement(question))
    if question.total:
        assert {row.pop(question.total) for row in rows} == {asked.total}
    assert rows == asked.rows


@pytest.mark.parametrize("name", load_catalogue())
def test_every_statement_runs_without_parameters(small_store: Store, name: str) -> None:
    cypher = statement(question_named(name))
    assert parameters(cypher) == frozenset()
    assert complaints(cypher) == []
    small_store.read(cypher)


def test_an_open_condition_is_left_out() -> None:
    cypher = statement(replace(question_named("organizations"), example={"kind": "company"}))
    assert "WHERE o.kind = 'company'" in cypher
    assert "IS NULL" not in cypher


def test_things_are_given_by_name() -> None:
    assert f"(a:Alliance {{name: '{STEEL}'}})" in statement(
        replace(question_named("members"), example={"alliance": STEEL})
    )


@pytest.mark.parametrize(
    ("value", "written"),
    [("甲'乙", "'甲\\'乙'"), ("a\\b", "'a\\\\b'"), (True, "true"), (None, "null"), (2.5, "2.5"), (3, "3")],
)
def test_a_value_is_written_as_cypher_does(value: Any, written: str) -> None:
    assert literal(value) == written
