"""The user's side of the embedded store: join the keeper of a data folder, or start it; ask after it; stop it.

A user holds `users.lock` for as long as it uses the store, and that is all the keeper wants to know of it. See
`keeper.py` for the locks, `bolt.py` for talking to the server that the endpoint names.
"""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import StoreUnavailable
from graph.settings import Settings
from graph.store import locks
from graph.store.arcadedb import Limits, check_limits, find_engine
from graph.store.children import LOG
from graph.store.endpoint import Endpoint, read_endpoint
from graph.store.folder import prepare_folder
from graph.store.processes import is_server
from graph.store.python import module_command, module_environment

_START_S = 90.0
_PAUSE_S = 0.03
_MOST_STARTS = 2
_LONGEST_LOG = 5_000_000


@contextmanager
def open_embedded(settings: Settings) -> Iterator[Endpoint]:
    """The running server of `settings.data`, started if need be; it goes on running at least until the block ends.

    Raises PlatformUnsupported, DataFolderError, StoreBusy (somebody else is starting or stopping it, for too long)
    and StoreUnavailable (it does not start).
    """
    folder, limits = _ready_to_start(settings)
    with locks.hold(folder / locks.START, wait_s=_START_S):
        users = locks.take_lock(folder / locks.USERS, shared=True, wait_s=_START_S)
        try:
            endpoint = _join(folder, limits)
        except BaseException:
            locks.release(users)
            raise
    try:
        yield endpoint
    finally:
        locks.release(users)


def current_endpoint(settings: Settings) -> Endpoint:
    """The endpoint as it is now, for one inside `open_embedded` whose connection has failed.

    A server that died comes back on the same ports as a rule, but not always; a keeper that was killed is started
    again here. Raises what `open_embedded` raises.
    """
    folder, limits = _ready_to_start(settings)
    with locks.hold(folder / locks.START, wait_s=_START_S):
        return _join(folder, limits)


def _ready_to_start(settings: Settings) -> tuple[Path, Limits]:
    limits = Limits(settings.store_heap, round(settings.load_limit * 1000), settings.store_quick)
    check_limits(limits)
    find_engine()
    return prepare_folder(settings.data), limits


def _join(folder: Path, limits: Limits) -> Endpoint:
    """Waits for the endpoint, starting the keeper where there is none. `start.lock` is held meanwhile."""
    deadline = time.monotonic() + _START_S
    starts = 0
    while time.monotonic() < deadline:
        if not locks.is_held(folder / locks.KEEPER):
            if starts == _MOST_STARTS:
                break
            starts += 1
            _start_keeper(folder, limits)
        endpoint = read_endpoint(folder)
        # The file may be that of a server that has just died: its keeper will write a new one.
        if endpoint is not None and is_server(endpoint.pid, folder):
            return endpoint
        time.sleep(_PAUSE_S)
    raise StoreUnavailable(
        f"启动内嵌图库 {folder}：{_last_words(folder)} (the embedded store does not start)；"
        f"详情见 {folder / LOG}，或设置 NEO4J_URI 改用 Neo4j"
    )


def _start_keeper(folder: Path, limits: Limits) -> None:
    """Returns when the keeper holds its lock and is in the background, or has failed and written why to the log."""
    path = folder / LOG
    if path.exists() and path.stat().st_size > _LONGEST_LOG:
        path.replace(path.with_suffix(".log.1"))
    options = ["--heap", limits.heap, "--statement-ms", str(limits.statement_ms)]
    if limits.quick:
        options.append("--quick")
    log = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        subprocess.run(
            module_command("graph.store.keeper", str(folder), *options),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=folder,
            env=module_environment(os.environ),
            start_new_session=True,
            check=False,
        )
    finally:
        os.close(log)


def _last_words(folder: Path) -> str:
    """What the keeper last wrote to the log, without the time."""
    lines = (folder / LOG).read_text(encoding="utf-8", errors="replace").splitlines()
    said = [line.split(" keeper ", 1)[1] for line in lines if " keeper " in line]
    return said[-1].split(" ", 1)[-1] if said else "没有回答"
