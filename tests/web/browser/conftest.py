"""A real Chromium over the seed data. No page may call another host or throw; both are held for every test.

Where Chromium is missing the tests are skipped with the reason, but in CI (variable CI set) they fail.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).parents[3]
SCREENS = ROOT / "docs" / "screens"
NewPage = Callable[..., Page]


# Of a module and not of the run: while Playwright is open no other test can start an event loop of its own.
@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The machine's Chromium, headless."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing; .ci/run installs it")
        pytest.skip("没有 Chromium (missing)：Debian 可装 chromium 和 fonts-noto-cjk")
    options = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    # Chromium refuses its sandbox to root; nobody else goes without.
    options += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=options)
        yield browser
        browser.close()


@pytest.fixture
def new_page(chromium: Browser, stage: Any) -> Iterator[NewPage]:
    """Makes pages of the seed data's service; `options` are those of a browser context."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []
    host = urlsplit(stage.address).netloc

    def watched(request: Any) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in ("data", "blob", "file") and parts.netloc != host:
            wrong.append(f"another host: {request.url}")

    def told(page: Page, message: Any) -> None:
        # A page that answers 404 or 422 makes the console say so; that is no fault of the page.
        if message.type == "error" and message.location.get("url") != page.url:
            wrong.append(message.text)

    def made(**options: Any) -> Page:
        size = {"width": 1280, "height": 800}
        given = {"locale": "zh-CN", "viewport": size, "reduced_motion": "reduce", "base_url": stage.address} | options
        context = chromium.new_context(**given)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("request", watched)
        page.on("pageerror", lambda error: wrong.append(f"page error: {error}"))
        page.on("console", lambda message: told(page, message))
        return page

    yield made
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def page(new_page: NewPage) -> Page:
    """A page of an ordinary desk."""
    return new_page()


@pytest.fixture(scope="session")
def picture() -> Callable[[Page, str], None]:
    """Keeps a screenshot in docs/screens when LIANMENG_SCREENS is set, so that an ordinary run changes no file."""

    def kept(page: Page, name: str) -> None:
        if os.environ.get("LIANMENG_SCREENS"):
            SCREENS.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(SCREENS / f"{name}.png"))

    return kept


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core, which scripts/pictures.sh installs for tests."""
    path = ROOT / ".venv" / "node" / "node_modules" / "axe-core" / "axe.min.js"
    if not path.is_file():
        if os.environ.get("CI"):
            pytest.fail("axe-core is missing; make install-dev installs it")
        pytest.skip("没有 axe-core (missing)：请运行 scripts/pictures.sh dev")
    return path.read_text(encoding="utf-8")
