"""The service as a whole: outages, hosts, headers, documentation."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from api.app import create_app
from api.middleware import SECURITY
from graph.errors import StoreBusy, StoreError, StoreTimeout, StoreUnavailable
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.load import load
from queries.catalogue import load_catalogue

MakeClient = Any
PATHS = [
    "/alliances", "/alliances/al-00000000000000000000", "/alliances/钢铁", "/alliances/al-0/members", "/organizations",
    "/shared-memberships", "/targets", "/projects", "/search?q=钢", "/sources", "/facts/fc-0", "/questions/alliances",
    "/readyz",
]  # fmt: skip


class Away:
    """A store that can be away, as seen from the routes."""

    def __init__(self, error: Exception | None, inner: Store | None = None) -> None:
        self.error, self.inner = error, inner

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        if self.error is not None:
            raise self.error
        assert self.inner is not None
        return self.inner.read(cypher, parameters, limit_s=limit_s)


@pytest.mark.parametrize(
    ("error", "name"),
    [(StoreUnavailable("不在"), "store-away"), (StoreBusy("忙"), "store-busy"), (StoreTimeout("慢"), "store-timeout")],
)
def test_a_store_that_is_away_is_a_503_with_when_to_try_again(
    make_client: MakeClient, error: StoreError, name: str
) -> None:
    client = make_client(create_app(Settings(), Away(error)))
    for path in PATHS:
        answer = client.get(path)
        assert answer.status_code == 503, path
        assert answer.json()["type"] == f"/problems/{name}"
        assert int(answer.headers["retry-after"]) > 0
    assert client.get("/healthz").status_code == 200


def test_a_service_whose_store_was_never_there_lives_on(make_client: MakeClient) -> None:
    settings = Settings(neo4j_uri="bolt://127.0.0.1:1", connect_limit=0.5)
    with open_store(settings) as store:
        client = make_client(create_app(settings, store))
        assert client.get("/readyz").status_code == 503
        assert client.get("/healthz").status_code == 200
        assert client.get("/questions").status_code == 200
        assert client.get("/docs").status_code == 200


def test_a_store_that_comes_back_is_used_again(make_client: MakeClient, small_store: Store) -> None:
    store = Away(None, small_store)
    client = make_client(create_app(Settings(), store))
    before = client.get("/alliances").json()
    store.error = StoreUnavailable("不在")
    assert client.get("/alliances").status_code == 503
    store.error = None
    assert client.get("/alliances").json() == before


def test_an_empty_graph_is_not_ready(make_client: MakeClient, store: Store) -> None:
    client = make_client(create_app(Settings(), store))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["type"]) == (503, "/problems/empty")
    assert "图谱里还没有联盟" in " ".join(client.get("/shared-memberships?kind=university").json()["notes"])
    assert client.get("/alliances").json()["total"] == 0


def test_answers_change_with_the_data(make_client: MakeClient, store: Store, small: Any, model: Any) -> None:
    client = make_client(create_app(Settings(), store))
    empty = client.get("/alliances")
    load(store, small.note(model))
    after = client.get("/alliances", {"if-none-match": empty.headers["etag"]})
    assert (after.status_code, after.json()["total"]) == (200, 1)
    assert after.headers["etag"] != empty.headers["etag"]
    load(store, small.report(model))
    assert client.get("/alliances").json()["looked_at"]["alliances"] == 3


def test_an_unexpected_error_is_a_problem_without_inner_words(make_client: MakeClient) -> None:
    client = make_client(create_app(Settings(), Away(RuntimeError("secret words"))))
    answer = client.get("/alliances")
    assert (answer.status_code, answer.json()["type"]) == (500, "/problems/internal")
    assert "secret" not in answer.text
    assert answer.headers["x-request-id"]


@pytest.fixture
def lone(make_client: MakeClient) -> Any:
    """A service whose store is away; what needs no store works all the same."""
    return make_client(create_app(Settings(), Away(StoreUnavailable("不在")), hosts=("lianmeng.example",)))


@pytest.mark.parametrize("host", ["127.0.0.1:8000", "localhost", "[::1]:8000", "192.168.1.5:8000", "LIANMENG.example"])
def test_known_hosts_are_answered(lone: Any, host: str) -> None:
    assert lone.get("/healthz", {"host": host}).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", "", "a:b:c"])
def test_other_hosts_are_misdirected(lone: Any, host: str) -> None:
    answer = lone.get("/healthz", {"host": host})
    assert (answer.status_code, answer.json()["type"]) == (421, "/problems/misdirected")


def test_every_answer_has_the_security_headers_and_a_request_id(lone: Any) -> None:
    for path in ("/healthz", "/nothing", "/alliances", "/docs"):
        answer = lone.get(path)
        for name, value in SECURITY.items():
            assert answer.headers[name] == value
        assert answer.headers["x-request-id"]
        assert "access-control-allow-origin" not in answer.headers
    assert lone.get("/healthz", {"x-request-id": "abc123"}).headers["x-request-id"] == "abc123"
    assert lone.get("/healthz", {"x-request-id": "<script>"}).headers["x-request-id"] != "<script>"


def test_an_endless_address_is_refused(lone: Any) -> None:
    assert lone.get("/search?q=" + "a" * 9000).status_code == 414


def test_the_documentation_asks_no_other_host(lone: Any) -> None:
    page = lone.get("/docs").text
    files = re.findall(r'(?:src|href)="([^"]+)"', page)
    assert files
    for name in files:
        assert not name.startswith(("http", "//"))
        if not name.startswith("data:"):
            assert lone.get("/" + name).status_code == 200
    assert "http" not in lone.get("/docs/start.js").text
    assert lone.get("/").headers["location"] == "docs"


def test_the_openapi_document_describes_everything_in_both_languages(lone: Any) -> None:
    document = lone.get("/openapi.json").json()
    paths = document["paths"]
    for needed in ("/alliances", "/alliances/{id}", "/alliances/{id}/members", "/alliances/{id}/targets",
                   "/alliances/{id}/projects", "/organizations", "/organizations/{id}", "/shared-memberships",
                   "/targets", "/projects", "/search", "/sources", "/sources/{id}", "/facts/{fact}", "/questions",
                   "/healthz", "/readyz", *(f"/questions/{name}" for name in load_catalogue())):  # fmt: skip
        assert needed in paths
    both = re.compile(r"[\u4e00-\u9fff].* / .*[A-Za-z]", re.DOTALL)
    for path, item in paths.items():
        assert both.search(item["get"]["summary"]), path
        for parameter in item["get"].get("parameters", ()):
            assert both.search(parameter["description"]), (path, parameter)
    ids = [item["get"]["operationId"] for item in paths.values()]
    assert len(set(ids)) == len(ids)
    assert "/work" not in json.dumps(document)
