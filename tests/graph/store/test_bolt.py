"""The door: reads that cannot write, time limits, plain values, our own errors, recovery. Each on both engines."""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import partial

import pytest

from graph.errors import SettingsError, StatementRefused, StoreBusy, StoreTimeout, StoreUnavailable
from graph.model import Model
from graph.settings import Secret, Settings
from graph.store.bolt import Store, Transaction, open_store

WRITES = [
    "CREATE (n:Concept {id: 'cc-1'})",
    "MATCH (m:Meta) SET m.sources = 5",
    "MERGE (n:Concept {id: 'cc-1'})",
    "MATCH (m:Meta) DETACH DELETE m",
    "MATCH (m:Meta) REMOVE m.sum",
    "CREATE INDEX concept_definition IF NOT EXISTS FOR (n:Concept) ON (n.definition)",
]
# Some seconds on either engine; the embedded one goes on with it after the limit, so it must not be endless.
SLOW = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND [1, 2, 3] AS c RETURN count(a + b + c) AS n"


@pytest.mark.parametrize("statement", WRITES)
def test_a_read_cannot_write(store: Store, statement: str) -> None:
    before = store.read("MATCH (n) RETURN n")
    with pytest.raises(StatementRefused):
        store.read(statement)
    assert store.read("MATCH (n) RETURN n") == before


def test_values_come_back_plain(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run(
            "CREATE (a:Concept {id: 'cc-1', name: '联盟', list: ['甲', '乙'], none: [], "
            "number: 5, part: 0.5, yes: true})"
            "-[:X {id: 'ed-1'}]->(b:Concept {id: 'cc-2'})"
        )

    store.write(work)
    rows = store.read(
        "MATCH p = (a:Concept {id: 'cc-1'})-[r]->(b) "
        "RETURN a, r, p, [b.id, null] AS list, {k: b} AS map, date('2007-06-10') AS day"
    )
    a = {"id": "cc-1", "name": "联盟", "list": ["甲", "乙"], "none": [], "number": 5, "part": 0.5, "yes": True}
    r, b = {"id": "ed-1"}, {"id": "cc-2"}
    assert rows == [{"a": a, "r": r, "p": [a, r, b], "list": ["cc-2", None], "map": {"k": b}, "day": "2007-06-10"}]


def test_parameters_are_values_and_never_statements(store: Store) -> None:
    text = "'} ) DETACH DELETE n //"
    assert store.read("RETURN $text AS text", {"text": text}) == [{"text": text}]


def test_a_slow_read_ends_at_its_limit_and_the_store_lives_on(store: Store) -> None:
    with pytest.raises(StoreTimeout, match="LIANMENG_READ_LIMIT"):
        store.read(SLOW, limit_s=0.3)
    assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_the_limit_of_reads_is_a_setting(store: Store, model: Model) -> None:
    with open_store(replace(store.settings, read_limit=0.2), model) as hasty, pytest.raises(StoreTimeout):
        hasty.read(SLOW)


@pytest.mark.parametrize("statement", ["RETRN 1", "RETURN x", "MATCH (n RETURN n"])
def test_a_statement_that_is_none_is_refused(store: Store, statement: str) -> None:
    with pytest.raises(StatementRefused, match="statement refused"):
        store.read(statement)


def test_a_broken_constraint_is_refused_and_nothing_of_the_transaction_stays(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (n:Concept {id: 'cc-1'})")
        transaction.run("CREATE (n:Concept {id: 'cc-1'})")

    with pytest.raises(StatementRefused):
        store.write(work)
    assert store.read("MATCH (n:Concept) RETURN n") == []


def test_an_error_of_the_work_rolls_back_and_comes_out_as_it_is(store: Store) -> None:
    def work(transaction: Transaction) -> None:
        transaction.run("CREATE (n:Concept {id: 'cc-1'})")
        raise KeyError("work")

    with pytest.raises(KeyError):
        store.write(work)
    assert store.read("MATCH (n:Concept) RETURN n") == []


def test_a_read_after_a_write_sees_it(store: Store) -> None:
    for number in range(20):
        row = {"id": f"cc-{number}"}
        store.write(partial(Transaction.run, cypher="CREATE (n:Concept {id: $id})", parameters=row))
        assert store.read("MATCH (n:Concept) RETURN count(n) AS n") == [{"n": number + 1}]


def test_threads_share_a_store(store: Store) -> None:
    answers: list[int] = []

    def ask(number: int) -> None:
        answers.extend(store.read("RETURN $n AS n", {"n": number})[0]["n"] for _ in range(10))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answers) == sorted(list(range(8)) * 10)


def test_a_full_pool_is_said_to_be_full(store: Store, model: Model) -> None:
    settings = replace(store.settings, pool_size=1, connect_limit=0.2)
    entered, leave = threading.Event(), threading.Event()

    def hold(transaction: Transaction) -> None:
        transaction.run("RETURN 1")
        entered.set()
        leave.wait(30)

    with open_store(settings, model) as small:
        holder = threading.Thread(target=small.write, args=(hold,))
        holder.start()
        assert entered.wait(30)
        try:
            with pytest.raises(StoreBusy, match="LIANMENG_POOL_SIZE"):
                small.write(lambda transaction: transaction.run("RETURN 1"))
        finally:
            leave.set()
            holder.join()


def test_a_server_that_is_away_is_unavailable_and_not_at_opening(model: Model) -> None:
    settings = Settings(neo4j_uri="bolt://127.0.0.1:9", neo4j_password=Secret("geheim"), connect_limit=0.5)
    with open_store(settings, model) as away:
        assert away.engine == "neo4j"
        with pytest.raises(StoreUnavailable) as error:
            away.read("RETURN 1")
    assert "geheim" not in f"{error.value} {error.value.__cause__!r} {away.__dict__}"


@pytest.mark.parametrize("uri", ["http://localhost:7474", "nonsense", "bolt://", "bolt+x://localhost"])
def test_an_address_that_cannot_be_is_a_setting(uri: str, model: Model) -> None:
    with pytest.raises(SettingsError, match="NEO4J_URI"), open_store(Settings(neo4j_uri=uri), model):
        pass


def test_a_wrong_password_is_named_as_such(neo4j_settings: Settings, model: Model) -> None:
    settings = replace(neo4j_settings, neo4j_password=Secret("something-else"))
    with open_store(settings, model) as store, pytest.raises(StoreUnavailable, match="NEO4J_PASSWORD"):
        store.read("RETURN 1")


def test_a_database_that_is_not_there_is_named(neo4j_settings: Settings, model: Model) -> None:
    settings = replace(neo4j_settings, neo4j_database="nowhere")
    with open_store(settings, model) as store, pytest.raises(StoreUnavailable, match="NEO4J_DATABASE"):
        store.read("RETURN 1")


def test_an_address_with_routing_is_used_as_such(neo4j_settings: Settings, model: Model) -> None:
    settings = replace(neo4j_settings, neo4j_uri=neo4j_settings.neo4j_uri.replace("bolt://", "neo4j://"))
    with open_store(settings, model) as store:
        store.write(lambda transaction: transaction.run("RETURN 1"))
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
