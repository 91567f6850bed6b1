"""The limits of the gate, and what metrics and log tell of requests."""

from __future__ import annotations

import io
import json
import threading
from collections.abc import Mapping
from typing import Any

import anyio
import httpx
import pytest

from api.app import create_app
from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store.bolt import Store
from lianmeng.logs import logs_to

BASE = "http://127.0.0.1:8000"


class Slow:
    """A store that answers nothing before it is let go, and then that it is away."""

    def __init__(self) -> None:
        self.asked, self.go = threading.Semaphore(0), threading.Event()

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        self.asked.release()
        assert self.go.wait(60)
        raise StoreUnavailable("不在")


def test_more_requests_at_once_than_allowed_are_told_to_come_back() -> None:
    store = Slow()
    app = create_app(Settings(requests_at_once=2), store)

    async def all_at_once() -> None:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:

            async def slow() -> None:
                assert (await client.get("/alliances")).status_code == 503

            async with anyio.create_task_group() as group:
                for _ in range(2):
                    group.start_soon(slow)
                for _ in range(2):
                    assert await anyio.to_thread.run_sync(store.asked.acquire, True, 60)
                refused = await client.get("/questions")
                alive = await client.get("/healthz")
                store.go.set()
            assert (refused.status_code, refused.json()["type"]) == (503, "/problems/overloaded")
            assert int(refused.headers["retry-after"]) > 0
            assert alive.status_code == 200
            assert (await client.get("/questions")).status_code == 200

    anyio.run(all_at_once)


@pytest.fixture
def small_limits(make_client: Any, small_store: Store) -> Any:
    settings = Settings(url_limit=500, body_limit=1000, offset_limit=100, page_limit=10, page_size=5, export_nodes=3)
    small_store.read("MATCH (n:Alliance) RETURN count(n) AS n", limit_s=120)  # a cold server takes its time
    return make_client(create_app(settings, small_store))


def test_limits_are_those_of_the_settings(small_limits: Any) -> None:
    assert small_limits.get("/alliances?offset=100").status_code == 200
    assert small_limits.get("/alliances?offset=101").status_code == 422
    assert small_limits.get("/alliances?limit=11").status_code == 422
    assert small_limits.get("/search?q=" + "a" * 500).status_code == 414
    big = small_limits.post("/reconcile", {"queries": "x" * 2000})
    assert (big.status_code, big.json()["type"]) == (413, "/problems/too-large")
    export = small_limits.get("/export/graph.jsonl")
    assert (export.status_code, export.json()["type"]) == (413, "/problems/too-large")
    assert "lianmeng export" in export.json()["detail"]


def test_metrics_tell_of_questions_store_and_refusals(make_client: Any, small_store: Store) -> None:
    client = make_client(create_app(Settings(), small_store))
    client.get("/alliances")
    client.get("/alliances?offset=x")
    client.get("/nothing")
    text = client.get("/metrics").text
    lines = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert lines['lianmeng_question_seconds_count{question="alliances"}'] == "1"
    assert lines['lianmeng_refusals_total{reason="bad-parameter"}'] == "1"
    assert lines['lianmeng_refusals_total{reason="no-such-address"}'] == "1"
    assert lines["lianmeng_store_up"] == "1"
    assert lines["lianmeng_store_pool_size"] == "20"
    assert int(lines['lianmeng_store_statements_total{end="ok"}']) > 0
    assert 0 <= float(lines["lianmeng_data_age_seconds"]) < 3600
    evidence = {name: int(value) for name, value in lines.items() if name.startswith("lianmeng_evidence{")}
    rows = small_store.read("MATCH (e:Evidence) RETURN count(e) AS n")
    assert len(evidence) == 2
    assert sum(evidence.values()) == rows[0]["n"]
    types = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(types) == len(set(types))


def test_metrics_are_told_while_the_store_is_away(make_client: Any) -> None:
    store = Slow()
    store.go.set()
    client = make_client(create_app(Settings(), store))
    client.get("/alliances")
    text = client.get("/metrics").text
    assert "lianmeng_store_up 0" in text
    assert 'lianmeng_store_statements_total{end="away"}' in text
    assert 'lianmeng_refusals_total{reason="store-away"} 1' in text


def test_the_log_has_one_line_a_request_and_no_query(make_client: Any, small_store: Store) -> None:
    client = make_client(create_app(Settings(), small_store))
    stream = io.StringIO()
    with logs_to(stream, "json"):
        answer = client.get("/search?q=%E9%92%A2%E9%93%81&token=geheim", {"authorization": "Bearer geheim"})
        client.get("/nothing%0Ahere")
    first, second = (json.loads(line) for line in stream.getvalue().splitlines())
    assert first["request"] == answer.headers["x-request-id"]
    assert (first["method"], first["path"], first["status"]) == ("GET", "/search", 200)
    assert (second["problem"], second["path"]) == ("no-such-address", "/nothing\nhere")
    assert "geheim" not in stream.getvalue()
    assert "钢铁" not in stream.getvalue()


def test_an_address_that_asks_too_often_is_told_when_to_come_back(make_client: Any, small_store: Store) -> None:
    client = make_client(create_app(Settings(reads_a_minute=3), small_store))
    assert [client.get("/questions").status_code for _ in range(4)] == [200, 200, 200, 429]
    refused = client.get("/alliances")
    assert (refused.status_code, refused.json()["type"]) == (429, "/problems/too-many")
    assert 0 < int(refused.headers["retry-after"]) <= 20
    assert "LIANMENG_READS_A_MINUTE" in refused.json()["detail"]
    assert client.get("/healthz").status_code == 200
    assert 'lianmeng_refusals_total{reason="too-many"} 2' in client.get("/metrics").text


def test_one_address_does_not_pay_for_another(small_store: Store) -> None:
    app = create_app(Settings(reads_a_minute=1), small_store)

    async def asked(address: str) -> int:
        transport = httpx.ASGITransport(app, client=(address, 1))
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            return (await client.get("/questions")).status_code

    assert [anyio.run(asked, address) for address in ("192.0.2.1", "192.0.2.1", "192.0.2.2")] == [200, 429, 200]


def test_reading_has_no_limit_unless_it_is_set(make_client: Any, small_store: Store) -> None:
    client = make_client(create_app(Settings(), small_store))
    assert {client.get("/questions").status_code for _ in range(100)} == {200}
