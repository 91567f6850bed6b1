"""Opens own Cypher where the settings switch it on, and refuses to where it would not be safe."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

from graph.errors import SettingsError, StoreBusy, StoreTimeout, StoreUnavailable
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from queries.guard.own import Bounds, OwnCypher, check_read_only


@contextmanager
def open_own(settings: Settings, store: Store) -> Iterator[OwnCypher | None]:
    """Own Cypher as the settings want it; None where it is off.

    The embedded store is asked as its reader. A Neo4j is asked at NEO4J_READ_URI alone; when that server answers and is
    not read-only, SettingsError; when it does not answer yet, it is looked at again before every statement.
    """
    if not settings.cypher:
        yield None
        return
    with reading_own(settings, store) as own:
        yield own


@contextmanager
def reading_own(settings: Settings, store: Store) -> Iterator[OwnCypher]:
    """The same without the switch, for the shell of those who hold the data anyway."""
    if settings.embedded:
        yield OwnCypher(store, Bounds.of(settings))
        return
    with open_store(read_settings_of(settings)) as reading:
        with suppress(StoreUnavailable, StoreBusy, StoreTimeout):
            check_read_only(reading)
        yield OwnCypher(reading, Bounds.of(settings))


def read_settings_of(settings: Settings) -> Settings:
    """The settings by which the read-only Neo4j is opened. Raises SettingsError where none is named."""
    if not settings.neo4j_read_uri:
        raise SettingsError(
            "LIANMENG_CYPHER=1：用 Neo4j 时还要有 NEO4J_READ_URI (a read-only Neo4j is needed)；社区版没有只读用户，"
            "请另起一个只读的 Neo4j，或不开放自写语句，见 docs/cypher.md"
        )
    if settings.neo4j_read_uri == settings.neo4j_uri:
        raise SettingsError("NEO4J_READ_URI 与 NEO4J_URI 相同 (same server)；自写语句要有自己的、只读的 Neo4j")
    return replace(
        settings,
        neo4j_uri=settings.neo4j_read_uri,
        neo4j_username=settings.neo4j_read_username,
        neo4j_password=settings.neo4j_read_password,
    )
