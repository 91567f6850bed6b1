"""Finding and ending the servers of a data folder by what they are, not by a remembered number.

A server's command line names the argument file of its own private directory (`@<data>/run-…/arguments`), so a process
id that has been given to somebody else is never mistaken for ours.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from graph.store.locks import SERVER, is_held

RUN_PREFIX = "run-"

_PAUSE_S = 0.05
# A clean stop takes 0.4 s; a server that has not ended by then is stuck.
_PATIENCE_S = 5.0
_LIMIT_S = 10.0


def run_mark(folder: Path) -> str:
    """How the command line argument of every server of this data folder begins."""
    return f"@{folder}/{RUN_PREFIX}"


def find_servers(mark: str) -> Iterator[psutil.Process]:
    """The living processes with a command line argument that begins with `mark`."""
    for process in psutil.process_iter(["cmdline"]):
        if any(word.startswith(mark) for word in process.info["cmdline"] or ()):
            yield process


def process_started(pid: int) -> float:
    """When the process started, in seconds of the epoch; 0.0 where there is none."""
    try:
        return psutil.Process(pid).create_time()
    except psutil.Error:
        return 0.0


def listening_ports(pid: int) -> frozenset[int]:
    """The TCP ports on which process `pid` (one of ours) listens."""
    try:
        connections = psutil.Process(pid).net_connections("tcp")
    except psutil.Error:
        return frozenset()
    return frozenset(one.laddr.port for one in connections if one.status == psutil.CONN_LISTEN)


def is_server(pid: int, folder: Path) -> bool:
    """True while process `pid` is a server of this data folder."""
    try:
        process = psutil.Process(pid)
        words = process.cmdline()
        return process.status() != psutil.STATUS_ZOMBIE and any(word.startswith(run_mark(folder)) for word in words)
    except psutil.Error:
        return False


def end_servers(folder: Path, mark: str) -> bool:
    """Ends every server with `mark`, gently at first. False when one still holds `server.lock` after 10 s.

    A child that has not become the JVM yet holds the lock but has no command line of its own, so the search is
    repeated until the kernel says that nobody holds the lock.
    """
    begin = time.monotonic()
    asked: set[int] = set()
    while is_held(folder / SERVER):
        late = time.monotonic() - begin
        if late > _LIMIT_S:
            return False
        for process in find_servers(mark):
            if process.pid not in asked or late > _PATIENCE_S:
                asked.add(process.pid)
                _end(process, hard=late > _PATIENCE_S)
        time.sleep(_PAUSE_S)
    return True


def _end(process: psutil.Process, *, hard: bool) -> None:
    with suppress(psutil.NoSuchProcess):
        if hard:
            process.kill()
        else:
            process.terminate()
