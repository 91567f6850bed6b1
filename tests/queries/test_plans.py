"""How Neo4j would run each question: no scan of all nodes, no product of rows, an index where a key is given."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import neo4j
import pytest

from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import open_store
from graph.store.load import load
from graph.store.schema import ensure_schema
from queries.catalogue import load_catalogue

_REFUSED = ("AllNodesScan", "CartesianProduct")


@pytest.fixture(scope="module")
def driver(neo4j_settings: Settings, model: Model, small: ModuleType) -> Iterator[neo4j.Driver]:
    """A bare driver to the Neo4j of the run, which has the schema and the small graph.

    The planner weighs by what the graph holds: where it holds nothing, a scan of all nodes costs nothing.
    """
    auth = (neo4j_settings.neo4j_username, neo4j_settings.neo4j_password.value)
    with open_store(neo4j_settings, model) as store:
        ensure_schema(store, model)
        for facts in (small.report(model), small.note(model)):
            load(store, facts)
        with neo4j.GraphDatabase.driver(neo4j_settings.neo4j_uri, auth=auth) as made:
            made.execute_query("CALL db.clearQueryCaches()", database_="neo4j")
            yield made
        store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
        ensure_schema(store, model)


def _operators(plan: Any) -> Iterator[str]:
    yield plan["operatorType"].partition("@")[0]
    for child in plan.get("children", ()):
        yield from _operators(child)


@pytest.mark.parametrize("name", sorted(load_catalogue()))
def test_the_plan_is_a_good_one(driver: neo4j.Driver, name: str) -> None:
    question = load_catalogue()[name]
    values: dict[str, Any] = {item.name: "x" if item.required else item.default for item in question.parameters}
    if question.paged:
        values |= {"skip": 0, "limit": 50}
    _, summary, _ = driver.execute_query("EXPLAIN " + question.cypher, values, database_="neo4j")
    operators = list(_operators(summary.plan))
    assert [item for item in operators if item in _REFUSED] == []
    if any(item.required for item in question.parameters):
        assert any("IndexSeek" in item for item in operators)
