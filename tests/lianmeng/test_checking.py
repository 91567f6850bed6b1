"""What `lianmeng store check` finds on each engine, and what it says when something is missing or unsafe."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from graph.errors import StatementRefused
from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import Store
from graph.store.indexes import found_indexes, missing_indexes, repair
from graph.store.schema import ensure_schema, full_text_name
from lianmeng.checking import check_store, repair_store

Run = Callable[..., Any]


def _settings(store: Store) -> Settings:
    return replace(store.settings, read_limit=60.0)


def test_a_schema_just_made_lacks_nothing(store: Store, model: Model) -> None:
    assert missing_indexes(store, model) == []
    assert all(found_indexes(store).values())
    rows = {row["item"]: row for row in check_store(_settings(store))}
    for item in ("约束和索引 schema", "缺少的约束 missing constraints", "缺少的索引 missing indexes"):
        assert rows[item]["advice"] == "", rows[item]
    assert rows["引擎 engine"]["found"] == store.engine
    assert "lianmeng ingest" in rows["来源 sources"]["advice"]


def test_server_version_and_edition_are_told(store: Store) -> None:
    rows = check_store(_settings(store))
    versions = [row["found"] for row in rows if row["item"].startswith("版本 version")]
    editions = [row["found"] for row in rows if row["item"].startswith("版本类型 edition")]
    address = store.endpoint.bolt_uri if store.endpoint else store.settings.neo4j_uri
    assert any(row["found"].startswith(address) for row in rows if row["item"] == "地址 server")
    if store.engine == "arcadedb":
        assert [version.split()[0] for version in versions] == ["arcadedb-embedded"]
        assert editions == ["内嵌 (embedded)"]
    else:
        assert all(version[0].isdigit() for version in versions)
        assert "community" in editions or "enterprise" in editions
        # The settings of a server as it is installed: imports from its own folder are open, nothing else is.
        unsafe = {row["item"] for row in rows if row["advice"] and row["item"].startswith("dbms.")}
        assert unsafe == {"dbms.security.allow_csv_import_from_file_urls"}


def test_what_was_dropped_by_hand_is_named_and_made_again(store: Store, model: Model) -> None:
    store.run_alone("DROP CONSTRAINT policy_id")
    store.run_alone("DROP INDEX evidence_fact")
    # The step before every load believes the Meta node and does not look.
    ensure_schema(store, model)
    assert missing_indexes(store, model) == [("range", "Evidence", ("fact",)), ("unique", "Policy", ("id",))]
    rows = {row["item"]: row for row in check_store(_settings(store))}
    assert rows["缺少的约束 missing constraints"]["found"] == "Policy(id) unique"
    assert rows["缺少的索引 missing indexes"]["found"] == "Evidence(fact) range"
    assert "lianmeng store repair" in rows["缺少的索引 missing indexes"]["advice"]
    made = repair_store(_settings(store))
    assert [row["item"] for row in made] == ["Evidence(fact) range", "Policy(id) unique"]
    assert missing_indexes(store, model) == []
    assert repair_store(_settings(store)) == []


def test_a_dropped_full_text_index_is_made_again(store: Store, model: Model) -> None:
    store.run_alone(f"DROP INDEX {full_text_name('Alliance')}")
    assert [index[:2] for index in repair(store, model)] == [("full text", "Alliance")]
    store.write(lambda transaction: transaction.run("CREATE (:Alliance {id: 'al-1', name: '钢铁联盟'})"))
    cypher = "CALL db.index.fulltext.queryNodes($index, '钢铁') YIELD node, score RETURN node.id AS id"
    assert store.read(cypher, {"index": full_text_name("Alliance")}) == [{"id": "al-1"}]


def test_ids_that_became_double_are_told_and_stay(store: Store, model: Model) -> None:
    store.run_alone("DROP CONSTRAINT policy_id")
    store.write(lambda transaction: transaction.run("CREATE (:Policy {id: 'po-1'}) CREATE (:Policy {id: 'po-1'})"))
    with pytest.raises(StatementRefused):
        repair(store, model)
    assert store.read("MATCH (n:Policy) RETURN count(n) AS n") == [{"n": 2}]
    store.write(lambda transaction: transaction.run("MATCH (n:Policy) DELETE n"))
    assert repair(store, model) == [("unique", "Policy", ("id",))]


def test_the_command_repairs(lianmeng: Run, empty_store: Store) -> None:
    empty_store.run_alone("DROP INDEX evidence_fact")
    assert "Evidence(fact)" in lianmeng("store", "repair").out
    assert json.loads(lianmeng("store", "repair", "-f", "json").out) == []


def test_the_command_ends_with_1_as_long_as_something_is_to_be_done(lianmeng: Run, folder: Path) -> None:
    before = lianmeng("store", "check", "-f", "json")
    assert before.code == 1
    assert [row["item"] for row in json.loads(before.out) if row["advice"]] == ["来源 sources"]
    lianmeng("ingest", folder, "-q")
    assert lianmeng("store", "check").code == 0
