"""The schema of the model is there on both engines, and making it twice is harmless."""

from __future__ import annotations

from functools import partial

import pytest

from graph.errors import StatementRefused
from graph.model import Model
from graph.store.bolt import Store, Transaction
from graph.store.load import withdraw
from graph.store.schema import ensure_schema, full_text, full_text_name, statements


def test_making_it_again_changes_nothing(store: Store, model: Model) -> None:
    before = store.read("MATCH (n) RETURN n")
    ensure_schema(store, model)
    store.write(lambda transaction: transaction.run("MATCH (m:Meta) SET m.schema = 'older'"))
    ensure_schema(store, model)
    assert store.read("MATCH (n) RETURN n") == before
    assert len(before) == 1


def test_ids_are_unique_under_every_label(store: Store, model: Model) -> None:
    for label in (*model.nodes, "Source", "Evidence", "SourceText"):
        twice = f"CREATE (:{label} {{id: 'x-1'}}) CREATE (:{label} {{id: 'x-1'}})"
        with pytest.raises(StatementRefused):
            store.write(partial(Transaction.run, cypher=twice))


def test_names_and_aliases_are_found_by_pairs_of_characters(store: Store) -> None:
    store.write(
        lambda transaction: transaction.run(
            "CREATE (:Organization:University {id: 'og-1', name: '北京科技大学', aliases_text: '北科大'}) "
            "CREATE (:Organization:Company {id: 'og-2', name: '首钢集团有限公司'}) "
            "CREATE (:Alliance {id: 'al-1', name: '钢铁可循环流程技术创新战略联盟'})"
        )
    )

    def found(label: str, text: str) -> list[str]:
        cypher = "CALL db.index.fulltext.queryNodes($index, $text) YIELD node, score RETURN node.id AS id"
        return [row["id"] for row in store.read(cypher, {"index": full_text_name(label), "text": text})]

    assert found("Organization", "科技") == ["og-1"]
    assert found("Organization", "北科") == ["og-1"]
    assert found("Organization", "首钢集团") == ["og-2"]
    assert found("Alliance", "可循环") == ["al-1"]
    assert found("Organization", "可循环") == []


def test_there_is_one_full_text_index_a_searched_label(model: Model) -> None:
    names = [name for name, _, _ in full_text(model)]
    assert len(set(names)) == len(names)
    assert {"alliance_names", "organization_names", "source_names", "clause_names"} <= set(names)
    assert "evidence_names" not in names


def test_the_statements_name_every_label_once(model: Model) -> None:
    for engine in ("neo4j", "arcadedb"):
        made = list(statements(model, engine))
        assert len(set(made)) == len(made)
        assert sum("UNIQUE" in statement for statement in made) == len(model.nodes) + len(model.bookkeeping)


def test_loading_without_a_schema_is_refused(store: Store) -> None:
    store.write(lambda transaction: transaction.run("MATCH (m:Meta) DETACH DELETE m"))
    with pytest.raises(StatementRefused, match="no schema"):
        withdraw(store, "sr-1")
