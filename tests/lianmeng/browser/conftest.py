"""A real Neo4j Browser in a real Chromium: its jar, the machine's Chromium, and a site served on loopback.

Where one of them is missing the tests are skipped with the reason, but in CI (variable CI set) they fail. Chromium
reaches nothing but this machine, whatever a page tries.
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from types import ModuleType

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright
from starlette.types import ASGIApp

Serve = Callable[[Callable[[int], ASGIApp]], AbstractContextManager[int]]


def _lacking(what: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture(scope="session")
def browser_jar(neo4j_launcher: ModuleType) -> Path:
    """The Browser's jar, from the Maven artifacts of the tests' Neo4j."""
    try:
        lib: Path = neo4j_launcher.libraries()
    except neo4j_launcher.CannotRun as error:
        _lacking(f"Neo4j Browser: {error}")
    return next(lib.glob("neo4j-browser-*.jar"))


# Not for the whole run: while Playwright is at work its event loop stands in the way of those of other tests.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, headless."""
    path = shutil.which("chromium")
    if path is None:
        _lacking("没有 Chromium (missing)：Debian 可装 chromium 和 fonts-noto-cjk")
    options = [
        "--disable-background-networking",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",
    ]
    # Chromium refuses its sandbox to root; nobody else goes without.
    options += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page of a fresh profile."""
    context = chromium.new_context(viewport={"width": 1360, "height": 850}, locale="zh-CN")
    made = context.new_page()
    made.set_default_timeout(60_000)
    yield made
    context.close()


@pytest.fixture(scope="session")
def serve() -> Serve:
    """Serves what `make` makes for the port it is given; yields the port."""

    @contextmanager
    def served(make: Callable[[int], ASGIApp]) -> Iterator[int]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            port: int = listener.getsockname()[1]
            server = uvicorn.Server(uvicorn.Config(make(port), log_level="error", lifespan="off"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
            thread.start()
            try:
                yield port
            finally:
                server.should_exit = True
                thread.join(30)

    return served
