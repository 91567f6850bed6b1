"""kill -9 for each process at each stage: nothing acknowledged is lost, nothing stays, the next start works."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from graph.settings import Settings
from graph.store.arcadedb_http import command
from graph.store.embedded import open_embedded
from graph.store.endpoint import Endpoint, read_endpoint

if TYPE_CHECKING:
    from tests.graph.store.conftest import Processes, User, Wait

    Start = Callable[..., User]


def _kill(pid: int) -> None:
    assert pid
    os.kill(pid, signal.SIGKILL)


def _freeze(pid: int) -> None:
    os.kill(pid, signal.SIGSTOP)


def _thaw(pid: int) -> None:
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGCONT)


def _ticks(endpoint: Endpoint) -> set[int]:
    return {row["n"] for row in command(endpoint, "MATCH (n:Tick) RETURN n.n AS n", "cypher")}


@pytest.mark.parametrize("victim", ["first user", "second user", "keeper", "guard", "server"])
def test_while_starting(
    victim: str, embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait
) -> None:
    first = start_user()
    wait_for("the server's process", lambda: processes.server)
    server = processes.server
    _freeze(server)
    assert not processes.is_published
    second = start_user()
    pids = {
        "first user": first.process.pid,
        "second user": second.process.pid,
        "keeper": processes.keeper,
        "guard": processes.guard,
        "server": server,
    }
    _kill(pids[victim])
    if victim == "keeper":
        # The frozen server must go all the same: the guard sees to it.
        wait_for("the end of the server", lambda: processes.server != server)
    _thaw(server)
    users = {"first user": [second], "second user": [first]}.get(victim, [first, second])
    for user in users:
        wait_for("an open store", user.opened, 30)
    assert len(processes.all()) == 3
    for user in users:
        user.leave()
    wait_for("the end of all processes", lambda: not processes.all())
    with open_embedded(embedded_settings) as endpoint:
        assert command(endpoint, "RETURN 1 AS one", "cypher") == [{"one": 1}]


@pytest.mark.parametrize("victim", ["writing user", "other user", "keeper", "guard", "server"])
def test_while_running(
    victim: str, embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait
) -> None:
    writer, other = start_user("write"), start_user()
    wait_for("acknowledged writes", lambda: len(writer.acknowledged) > 20 and other.opened(), 30)
    keeper, guard, server = processes.keeper, processes.guard, processes.server
    before = read_endpoint(processes.folder)
    pids = {"writing user": writer.process.pid, "other user": other.process.pid}
    pids |= {"keeper": keeper, "guard": guard, "server": server}
    _kill(pids[victim])
    if victim == "writing user":
        writer.kill()
        assert processes.server == server
    if victim == "guard":
        wait_for("a new guard", lambda: processes.guard not in (0, guard))
        assert processes.server == server
    if victim == "server":
        wait_for("a new server", lambda: processes.is_published and processes.server not in (0, server))
        assert processes.keeper == keeper
    if victim == "keeper":
        # The guard ends the server and itself. A new keeper comes with the writer, or with the next start below.
        wait_for("the end of the old server", lambda: processes.server != server)
        wait_for("the end of the old guard", lambda: processes.guard != guard)
    with open_embedded(embedded_settings) as endpoint:
        if victim != "writing user":
            # The survivor finds the store again by itself: the ports and the passwords are the same.
            assert before is not None
            assert (endpoint.bolt_uri, endpoint.password) == (before.bolt_uri, before.password)
            seen = len(writer.acknowledged)
            wait_for("more acknowledged writes", lambda: len(writer.acknowledged) > seen + 3, 30)
            writer.leave()
        stored = _ticks(endpoint)
    # One write may have been stored without the answer having arrived.
    assert set(writer.acknowledged) <= stored <= {*writer.acknowledged, len(writer.acknowledged)}
    other.leave()
    wait_for("the end of all processes", lambda: not processes.all())
    with open_embedded(embedded_settings) as endpoint:
        assert _ticks(endpoint) == stored


@pytest.mark.parametrize("victim", ["keeper", "guard", "server", "joining user"])
def test_while_stopping(
    victim: str, embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait
) -> None:
    writer = start_user("write")
    wait_for("acknowledged writes", lambda: len(writer.acknowledged) > 3, 30)
    keeper, guard, server = processes.keeper, processes.guard, processes.server
    writer.leave()
    # Frozen, the server cannot follow the keeper's SIGTERM: the stage lasts until it thaws.
    _freeze(server)
    wait_for("the keeper's leaving", lambda: not processes.is_published)
    joining = start_user() if victim == "joining user" else None
    _kill(joining.process.pid if joining else {"keeper": keeper, "guard": guard, "server": server}[victim])
    _thaw(server)
    wait_for("the end of all processes", lambda: not processes.all())
    with open_embedded(embedded_settings) as endpoint:
        assert set(writer.acknowledged) <= _ticks(endpoint)


def test_keeper_and_guard_at_once_leave_a_server_that_the_next_start_ends(
    embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait
) -> None:
    writer = start_user("write")
    wait_for("acknowledged writes", lambda: len(writer.acknowledged) > 3, 30)
    keeper, server = processes.keeper, processes.server
    _freeze(keeper)
    _kill(processes.guard)
    _kill(keeper)
    writer.kill()
    assert processes.server == server
    with open_embedded(embedded_settings) as endpoint:
        assert endpoint.pid != server
        assert processes.server == endpoint.pid
        assert set(writer.acknowledged) <= _ticks(endpoint)


def test_a_crash_of_the_server_shows_no_password(
    embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait
) -> None:
    with open_embedded(embedded_settings) as endpoint:
        os.kill(endpoint.pid, signal.SIGSEGV)
        wait_for("a new server", lambda: processes.is_published and processes.server not in (0, endpoint.pid), 30)
    reports = list(processes.folder.glob("crash-*.log"))
    assert len(reports) == 1
    assert "arcadedb" in reports[0].read_text(errors="replace")
    for path in [*reports, processes.folder / "store.log"]:
        text = path.read_text(errors="replace")
        assert endpoint.password not in text
        assert endpoint.reader_password not in text
