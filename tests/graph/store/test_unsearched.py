"""Withdrawing many names leaves the full-text indexes as they were, also where it fails in the middle."""

from __future__ import annotations

from contextlib import nullcontext
from types import ModuleType

import pytest

from graph.errors import StatementRefused
from graph.facts import SourceFacts
from graph.model import Model
from graph.store import unsearched
from graph.store.bolt import Store, Transaction
from graph.store.dump import export_lines
from graph.store.load import load, withdraw
from graph.store.schema import ensure_schema

FIND = "CALL db.index.fulltext.queryNodes('organization_names', '机构') YIELD node, score RETURN count(node) AS n"


@pytest.fixture
def made(build: ModuleType, model: Model, monkeypatch: pytest.MonkeyPatch) -> list[SourceFacts]:
    """A source with a few organisations and one with many, where five are many."""
    monkeypatch.setattr(unsearched, "FEW", 5)
    s = build.Said
    few = [s("member", f"机构{number}", "钢铁联盟") for number in range(3)]
    many = [s("member", f"机构{number}", "钢铁联盟") for number in range(20)]
    return [build.build(model, "A", few), build.build(model, "B", many)]


def test_what_is_left_is_found_as_before(
    store: Store, build: ModuleType, model: Model, made: list[SourceFacts]
) -> None:
    for facts in made:
        load(store, facts)
    assert store.read(FIND) == [{"n": 20}]
    stamp = store.read("MATCH (m:Meta) RETURN m.schema AS s")
    withdraw(store, made[1].source.id)
    assert store.read(FIND) == [{"n": 3}]
    assert store.read("MATCH (m:Meta) RETURN m.schema AS s") == stamp
    assert list(export_lines(store)) == build.expected_lines(model, made[:1])


def test_a_withdrawal_that_fails_leaves_all_as_it_was(
    store: Store, made: list[SourceFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    for facts in made:
        load(store, facts)
    before = list(export_lines(store))
    run = Transaction.run

    def fail(self: Transaction, cypher: str, parameters: dict[str, object] | None = None) -> list[dict[str, object]]:
        if "DETACH DELETE e" in cypher:
            raise StatementRefused("no")
        return run(self, cypher, parameters)

    with monkeypatch.context() as patch:
        patch.setattr(Transaction, "run", fail)
        with pytest.raises(StatementRefused, match="no"):
            withdraw(store, made[1].source.id)
    assert list(export_lines(store)) == before
    assert store.read(FIND) == [{"n": 20}]


def test_an_index_that_a_dead_process_put_aside_is_made_again(
    store: Store, model: Model, made: list[SourceFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, made[1])
    with monkeypatch.context() as patch:
        patch.setattr(unsearched, "create_full_text_index", _die)
        # On Neo4j nothing is put aside.
        with nullcontext() if store.engine == "neo4j" else pytest.raises(KeyboardInterrupt):
            withdraw(store, made[1].source.id)
    load(store, made[0])
    with nullcontext() if store.engine == "neo4j" else pytest.raises(StatementRefused):
        store.read(FIND)
    ensure_schema(store, model)
    assert store.read(FIND) == [{"n": 3}]


def _die(*_: object) -> None:
    raise KeyboardInterrupt
