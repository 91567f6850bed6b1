"""Sentences over HTTP, on both engines."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.app import create_app
from api.routes.sentences import SentencesOut
from graph.errors import StoreTimeout
from graph.settings import Settings

Client = Any


def _ok(client: Client, path: str) -> dict[str, Any]:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    SentencesOut.model_validate_json(answer.text)
    body: dict[str, Any] = answer.json()
    return body


def test_sentences_lead_to_the_place_in_the_source(client: Client) -> None:
    body = _ok(client, "/sentences?q=有独立")
    assert body["total"] == len(body["items"]) > 0
    item = body["items"][0]
    text = client.get(f"/sources/{item['source']}/text").text
    assert text[item["start"] : item["end"]] == item["quote"]
    assert {text[start:end] for start, end in item["matches"]} == {"有独立"}
    assert (body["cut"], body["stopped"], body["notes"]) == (False, False, [])


def test_a_page_of_sentences_says_that_it_is_cut(client: Client) -> None:
    body = _ok(client, "/sentences?q=联盟&limit=2&offset=1")
    assert (len(body["items"]), body["cut"], body["offset"]) == (2, True, 1)
    assert str(body["total"]) in body["notes"][0]
    assert _ok(client, "/sentences?q=没有这些字吗")["notes"] == ["没有找到 (nothing found)"]


def test_what_is_asked_wrongly_is_told(client: Client) -> None:
    for query in (f"q={'长' * 201}", "q=a&limit=0", "q=a&limit=201", "q=a&offset=-1", "limit=3"):
        assert client.get(f"/sentences?{query}").status_code == 422, query


def test_an_answer_is_kept_until_the_data_changes_unless_it_was_stopped(client: Client, make_client: Any) -> None:
    answer = client.get("/sentences?q=联盟")
    assert client.get("/sentences?q=联盟", {"If-None-Match": answer.headers["etag"]}).status_code == 304

    class Slow:
        """Knows the version and is too slow for all else."""

        def read(
            self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
        ) -> list[dict[str, Any]]:
            if ":Meta" in cypher:
                return [{"version": "v", "editions": 1}]
            raise StoreTimeout("慢 (slow)")

    stopped = make_client(create_app(Settings(), Slow())).get("/sentences?q=联盟")
    assert (stopped.status_code, stopped.headers["cache-control"]) == (200, "no-store")
    assert stopped.json()["stopped"]
    assert "未必没有更多" in stopped.json()["notes"][0]
