"""The launch page merges: what the user made, changed or threw away stays so; what nobody touched is renewed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from lianmeng.browser.jar import START
from lianmeng.browser.material import kept_by_browser
from lianmeng.browser.site import make_site
from lianmeng.browser.target import Target

Serve = Callable[[Callable[[int], Any]], AbstractContextManager[int]]
TARGET = Target("bolt://127.0.0.1:1", "reader", "lianmeng")


@pytest.fixture
def jar(tmp_path: Path) -> Path:
    """A jar whose Browser is an empty page: only what is kept for it is looked at."""
    path = tmp_path / "empty.jar"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(START, "<title>Browser</title>")
    return path


def _launch(page: Page, port: int) -> dict[str, Any]:
    page.goto(f"http://localhost:{port}/")
    page.wait_for_url("**/browser/**")
    kept: dict[str, Any] = page.evaluate(
        """() => Object.fromEntries(["documents", "folders", "grass", "settings"].map(
             key => [key, JSON.parse(localStorage.getItem(`neo4j.${key}`))]))"""
    )
    return kept


def _keep(page: Page, key: str, value: Any) -> None:
    page.evaluate("([key, value]) => localStorage.setItem(`neo4j.${key}`, JSON.stringify(value))", [key, value])


def test_an_empty_profile_gets_all_of_it_in_order(page: Page, jar: Path, serve: Serve) -> None:
    with serve(lambda port: make_site(jar, TARGET, port)) as port:
        kept = _launch(page, port)
        ours = kept_by_browser()
        assert {name: kept[name] for name in ours} == ours
        assert list(kept["grass"]) == list(ours["grass"])
        assert kept["settings"] == {"allowUserStats": False, "allowCrashReports": False}
        assert _launch(page, port) == kept


def test_what_is_the_users_own_stays(page: Page, jar: Path, serve: Serve) -> None:
    with serve(lambda port: make_site(jar, TARGET, port)) as port:
        kept = _launch(page, port)
        mine = {"id": "mine", "content": "RETURN 1"}
        first, second, *others = kept["documents"]
        changed = first | {"content": "// mine\nRETURN 2"}
        _keep(page, "documents", [mine, changed, *others])
        _keep(page, "grass", kept["grass"] | {"node.University": {"color": "#000000"}, "node.Mine": {"color": "#fff"}})
        _keep(page, "settings", {"theme": "dark", "allowUserStats": True})
        again = _launch(page, port)
        assert {item["id"]: item for item in again["documents"]} == {
            item["id"]: item for item in [mine, changed, *others]
        }
        assert second["id"] not in {item["id"] for item in again["documents"]}
        assert again["grass"] == kept["grass"] | {
            "node.University": {"color": "#000000"},
            "node.Mine": {"color": "#fff"},
        }
        assert again["settings"] == {"theme": "dark", "allowUserStats": False, "allowCrashReports": False}


def test_what_nobody_touched_is_renewed(page: Page, jar: Path, serve: Serve) -> None:
    with serve(lambda port: make_site(jar, TARGET, port)) as port:
        kept = _launch(page, port)
        older = kept["documents"][0] | {"content": "RETURN 'of an older release'"}
        gone = {"id": "lianmeng-gone", "content": "RETURN 'no longer shipped'", "folder": "lianmeng"}
        _keep(page, "documents", [older, gone, *kept["documents"][1:]])
        page.evaluate(
            """documents => {
                 const left = JSON.parse(localStorage.getItem("lianmeng.left"));
                 localStorage.setItem("lianmeng.left", JSON.stringify({...left, documents}));
               }""",
            [older, gone, *kept["documents"][1:]],
        )
        assert _launch(page, port)["documents"] == kept["documents"]


def test_a_store_that_cannot_be_read_is_as_good_as_empty(page: Page, jar: Path, serve: Serve) -> None:
    with serve(lambda port: make_site(jar, TARGET, port)) as port:
        page.goto(f"http://localhost:{port}/browser/")
        page.evaluate("localStorage.setItem('neo4j.grass', '{')")
        assert _launch(page, port)["grass"] == kept_by_browser()["grass"]
