"""How fast the pages are: `python -m bench.pages [--runs 40] [--records]`, over the seed data in a store of its own.

In one run: the time from a request to the page on loopback, the share of it that its questions take, the bytes over the
wire, a picture of 300 nodes, and a map of 50,000 (made by chance, on the real pages over a store that gives its
memberships). `--records` writes bench/pages.json and bench/pages.md.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import platform
import random
import shutil
import socket
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx
import uvicorn
from playwright.sync_api import Browser, sync_playwright

from api.app import create_app
from bench.pages_page import page
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.status import stop
from lianmeng.ingesting.report import Report
from lianmeng.ingesting.run import Wish, ingest
from queries.kept import Bodies
from web.routes import routes

ROOT = Path(__file__).parent.parent
STEEL = "钢铁可循环流程技术创新战略联盟"
ADDRESSES = (
    "/", "/find?q=钢铁", "/shared", "/shared?view=matrix", "/shared?view=graph", f"/alliance/{STEEL}",
    "/organization/清华大学", "/path?start=清华大学&end=北京科技大学", "/goals", "/regions", "/graph?focus=清华大学&depth=2",
    "/q/alliances", "/about",
)  # fmt: skip
DRAWN = ("/shared?view=graph", "/graph?focus=清华大学&depth=2", "/path?start=清华大学&end=北京科技大学")
_MAP = (5_000, 45_000, 75_000)  # alliances, organisations, memberships


class Timed:
    """The store, with the time that its answers take."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.seconds = 0.0
        self._guard = threading.Lock()

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        started = time.perf_counter()
        try:
            return list(self.store.read(cypher, parameters, limit_s=limit_s))
        finally:
            with self._guard:
                self.seconds += time.perf_counter() - started


class Made(Timed):
    """The store, but memberships are those of a graph made by chance; the pages cannot tell."""

    def __init__(self, store: Any, seed: int = 1) -> None:
        super().__init__(store)
        self.rows = list(_memberships(random.Random(seed)))

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        if "alliance_name" in cypher and "$most" in cypher:
            return self.rows
        return super().read(cypher, parameters, limit_s=limit_s)


def _memberships(chance: random.Random) -> Iterator[dict[str, Any]]:
    alliances, organizations, memberships = _MAP
    kinds = ("company", "company", "company", "university", "institute", "institute", "association")
    for number in range(memberships):
        # Every organisation and every alliance at least once, the rest after a power law.
        one = number if number < organizations else int(organizations * chance.random() ** 2.5)
        other = number if number < alliances else int(alliances * chance.random() ** 2)
        id_ = f"og-{one:020x}"
        yield {
            "id": id_, "name": f"第{one}号机构", "kind": kinds[one % len(kinds)], "line": id_, "former": False,
            "alliance": f"al-{other:020x}", "alliance_name": f"第{other}号联盟", "roles": [], "slot": f"ed-{number:020x}",
        }  # fmt: skip


@contextmanager
def served(settings: Settings, store: Any, bodies: Bodies) -> Iterator[str]:
    """The service with its pages on a free port of loopback."""
    app = create_app(settings, store, pages=routes(settings, store, bodies))
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", lifespan="off")
    server, listener = uvicorn.Server(config), config.bind_socket()
    # As lianmeng.listening does: without it every answer waits 40 ms on a kept connection.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(30)
        listener.close()


def times(address: str, timed: Timed, runs: int) -> list[dict[str, Any]]:
    """For each page: p50 and p95 in ms, its time as a multiple of its questions', bytes plain and compressed."""
    found = []
    with httpx.Client(base_url=address, follow_redirects=True, timeout=60) as client:
        for path in ADDRESSES:
            client.get(path)
            taken, asked = [], []
            for _ in range(runs):
                before, started = timed.seconds, time.perf_counter()
                answer = client.get(path)
                taken.append(time.perf_counter() - started)
                asked.append(timed.seconds - before)
                answer.raise_for_status()
            found.append({
                "page": path, "p50": 1000 * statistics.median(taken), "p95": 1000 * _p95(taken),
                "ratio": sum(taken) / max(sum(asked), 1e-9), "bytes": len(answer.content),
                "wire": len(gzip.compress(answer.content, 5)),
            })  # fmt: skip
    return found


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, -(-len(values) * 95 // 100) - 1)]


def drawn(browser: Browser, address: str, runs: int) -> dict[str, Any]:
    """First paint, and what a page with a picture of 300 nodes brings over the wire and takes until it is drawn."""
    first, whole, wire, nodes = [], [], [], 0
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        shown = context.new_page()
        requests: list[Any] = []
        shown.on("requestfinished", lambda request, kept=requests: kept.append(request))
        shown.goto(f"{address}/graph?focus={quote('清华大学')}&depth=2", wait_until="load")
        shown.wait_for_selector("[data-graph][data-drawn]", timeout=30_000)
        paint = shown.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
        first.append(float(paint))
        # From the moment the page's own scripts run, as the bar is about laying out and drawing.
        whole.append(float(shown.evaluate("+document.querySelector('[data-graph]').dataset.took")))
        nodes = shown.locator("svg a.node").count()
        wire.append(sum(request.sizes()["responseBodySize"] for request in requests))
        context.close()
    return {"first_paint": statistics.median(first), "drawn": statistics.median(whole), "slowest": max(whole),
            "wire": max(wire), "nodes": nodes}  # fmt: skip


def painted(browser: Browser, address: str, runs: int) -> dict[str, Any]:
    """From the request of the map's page to its first picture; the positions are worked out before."""
    started = time.perf_counter()
    httpx.get(f"{address}/overview.json", timeout=120).raise_for_status()
    positions = time.perf_counter() - started
    taken, redraw = [], []
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1280, "height": 800})
        shown = context.new_page()
        shown.goto(f"{address}/overview")
        shown.wait_for_selector("[data-overview][data-drawn]", timeout=60_000)
        taken.append(float(shown.evaluate("+document.querySelector('[data-overview]').dataset.first")))
        redraw.append(float(shown.evaluate("+document.querySelector('[data-overview]').dataset.took")))
        context.close()
    alliances, organizations, memberships = _MAP
    return {"nodes": alliances + organizations, "edges": memberships, "positions_s": positions,
            "painted": statistics.median(taken), "slowest": max(taken), "redraw": statistics.median(redraw)}  # fmt: skip


def measure(runs: int) -> dict[str, Any]:
    """The whole run."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        settings = Settings(data=Path(place) / "data")
        options = ["--disable-background-networking"] + (["--no-sandbox"] if os.geteuid() == 0 else [])
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=options)
        with open_store(settings) as store:
            ingest(settings, store, Wish((ROOT / "data" / "seed",), sync=True), Report())
            found = _measured(settings, store, browser, runs)
        browser.close()
        stop(settings, 20)
    return found


def _measured(settings: Settings, store: Store, browser: Browser, runs: int) -> dict[str, Any]:
    timed = Timed(store)
    few = max(3, runs // 8)
    # Nothing is kept, so that every view is a first one; then the same with what a service keeps.
    with served(settings, timed, Bodies(most_bytes=0)) as address:
        pages, picture = times(address, timed, runs), drawn(browser, address, few)
    with served(settings, timed, Bodies()) as address:
        for row, again in zip(pages, times(address, timed, runs), strict=True):
            row["again"] = again["p50"]
    with served(settings, Made(store), Bodies()) as address:
        overview = painted(browser, address, few)
    return {
        "date": date.today().isoformat(),
        "machine": f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}",
        "chromium": browser.version,
        "load": os.getloadavg()[0],
        "runs": runs,
        "pages": pages,
        "picture": picture,
        "overview": overview,
    }


def main(say: Callable[[str], object] = print) -> None:
    """Measures and prints; keeps the run with --records."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--runs", type=int, default=40)
    parser.add_argument("--records", action="store_true")
    given = parser.parse_args()
    found = measure(given.runs)
    say(page(found))
    if given.records:
        folder = Path(__file__).parent
        (folder / "pages.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        (folder / "pages.md").write_text(page(found), encoding="utf-8")


if __name__ == "__main__":
    main()
