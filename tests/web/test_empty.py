"""The pages of a store with nothing in it."""

from __future__ import annotations

from typing import Any

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store
from web.routes import routes


def test_an_empty_store_says_how_to_fill_it(make_client: Any, store: Store) -> None:
    settings = Settings()
    client = make_client(create_app(settings, store, pages=routes(settings, store)))
    assert "lianmeng ingest" in client.get("/").text
    assert "Read your own files" in client.get("/?lang=en").text
    assert "没有符合条件的结果" in client.get("/shared").text
    assert client.get("/overview").status_code == 200
    assert client.get("/about").status_code == 200
