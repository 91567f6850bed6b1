"""What `lianmeng store status` shows and what `lianmeng store stop` does. Neither ever starts anything."""

from __future__ import annotations

import signal
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import psutil

from graph.errors import StoreBusy
from graph.settings import Settings
from graph.store import locks
from graph.store.endpoint import read_endpoint
from graph.store.processes import end_servers, is_server, run_mark

_PAUSE_S = 0.05
# After SIGKILL the kernel needs only a moment.
_HARD_S = 3.0


@dataclass(frozen=True)
class KeeperStatus:
    """The embedded store of one data folder. Sizes in bytes, `started` in seconds of the epoch; 0 or "" = unknown."""

    state: Literal["stopped", "starting", "running"]
    folder: Path
    keeper_pid: int = 0
    server_pid: int = 0
    bolt_uri: str = ""
    http_url: str = ""
    started: float = 0.0
    memory_bytes: int = 0
    disk_bytes: int = 0


def status(settings: Settings) -> KeeperStatus:
    """The state now. A folder that does not exist is a stopped store."""
    folder = settings.data.resolve()
    disk = sum(_size(path) for path in (folder / "databases").rglob("*"))
    if not locks.is_held(folder / locks.KEEPER):
        return KeeperStatus("stopped", folder, disk_bytes=disk)
    keeper, endpoint = _keeper_pid(folder), read_endpoint(folder)
    if endpoint is None or not is_server(endpoint.pid, folder):
        return KeeperStatus("starting", folder, keeper, disk_bytes=disk)
    memory = 0
    with suppress(psutil.Error):
        memory = psutil.Process(endpoint.pid).memory_info().rss
    addresses = (endpoint.pid, endpoint.bolt_uri, endpoint.http_url, endpoint.started)
    return KeeperStatus("running", folder, keeper, *addresses, memory, disk)


def stop(settings: Settings, timeout_s: float) -> bool:
    """True when nothing runs any more; False when somebody still used the store after `timeout_s` seconds.

    Users are never thrown out: this waits for the last of them, then ends the server without the usual delay.
    """
    folder = settings.data.resolve()
    if not folder.is_dir():
        return True
    deadline = time.monotonic() + timeout_s
    try:
        with (
            locks.hold(folder / locks.START, wait_s=timeout_s),
            locks.hold(folder / locks.USERS, wait_s=deadline - time.monotonic()),
        ):
            return _end_keeper(folder, deadline) and end_servers(folder, run_mark(folder))
    except StoreBusy:
        return False


def _end_keeper(folder: Path, deadline: float) -> bool:
    """SIGTERM to the keeper, SIGKILL when the time is over; its guard then ends the server.

    Whether it has gone is asked of the lock: a process that has ended may stay in the table for a while.
    """
    asked: set[int] = set()
    while locks.is_held(folder / locks.KEEPER):
        late = time.monotonic() > deadline
        keeper = _keeper_process(folder)
        if keeper is not None and (late or keeper.pid not in asked):
            asked.add(keeper.pid)
            with suppress(psutil.Error):
                keeper.send_signal(signal.SIGKILL if late else signal.SIGTERM)
        if time.monotonic() > deadline + _HARD_S:
            return False
        time.sleep(_PAUSE_S)
    return True


def _keeper_process(folder: Path) -> psutil.Process | None:
    """The keeper, if the process with its number is really one."""
    with suppress(psutil.Error):
        process = psutil.Process(_keeper_pid(folder))
        if "graph.store.keeper" in process.cmdline() and str(folder) in process.cmdline():
            return process
    return None


def _keeper_pid(folder: Path) -> int:
    """The number that the keeper has written into its lock file; 0 in the moment before it has."""
    with suppress(OSError, ValueError, IndexError):
        return int((folder / locks.KEEPER).read_text(encoding="ascii").split()[0])
    return 0


def _size(path: Path) -> int:
    with suppress(OSError):
        return path.stat().st_size
    return 0
