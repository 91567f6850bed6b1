"""The service over the small graph of tests/queries/small.py, on each engine in turn."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

import anyio
import httpx
import pytest
from fastapi import FastAPI

from api.app import create_app
from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import Store
from graph.store.load import load
from graph.store.schema import ensure_schema

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


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """The facts of the small graph."""
    name = "lianmeng_tests_small"
    if name not in sys.modules:
        path = Path(__file__).parent.parent / "queries" / "small.py"
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = sys.modules[name] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="module")
def small_store(engine_store: Store, model: Model, small: ModuleType) -> Iterator[Store]:
    """Each engine in turn, holding the small graph and nothing else."""
    _empty(engine_store, model)
    for facts in (small.report(model), small.note(model)):
        load(engine_store, facts)
    yield engine_store
    _empty(engine_store, model)


def _empty(store: Store, model: Model) -> None:
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    ensure_schema(store, model)


@pytest.fixture(scope="module")
def client(small_store: Store) -> Client:
    """Asks the service over the small graph."""
    return Client(create_app(Settings(), small_store))


@pytest.fixture(scope="session")
def make_client() -> type[Client]:
    """For a service that a test puts together itself."""
    return Client
