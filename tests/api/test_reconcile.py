"""The reconciliation service, asked as OpenRefine asks it."""

from __future__ import annotations

import json
from typing import Any

import pytest

Client = Any


def _ask(client: Client, queries: dict[str, Any]) -> dict[str, Any]:
    answer = client.post("/reconcile", {"queries": json.dumps(queries, ensure_ascii=False)})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_the_manifest_tells_where_everything_is(client: Client) -> None:
    body = client.get("/reconcile").json()
    assert body["versions"] == ["0.2"]
    for name in ("name", "identifierSpace", "schemaSpace", "defaultTypes", "view", "preview", "suggest"):
        assert body[name]
    assert "{{id}}" in body["view"]["url"]
    assert {"University", "Alliance"} <= {item["id"] for item in body["defaultTypes"]}


def test_a_column_of_names_is_matched(client: Client) -> None:
    body = _ask(client, {
        "q0": {"query": "东北科技大学"}, "q1": {"query": "南大", "type": "University"},
        "q2": {"query": "东北科计大学", "type": ["Organization"], "limit": 1}, "q3": {"query": "毫无此名"},
        "q4": {"query": "南大", "type": "Company"},
    })  # fmt: skip
    first: dict[str, Any] = {key: (item["result"] or [None])[0] for key, item in body.items()}
    assert (first["q0"]["name"], first["q0"]["match"], first["q0"]["score"]) == ("东北科技大学", True, 100)
    assert (first["q1"]["name"], first["q1"]["match"]) == ("南方大学", True)
    assert (first["q2"]["name"], first["q2"]["match"]) == ("东北科技大学", False)
    assert first["q3"] is None
    assert first["q4"] is None
    assert first["q1"]["type"] == [{"id": "University", "name": "高校"}]
    assert {"id": "reason_alias", "value": True} in first["q1"]["features"]


def test_a_batch_may_come_in_the_address_too(client: Client) -> None:
    answer = client.get('/reconcile?queries={"q0":{"query":"南方大学"}}')
    assert answer.json()["q0"]["result"][0]["name"] == "南方大学"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"q0": 1}',
        '{"q0": {}}',
        '{"q0": {"query": 3}}',
        '{"q0": {"query": "a", "limit": "x"}}',
        "[" * 100_000,
    ],
)
def test_a_batch_of_another_shape_is_refused(client: Client, text: str) -> None:
    answer = client.post("/reconcile", {"queries": text})
    assert (answer.status_code, answer.json()["parameter"]) == (422, "queries")


def test_too_many_or_too_large_is_refused(client: Client) -> None:
    many = {f"q{at}": {"query": "a"} for at in range(101)}
    assert client.post("/reconcile", {"queries": json.dumps(many)}).status_code == 422
    assert client.post("/reconcile", {"queries": "a" * 1_100_000}).status_code == 413


def test_suggest_and_preview(client: Client) -> None:
    result = client.get("/reconcile/suggest/entity?prefix=东北").json()["result"]
    assert {"东北科技大学", "东北工学院"} <= {item["name"] for item in result}
    assert client.get("/reconcile/suggest/type?prefix=univ").json()["result"][0]["id"] == "University"
    page = client.get(f"/reconcile/preview?id={result[0]['id']}")
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert result[0]["name"] in page.text
    assert client.get("/reconcile/preview?id=og-00000000000000000000").status_code == 404
    moved = client.get(f"/things/{result[0]['id']}")
    assert (moved.status_code, moved.headers["location"]) == (307, f"../organizations/{result[0]['id']}")


def test_half_a_character_does_no_harm(client: Client) -> None:
    answer = client.post("/reconcile", {"queries": '{"q0": {"query": "\\ud800大学"}, "q1": {"query": "\\u0000"}}'})
    assert answer.status_code == 200
