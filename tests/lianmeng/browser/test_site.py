"""The site of `lianmeng browser open`: what it serves, to whom, and what it lets the Browser reach."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import anyio
import httpx
import pytest

from lianmeng.browser.jar import START
from lianmeng.browser.material import GUIDE, STYLE, files, kept_by_browser
from lianmeng.browser.serving import greeting
from lianmeng.browser.site import make_site
from lianmeng.browser.target import Target

TARGET = Target("bolt://127.0.0.1:7000", "reader", "lianmeng", "swordfish")
Get = Callable[..., httpx.Response]


@pytest.fixture
def get(tmp_path: Path) -> Get:
    """Asks the site over a jar of two files."""
    jar = tmp_path / "browser.jar"
    with zipfile.ZipFile(jar, "w") as made:
        made.writestr(START, "<title>Neo4j Browser</title>")
        made.writestr("browser/app.js", "1")
        made.writestr("META-INF/MANIFEST.MF", "secret")
    site = make_site(jar, TARGET, 8010)

    def ask(path: str, host: str = "localhost:8010") -> httpx.Response:
        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(site)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{host}") as client:
                return await client.get(path)

        return anyio.run(once)

    return ask


def test_the_browser_comes_out_of_its_jar(get: Get) -> None:
    assert "Neo4j Browser" in get("/browser/").text
    assert get("/browser/app.js").headers["Content-Type"].startswith("text/javascript")


@pytest.mark.parametrize(
    "path", ["/browser/none.js", "/browser/../META-INF/MANIFEST.MF", "/browser/%2e%2e/META-INF/MANIFEST.MF"]
)
def test_nothing_else_comes_out_of_it(get: Get, path: str) -> None:
    assert get(path).status_code == 404


def test_a_link_that_carries_a_statement_reaches_the_browser(get: Get) -> None:
    answer = get("/browser?cmd=edit&arg=RETURN%201")
    assert (answer.status_code, answer.headers["Location"]) == (307, "/browser/?cmd=edit&arg=RETURN%201")


def test_the_launch_page_hands_over_address_and_material(get: Get) -> None:
    said = get("/launch.json").json()
    assert said["kept"] == kept_by_browser()
    filled = parse_qs(urlsplit(said["address"]).query)
    assert filled == {
        "dbms": ["bolt://reader@127.0.0.1:7000"], "db": ["lianmeng"], "cmd": ["play"],
        "arg": [f"http://localhost:8010/{GUIDE}"],
    }  # fmt: skip
    for path in ("/", "/launch.js"):
        assert get(path).status_code == 200
    for name in (GUIDE, STYLE):
        assert get(f"/{name}").content == files()[name].body


@pytest.mark.parametrize("path", ["/", "/launch.js", "/launch.json", "/browser/"])
def test_the_password_is_on_no_page(get: Get, path: str) -> None:
    answer = get(path)
    assert "swordfish" not in answer.text + str(answer.headers)


def test_the_browser_may_reach_this_site_and_the_one_database(get: Get) -> None:
    policy = dict(part.strip().split(" ", 1) for part in get("/browser/").headers["Content-Security-Policy"].split(";"))
    assert policy["connect-src"] == "'self' data: blob: ws://127.0.0.1:7000 wss://127.0.0.1:7000"
    assert not any("http" in sources or "*" in sources for sources in policy.values())


@pytest.mark.parametrize(
    ("uri", "sockets"),
    [
        ("bolt://db.example", "ws://db.example:7687 wss://db.example:7687"),
        ("bolt+s://db.example:7000", "ws://db.example:7000 wss://db.example:7000"),
        ("neo4j://db.example", "ws: wss:"),
    ],
)
def test_a_neo4j_is_reached_at_its_port_and_a_cluster_everywhere(uri: str, sockets: str) -> None:
    assert Target(uri, "neo4j", "neo4j").sockets() == sockets


def test_another_host_name_is_refused(get: Get) -> None:
    assert get("/", host="evil.example").status_code == 400


def test_the_password_is_said_on_a_terminal_only() -> None:
    assert any("swordfish" in line for line in greeting(TARGET, 8010, on_terminal=True))
    assert not any("swordfish" in line for line in greeting(TARGET, 8010, on_terminal=False))
    assert "swordfish" not in repr(TARGET)
