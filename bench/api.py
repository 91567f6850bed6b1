"""HTTP against the bare driver: `python -m bench.api` measures, and writes bench/api.md and bench/api.json.

One Neo4j with the seed data, one uvicorn worker in a process of its own. Each request is asked over HTTP, and the
statements that it runs are run through the bare driver; both take turns in blocks of one run, so that what else the
machine does hits both. Left out of the bare side: the read of the data version, which is HTTP's own.
"""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import neo4j

from api.app import create_app
from bench.api_page import write_page
from bench.api_requests import KINDS, requests_for
from bench.stores import neo4j_settings
from graph.model import load_model
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.python import module_command, module_environment
from graph.store.schema import ensure_schema
from lianmeng.ingesting.report import Report
from lianmeng.ingesting.run import Wish, ingest
from queries.find import NAMED, find

SEED = Path(__file__).parent.parent / "data" / "seed"
BLOCK = 40  # requests a side in turn
CLIENTS = (1, 16)
Statement = tuple[str, dict[str, Any]]
_STATE = "RETURN m.data_version AS version"


@dataclass
class Recorder:
    """Reads as the store does and notes the statements."""

    store: Store
    noted: list[Statement] = field(default_factory=list)

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        """As `Reader.read`."""
        if _STATE not in cypher:
            self.noted.append((cypher, dict(parameters or {})))
        return self.store.read(cypher, parameters, limit_s=limit_s)


def statements_of(store: Store, paths: Sequence[str]) -> dict[str, list[Statement]]:
    """What each request runs, without the read of the data version."""
    recorder = Recorder(store)
    app = create_app(store.settings, recorder)
    found: dict[str, list[Statement]] = {}

    async def all_of_them() -> None:
        transport = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=60) as client:
            for path in ("/readyz", "/search?q=a", *paths):
                recorder.noted = []
                (await client.get(path)).raise_for_status()
                found[path] = recorder.noted

    asyncio.run(all_of_them())
    for path in paths:
        if path.startswith("/search") and not found[path]:
            # Answered from names in memory; beside it stands the full-text search that the engine would do.
            recorder.noted = []
            find(recorder, httpx.URL(path).params["q"], NAMED, 21)
            found[path] = recorder.noted
    return found


def over_http(port: int, etags: dict[str, str] | None = None) -> Callable[[str], None]:
    """One request on this thread's own connection; with `etags`, those are sent."""
    own = threading.local()

    def ask(path: str) -> None:
        if not hasattr(own, "connection"):
            own.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        known = {"If-None-Match": etags[path]} if etags and path in etags else {}
        own.connection.request("GET", path, headers=known)
        answer = own.connection.getresponse()
        answer.read()
        assert answer.status in (200, 304), (path, answer.status)

    return ask


def over_driver(driver: neo4j.Driver, statements: Mapping[str, Sequence[Statement]]) -> Callable[[str], None]:
    """The statements of one request, each in one round trip as the store runs it."""

    def ask(path: str) -> None:
        with driver.session(database="neo4j", default_access_mode=neo4j.READ_ACCESS) as session:
            for cypher, parameters in statements[path]:
                [record.data() for record in session.run(cypher, parameters)]

    return ask


def timed(ask: Callable[[str], None], paths: Sequence[str], pool: ThreadPoolExecutor) -> tuple[list[float], float]:
    """Seconds of each request, and of all of them by the clock on the wall."""

    def once(path: str) -> float:
        start = time.perf_counter()
        ask(path)
        return time.perf_counter() - start

    start = time.perf_counter()
    taken = list(pool.map(once, paths))
    return taken, time.perf_counter() - start


def measure(port: int, driver: neo4j.Driver, store: Store, each: int) -> list[dict[str, Any]]:
    """A record for each kind of request and number of clients."""
    found = []
    for kind in KINDS:
        paths = requests_for(store, kind, each * len(CLIENTS))
        statements = statements_of(store, paths)
        for at, clients in enumerate(CLIENTS):
            mine = paths[at * each : (at + 1) * each]
            with ThreadPoolExecutor(clients) as pool:
                sides = {"driver": over_driver(driver, statements), "http": over_http(port)}
                taken: dict[str, list[float]] = {name: [] for name in sides}
                wall = dict.fromkeys(sides, 0.0)
                for begin in range(0, len(mine), BLOCK):
                    for name, ask in sides.items():
                        one, seconds = timed(ask, mine[begin : begin + BLOCK], pool)
                        taken[name] += one
                        wall[name] += seconds
                again = timed(over_http(port), mine, pool)[1]
                same = timed(over_http(port, _etags(port, mine)), mine, pool)[1]
            record: dict[str, Any] = {"kind": kind, "clients": clients, "requests": len(mine),
                                      "statements": statistics.mean(len(statements[path]) for path in mine)}  # fmt: skip
            for name, times in taken.items():
                record[f"{name}_p50_ms"] = statistics.median(times) * 1000
                record[f"{name}_p95_ms"] = statistics.quantiles(times, n=20)[-1] * 1000
            record |= {"ratio_p95": record["http_p95_ms"] / record["driver_p95_ms"],
                       "first_per_s": len(mine) / wall["http"], "again_per_s": len(mine) / again,
                       "unchanged_per_s": len(mine) / same}  # fmt: skip
            print(json.dumps(record), flush=True)
            found.append(record)
    return found


def _etags(port: int, paths: Sequence[str]) -> dict[str, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    found = {}
    for path in paths:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        found[path] = answer.headers["ETag"]
    return found


@contextmanager
def served(settings: Settings, folder: Path) -> Iterator[int]:
    """`lianmeng serve` in a process of its own; its port."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    environment = {**module_environment(os.environ), "NEO4J_URI": settings.neo4j_uri, "LIANMENG_DATA": str(folder),
                   "NEO4J_PASSWORD": settings.neo4j_password.value}  # fmt: skip
    command = module_command("lianmeng", "serve", "--port", str(port))
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_ready(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_until_ready(port: int) -> None:
    for _ in range(120):
        try:
            over_http(port)("/readyz")
            return
        except (OSError, AssertionError):
            time.sleep(0.5)
    sys.exit("the service does not answer")


def main() -> None:
    """Measures and writes the page and the record."""
    each = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with ExitStack() as stack:
        home = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        settings = stack.enter_context(neo4j_settings(home / "neo4j"))
        store = stack.enter_context(open_store(settings, load_model()))
        ensure_schema(store, load_model())
        ingest(settings, store, Wish((SEED,)), Report())
        auth = (settings.neo4j_username, settings.neo4j_password.value)
        driver = stack.enter_context(neo4j.GraphDatabase.driver(settings.neo4j_uri, auth=auth))
        port = stack.enter_context(served(settings, home))
        records = measure(port, driver, store, each)
    write_page(Path(__file__).parent, records)


if __name__ == "__main__":
    main()
