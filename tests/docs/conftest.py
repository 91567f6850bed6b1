"""The stage on which the examples of the documentation run: one store with the seed data for all of them."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.settings import Settings
from graph.store.status import stop

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def run_docs() -> ModuleType:
    """scripts/run_docs.py."""
    name = "lianmeng_run_docs"
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / "run_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def stage(run_docs: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The seed data, served."""
    folder = tmp_path_factory.mktemp("docs")
    settings = Settings(data=folder / "data", store_quick=True, store_heap="512m")
    with run_docs.stage(settings, folder) as prepared:
        yield prepared
    assert stop(settings, 20)
