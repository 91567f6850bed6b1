"""The files over HTTP, with what a Neo4j Browser of another origin asks for."""

from __future__ import annotations

import anyio
import httpx
import pytest
from fastapi import APIRouter

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store
from lianmeng.browser import routes
from lianmeng.browser.material import GUIDE, STATEMENTS, STYLE, files


def _ask(store: Store, method: str, path: str) -> httpx.Response:
    async def once() -> httpx.Response:
        pages = APIRouter()
        pages.include_router(routes.routes())
        transport = httpx.ASGITransport(create_app(Settings(), store, pages=pages))
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8000") as client:
            return await client.request(method, path, headers={"Origin": "http://localhost:7474"})

    return anyio.run(once)


@pytest.mark.parametrize("name", [STYLE, GUIDE, STATEMENTS])
def test_a_file_is_open_to_every_origin(empty_store: Store, name: str) -> None:
    answer = _ask(empty_store, "GET", f"/browser/{name}")
    assert (answer.status_code, answer.content) == (200, files()[name].body)
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Content-Type"] == files()[name].media_type


def test_browser_asks_first_and_is_answered(empty_store: Store) -> None:
    answer = _ask(empty_store, "OPTIONS", f"/browser/{GUIDE}")
    assert answer.status_code == 200
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Access-Control-Allow-Headers"] == "*"


def test_there_is_nothing_else(empty_store: Store) -> None:
    assert _ask(empty_store, "GET", "/browser/settings").status_code == 404
