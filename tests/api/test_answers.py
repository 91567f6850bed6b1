"""An answer is of the data version that it names, also where it was made before the version was told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store


class Versions:
    """A store whose data version is what it is set to, and that notes what else it is asked."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.version = "one"
        self.asked: list[str] = []

    def read(self, cypher: str, parameters: Any = None, *, limit_s: float | None = None) -> list[dict[str, Any]]:
        if "m.data_version AS version" in cypher:
            return [{"version": self.version, "editions": 1}]
        self.asked.append(cypher)
        return self.store.read(cypher, parameters, limit_s=limit_s)


def test_an_answer_made_for_a_version_that_is_gone_is_made_again(
    make_client: Callable[..., Any], small_store: Store
) -> None:
    store = Versions(small_store)
    client = make_client(create_app(Settings(), store))
    for version in ("one", "two", "two"):
        store.version = version
        for address in ("/alliances?limit=2", f"/alliances?limit=3&sort=name&offset={len(store.asked)}"):
            answer = client.get(address)
            assert answer.headers["x-data-version"] == version
            assert answer.json()["looked_at"]["data_version"] == version


def test_an_answer_is_made_once_while_the_version_stands(make_client: Callable[..., Any], small_store: Store) -> None:
    store = Versions(small_store)
    client = make_client(create_app(Settings(), store))
    client.get("/alliances?limit=2")
    store.asked.clear()
    client.get("/organizations?limit=2")
    assert len(store.asked) == len(set(store.asked)) > 0


def test_who_has_an_answer_is_told_so_without_its_being_made(
    make_client: Callable[..., Any], small_store: Store
) -> None:
    store = Versions(small_store)
    etag = make_client(create_app(Settings(), store)).get("/alliances?limit=2").headers["etag"]
    client = make_client(create_app(Settings(), store))
    client.get("/organizations?limit=2")
    store.asked.clear()
    assert client.get("/alliances?limit=2", {"if-none-match": etag}).status_code == 304
    assert store.asked == []
