"""A Neo4j behind a bad network: slow, hanging, cut in the middle; and what routing and bookmarks send through it."""

from __future__ import annotations

import base64
import gc
import importlib.util
import re
import socket
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from neo4j import Bookmarks, GraphDatabase

from graph.errors import StoreTimeout, StoreUnavailable
from graph.facts import SourceFacts
from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import Store, Transaction, open_store
from graph.store.dump import export_lines
from graph.store.load import load
from graph.store.schema import ensure_schema
from graph.store.timed import TIMED

SLOW = "UNWIND range(1, 3000) AS a UNWIND range(1, 3000) AS b UNWIND [1, 2, 3] AS c RETURN count(a + b + c) AS n"


@pytest.fixture(scope="module")
def proxies() -> ModuleType:
    """proxy.py beside this file."""
    name = "lianmeng_tests_proxy"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("proxy.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def proxy(proxies: ModuleType, neo4j_settings: Settings) -> Iterator[Any]:
    """A proxy before the Neo4j of the run."""
    made = proxies.Proxy(int(neo4j_settings.neo4j_uri.rpartition(":")[2]))
    yield made
    made.close()


@pytest.fixture
def far_settings(proxy: Any, neo4j_settings: Settings) -> Settings:
    """Settings that lead to the Neo4j through the proxy."""
    return replace(neo4j_settings, neo4j_uri=f"bolt://127.0.0.1:{proxy.port}", connect_limit=1.0)


@pytest.fixture
def far(far_settings: Settings, model: Model) -> Iterator[Store]:
    """The Neo4j through the proxy, empty before and after."""
    with open_store(far_settings, model) as store:
        _empty(store)
        yield store
        _empty(store)


@pytest.fixture
def made(build: ModuleType, model: Model) -> list[SourceFacts]:
    """Two sources about one alliance."""
    s = build.Said
    return [
        build.build(model, name, [s("role", "首钢", "钢铁联盟", "lead"), s("alias", "首钢", name)]) for name in "AB"
    ]


def _empty(store: Store) -> None:
    store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    ensure_schema(store, store.model)


def test_a_slow_server_is_waited_for(
    proxy: Any, far: Store, build: ModuleType, model: Model, made: list[SourceFacts]
) -> None:
    load(far, made[0])
    proxy.delay_s = 0.01
    load(far, made[1])
    proxy.delay_s = 0.0
    assert list(export_lines(far)) == build.expected_lines(model, made)


def test_a_server_that_hangs_is_given_up_and_used_again(proxy: Any, far: Store) -> None:
    assert far.read("RETURN 1 AS one") == [{"one": 1}]
    proxy.flowing.clear()
    with pytest.raises(StoreTimeout):
        far.read("RETURN 2 AS two", limit_s=0.1)
    proxy.flowing.set()
    assert far.read("RETURN 3 AS three") == [{"three": 3}]


def test_a_store_that_closes_under_a_late_read_leaves_no_connection(proxy: Any, far_settings: Settings) -> None:
    others = set(threading.enumerate())
    with open_store(far_settings) as store:
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
        proxy.flowing.clear()
        with pytest.raises(StoreTimeout):
            store.read("RETURN 2 AS two", limit_s=0.1)
    proxy.cut()
    proxy.flowing.set()
    for thread in set(threading.enumerate()) - others:
        if thread.name == TIMED:
            thread.join(30)
    assert not [item for item in gc.get_objects() if _leads_to(item, proxy.port)]


def _leads_to(item: object, port: int) -> bool:
    # By type(): some objects of other libraries do not like to be asked for their class.
    if not issubclass(type(item), socket.socket):
        return False
    assert isinstance(item, socket.socket)
    try:
        return item.family == socket.AF_INET and item.fileno() != -1 and item.getpeername()[1] == port
    except OSError:  # a listening socket has no peer
        return False


def test_a_read_that_is_cut_off_fails_and_the_next_one_works(proxy: Any, far: Store) -> None:
    running = threading.Event()
    proxy.asked_for = (b"range(1, 3000)", running)

    def cut() -> None:
        assert running.wait(30)
        for _ in range(50):
            # The driver asks again in vain as long as the network stays cut.
            proxy.cut()
            if over.wait(0.1):
                return

    over = threading.Event()
    cutter = threading.Thread(target=cut)
    cutter.start()
    try:
        with pytest.raises(StoreUnavailable):
            far.read(SLOW)
    finally:
        over.set()
        cutter.join()
    assert far.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_read_whose_answer_is_lost_is_asked_again(proxy: Any, far: Store) -> None:
    proxy.cut_after = b"RETURN 1 AS one"
    assert far.read("RETURN 1 AS one") == [{"one": 1}]
    assert proxy.cut_after is None


@pytest.mark.parametrize(
    ("last", "cut_after", "action"),
    # The commit that gets there stands, and the load is asked for a second time; else nothing of it has happened.
    [("m.data_version", True, "unchanged"), ("CREATE (e:Evidence)", False, "loaded")],
)
def test_a_load_that_is_cut_off_stands_once(
    proxy: Any, proxies: ModuleType, far: Store, build: ModuleType, model: Model, made: list[SourceFacts],
    monkeypatch: pytest.MonkeyPatch, last: str, cut_after: bool, action: str,
) -> None:  # fmt: skip
    load(far, made[0])
    run = Transaction.run
    cuts: list[str] = []

    def cut_once(self: Transaction, cypher: str, parameters: Any = None) -> Any:
        rows = run(self, cypher, parameters)
        if last in cypher:
            if not cuts and cut_after:
                proxy.cut_after = proxies.COMMIT
            elif not cuts:
                proxy.cut()
            cuts.append(cypher)
        return rows

    monkeypatch.setattr(Transaction, "run", cut_once)
    assert load(far, made[1]).action == action
    assert cuts
    assert proxy.cut_after is None
    assert list(export_lines(far)) == build.expected_lines(model, made)


@pytest.mark.parametrize(("scheme", "routed"), [("bolt", False), ("neo4j", True)])
def test_the_server_is_asked_for_its_routes_when_the_address_says_so(
    proxy: Any, far_settings: Settings, model: Model, scheme: str, routed: bool
) -> None:
    settings = replace(far_settings, neo4j_uri=f"{scheme}://127.0.0.1:{proxy.port}")
    with open_store(settings, model) as store:
        store.write(lambda transaction: transaction.run("RETURN 1"))
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
    assert (b"\xb3\x66" in proxy.asked) is routed  # ROUTE


def test_a_read_brings_the_bookmark_of_the_write_before_it(proxy: Any, far: Store, model: Model) -> None:
    settings = replace(far.settings, neo4j_uri=f"neo4j://127.0.0.1:{proxy.port}")
    with open_store(settings, model) as store:
        proxy.answered.clear()
        store.write(lambda transaction: transaction.run("CREATE (n:Concept {id: 'cc-1'})"))
        bookmarks = re.findall(rb"FB:[\w+/=:-]+", bytes(proxy.answered))
        proxy.asked.clear()
        assert store.read("MATCH (n:Concept) RETURN n.id AS id") == [{"id": "cc-1"}]
    assert bookmarks[-1] in proxy.asked
    assert b"\x84mode\x81r" in proxy.asked


def test_a_write_that_a_restore_took_away_is_waited_for_once(
    neo4j_settings: Settings, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = replace(neo4j_settings, neo4j_uri=neo4j_settings.neo4j_uri.replace("bolt:", "neo4j:"), connect_limit=1)
    with GraphDatabase.driver(
        settings.neo4j_uri, auth=(settings.neo4j_username, settings.neo4j_password.value)
    ) as driver, driver.session(database="neo4j") as session:  # fmt: skip
        session.run("CREATE (n:Concept {id: 'cc-1'}) DELETE n").consume()
        (bookmark,) = session.last_bookmarks().raw_values
    # The database's id, then the number of the transaction: here one that is far in the future.
    future = base64.b64encode(base64.b64decode(bookmark[3:])[:19] + b"\xc9\x7f\xff\x90").decode()
    made = GraphDatabase.bookmark_manager
    first = [made(initial_bookmarks=Bookmarks.from_raw_values([f"FB:{future}"]))]
    monkeypatch.setattr(GraphDatabase, "bookmark_manager", lambda: first.pop() if first else made())
    with open_store(settings, model) as store:
        with pytest.raises(StoreTimeout):
            store.read("RETURN 1 AS one", limit_s=1)
        assert store.read("RETURN 1 AS one") == [{"one": 1}]
