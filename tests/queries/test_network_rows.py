"""Memberships are read in pieces of whole alliances, each once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from queries import network_rows
from queries.network_rows import membership_rows

EVERYTHING = {"kind": None, "field": None, "region": None, "year": None}


class Fake:
    """Alliances by id with their members, and the pieces that were asked for."""

    def __init__(self, alliances: Mapping[str, list[str]]) -> None:
        self.alliances = alliances
        self.pieces: list[tuple[str, str]] = []

    def read(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        assert parameters is not None
        if "first" not in parameters:
            return [{"id": id_, "members": len(self.alliances[id_])} for id_ in sorted(self.alliances)]
        first, last = parameters["first"], parameters["last"]
        self.pieces.append((first, last))
        found = [(id_, one) for id_ in self.alliances if first <= id_ <= last for one in self.alliances[id_]]
        return [
            {"id": one, "name": one.upper(), "kind": None, "line": None, "former": one == "z", "alliance": id_,
             "alliance_name": id_, "roles": ["chair", "lead"], "slot": f"{one}-{id_}"}
            for id_, one in found
        ][: parameters["most"]]  # fmt: skip


def test_every_membership_is_read_once_in_the_order_of_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_rows, "PIECE", 3)
    store = Fake({"a": ["x", "y"], "b": ["z", "x"], "c": [], "d": ["y"], "e": ["w", "x", "y", "z"]})
    rows = membership_rows(store, EVERYTHING, 100)
    assert store.pieces == [("a", "a"), ("b", "d"), ("e", "e")]
    assert [row.slot for row in rows] == ["w-e", "x-a", "x-b", "x-e", "y-a", "y-d", "y-e", "z-b", "z-e"]
    assert rows[0][5:8] == ("other", "w", "chair lead")


def test_reading_stops_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network_rows, "PIECE", 1)
    store = Fake({"a": ["x", "y"], "b": ["x", "y"], "c": ["x"]})
    assert len(membership_rows(store, EVERYTHING, 2)) == 4
    assert store.pieces == [("a", "a"), ("b", "b")]


def test_an_empty_graph_has_none() -> None:
    assert membership_rows(Fake({}), EVERYTHING, 5) == []
