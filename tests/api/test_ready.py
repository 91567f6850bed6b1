"""Answers that are written out already: the same as those of the routes, and gone with the data they are of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from api.app import create_app
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store.bolt import Store
from graph.store.load import load

ADDRESSES = (
    "/alliances?sort=name",
    "/alliances.csv?sort=name",
    "/organizations?kind=university&limit=1",
    "/questions/targets",
)


class Counting:
    """A store that counts statements and can go away."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.asked: list[str] = []
        self.error: Exception | None = None

    def read(self, cypher: str, parameters: Any = None, *, limit_s: float | None = None) -> list[dict[str, Any]]:
        self.asked.append(cypher)
        if self.error:
            raise self.error
        return self.store.read(cypher, parameters, limit_s=limit_s)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_second_answer_is_the_first_for_the_price_of_the_version(
    make_client: Callable[..., Any], small_store: Store, address: str
) -> None:
    store = Counting(small_store)
    client = make_client(create_app(Settings(), store))
    first = client.get(address)
    assert first.status_code == 200
    store.asked.clear()
    again = client.get(address)
    kept = ("etag", "content-type", "x-data-version", "cache-control", "vary")
    assert (again.content, [again.headers[name] for name in kept]) == (
        first.content,
        [first.headers[name] for name in kept],
    )
    assert client.get(address, {"if-none-match": first.headers["etag"]}).status_code == 304
    assert len(store.asked) == 2
    assert all("data_version" in statement for statement in store.asked)


def test_what_is_ready_is_counted_under_its_route(make_client: Callable[..., Any], small_store: Store) -> None:
    client = make_client(create_app(Settings(), small_store))
    for _ in range(3):
        client.get("/alliances")
    assert 'lianmeng_requests_total{method="GET",route="/alliances",status="200"} 3' in client.get("/metrics").text


def test_nothing_is_ready_any_more_when_the_data_changes(
    make_client: Callable[..., Any], store: Store, small: Any, model: Any
) -> None:
    client = make_client(create_app(Settings(), store))
    load(store, small.note(model))
    assert [client.get("/alliances").json()["total"] for _ in range(2)] == [1, 1]
    load(store, small.report(model))
    assert [client.get("/alliances").json()["total"] for _ in range(2)] == [3, 3]


def test_what_is_ready_is_not_sent_while_the_store_is_away(make_client: Callable[..., Any], small_store: Store) -> None:
    store = Counting(small_store)
    client = make_client(create_app(Settings(), store))
    client.get("/alliances")
    store.error = StoreUnavailable("不在")
    answer = client.get("/alliances")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/store-away")
    assert (answer.json()["instance"], "retry-after" in answer.headers) == ("/alliances", True)
    store.error = None
    assert client.get("/alliances").status_code == 200
