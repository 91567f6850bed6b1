"""The keeper: one process per data folder that runs the server while anybody uses it, and ends it afterwards.

Run as `python -m graph.store.keeper DATA [--heap 1g] [--statement-ms N] [--quick]`; it goes into the background as soon
as it holds `keeper.lock`. Who starts it is `embedded.py`, what it starts is `arcadedb.py`. The locks together:

    start.lock   held while somebody starts the keeper or the keeper leaves: nobody starts into a keeper that is going
    users.lock   shared by every user; the keeper tries it exclusively, and some seconds without a user are the end
    keeper.lock  held by the keeper for life
    server.lock  inherited by the JVM: whether one still lives is known to the kernel
    load.lock    one loader at a time (the keeper does not care)
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

from graph.errors import LianmengError, StoreError
from graph.store import locks
from graph.store.arcadedb import Limits, find_engine
from graph.store.children import Guard, Server
from graph.store.endpoint import Endpoint, accounts_of, new_accounts, read_endpoint, remove_endpoint, write_endpoint
from graph.store.processes import RUN_PREFIX, end_servers, process_started, run_mark
from graph.store.wake import Wake

_LOOK_S = 1.0
_START_LOOK_S = 0.03
_MOST_FAILURES = 4


class Keeper:
    """Starts, watches and ends one server. Everything it needs to know about the world it asks the locks."""

    def __init__(self, folder: Path, limits: Limits, wake: Wake, left: Endpoint | None) -> None:
        self._folder = folder
        self._wake = wake
        self._linger_s = limits.linger_s
        self._run = Path(tempfile.mkdtemp(prefix=RUN_PREFIX, dir=folder))
        # A keeper that was killed left its endpoint: with the same ports and passwords its users can come back.
        self._accounts = accounts_of(left) if left else new_accounts()
        self._guard = Guard(folder, self._run)
        self._server = Server(folder, self._run, find_engine(), limits, self._accounts)
        self._ports = (left.bolt_port, left.http_port) if left else None
        self._failures = 0
        self._unused_since: float | None = None
        self._next_look = 0.0

    def keep(self) -> None:
        """Returns when nobody has used the server for a while, or on SIGTERM. Raises StoreError if it cannot be run."""
        try:
            self._server.start(self._ports)
            while not self._is_over():
                self._wake.wait(_LOOK_S if self._server.ready else _START_LOOK_S)
                self._watch()
        finally:
            remove_endpoint(self._folder)
            self._server.stop()
            self._guard.dismiss()
            shutil.rmtree(self._run, ignore_errors=True)

    def _watch(self) -> None:
        if self._guard.is_gone():
            self._guard = Guard(self._folder, self._run)
        if self._server.has_failed():
            self._restart()
        elif not self._server.ready and self._server.answers():
            self._failures = 0
            write_endpoint(self._folder, self._server.endpoint())
            _say(f"server {self._server.pid} ready")

    def _restart(self) -> None:
        remove_endpoint(self._folder)
        self._failures += 1
        _say(f"server {self._server.pid} ended or cannot listen")
        if self._failures >= _MOST_FAILURES:
            raise StoreError(f"内嵌图库连续 {self._failures} 次启动失败 (the server does not start)")
        again = None if self._server.port_taken else self._server.ports
        self._server.stop()
        self._server.start(again)

    def _is_over(self) -> bool:
        """True on SIGTERM, or when nobody has used the server for a while; start.lock is then kept until the end."""
        if self._wake.asked_to_end:
            return True
        now = time.monotonic()
        if now < self._next_look:
            return False
        self._next_look = now + _LOOK_S
        if not self._is_unused():
            self._unused_since = None
            return False
        if self._unused_since is None:
            self._unused_since = now
        if now - self._unused_since < self._linger_s:
            return False
        starting = locks.try_lock(self._folder / locks.START)
        if starting is None:
            return False
        if self._is_unused():
            return True
        locks.release(starting)
        return False

    def _is_unused(self) -> bool:
        users = locks.try_lock(self._folder / locks.USERS)
        if users is None:
            return False
        locks.release(users)
        return True


def clear_remains(folder: Path) -> None:
    """Ends a server that a killed keeper left, and removes its private directories. Raises StoreError if it stays."""
    if not end_servers(folder, run_mark(folder)):
        raise StoreError("上次留下的图库进程无法结束 (a left-over server does not end)")
    for path in folder.glob(RUN_PREFIX + "*"):
        shutil.rmtree(path, ignore_errors=True)


def main(words: list[str]) -> int:
    """Takes keeper.lock, goes into the background and keeps. 0 = in the background, 3 = there is a keeper already."""
    parser = argparse.ArgumentParser(prog="graph.store.keeper")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--heap", default=Limits.heap)
    parser.add_argument("--statement-ms", type=int, default=Limits.statement_ms)
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args(words)
    folder = given.folder.resolve()
    os.umask(0o077)
    os.chdir(folder)
    try:
        # Not at once: somebody who only asks whether there is a keeper holds the lock for a moment.
        lock = locks.take_lock(folder / locks.KEEPER, wait_s=2.0)
    except LianmengError as error:
        _say(str(error))
        return 3
    # Whoever started this keeper reads the endpoint as soon as the fork is done; an old one must be gone by then.
    left = read_endpoint(folder)
    remove_endpoint(folder)
    # Nothing but this thread and this lock exists yet, so a fork is safe here; the lock goes over to the child.
    if os.fork():
        os._exit(0)
    try:
        os.ftruncate(lock, 0)
        os.write(lock, f"{os.getpid()} {process_started(os.getpid())}".encode())
        clear_remains(folder)
        with Wake() as wake:
            Keeper(folder, Limits(given.heap, given.statement_ms, given.quick), wake, left).keep()
    except (LianmengError, OSError) as error:
        _say(f"{error}")
        return 1
    return 0


def _say(text: str) -> None:
    print(time.strftime("%Y-%m-%d %H:%M:%S"), "keeper", os.getpid(), text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    sys.exit(main(sys.argv[1:]))
