"""Two empty stores of one engine side by side, so that two ways of loading can take turns in one run."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import ModuleType

from graph.model import Model
from graph.settings import Secret, Settings
from graph.store.bolt import Engine, Store, open_store
from graph.store.schema import ensure_schema
from graph.store.status import stop

_SERVER = Path(__file__).resolve().parent.parent / "tests" / "neo4j" / "server.py"
_LIMITS = {"load_limit": 3600.0, "read_limit": 600.0}


@contextmanager
def two_stores(engine: Engine, model: Model, folder: Path) -> Iterator[tuple[Store, Store]]:
    """Two stores with their schema, their data in `folder`; a Neo4j as tests/neo4j/server.py starts it."""
    with ExitStack() as stack:
        stores = []
        for name in ("one", "two"):
            home = folder / f"{engine}-{name}"
            settings = stack.enter_context(neo4j_settings(home) if engine == "neo4j" else _embedded(home))
            stores.append(stack.enter_context(open_store(settings, model)))
            ensure_schema(stores[-1], model)
        yield stores[0], stores[1]


@contextmanager
def _embedded(home: Path) -> Iterator[Settings]:
    settings = Settings(data=home, **_LIMITS)
    yield settings
    stop(settings, 30)


@contextmanager
def neo4j_settings(home: Path) -> Iterator[Settings]:
    """Settings of a server whose data is, or comes to be, in `home`; it runs while the block does."""
    with launcher().run_neo4j(home, {"server.memory.pagecache.size": "1g"}, quick=False) as server:
        yield Settings(neo4j_uri=server.uri, neo4j_password=Secret(server.password), **_LIMITS)


def launcher() -> ModuleType:
    """tests/neo4j/server.py."""
    spec = importlib.util.spec_from_file_location("lianmeng_bench_neo4j_server", _SERVER)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[spec.name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
