"""What comes back from own Cypher, and where it is cut."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import BadParameter, ForbiddenStatement, QuestionError, StatementRefused, StoreBusy, StoreTimeout
from graph.store.bolt import Store
from queries.catalogue import load_catalogue
from queries.guard.own import Bounds, Layers, OwnCypher

_READ = Layers(read_only=False)


@pytest.fixture
def own(small_store: Store, bounds: Bounds) -> OwnCypher:
    """Over the small graph; the Neo4j of the run is no read-only one, but its transactions here only read."""
    return OwnCypher(small_store, bounds, _READ)


def test_nodes_relations_and_paths_come_with_their_ids(own: OwnCypher) -> None:
    found = own.run(
        "MATCH p = (o:Organization)-[r:MEMBER_OF]->(a:Alliance) RETURN o, r, p ORDER BY o.id LIMIT 1", {}, 5
    )
    assert found.columns == ("o", "r", "p")
    row = found.rows[0]
    assert row["o"]["id"] == row["o"]["properties"]["id"] == row["p"]["nodes"][0]["id"]
    assert "Organization" in row["o"]["labels"]
    assert row["r"]["type"] == "MEMBER_OF"
    assert row["r"]["id"] == row["p"]["relations"][0]["id"]


def test_rows_and_bytes_are_cut_and_said_so(own: OwnCypher, small_store: Store, bounds: Bounds) -> None:
    found = own.run("UNWIND range(1, 100) AS x RETURN x", {}, 7)
    assert ([row["x"] for row in found.rows], found.cut) == (list(range(1, 8)), True)
    assert "cut" in found.notes[0]
    small = OwnCypher(small_store, replace(bounds, bytes=1000), _READ)
    found = small.run("UNWIND range(1, 100) AS x RETURN x, $t AS t", {"t": "字" * 100}, 100)
    assert (len(found.rows), found.cut) == (3, True)


def test_an_endless_statement_ends_in_time(small_store: Store, bounds: Bounds) -> None:
    own = OwnCypher(small_store, replace(bounds, limit_s=0.3), replace(_READ, growth=False))
    with pytest.raises(ForbiddenStatement, match="时限") as told:
        own.run("UNWIND range(1, 6000) AS a UNWIND range(1, 6000) AS b RETURN sum(a * b % 7) AS s", {}, 1)
    assert told.value.reason == "time"


@pytest.mark.parametrize("limit", [0, -1, 1001])
def test_a_limit_out_of_bounds_is_refused(own: OwnCypher, limit: int) -> None:
    with pytest.raises(BadParameter):
        own.run("RETURN 1", {}, limit)


@pytest.mark.parametrize("name", sorted(load_catalogue()))
def test_the_questions_of_the_catalogue_may_be_asked_so(own: OwnCypher, name: str) -> None:
    question = load_catalogue()[name]
    given = {item.name: "x" if item.required else item.default for item in question.parameters}
    if name == "shortest_path":
        # A guard that knows no grammar cannot tell a path in a comprehension from a list.
        with pytest.raises(ForbiddenStatement):
            own.check_text(question.cypher, given)
        return
    own.check_text(question.cypher, given)


def test_not_a_number_comes_as_text(own: OwnCypher) -> None:
    assert own.run("RETURN 0.0 / 0.0 AS x", {}, 1).rows == [{"x": "nan"}]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(
        ["MATCH (n)", "RETURN", "n", "1", "'", '"', "`", "/*", "*/", "//", "\n", "\r", "\\", "(", ")", "[", "]",
         "{", "}", "CREATE (m:Organization)", "SET n.x = 1", "CALL", "WITH", "*", "AS x", "$p", "-", ">", ";", "ＳＥＴ"]
    ), max_size=12).map(" ".join),
))  # fmt: skip
def test_any_text_whatever_is_safe(own: OwnCypher, statement: str) -> None:
    with suppress(QuestionError, StatementRefused, StoreBusy, StoreTimeout):
        own.run(statement, {"p": 1}, 5)
    assert own.store.read("MATCH (n) WHERE n.x = 1 OR n.id IS NULL AND n:Organization RETURN count(n) AS n") == [
        {"n": 0}
    ]


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3), max_leaves=8,
))  # fmt: skip
def test_any_value_whatever_is_taken_or_refused(own: OwnCypher, value: Any) -> None:
    try:
        found = own.run("RETURN $p AS p", {"p": value}, 1)
    except (BadParameter, StatementRefused):
        return
    assert len(found.rows) == 1
