"""The service lives through whatever happens to a real store, answers in time, and needs no restart."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.load import load
from graph.store.schema import ensure_schema


@pytest.fixture
def settings(embedded_settings: Settings) -> Settings:
    """Short limits, so that a test need not wait long."""
    return replace(embedded_settings, pool_size=1, connect_limit=1.0, read_limit=2.0)


@pytest.fixture
def loaded(settings: Settings, model: Any, small: Any) -> Iterator[Store]:
    """A store of its own with the small graph."""
    with open_store(replace(settings, read_limit=30.0), model) as store:
        ensure_schema(store, model)
        load(store, small.report(model))
        with open_store(settings, model) as other:
            yield other


def _refused(answer: Any, *kinds: str) -> None:
    assert answer.status_code == 503
    assert answer.json()["type"].rpartition("/")[2] in kinds
    assert int(answer.headers["retry-after"]) > 0


def test_a_store_that_hangs_is_a_503_in_time(loaded: Store, make_client: Any) -> None:
    client = make_client(create_app(loaded.settings, loaded))
    assert client.get("/readyz").status_code == 200
    assert loaded.endpoint is not None
    os.kill(loaded.endpoint.pid, signal.SIGSTOP)
    try:
        _refused(client.get("/alliances"), "store-timeout", "store-busy", "store-away")
        _refused(client.get("/readyz"), "store-timeout", "store-busy", "store-away")
        assert client.get("/healthz").status_code == 200
    finally:
        os.kill(loaded.endpoint.pid, signal.SIGCONT)
    _until_ready(client)
    assert client.get("/alliances").json()["total"] >= 1


def test_a_store_that_dies_comes_back_without_a_restart(loaded: Store, make_client: Any) -> None:
    client = make_client(create_app(loaded.settings, loaded))
    before = client.get("/alliances").json()
    assert loaded.endpoint is not None
    os.kill(loaded.endpoint.pid, signal.SIGKILL)
    first = client.get("/alliances")
    if first.status_code != 200:
        _refused(first, "store-timeout", "store-busy", "store-away")
    _until_ready(client)
    assert client.get("/alliances").json() == before


def test_a_full_pool_is_a_503_until_there_is_room(loaded: Store, make_client: Any) -> None:
    client = make_client(create_app(loaded.settings, loaded))
    assert client.get("/readyz").status_code == 200
    taken, go = threading.Event(), threading.Event()

    def hold() -> None:
        # The one connection of the pool, as a statement that takes long would hold it.
        with loaded._link.reader.session(database=loaded.database) as session, session.begin_transaction():
            taken.set()
            assert go.wait(60)

    thread = threading.Thread(target=hold)
    thread.start()
    assert taken.wait(60)
    _refused(client.get("/alliances"), "store-busy", "store-timeout")
    assert client.get("/healthz").status_code == 200
    go.set()
    thread.join()
    assert client.get("/alliances").status_code == 200


def _until_ready(client: Any) -> None:
    """Asks until the store is back; each question waits for its own limit, and there is an end to it."""
    assert any(client.get("/readyz").status_code == 200 for _ in range(60))


def test_mixed_editions_are_ready_and_told(loaded: Store, make_client: Any, model: Any, small: Any) -> None:
    note = small.note(model)
    load(loaded, replace(note, source=replace(note.source, edition="another")))
    answer = make_client(create_app(loaded.settings, loaded)).get("/readyz")
    assert (answer.status_code, answer.json()["edition"]) == (200, "mixed")
