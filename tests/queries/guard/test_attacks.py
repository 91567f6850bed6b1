"""Each layer alone stops every write of attacks.yaml, on each engine; all together stop the rest of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from graph.errors import ForbiddenStatement, LianmengError, SettingsError
from graph.settings import Secret, Settings
from graph.store.bolt import Store, open_store
from queries.guard.own import Bounds, Layers, OwnCypher, check_read_only

_NONE = {"words": False, "growth": False, "query_type": False, "operators": False, "read_only": False}
Attacks = Callable[[str], list[str]]
State = Callable[[Store], Any]


def _only(layer: str = "") -> Layers:
    return Layers(**(_NONE | ({layer: True} if layer else {})))


def _try(own: OwnCypher, statement: str) -> str:
    try:
        own.run(statement, {}, 10)
    except LianmengError as error:
        return type(error).__name__
    return ""


def _none_writes(own: OwnCypher, store: Store, statements: list[str], state: State) -> None:
    before = state(store)
    for statement in statements:
        _try(own, statement)
        assert state(store) == before, statement


def test_the_words_alone_stop_every_attack(attacks: Attacks, small_store: Store, bounds: Bounds) -> None:
    own = OwnCypher(small_store, bounds, _only("words"))
    for statement in attacks("write") + attacks("reach"):
        with pytest.raises(ForbiddenStatement):
            own.run(statement, {}, 10)


def test_the_words_alone_stop_every_write_where_writing_is_open(
    attacks: Attacks, small_store: Store, bounds: Bounds, open_to_writes: Any, state: State
) -> None:
    own = OwnCypher(open_to_writes(small_store), bounds, _only("words"))
    _none_writes(own, small_store, attacks("write"), state)


def test_the_reading_account_alone_stops_every_write(
    attacks: Attacks, small_store: Store, bounds: Bounds, state: State
) -> None:
    _none_writes(OwnCypher(small_store, bounds, _only()), small_store, attacks("write"), state)


@pytest.mark.parametrize("layer", ["query_type", "operators"])
def test_what_the_server_says_alone_stops_every_write(
    attacks: Attacks, small_store: Store, bounds: Bounds, open_to_writes: Any, state: State, layer: str
) -> None:
    if small_store.engine != "neo4j":
        pytest.skip("the embedded engine calls every statement w: this layer is Neo4j's")
    _none_writes(OwnCypher(open_to_writes(small_store), bounds, _only(layer)), small_store, attacks("write"), state)


def test_without_any_layer_the_attacks_do_write(
    attacks: Attacks, store: Store, bounds: Bounds, open_to_writes: Any, state: State
) -> None:
    """What the tests above rely on: much of the file really writes where it may."""
    own = OwnCypher(open_to_writes(store), bounds, _only())
    wrote = 0
    for statement in attacks("write"):
        if "INDEX" in statement or "CONSTRAINT" in statement:
            continue
        store.write(lambda transaction: transaction.run("MERGE (n:Organization {id: 'o'}) SET n.name = 'a', n.x = 0"))
        before = state(store)
        _try(own, statement)
        wrote += state(store) != before
    assert wrote >= 15


def test_all_together_stop_the_whole_file(
    attacks: Attacks, small_store: Store, bounds: Bounds, open_to_writes: Any, state: State
) -> None:
    layers = Layers(read_only=False)
    own = OwnCypher(open_to_writes(small_store), bounds, layers)
    before = state(small_store)
    for kind in ("write", "reach", "hold"):
        for statement in attacks(kind):
            with pytest.raises(ForbiddenStatement):
                own.run(statement, {}, 10)
    assert state(small_store) == before


def test_a_neo4j_that_may_be_written_is_not_asked(small_store: Store, bounds: Bounds) -> None:
    own = OwnCypher(small_store, bounds)
    if small_store.engine == "neo4j":
        with pytest.raises(SettingsError, match="read-only"):
            own.run("RETURN 1 AS one", {}, 10)
    else:
        assert own.run("RETURN 1 AS one", {}, 10).rows == [{"one": 1}]


@contextmanager
def _set_read_only(power: Any) -> Iterator[None]:
    settings = Settings(neo4j_uri=power.server.uri, neo4j_password=Secret(power.server.password), data=Path("none"))
    with open_store(settings) as store:
        store.read("RETURN 1 AS one", patient=True)
    power.kill()
    with (power.server.home / "conf" / "neo4j.conf").open("a", encoding="utf-8") as conf:
        conf.write("server.databases.default_to_read_only=true\n")
    power.start()
    yield
    power.close()


@pytest.fixture(scope="module")
def read_only_store(neo4j_launcher: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A Neo4j that is set to read only, after a first start in which it has made its database."""
    try:
        with (
            neo4j_launcher.run_neo4j(tmp_path_factory.mktemp("read-only")) as server,
            _set_read_only(neo4j_launcher.Power(server)),
        ):
            settings = Settings(neo4j_uri=server.uri, neo4j_password=Secret(server.password), data=Path("none"))
            with open_store(settings) as store:
                store.read("RETURN 1 AS one", patient=True)
                yield store
    except neo4j_launcher.CannotRun as error:
        pytest.skip(f"Neo4j: {error}")


def test_the_read_only_server_alone_stops_every_write(
    attacks: Attacks, read_only_store: Store, bounds: Bounds, open_to_writes: Any, state: State
) -> None:
    check_read_only(read_only_store)
    own = OwnCypher(open_to_writes(read_only_store), bounds, _only("read_only"))
    _none_writes(own, read_only_store, attacks("write"), state)
    assert read_only_store.read("MATCH (n) RETURN count(n) AS n") == [{"n": 0}]


def test_a_read_only_server_answers(read_only_store: Store, bounds: Bounds) -> None:
    own = OwnCypher(read_only_store, bounds)
    assert own.run("UNWIND $l AS x RETURN x ORDER BY x", {"l": [2, 1]}, 10).rows == [{"x": 1}, {"x": 2}]
