"""File locks that the kernel releases however a process dies (flock, close-on-exec).

Every rule of who may start, use, keep or load the embedded store is one lock file in the data folder. What the locks
mean together is written in `keeper.py` and `embedded.py`; here is only how one is taken and let go.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graph.errors import DataFolderError, StoreBusy

START = "start.lock"
USERS = "users.lock"
KEEPER = "keeper.lock"
SERVER = "server.lock"
LOAD = "load.lock"

_PAUSE_S = 0.05


def try_lock(path: Path, *, shared: bool = False) -> int | None:
    """The descriptor that holds the lock, or None where somebody else has it. Raises DataFolderError."""
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as error:
        raise DataFolderError(
            f"打开锁文件 {path}：{error.strerror} (cannot open the lock file)；请检查数据文件夹的权限和剩余空间"
        ) from error
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        return None
    except OSError as error:
        os.close(descriptor)
        raise DataFolderError(
            f"锁定 {path}：{error.strerror} (this file system has no locks)；请用 LIANMENG_DATA 换一个本机文件夹"
        ) from error
    return descriptor


def take_lock(path: Path, *, shared: bool = False, wait_s: float) -> int:
    """As `try_lock`, but waits up to `wait_s` seconds. Raises StoreBusy when the time is over."""
    deadline = time.monotonic() + wait_s
    while True:
        descriptor = try_lock(path, shared=shared)
        if descriptor is not None:
            return descriptor
        if time.monotonic() >= deadline:
            raise StoreBusy(
                f"等待 {path.name} 超过 {wait_s:g} 秒：另一个程序正占用图库 (the store is busy)；请稍后再试，"
                "或用 lianmeng store status 查看"
            )
        time.sleep(_PAUSE_S)


def release(descriptor: int) -> None:
    """Lets the lock go at once, even where a child still has a copy of the descriptor."""
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    os.close(descriptor)


def is_held(path: Path) -> bool:
    """True while any process holds the lock. It takes a shared lock for a moment, so takers must be patient."""
    if not path.exists():
        return False
    descriptor = try_lock(path, shared=True)
    if descriptor is None:
        return True
    release(descriptor)
    return False


@contextmanager
def hold(path: Path, *, shared: bool = False, wait_s: float) -> Iterator[int]:
    """Holds the lock for the block and gives its descriptor. Raises StoreBusy after `wait_s` seconds."""
    descriptor = take_lock(path, shared=shared, wait_s=wait_s)
    try:
        yield descriptor
    finally:
        release(descriptor)


@contextmanager
def load_lock(data_dir: Path, wait_s: float = 24 * 3600.0) -> Iterator[None]:
    """One loader at a time on the embedded store of `data_dir`: hold it around the whole transaction.

    Take it outside the function that the driver retries. Raises StoreBusy after `wait_s` seconds.
    """
    with hold(data_dir / LOAD, wait_s=wait_s):
        yield
