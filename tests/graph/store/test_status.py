from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import TYPE_CHECKING

from graph.settings import Settings
from graph.store.embedded import open_embedded
from graph.store.status import status, stop

if TYPE_CHECKING:
    from tests.graph.store.conftest import Processes, User, Wait

    Start = Callable[..., User]


def test_asking_after_a_store_that_never_was_makes_nothing(embedded_settings: Settings) -> None:
    assert status(embedded_settings).state == "stopped"
    assert stop(embedded_settings, 1)
    assert not embedded_settings.data.exists()


def test_the_states_of_a_store(
    embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait
) -> None:
    user = start_user()
    wait_for("a starting store", lambda: status(embedded_settings).state == "starting")
    wait_for("a running store", lambda: status(embedded_settings).state == "running", 30)
    running = status(embedded_settings)
    assert (running.keeper_pid, running.server_pid) == (processes.keeper, processes.server)
    assert running.memory_bytes > 10_000_000
    assert running.started > 0
    with open_embedded(embedded_settings) as endpoint:
        assert (running.bolt_uri, running.http_url) == (endpoint.bolt_uri, endpoint.http_url)
        assert endpoint.password not in repr(running)
    # Nobody is thrown out.
    assert not stop(embedded_settings, 0.1)
    assert status(embedded_settings).server_pid == running.server_pid
    user.leave()
    assert stop(embedded_settings, 10)
    assert not processes.all()
    assert not processes.is_published
    assert {path.name for path in processes.folder.iterdir() if path.is_dir()} == {"databases", "backups"}
    stopped = status(embedded_settings)
    assert (stopped.state, stopped.server_pid) == ("stopped", 0)
    assert stopped.disk_bytes > 0


def test_a_stuck_keeper_is_ended_all_the_same(
    embedded_settings: Settings, processes: Processes, wait_for: Wait
) -> None:
    with open_embedded(embedded_settings):
        os.kill(processes.keeper, signal.SIGSTOP)
    assert stop(embedded_settings, 0.5)
    wait_for("the end of all processes", lambda: not processes.all())


def test_stop_ends_what_a_killed_keeper_left(embedded_settings: Settings, processes: Processes) -> None:
    with open_embedded(embedded_settings) as endpoint:
        keeper = processes.keeper
        os.kill(keeper, signal.SIGSTOP)
        os.kill(processes.guard, signal.SIGKILL)
        os.kill(keeper, signal.SIGKILL)
        assert processes.server == endpoint.pid
    assert stop(embedded_settings, 5)
    assert not processes.all()
