"""Fixtures that several parts share: the embedded store and a Neo4j, one of each for the whole run."""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import anyio
import httpx
import hypothesis
import pytest
from fastapi import FastAPI

from graph.model import Model, load_model
from graph.settings import Secret, Settings, read_settings
from graph.store.bolt import Store, open_store
from graph.store.embedded import open_embedded
from graph.store.endpoint import Endpoint
from graph.store.load import load
from graph.store.schema import ensure_schema
from graph.store.status import stop

# A law holds or it does not; how long an example took on a busy machine says nothing of it.
hypothesis.settings.register_profile("untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow])
hypothesis.settings.load_profile("untimed")

BASE = "http://127.0.0.1:8000"


@dataclass(frozen=True)
class Client:
    """Asks an application without a network."""

    app: FastAPI

    def get(self, path: str, headers: Mapping[str, str] | None = None) -> httpx.Response:
        return self.ask("GET", path, headers)

    def post(self, path: str, data: Mapping[str, str]) -> httpx.Response:
        return self.ask("POST", path, data=data)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, data: Mapping[str, str] | None = None
    ) -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, headers=headers, data=data)

        return anyio.run(once)


def _quick_settings(folder: Path) -> Settings:
    return Settings(data=folder, store_quick=True, store_heap="512m")


@pytest.fixture
def embedded_settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings of an embedded store in a folder of its own, quick to start; what runs there ends with the test."""
    settings = _quick_settings(tmp_path / "图库 data")
    yield settings
    assert stop(settings, 20)


@pytest.fixture(scope="session")
def shared_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of the one embedded store that the whole run shares."""
    settings = _quick_settings(tmp_path_factory.mktemp("embedded") / "data")
    yield settings
    assert stop(settings, 20)


@pytest.fixture(scope="session")
def embedded_endpoint(shared_settings: Settings) -> Iterator[Endpoint]:
    """The one running embedded store of the whole run; tests that write must clean up what they wrote."""
    with open_embedded(shared_settings) as endpoint:
        yield endpoint


@pytest.fixture(scope="session")
def model() -> Model:
    """The shipped model."""
    return load_model()


@pytest.fixture(scope="session")
def neo4j_launcher() -> ModuleType:
    """tests/neo4j/server.py, which starts a real Neo4j."""
    return _module("lianmeng_tests_neo4j_server", Path(__file__).parent / "neo4j" / "server.py")


@pytest.fixture(scope="session")
def neo4j_settings(neo4j_launcher: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of the one Neo4j of the whole run: that of NEO4J_URI, else one started from Maven artifacts.

    Where it cannot be started the test is skipped with the reason, but in CI (variable CI set) it fails.
    """
    given = read_settings(os.environ)
    if not given.embedded:
        yield given
        return
    try:
        with neo4j_launcher.run_neo4j(tmp_path_factory.mktemp("neo4j")) as server:
            yield Settings(neo4j_uri=server.uri, neo4j_password=Secret(server.password))
    except neo4j_launcher.CannotRun as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"Neo4j: {error}")


@pytest.fixture(scope="session")
def _own_neo4j(neo4j_launcher: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    settings = {"dbms.security.allow_csv_import_from_file_urls": "false"}
    try:
        with neo4j_launcher.run_neo4j(tmp_path_factory.mktemp("own"), settings) as server:
            power = neo4j_launcher.Power(server)
            yield power
            power.close()
    except neo4j_launcher.CannotRun as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"Neo4j: {error}")


@pytest.fixture
def power(_own_neo4j: Any) -> Any:
    """The switch (tests/neo4j/server.py, Power) of a Neo4j that may be killed; it runs when the test begins."""
    _own_neo4j.ready()
    return _own_neo4j


@pytest.fixture
def power_settings(power: Any) -> Settings:
    """Settings of that Neo4j, which is empty but for its schema."""
    settings = Settings(
        neo4j_uri=power.server.uri, neo4j_password=Secret(power.server.password), connect_limit=2, workers=1
    )
    with open_store(settings) as store:
        ensure_schema_when_awake(store)
        empty(store, store.model)
    return settings


@pytest.fixture(scope="session", params=["arcadedb", "neo4j"])
def engine_store(request: pytest.FixtureRequest, model: Model) -> Iterator[Store]:
    """Each engine in turn, with its schema; shared by the whole run."""
    if request.param == "neo4j":
        settings = request.getfixturevalue("neo4j_settings")
    else:
        request.getfixturevalue("embedded_endpoint")
        settings = request.getfixturevalue("shared_settings")
    with open_store(settings, model) as store:
        ensure_schema(store, model)
        yield store


@pytest.fixture
def store(engine_store: Store, model: Model) -> Iterator[Store]:
    """Each engine in turn, empty before and after the test."""
    empty(engine_store, model)
    yield engine_store
    empty(engine_store, model)


def ensure_schema_when_awake(store: Store) -> None:
    """Makes the schema in a server that may be just starting."""
    store.read("RETURN 1 AS one", patient=True)
    ensure_schema(store, store.model)


def empty(store: Store, model: Model) -> None:
    """Takes everything out of the graph but the schema."""
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    ensure_schema(store, model)


def _module(name: str, path: Path) -> ModuleType:
    """A file beside the tests as a module, read once."""
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """tests/queries/small.py: the facts of two sources about three alliances."""
    return _module("lianmeng_tests_small", Path(__file__).parent / "queries" / "small.py")


@pytest.fixture(scope="module")
def small_store(engine_store: Store, model: Model, small: ModuleType) -> Iterator[Store]:
    """Each engine in turn, holding the small graph and nothing else."""
    empty(engine_store, model)
    for facts in (small.report(model), small.note(model)):
        load(engine_store, facts)
    yield engine_store
    empty(engine_store, model)


@pytest.fixture(scope="session")
def make_client() -> type[Client]:
    """Asks a service that a test puts together itself."""
    return Client


@pytest.fixture(scope="session")
def run_docs() -> ModuleType:
    """scripts/run_docs.py."""
    return _module("lianmeng_run_docs", Path(__file__).parent.parent / "scripts" / "run_docs.py")


@pytest.fixture(scope="session")
def stage(run_docs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The seed data in a store of its own, served with its pages: one for the examples and for the browser."""
    folder = tmp_path_factory.mktemp("docs")
    with run_docs.stage(_quick_settings(folder / "data"), folder) as prepared:
        yield prepared
    assert stop(_quick_settings(folder / "data"), 20)
