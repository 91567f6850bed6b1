from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from graph.settings import Settings
from graph.store import locks
from graph.store.arcadedb import Limits, choose_ports, find_engine
from graph.store.children import LOG, Server
from graph.store.embedded import open_embedded
from graph.store.endpoint import Endpoint, new_accounts, read_endpoint
from graph.store.folder import prepare_folder
from graph.store.processes import listening_ports
from graph.store.python import module_command, module_environment

if TYPE_CHECKING:
    from tests.graph.store.conftest import Processes, User, Wait

    Start = Callable[..., User]


def _start_keeper(folder: Path) -> int:
    return subprocess.run(
        module_command("graph.store.keeper", str(folder), "--heap", "512m", "--quick"),
        env=module_environment(os.environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ).returncode


def test_a_keeper_without_users_ends_by_itself(
    embedded_settings: Settings, processes: Processes, wait_for: Wait
) -> None:
    folder = prepare_folder(embedded_settings.data)
    with locks.hold(folder / locks.USERS, shared=True, wait_s=5):
        assert _start_keeper(folder) == 0
        # It holds its lock when the command returns, and a second one finds no place.
        assert locks.is_held(folder / locks.KEEPER)
        keeper = processes.keeper
        assert _start_keeper(folder) == 3
        assert processes.keeper == keeper
    wait_for("the end of all processes", lambda: not processes.all())
    assert not locks.is_held(folder / locks.SERVER)
    assert read_endpoint(folder) is None


def test_a_user_keeps_it_and_the_terminal_does_not_matter(
    embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait
) -> None:
    user = start_user()
    wait_for("an open store", user.opened, 30)
    pids = processes.all()
    for pid in pids[:2]:
        os.kill(pid, signal.SIGINT)
        os.kill(pid, signal.SIGHUP)
    # A keeper that had ended would be replaced here.
    with open_embedded(embedded_settings):
        assert processes.all() == pids
    # SIGTERM ends it in order, users or not.
    os.kill(processes.keeper, signal.SIGTERM)
    wait_for("the end of all processes", lambda: not processes.all())
    assert not list(processes.folder.glob("run-*"))


def test_the_log_is_kept_and_a_long_one_put_aside(embedded_settings: Settings) -> None:
    folder = prepare_folder(embedded_settings.data)
    (folder / LOG).write_text("old words\n" * 600_000)
    with open_embedded(embedded_settings):
        assert "old words" not in (folder / LOG).read_text()
    assert (folder / f"{LOG}.1").read_text().startswith("old words")


def test_locks_do_not_travel_to_the_children(embedded_settings: Settings, processes: Processes) -> None:
    with open_embedded(embedded_settings) as endpoint:

        def held(pid: int) -> set[str]:
            return {Path(file.path).name for file in psutil.Process(pid).open_files()} & {
                locks.START, locks.USERS, locks.KEEPER, locks.SERVER, locks.LOAD,
            }  # fmt: skip

        assert held(processes.keeper) == {locks.KEEPER}
        assert held(processes.guard) == set()
        # The one that the server is meant to hold: the kernel knows by it whether the server lives.
        assert held(endpoint.pid) == {locks.SERVER}


@pytest.mark.parametrize("which", [0, 1])
def test_a_server_that_cannot_listen_is_noticed(
    embedded_settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    wait_for: Wait,
    embedded_endpoint: Endpoint,
    which: int,
) -> None:
    """The port is taken in the moment between choosing and listening: 0 the one of Bolt, 1 the one of HTTP."""
    folder = prepare_folder(embedded_settings.data)
    (folder / "run-test").mkdir(mode=0o700)
    server = Server(folder, folder / "run-test", find_engine(), Limits("512m", quick=True), new_accounts())
    taken, free = embedded_endpoint.bolt_port, choose_ports()
    ports = (taken, free[0]) if which == 0 else (free[0], taken)
    monkeypatch.setattr("graph.store.children.choose_ports", lambda previous: ports)
    server.start(None)
    try:
        wait_for("the failure", lambda: server.has_failed() or server.answers(), 30)
        assert server.port_taken
        assert not server.ready
        assert taken not in listening_ports(server.pid)
        monkeypatch.setattr("graph.store.children.choose_ports", lambda previous: free)
        server.stop()
        server.start(None)
        wait_for("an answer", lambda: server.answers() and not server.has_failed(), 30)
        assert listening_ports(server.pid) == set(free)
    finally:
        server.stop()
