"""Neo4j Browser as an analyst meets it: connect, click a statement of the guide, see the nodes with their captions.

Against both engines through `lianmeng browser open`, and as the Browser that a Neo4j serves itself with style and guide
from `lianmeng serve`.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page

from graph.model import Model
from graph.settings import Settings, read_settings
from graph.store.bolt import Store, open_store
from graph.store.endpoint import Endpoint
from lianmeng.browser import routes
from lianmeng.browser.material import GUIDE, STATEMENTS, STYLE, files
from lianmeng.browser.site import make_site
from lianmeng.browser.target import Target, target_of
from queries.browser.tour import steps, tour
from queries.catalogue import load_catalogue

Serve = Callable[[Callable[[int], Any]], AbstractContextManager[int]]
FARM = "农机装备产业技术创新战略联盟"
SCREEN = Path(__file__).parents[3] / "docs" / "screens" / "browser.png"
PASSWORD = "input[type=password]"
NODES = "svg g.node"
# Characters of a value that the panel beside the picture still shows at a glance.
_LONGEST = 250
STATEMENT = {step.name: step.cypher for step in steps(tour(load_catalogue()))}


@contextmanager
def _only_to(page: Page, *hosts: str) -> Iterator[None]:
    """Nothing but these hosts answers, and what goes to another is refused by the page's own policy."""
    answered: list[str] = []
    refused: list[tuple[str, str | None]] = []
    page.on("response", lambda answer: answered.append(answer.url))
    page.on("requestfailed", lambda request: refused.append((request.url, request.failure)))
    page.on("websocket", lambda socket: answered.append(socket.url))
    yield
    assert answered
    assert {urlsplit(url).netloc for url in answered if not url.startswith(("data:", "blob:"))} <= set(hosts)
    assert [(url, why) for url, why in refused if urlsplit(url).netloc not in hosts and why != "csp"] == []


def _connect(page: Page, password: str) -> None:
    page.fill(PASSWORD, password)
    page.keyboard.press("Enter")
    page.get_by_text("You are connected as user").wait_for()


def _run(page: Page, statement: str) -> None:
    """Types a statement and waits until the editor has let it go."""
    page.locator(".monaco-editor").first.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(statement)
    page.keyboard.press("Control+Enter")


def _captions(page: Page) -> list[str]:
    """What stands on the nodes of the newest picture, the lines of each joined."""
    page.locator(NODES).first.wait_for()
    texts: list[str] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)].map(
             node => [...node.querySelectorAll("text")].map(text => text.textContent.trim()).join(""))""",
        NODES,
    )
    return texts


@pytest.fixture
def target(small_store: Store, request: pytest.FixtureRequest) -> Target:
    """The small graph on each engine; the embedded one as its reader."""
    if small_store.engine == "arcadedb":
        endpoint = request.getfixturevalue("embedded_endpoint")
        return Target(endpoint.bolt_uri, endpoint.reader, endpoint.database, endpoint.reader_password)
    settings: Settings = request.getfixturevalue("neo4j_settings")
    with target_of(settings) as made:
        return Target(made.uri, made.user, made.database, settings.neo4j_password.value)


def test_connect_run_and_see_names(page: Page, browser_jar: Path, target: Target, serve: Serve) -> None:
    with serve(lambda port: make_site(browser_jar, target, port)) as port:
        with _only_to(page, f"localhost:{port}", urlsplit(target.uri).netloc):
            page.goto(f"http://localhost:{port}/")
            _connect(page, target.password)
            page.locator("pre.runnable", has_text="RETURN a, r, n").first.click()
            page.keyboard.press("Control+Enter")
            captions = _captions(page)
            assert any(FARM.startswith(text.rstrip("…")) and len(text) > 4 for text in captions)
            assert {"东北工学院", "机械研究院"} <= set(captions)
            assert "成员" in page.locator("svg g.relationship").all_text_contents()
        kept = page.evaluate("JSON.parse(localStorage.getItem('neo4j.documents')).map(item => item.id)")
        assert {f"lianmeng-{name}" for name in STATEMENT} <= set(kept)


def test_the_reader_cannot_write(page: Page, browser_jar: Path, embedded_endpoint: Endpoint, serve: Serve) -> None:
    reader = Target(embedded_endpoint.bolt_uri, embedded_endpoint.reader, embedded_endpoint.database)
    with serve(lambda port: make_site(browser_jar, reader, port)) as port:
        page.goto(f"http://localhost:{port}/")
        _connect(page, embedded_endpoint.reader_password)
        _run(page, "CREATE (n:Alliance {id: 'al-x'}) RETURN n")
        page.get_by_text("ERROR", exact=True).first.wait_for()


def test_a_question_over_the_seed_data(page: Page, browser_jar: Path, stage: Any, serve: Serve) -> None:
    with (
        target_of(read_settings(stage.environment)) as target,
        serve(lambda port: make_site(browser_jar, target, port)) as port,
    ):
        page.goto(f"http://localhost:{port}/")
        _connect(page, target.password)
        _run(page, ":clear")
        _run(page, STATEMENT["picture-alliance-members"])
        assert "北京科技大学" in _captions(page)
        page.locator(NODES, has_text="北京科技大学").click()
        shown = page.get_by_text("Node properties").locator("xpath=ancestor::*[.//table][1]").locator("tr")
        shown.filter(has_text="kind").filter(has_text="university").first.wait_for()
        assert max(len(text) for text in shown.all_inner_texts()) <= _LONGEST
        if os.environ.get("LIANMENG_SCREENS"):
            # The forces that lay the picture out come to rest.
            page.wait_for_timeout(8000)
            SCREEN.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=str(SCREEN), clip={"x": 0, "y": 0, "width": 1360, "height": 680})


def test_no_node_of_the_model_carries_a_long_text(stage: Any, model: Model) -> None:
    with open_store(read_settings(stage.environment)) as store:
        for label in model.nodes:
            for row in store.read(f"MATCH (n:{label}) RETURN properties(n) AS shown"):
                values = {name: value for name, value in row["shown"].items() if len(str(value)) > _LONGEST}
                assert values == {}, row["shown"]["id"]


def test_style_and_guide_reach_the_browser_of_a_neo4j(page: Page, neo4j_settings: Settings, serve: Serve) -> None:
    with open_store(neo4j_settings) as store:
        shown = store.read("SHOW SETTINGS 'server.http.advertised_address' YIELD value RETURN value")
    site = f"http://{shown[0]['value']}/browser/"
    app = FastAPI()
    app.include_router(routes.routes())
    with serve(lambda _: app) as port:
        page.goto(f"{site}?cmd=edit&arg={quote('RETURN 1')}")
        page.locator(PASSWORD).wait_for()
        _run(page, f":style http://localhost:{port}/browser/{STYLE}")
        page.get_by_text("node.University").first.wait_for()
        _run(page, f":play http://localhost:{port}/browser/{GUIDE}")
        page.get_by_text("这里有什么 What is here").first.wait_for()


def test_style_and_statements_can_be_dropped_on_the_window(page: Page, browser_jar: Path, serve: Serve) -> None:
    nowhere = Target("bolt://127.0.0.1:1", "reader", "lianmeng")
    with serve(lambda port: make_site(browser_jar, nowhere, port)) as port:
        page.goto(f"http://localhost:{port}/browser/")
        page.locator(PASSWORD).wait_for()
        for name in (STYLE, STATEMENTS):
            content = base64.b64encode(files()[name].body).decode()
            dropped = page.evaluate_handle(
                """([name, content]) => {
                     const held = new DataTransfer();
                     held.items.add(new File([Uint8Array.from(atob(content), letter => letter.charCodeAt(0))], name));
                     return held;
                   }""",
                [name, content],
            )
            page.dispatch_event(".filedrop", "drop", {"dataTransfer": dropped})
        page.get_by_text("node.University").first.wait_for()
        # Browser writes down what it holds a moment later.
        page.wait_for_function(
            """statements => {
                 const held = JSON.parse(localStorage.getItem("neo4j.documents") || "[]");
                 return statements.every(statement => held.some(one => one.content.endsWith(statement)));
               }""",
            arg=list(STATEMENT.values()),
        )
