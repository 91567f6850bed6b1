"""A server that is killed and comes back: what was acknowledged is there, and nobody has to be started again."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.errors import StoreError, StoreTimeout, StoreUnavailable
from graph.facts import SourceFacts
from graph.model import Model
from graph.settings import Settings
from graph.store import bolt
from graph.store.bolt import Store, Transaction, open_store
from graph.store.dump import export_lines
from graph.store.load import load, stored_sources, withdraw
from graph.store.plain import Row
from graph.store.schema import ensure_schema
from lianmeng.ingesting.report import Report
from lianmeng.ingesting.run import Wish, ingest

STEEL = "钢铁联盟"
# Some seconds on a Neo4j.
SLOW = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND range(1, 9) AS c RETURN count(a + b + c) AS n"


@pytest.fixture
def made(build: ModuleType, model: Model) -> list[SourceFacts]:
    """Two sources."""
    s = build.Said
    return [build.build(model, name, [s("role", "首钢", STEEL, "lead"), s("alias", "首钢", name)]) for name in "AB"]


@pytest.fixture
def embedded(embedded_settings: Settings, model: Model) -> Iterator[Store]:
    """An embedded store of its own."""
    with open_store(embedded_settings, model) as store:
        ensure_schema(store, model)
        yield store


def test_the_embedded_server_dies_between_two_loads(
    embedded: Store, build: ModuleType, model: Model, made: list[SourceFacts]
) -> None:
    load(embedded, made[0])
    assert embedded.endpoint is not None
    os.kill(embedded.endpoint.pid, signal.SIGKILL)
    load(embedded, made[1])
    assert list(export_lines(embedded)) == build.expected_lines(model, made)


def test_the_embedded_server_dies_in_the_middle_of_a_load(
    embedded: Store, build: ModuleType, model: Model, made: list[SourceFacts], monkeypatch: pytest.MonkeyPatch
) -> None:
    load(embedded, made[0])
    run = Transaction.run
    killed: list[int] = []

    def kill_once(self: Transaction, cypher: str, parameters: dict[str, object] | None = None) -> list[Row]:
        rows = run(self, cypher, parameters)
        if "CREATE (e:Evidence)" in cypher and not killed:
            assert embedded.endpoint is not None
            killed.append(embedded.endpoint.pid)
            os.kill(embedded.endpoint.pid, signal.SIGKILL)
        return rows

    monkeypatch.setattr(Transaction, "run", kill_once)
    assert load(embedded, made[1]).action == "loaded"
    assert killed
    assert list(export_lines(embedded)) == build.expected_lines(model, made)


def test_an_embedded_server_that_hangs_is_given_up_and_used_again(embedded: Store) -> None:
    assert embedded.endpoint is not None
    pid = embedded.endpoint.pid
    os.kill(pid, signal.SIGSTOP)
    try:
        with pytest.raises(StoreTimeout):
            embedded.read("RETURN 1 AS one", limit_s=0.5)
    finally:
        os.kill(pid, signal.SIGCONT)
    assert embedded.read("RETURN 1 AS one", patient=True) == [{"one": 1}]
    assert embedded.endpoint.pid == pid


def test_the_embedded_server_dies_during_a_read(embedded: Store) -> None:
    assert embedded.endpoint is not None
    pid = embedded.endpoint.pid
    errors: list[StoreError] = []

    def ask() -> None:
        try:
            embedded.read(SLOW, limit_s=20)
        except StoreError as error:
            errors.append(error)

    asking = threading.Thread(target=ask)
    asking.start()
    os.kill(pid, signal.SIGKILL)
    assert embedded.read("RETURN 1 AS one", patient=True) == [{"one": 1}]
    asking.join(60)
    assert not asking.is_alive()
    assert {type(error) for error in errors} <= {StoreTimeout, StoreUnavailable}


def test_a_neo4j_is_away_at_start_and_comes(
    power: Any, power_settings: Settings, build: ModuleType, model: Model, made: list[SourceFacts]
) -> None:
    power.kill()
    with open_store(power_settings, model) as store:
        with pytest.raises(StoreUnavailable):
            store.read("RETURN 1 AS one")
        with pytest.raises(StoreUnavailable):
            ensure_schema(store, model)
        power.start()
        # The load waits until the server is there.
        assert load(store, made[0]).action == "loaded"
        assert list(export_lines(store)) == build.expected_lines(model, made[:1])


def test_a_neo4j_is_killed_in_the_middle_of_a_load(
    power: Any,
    power_settings: Settings,
    build: ModuleType,
    model: Model,
    made: list[SourceFacts],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    run = Transaction.run
    killed: list[str] = []

    def kill_once(self: Transaction, cypher: str, parameters: dict[str, object] | None = None) -> list[Row]:
        rows = run(self, cypher, parameters)
        if "CREATE (e:Evidence)" in cypher and not killed:
            killed.append(cypher)
            power.kill()
            power.start()
        return rows

    with open_store(power_settings, model) as store:
        load(store, made[0])
        monkeypatch.setattr(Transaction, "run", kill_once)
        assert load(store, made[1]).action == "loaded"
        assert killed
        assert list(export_lines(store)) == build.expected_lines(model, made)


def test_a_neo4j_is_killed_during_a_read(power: Any, power_settings: Settings, model: Model) -> None:
    with open_store(power_settings, model) as store:
        store.read("RETURN 1 AS one")
        errors: list[StoreUnavailable] = []

        def ask() -> None:
            try:
                store.read(SLOW)
            except StoreUnavailable as error:
                errors.append(error)

        asking = threading.Thread(target=ask)
        asking.start()
        seen = "SHOW TRANSACTIONS YIELD currentQuery WHERE currentQuery CONTAINS 'range(1, 3000)' RETURN currentQuery"
        while not [row for row in store.read(seen) if "SHOW" not in row["currentQuery"]]:
            assert asking.is_alive()
        power.kill()
        asking.join(60)
        assert len(errors) == 1
        power.start()
        assert store.read("RETURN 1 AS one", patient=True) == [{"one": 1}]


def test_an_ingest_that_lost_its_neo4j_goes_on_where_it_was(
    power: Any, power_settings: Settings, tmp_path: Path, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "四篇"
    folder.mkdir()
    for number in range(4):
        text = f"2009年4月，第{number}钢铁产业技术创新战略联盟在武汉成立，由北京科技大学、宝钢集团有限公司发起。\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    wish = Wish((folder,))
    first, second = Report(), Report()

    def kill_after_two(report: Report) -> None:
        if len(report.loaded) == 2 and power.on:
            power.kill()

    with open_store(power_settings, model) as store:
        monkeypatch.setattr(bolt, "_WRITE_RETRY_S", 0.0)
        with pytest.raises(StoreUnavailable):
            ingest(power_settings, store, wish, first, kill_after_two)
        monkeypatch.undo()
        assert len(first.loaded) == 2
        power.start()
        store.read("RETURN 1 AS one", patient=True)
        assert {kept.path for kept in stored_sources(store).values()} == {"0.txt", "1.txt"}
        ingest(power_settings, store, wish, second)
        assert (second.unchanged, len(second.loaded)) == (2, 2)
        resumed = list(export_lines(store))
        for id_ in stored_sources(store):
            withdraw(store, id_)
        ingest(power_settings, store, wish, Report())
        assert list(export_lines(store)) == resumed


def test_an_ingest_into_an_embedded_store_that_is_killed_goes_on(
    embedded: Store, embedded_settings: Settings, tmp_path: Path
) -> None:
    folder = tmp_path / "三篇"
    folder.mkdir()
    for number in range(3):
        text = f"2009年4月，第{number}钢铁产业技术创新战略联盟在武汉成立，由北京科技大学、宝钢集团有限公司发起。\n"
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    report = Report()
    killed: list[int] = []

    def kill_after_one(told: Report) -> None:
        if len(told.loaded) == 1 and not killed:
            assert embedded.endpoint is not None
            killed.append(embedded.endpoint.pid)
            os.kill(embedded.endpoint.pid, signal.SIGKILL)

    ingest(replace(embedded_settings, workers=1), embedded, Wish((folder,)), report, kill_after_one)
    assert killed
    assert (len(report.loaded), report.broken) == (3, [])
    assert len(stored_sources(embedded)) == 3
