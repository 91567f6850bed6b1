"""A server that is killed and comes back: what was acknowledged is there, and nobody has to be started again."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph.errors import StoreUnavailable
from graph.facts import SourceFacts
from graph.model import Model
from graph.settings import Secret, Settings
from graph.store import bolt
from graph.store.bolt import Store, Transaction, open_store
from graph.store.dump import export_lines
from graph.store.load import load
from graph.store.schema import ensure_schema

STEEL = "钢铁联盟"


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

    def kill_once(self: Transaction, cypher: str, parameters: dict[str, object] | None = None) -> list[bolt.Row]:
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


def test_a_neo4j_is_killed_and_comes_back(
    neo4j_launcher: ModuleType, tmp_path: Path, build: ModuleType, model: Model, made: list[SourceFacts]
) -> None:
    try:
        neo4j_launcher.libraries()
    except neo4j_launcher.CannotRun as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"Neo4j: {error}")
    with neo4j_launcher.run_neo4j(tmp_path / "neo4j") as server:
        settings = Settings(neo4j_uri=server.uri, neo4j_password=Secret(server.password), connect_limit=2)
        with open_store(settings, model) as store:
            ensure_schema(store, model)
            load(store, made[0])
            os.kill(server.pid, signal.SIGKILL)
            with pytest.raises(StoreUnavailable):
                store.read("RETURN 1 AS one")
            with server.back():
                # The load waits until the server is there again.
                load(store, made[1])
                assert list(export_lines(store)) == build.expected_lines(model, made)
