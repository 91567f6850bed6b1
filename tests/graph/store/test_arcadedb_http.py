from __future__ import annotations

import dataclasses
import socket

import pytest

from graph.errors import StatementRefused, StoreTimeout, StoreUnavailable
from graph.store.arcadedb_http import command, create_full_text_index
from graph.store.endpoint import Endpoint


def test_rows_come_back(embedded_endpoint: Endpoint) -> None:
    assert command(embedded_endpoint, "UNWIND [1, 2] AS n RETURN n, '联盟' AS text", "cypher") == [
        {"n": 1, "text": "联盟"},
        {"n": 2, "text": "联盟"},
    ]


def test_a_refusal_tells_the_reason_but_no_password(embedded_endpoint: Endpoint) -> None:
    with pytest.raises(StatementRefused, match="SELEKT") as caught:
        command(embedded_endpoint, "SELEKT 1")
    assert embedded_endpoint.password not in str(caught.value)
    wrong = dataclasses.replace(embedded_endpoint, password="not-the-password")
    with pytest.raises(StatementRefused) as caught:
        command(wrong, "SELECT 1")
    assert "not-the-password" not in str(caught.value)


def test_nobody_there_is_unavailable(embedded_endpoint: Endpoint, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", embedded_endpoint.http_url)
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        away = dataclasses.replace(embedded_endpoint, http_url=f"http://127.0.0.1:{held.getsockname()[1]}")
        with pytest.raises(StoreUnavailable, match="does not answer"):
            command(away, "SELECT 1")
        held.listen()
        with pytest.raises(StoreTimeout, match="timed out"):
            command(away, "SELECT 1", limit_s=0.2)


def test_a_full_text_index_finds_pairs_of_characters_and_can_be_made_twice(embedded_endpoint: Endpoint) -> None:
    def find(text: str) -> set[str]:
        call = f"CALL db.index.fulltext.queryNodes('http_probe_names', '{text}') YIELD node"
        return {row["name"] for row in command(embedded_endpoint, f"{call} RETURN node.name AS name", "cypher")}

    create_full_text_index(embedded_endpoint, "http_probe_names", "HttpProbe", ["name", "search"])
    command(embedded_endpoint, "CREATE (:HttpProbe {name: '钢铁研究院', search: '钢研 院'})", "cypher")
    command(embedded_endpoint, "CREATE (:HttpProbe {name: '煤炭研究院', search: '煤科'})", "cypher")
    create_full_text_index(embedded_endpoint, "http_probe_names", "HttpProbe", ["name", "search"])
    assert find("钢铁") == {"钢铁研究院"}
    assert find("研究") == {"钢铁研究院", "煤炭研究院"}
    assert find("search:煤科") == {"煤炭研究院"}
    command(embedded_endpoint, "MATCH (n:HttpProbe) DETACH DELETE n", "cypher")
    assert find("钢铁") == set()
