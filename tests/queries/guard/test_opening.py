"""Where own Cypher may be switched on."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import SettingsError
from graph.settings import Settings
from queries.guard.opening import open_own
from queries.guard.own import check_read_only

_STORE: Any = object()  # never asked here


class Served:
    """A Neo4j that shows one database."""

    engine = "neo4j"
    database = "neo4j"

    def __init__(self, access: str) -> None:
        self.access = access

    def read(self, cypher: str) -> list[dict[str, str]]:
        return [{"name": "system", "access": "read-write"}, {"name": "neo4j", "access": self.access}]


def test_it_is_off_unless_switched_on() -> None:
    with open_own(Settings(), _STORE) as own:
        assert own is None


@pytest.mark.parametrize("reading", ["", "bolt://127.0.0.1:1"])
def test_a_neo4j_needs_an_address_of_its_own(reading: str) -> None:
    settings = Settings(cypher=True, neo4j_uri="bolt://127.0.0.1:1", neo4j_read_uri=reading)
    with pytest.raises(SettingsError, match="NEO4J_READ_URI"), open_own(settings, _STORE):
        pass


def test_a_neo4j_that_is_away_is_looked_at_later() -> None:
    settings = Settings(cypher=True, neo4j_uri="bolt://127.0.0.1:1", neo4j_read_uri="bolt://127.0.0.1:2")
    with open_own(settings, _STORE) as own:
        assert own is not None
        assert own.layers.read_only


def test_only_a_read_only_database_is_good_enough() -> None:
    served: Any = Served("read-only")
    check_read_only(served)
    served = Served("read-write")
    with pytest.raises(SettingsError, match="read-only"):
        check_read_only(served)
