"""Own Cypher, read only: a stranger's statement through every layer, and back as rows within time, number and size.

The layers, in this order: the words (words.py), what it may grow into (limits.py), the server's own type of the query
and its plan (plan.py, Neo4j only), and a transaction of an account or server that cannot write. What a statement still
holds while it runs over its time counts against how many may run at once, so the named questions keep their share.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from graph.errors import (
    BadParameter,
    ForbiddenStatement,
    RequestRefused,
    SettingsError,
    StatementRefused,
    StoreBusy,
    StoreError,
    StoreTimeout,
    StoreUnavailable,
)
from graph.settings import Settings
from graph.store.bolt import Store
from queries.guard.limits import check_growth
from queries.guard.parameters import check_parameters
from queries.guard.plan import check_operators, check_type
from queries.guard.tokens import tokens_of
from queries.guard.values import plain
from queries.guard.words import check_words


@dataclass(frozen=True)
class Bounds:
    """Seconds, rows, bytes of JSON, and statements at once."""

    limit_s: float
    rows: int
    bytes: int
    at_once: int

    @classmethod
    def of(cls, settings: Settings) -> Bounds:
        """Those of the settings."""
        return cls(settings.cypher_limit, settings.cypher_rows, settings.cypher_bytes, settings.cypher_at_once)


@dataclass(frozen=True)
class Layers:
    """Which layers stand. All of them, but in the tests, which try each alone."""

    words: bool = True
    growth: bool = True
    query_type: bool = True
    operators: bool = True
    read_only: bool = True


@dataclass(frozen=True)
class Rows:
    """An answer: the names of the columns, a dict a row, whether rows were left off, and why."""

    columns: tuple[str, ...]
    rows: list[dict[str, Any]]
    cut: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class OwnCypher:
    """Runs strangers' statements over `store`: the embedded one, or a Neo4j that is read-only."""

    store: Store
    bounds: Bounds
    layers: Layers = Layers()
    _places: threading.BoundedSemaphore = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", threading.BoundedSemaphore(self.bounds.at_once))

    def run(self, statement: str, parameters: Mapping[str, Any], limit: int) -> Rows:
        """At most `limit` rows. Raises ForbiddenStatement, BadParameter, RequestRefused and StoreError's family."""
        if not 1 <= limit <= self.bounds.rows:
            raise BadParameter(f"limit={limit}：超出范围 (out of bounds)；请写 1 到 {self.bounds.rows}", "limit")
        check_parameters(parameters)
        self.check_text(statement, parameters)
        if self.layers.read_only:
            check_read_only(self.store)
        try:
            return self.store.explore(
                lambda inner: self._work(inner, statement, parameters, limit), limit_s=self.bounds.limit_s
            )
        except StoreTimeout as error:
            raise ForbiddenStatement(
                f"语句超过时限 {self.bounds.limit_s:g} 秒 (statement timed out)；请缩小范围", "time"
            ) from error
        except StoreBusy as error:
            if "Memory" not in str(error):
                raise
            raise ForbiddenStatement("语句用的内存超过上限 (out of memory)；请缩小范围", "memory") from error
        except (StoreUnavailable, StatementRefused):
            raise
        except RecursionError as error:
            raise ForbiddenStatement("答案嵌套太深 (answer nested too deeply)", "depth") from error
        except StoreError as error:
            # The embedded engine calls much a database error that is the statement's own mistake.
            raise StatementRefused(str(error)) from error

    def check_text(self, statement: str, parameters: Mapping[str, Any]) -> None:
        """The layers that look at the text alone. Raises ForbiddenStatement."""
        if self.layers.words or self.layers.growth:
            tokens = tokens_of(statement)
            if self.layers.words:
                check_words(tokens)
            if self.layers.growth:
                check_growth(tokens, parameters)

    def _work(self, inner: Any, statement: str, parameters: Mapping[str, Any], limit: int) -> Rows:
        with self._place():
            if self.store.engine == "neo4j" and (self.layers.query_type or self.layers.operators):
                summary = inner.run(f"EXPLAIN {statement}", dict(parameters)).consume()
                if self.layers.query_type:
                    check_type(summary.query_type)
                if self.layers.operators:
                    check_operators(summary.plan)
            return self._collect(inner.run(statement, dict(parameters)), limit)

    def _place(self) -> AbstractContextManager[Any]:
        if not self._places.acquire(blocking=False):
            raise RequestRefused(
                "overloaded", f"已有 {self.bounds.at_once} 个语句在运行 (too many statements at once)；请稍后再试", 5
            )
        return _Place(self._places)

    def _collect(self, result: Any, limit: int) -> Rows:
        columns = tuple(result.keys())
        rows: list[dict[str, Any]] = []
        size = 0
        for record in result:
            if len(rows) == limit:
                return Rows(columns, rows, True, (f"只列出前 {limit} 行 (cut: first {limit} rows)",))
            row = {name: plain(value) for name, value in zip(columns, record, strict=True)}
            size += len(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace"))
            if size > self.bounds.bytes:
                note = f"答案超过 {self.bounds.bytes} 字节，只列出前 {len(rows)} 行 (cut: too many bytes)"
                return Rows(columns, rows, True, (note,))
            rows.append(row)
        return Rows(columns, rows, False, () if rows else ("没有一行符合 (no row)",))


class _Place(nullcontext[None]):
    """A taken place, given back when the statement has really ended on the server."""

    def __init__(self, places: threading.BoundedSemaphore) -> None:
        super().__init__()
        self._places = places

    def __exit__(self, *told: object) -> None:
        self._places.release()


def check_read_only(store: Store) -> None:
    """Raises SettingsError unless the Neo4j shows its database as read-only. Nothing to ask of the embedded store."""
    if store.engine != "neo4j":
        return
    accesses = {row["name"]: row["access"] for row in store.read("SHOW DATABASES YIELD name, access")}
    found = accesses.get(store.database, "没有 (none)")
    if found != "read-only":
        raise SettingsError(
            f"NEO4J_READ_URI 的数据库 {store.database} 是 {found}，不是 read-only (server is not read-only)；请在它的 "
            "neo4j.conf 里设 server.databases.default_to_read_only=true 后重启，再用 lianmeng store check 查看"
        )
