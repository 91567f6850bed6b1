"""Profiles, lists, measures and the matrix as tables for spreadsheets and programs."""

from __future__ import annotations

import csv
import io
from types import ModuleType
from typing import Any

Client = Any


def test_profiles_come_as_tables(client: Client, small: ModuleType) -> None:
    id_ = client.get(f"/alliances/{small.STEEL}").headers["location"]
    moved = client.get(f"/alliances/{small.STEEL}.csv")
    assert (moved.status_code, moved.headers["location"]) == (307, f"{id_}.csv")
    for path, headers in ((f"/alliances/{id_}.csv", {}), (f"/alliances/{id_}", {"accept": "text/csv"})):
        answer = client.get(path, headers)
        assert answer.headers["content-type"] == "text/csv; charset=utf-8"
        rows = list(csv.DictReader(io.StringIO(answer.text)))
        members = {row["name"]: row for row in rows if row["part"] == "members"}
        assert len(members) == 3
        assert "roles=chair" in members["宝山钢厂集团有限公司"]["value"]
        assert all(row["quote"] and row["source"] and int(row["evidence"]) for row in rows)
    assert client.get(f"/alliances/{id_}.json").json() == client.get(f"/alliances/{id_}").json()
    assert client.get(f"/alliances/{id_}.csv?excel=1").content.startswith(b"\xef\xbb\xbf")
    source = client.get("/sources?limit=1").json()["items"][0]["id"]
    pairs = {
        row["property"]: row["value"] for row in csv.DictReader(io.StringIO(client.get(f"/sources/{source}.csv").text))
    }
    assert pairs["id"] == source
    assert set(client.get(f"/sources/{source}?fields=title").json()) == {"id", "title"}


def test_fields_narrow_tables_too(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/organizations.csv?fields=name").text)))
    assert list(rows[0]) == ["id", "name"]
    assert client.get("/organizations.csv?fields=colour").json()["parameter"] == "fields"


def test_measures_and_matrix_come_as_tables(client: Client) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/network/measures.csv").text)))
    body = client.get("/network/measures").json()["items"]
    assert [row["id"] for row in rows] == [item["id"] for item in body]
    assert list(rows[0]) == list(body[0])
    crossed = client.get("/shared-memberships/matrix.csv").text
    assert len(list(csv.DictReader(io.StringIO(crossed)))) == 2
    assert client.get("/network.graphml?measures=1").text.count('attr.name="community"') == 1
    assert "community" not in client.get("/network.graphml").text
