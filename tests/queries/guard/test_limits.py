"""What may grow, and what people really ask, which must pass."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import ForbiddenStatement
from queries.guard.limits import check_growth
from queries.guard.plan import check_operators, check_type
from queries.guard.tokens import tokens_of
from queries.guard.words import check_words


@pytest.mark.parametrize(
    "statement",
    [
        "MATCH (a:Alliance)<-[r:MEMBER_OF*1..3]-(o) RETURN a, o",
        "MATCH p = shortestPath((a:Alliance {id: $a})-[*..8]-(b:Alliance {id: $b})) RETURN p",
        "MATCH p = ((a:Organization)-[:MEMBER_OF]-(b)){1,4} RETURN p LIMIT 5",
        "MATCH (n) RETURN (n.a) + (n.b) * 2 - -1 AS x, count(*) AS c, [n.a, n.b][0] AS y",
        "MATCH (a)-->(b) WHERE a.x > +1 RETURN a.name + '、' + b.name AS names",
        "UNWIND range(1, 100) AS i RETURN i, [x IN [1, 2, 3] WHERE x > 1 | x * 2] AS l",
        "MATCH (n) CALL (n) { RETURN n.id AS id } RETURN id, CASE WHEN n.x = 1 THEN 'a' ELSE 'b' END AS c",
        "MATCH (n) WHERE EXISTS { (n)-[:MEMBER_OF]->() } AND n.`set` = 1 RETURN labels(n) AS l, n{.id, .name} AS m",
        "CALL db.index.fulltext.queryNodes('organization_search', $q) YIELD node, score RETURN node, score",
    ],
)
def test_what_people_ask_passes(statement: str) -> None:
    tokens = tokens_of(statement)
    check_words(tokens)
    check_growth(tokens, {"q": "x"})


def test_a_range_of_parameters_is_bounded_by_their_values() -> None:
    tokens = tokens_of("UNWIND range(1, $n) AS i RETURN i")
    check_growth(tokens, {"n": 50})
    for value in (10_000_000, "x", None):
        with pytest.raises(ForbiddenStatement):
            check_growth(tokens, {"n": value})


def test_lists_of_parameters_multiply() -> None:
    tokens = tokens_of("UNWIND $l AS a UNWIND $l AS b RETURN count(*) AS n")
    check_growth(tokens, {"l": [1] * 100})
    with pytest.raises(ForbiddenStatement):
        check_growth(tokens, {"l": [1] * 1000})


@pytest.mark.parametrize("told", ["w", "rw", "s", "", None])
def test_only_r_is_a_read(told: str | None) -> None:
    check_type("r")
    with pytest.raises(ForbiddenStatement):
        check_type(told)


@pytest.mark.parametrize(
    "step",
    [
        {"operatorType": "LoadCSV@neo4j"},
        {"operatorType": "Create@neo4j"},
        {"operatorType": "SomethingNew@neo4j"},
        {"operatorType": "ProcedureCall@neo4j", "args": {"Details": "apoc.load.json($a) :: (value :: MAP)"}},
        {},
    ],
)
def test_operators_off_the_list_are_refused_wherever_they_stand(step: dict[str, Any]) -> None:
    for plan in (
        step,
        {"operatorType": "ProduceResults@neo4j", "children": [{"operatorType": "Apply", "children": [step]}]},
    ):
        with pytest.raises(ForbiddenStatement):
            check_operators(plan)
    with pytest.raises(ForbiddenStatement):
        check_operators(None)
