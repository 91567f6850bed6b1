"""What keeps a statement out of the catalogue."""

from __future__ import annotations

import pytest

from queries.catalogue import load_catalogue
from queries.statement import complaints, parameters


@pytest.mark.parametrize(
    "cypher",
    [
        "CREATE (n) RETURN n",
        "MATCH (n) SET n.x = 1",
        "MATCH (n) detach delete n",
        "MERGE (n:X {id: $id}) RETURN n",
        "MATCH (n) REMOVE n.x",
        "LOAD CSV FROM 'file:///x' AS row RETURN row",
        "CALL apoc.load.json('x') YIELD value RETURN value",
        "CALL db.labels() YIELD label RETURN label",
        "MATCH (n) RETURN elementId(n)",
        "MATCH p = SHORTEST 1 (a)--+(b) RETURN p",
        "MATCH (n) RETURN n; MATCH (m) RETURN m",
        "FOREACH (x IN [1] | CREATE (:N))",
        "/* nothing */ CrEaTe (n)",
        "DROP INDEX x",
    ],
)
def test_statements_that_write_or_are_not_portable_are_refused(cypher: str) -> None:
    assert complaints(cypher)


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n:Thing) RETURN n.create AS made, 'DELETE everything' AS text",
        'MATCH (n) WHERE n.name = "SET; DROP" RETURN n.`MERGE` AS x // CREATE',
        "CALL db.index.fulltext.queryNodes('x', $q) YIELD node RETURN node.id AS id",
        "MATCH (a) CALL (a) { RETURN a.id AS id } RETURN id",
    ],
)
def test_words_in_names_strings_and_comments_do_no_harm(cypher: str) -> None:
    assert complaints(cypher) == []


def test_parameters_are_found_outside_of_strings() -> None:
    assert parameters("MATCH (n {id: $id}) WHERE n.x = '$no' RETURN $limit // $never") == {"id", "limit"}


@pytest.mark.parametrize("name", sorted(load_catalogue()))
def test_no_file_of_the_catalogue_writes(name: str) -> None:
    assert complaints(load_catalogue()[name].cypher) == []
