"""Runs the portable statements of the shared list on an empty database of either engine and judges the answers.

Here the driver is used directly: our own door gives nodes without their labels, and keeps statements in transactions.
"""

from __future__ import annotations

import base64
import json
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neo4j import Driver, GraphDatabase, ManagedTransaction, Session
from neo4j.exceptions import DriverError, Neo4jError
from neo4j.graph import Node, Relationship

from graph.store.bolt import Store
from graph.store.endpoint import Endpoint

LIST = Path(__file__).parents[4] / "shared" / "cypher_portable.json"
MODES = ("alone", "managed")
_SCRATCH = "portable"
Case = Mapping[str, Any]
Rows = list[list[Any]]


def cases() -> dict[str, Case]:
    """The statements by id; none where the shared list is missing."""
    if not LIST.is_file():
        return {}
    return {case["id"]: case for case in json.loads(LIST.read_text(encoding="utf-8"))}


@dataclass(frozen=True)
class Given:
    """What came of a statement: rows with their columns, or the error's code."""

    columns: Sequence[str] = ()
    rows: Rows | None = None
    error: str = ""


@contextmanager
def empty_session(driver: Driver, store: Store) -> Iterator[Session]:
    """A session on a database without nodes and schema: a new one on ArcadeDB, the emptied one on a Neo4j."""
    if store.endpoint is None:
        with driver.session(database=store.database) as session:
            strip(session)
            yield session
        return
    server(store.endpoint, f"create database {_SCRATCH}")
    try:
        with driver.session(database=_SCRATCH) as session:
            yield session
    finally:
        server(store.endpoint, f"drop database {_SCRATCH}")


def strip(session: Session) -> None:
    """Takes nodes, constraints and indexes out of a Neo4j; the token indexes, without which no label is found, stay."""
    session.run("MATCH (n) DETACH DELETE n").consume()
    for kind, shown in (("CONSTRAINT", "SHOW CONSTRAINTS"), ("INDEX", "SHOW INDEXES WHERE type <> 'LOOKUP'")):
        for name in [row["name"] for row in session.run(shown)]:
            session.run(f"DROP {kind} `{name}` IF EXISTS").consume()


def open_driver(store: Store) -> Driver:
    """A driver of our own for the server behind `store`, as its writing user."""
    if store.endpoint is not None:
        account = (store.endpoint.user, store.endpoint.password)
        return GraphDatabase.driver(store.endpoint.bolt_uri, auth=account)
    settings = store.settings
    password = settings.neo4j_password.value
    return GraphDatabase.driver(settings.neo4j_uri, auth=(settings.neo4j_username, password) if password else None)


def server(endpoint: Endpoint, statement: str) -> None:
    """A statement about the embedded server as a whole."""
    account = base64.b64encode(f"{endpoint.user}:{endpoint.password}".encode()).decode()
    request = urllib.request.Request(
        f"{endpoint.http_url}/api/v1/server",
        json.dumps({"command": statement}).encode(),
        {"Authorization": f"Basic {account}", "Content-Type": "application/json"},
    )
    urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30).close()


def run(session: Session, case: Case, mode: str, setup: Sequence[Case] = (), *, wait: bool = False) -> Given:
    """What comes of `case` after `setup`. `wait`: for full-text indexes, as a Neo4j needs."""
    try:
        for before in setup:
            _alone(session, before)
        if wait and "fulltext" in case["id"]:
            session.run("CALL db.awaitIndexes(60)").consume()
        return _alone(session, case) if mode == "alone" else session.execute_write(_ask, case)
    except (Neo4jError, DriverError) as error:
        return Given(error=getattr(error, "code", None) or type(error).__name__)


def _alone(session: Session, case: Case) -> Given:
    return _given(session.run(case["cypher"], case["params"]))


def _ask(transaction: ManagedTransaction, case: Case) -> Given:
    return _given(transaction.run(case["cypher"], case["params"]))


def _given(result: Any) -> Given:
    columns = list(result.keys())
    return Given(columns, [[_plain(value) for value in record.values()] for record in result])


def differing(driver: Driver, store: Store, mode: str) -> dict[str, str]:
    """What the engine answers differently, by id. Statements that only read share one filled database."""
    known = cases()
    found: dict[str, str] = {}
    reading = [case for case in known.values() if only_reads(case)]
    with empty_session(driver, store) as session:
        _alone(session, known["base"])
        for case in reading:
            found[case["id"]] = wrong(session, case, run(session, case, mode))
    for case in known.values():
        # The one statement that cannot stand in a transaction.
        if only_reads(case) or (mode == "managed" and "IN TRANSACTIONS" in case["cypher"]):
            continue
        with empty_session(driver, store) as session:
            given = run(session, case, mode, [known[name] for name in case["setup"]], wait=store.engine == "neo4j")
            found[case["id"]] = wrong(session, case, given)
    assert len(found) >= len(known) - 1
    return {name: reason for name, reason in found.items() if reason}


def only_reads(case: Case) -> bool:
    """Whether a statement neither writes nor looks at the schema."""
    return case["id"].startswith(("read.", "q.")) and case["setup"] in ([], ["base"])


def wrong(session: Session, case: Case, given: Given) -> str:
    """Why the answer is not what the list expects; empty when it is."""
    expect = case["expect"]
    if bool(expect.get("error")) != bool(given.error):
        return given.error or f"no error but {given.rows}"
    if "columns" in expect and list(given.columns) != expect["columns"]:
        return f"columns {list(given.columns)}"
    if "rows" in expect and not _same(given.rows or [], expect):
        return f"rows {given.rows}"
    if "verify" in expect:
        rows = [[_plain(value) for value in record.values()] for record in session.run(expect["verify"])]
        if rows != expect["verify_rows"]:
            return f"afterwards {rows}"
    return ""


def _same(rows: Rows, expect: Mapping[str, Any]) -> bool:
    columns, as_sets = expect.get("compare_columns"), bool(expect.get("lists_as_sets"))
    left, right = (
        [json.dumps([_loose(value, as_sets) for value in row[:columns]], sort_keys=True) for row in side]
        for side in (rows, expect["rows"])
    )
    return left == right if expect.get("ordered") else Counter(left) == Counter(right)


def _loose(value: Any, as_sets: bool) -> Any:
    """Whole and broken numbers that are equal look equal; lists lose their order where it is free."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    if isinstance(value, int | float):
        return float(value)
    if isinstance(value, dict):
        return {key: _loose(item, as_sets) for key, item in value.items()}
    items = [_loose(item, as_sets) for item in value]
    return sorted(items, key=lambda item: json.dumps(item, sort_keys=True)) if as_sets else items


def _plain(value: Any) -> Any:
    if isinstance(value, Node):
        return {"__labels__": sorted(value.labels), **dict(value)}
    if isinstance(value, Relationship):
        return {"__type__": value.type, **dict(value)}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.iso_format() if hasattr(value, "iso_format") else value
