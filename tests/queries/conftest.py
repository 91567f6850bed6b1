"""The small graph of small.py, loaded into each engine in turn."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph.model import Model
from graph.store.bolt import Store
from graph.store.load import load
from graph.store.schema import ensure_schema


@pytest.fixture(scope="session")
def small() -> ModuleType:
    """small.py beside this file: the facts of two sources about three alliances."""
    name = "lianmeng_tests_small"
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("small.py"))
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
