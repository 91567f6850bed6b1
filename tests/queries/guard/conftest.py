"""The file of attacks, and what a test needs to let one through a single layer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import yaml

from graph.store.bolt import Store
from graph.store.indexes import found_indexes
from queries.guard.own import Bounds

T = TypeVar("T")
ATTACKS = yaml.safe_load(Path(__file__).with_name("attacks.yaml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Open:
    """A store whose `explore` may write, as if neither reader nor read-only server stood behind the guard."""

    inner: Store

    @property
    def engine(self) -> str:
        return self.inner.engine

    @property
    def database(self) -> str:
        return self.inner.database

    def explore(self, use: Callable[[Any], T], *, limit_s: float) -> T:
        return self.inner.write(lambda transaction: use(transaction._inner))

    def read(self, cypher: str) -> list[dict[str, Any]]:
        return self.inner.read(cypher)


@pytest.fixture(scope="session")
def open_to_writes() -> Any:
    """`Open`: takes the last layer away."""
    return Open


@pytest.fixture(scope="session")
def attacks() -> Callable[[str], list[str]]:
    """The statements of one kind of attack."""
    return lambda kind: [row["statement"] for row in ATTACKS if row["kind"] == kind]


@pytest.fixture(scope="session")
def state() -> Callable[[Store], Any]:
    """Everything in the graph, to be compared: nodes, relations, indexes."""

    def told(store: Store) -> Any:
        nodes = store.read("MATCH (n) RETURN labels(n) AS l, n.id AS id, properties(n) AS p")
        relations = store.read("MATCH (a)-[r]->(b) RETURN type(r) AS t, a.id AS a, b.id AS b, properties(r) AS p")
        return (
            sorted(repr((sorted(row["l"]), row["id"], sorted(row["p"].items()))) for row in nodes),
            sorted(repr((row["t"], row["a"], row["b"], sorted(row["p"].items()))) for row in relations),
            sorted(map(repr, found_indexes(store))),
        )

    return told


@pytest.fixture(scope="session")
def bounds() -> Bounds:
    """Small ones."""
    return Bounds(limit_s=10, rows=1000, bytes=100_000, at_once=2)
