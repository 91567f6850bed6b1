"""Cypher that runs where it is pasted, addresses of Neo4j Browser."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from graph.store.bolt import Store
from queries.catalogue import load_catalogue
from queries.check import checked
from web.citing import browser_address, cypher_with


def test_parameters_are_written_in() -> None:
    statement = cypher_with("RETURN $name, $least, $on, $none SKIP $skip", {"name": "O'Neil\\", "least": 2, "on": True})
    assert statement == "RETURN 'O\\'Neil\\\\', 2, true, null SKIP null"


@given(st.text(max_size=200))
def test_an_address_gives_the_statement_back(text: str) -> None:
    address = urlsplit(browser_address("http://127.0.0.1:7474/", text.encode("utf-8", "replace").decode()))
    assert address.path == "/browser"
    assert parse_qs(address.query, keep_blank_values=True)["arg"] == [text.encode("utf-8", "replace").decode()]


def test_a_copied_question_runs_and_gives_the_same_rows(small_store: Store) -> None:
    question = load_catalogue()["shared_memberships"]
    values: dict[str, Any] = {**checked(small_store, question, {"kind": "university"}), "skip": 0, "limit": 10}
    copied = cypher_with(question.cypher, values)
    assert "$" not in copied
    assert small_store.read(copied) == small_store.read(question.cypher, values)
