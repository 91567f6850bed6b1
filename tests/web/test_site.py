"""What is sent with every page, and the pages of what goes wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from api.app import create_app
from graph.errors import StoreBusy, StoreError, StoreTimeout, StoreUnavailable
from graph.settings import Settings
from graph.store.bolt import Store
from web.routes import routes


def _over(make_client: Any, store: Any, settings: Settings | None = None) -> Any:
    chosen = settings or Settings()
    return make_client(create_app(chosen, store, pages=routes(chosen, store)))


class _Failing:
    """A store that answers every statement with one error."""

    def __init__(self, error: StoreError) -> None:
        self.error = error

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        raise self.error


def test_only_scripts_with_the_nonce_of_this_answer_run(pages: Any) -> None:
    first, second = pages.get("/"), pages.get("/")
    nonces = []
    for answer in (first, second):
        policy = answer.headers["content-security-policy"]
        nonce = re.search(r"script-src 'nonce-([\w-]+)'", policy)
        assert nonce
        assert "unsafe" not in policy
        tags = re.findall(r"<script[^>]*>", answer.text)
        assert tags
        assert all(f'nonce="{nonce[1]}"' in tag or 'type="application/json"' in tag for tag in tags)
        nonces.append(nonce[1])
    assert nonces[0] != nonces[1]
    assert "Cookie" in first.headers["vary"]


def test_no_page_has_a_script_or_a_style_inside_its_text(pages: Any) -> None:
    for address in ("/", "/shared", "/goals", "/graph?focus=钢铁联盟", "/q"):
        text = pages.get(address).text
        assert not re.search(r"\son\w+=|\sstyle=|javascript:", text)


@pytest.mark.parametrize(
    ("error", "text", "status"),
    [
        (StoreTimeout("查询超过时限 (timed out)"), "查询到时停止", 503),
        (StoreBusy("连接已满 (pool full)"), "图库正忙", 503),
        (StoreUnavailable("连不上 (unavailable)"), "图库没有应答", 503),
    ],
)
def test_a_store_that_fails_has_a_page(make_client: Any, error: StoreError, text: str, status: int) -> None:
    client = _over(make_client, _Failing(error))
    for address in ("/", "/shared", "/alliance/钢铁联盟"):
        answer = client.get(address)
        assert (answer.status_code, answer.headers["retry-after"]) == (status, "5")
        assert text in answer.text
        assert str(error) in answer.text


def test_what_is_not_there_and_what_is_asked_wrongly_are_told_apart(pages: Any) -> None:
    missing = pages.get("/alliance/钢铁循环技术创新战略联萌")
    assert missing.status_code == 404
    assert "相近的有" in missing.text
    for address in ("/shared?view=none", "/q/alliances?colour=red", "/q/alliances?page=0", "/path?longest=99",
                    "/graph?focus=钢铁联盟&depth=7", "/?lang=fr", "/graph", "/find?label=None&q=a"):  # fmt: skip
        wrong = pages.get(address)
        assert (wrong.status_code, "条件不可用" in wrong.text) == (422, True), address


def test_neo4j_browser_is_linked_where_it_is_configured(make_client: Any, small_store: Store) -> None:
    client = _over(make_client, small_store, Settings(browser="http://127.0.0.1:7474"))
    text = client.get("/shared").text
    assert "在 Neo4j Browser 打开" in text
    assert "http://127.0.0.1:7474/browser?cmd=edit&amp;arg=" in text


@pytest.mark.parametrize("back", ["//evil.example/", "/\\evil.example", "https://evil.example/"])
def test_the_theme_leads_back_to_this_service_only(pages: Any, back: str) -> None:
    answer = pages.get(f"/theme/dark?back={back}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert "theme=dark" in answer.headers["set-cookie"]
    assert pages.get("/theme/dark?back=/shared").headers["location"] == "/shared"
    assert "set-cookie" not in pages.get("/theme/pink?back=/shared").headers
