from __future__ import annotations

import multiprocessing
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from graph.errors import DataFolderError, StoreBusy
from graph.store import locks

HOLDER = """
import sys
from pathlib import Path
from graph.store.locks import try_lock
assert try_lock(Path(sys.argv[1]), shared=sys.argv[2] == "shared") is not None
print("held", flush=True)
sys.stdin.read()
"""


def _holder(path: Path, how: str = "exclusive") -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path), how], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def _end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_an_exclusive_lock_keeps_everybody_out_until_it_is_released(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    held = locks.try_lock(path)
    assert held is not None
    assert locks.try_lock(path) is None
    assert locks.try_lock(path, shared=True) is None
    assert locks.is_held(path)
    locks.release(held)
    assert not locks.is_held(path)


def test_a_shared_lock_lets_sharers_in_and_nobody_else(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with locks.hold(path, shared=True, wait_s=0), locks.hold(path, shared=True, wait_s=0):
        assert locks.try_lock(path) is None
    with locks.hold(path, wait_s=0):
        pass


def test_asking_after_a_lock_makes_no_file(tmp_path: Path) -> None:
    assert not locks.is_held(tmp_path / "a.lock")
    assert list(tmp_path.iterdir()) == []


def test_the_file_is_private_and_the_descriptor_closes_on_exec(tmp_path: Path) -> None:
    with locks.hold(tmp_path / "a.lock", wait_s=0) as descriptor:
        assert stat.S_IMODE((tmp_path / "a.lock").stat().st_mode) == 0o600
        assert not os.get_inheritable(descriptor)


def test_waiting_ends_with_a_clear_sentence(tmp_path: Path) -> None:
    with locks.hold(tmp_path / "a.lock", wait_s=0), pytest.raises(StoreBusy, match=r"a\.lock.*the store is busy"):
        locks.take_lock(tmp_path / "a.lock", wait_s=0.1)


def test_the_kernel_releases_the_lock_of_a_killed_process(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    holder = _holder(path)
    assert locks.is_held(path)
    _end(holder)
    with locks.hold(path, wait_s=5):
        pass


def test_a_shared_lock_outlives_a_killed_sharer(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    first, second = _holder(path, "shared"), _holder(path, "shared")
    _end(first)
    assert locks.try_lock(path) is None
    _end(second)
    with locks.hold(path, wait_s=5):
        pass


def test_programs_started_meanwhile_do_not_hold_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    with locks.hold(path, wait_s=0):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE, close_fds=False)
    try:
        assert not locks.is_held(path)
    finally:
        child.communicate(b"\n")


def test_spawned_workers_do_not_hold_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "a.lock"
    descriptor = locks.take_lock(path, wait_s=0)
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(os.getppid) == os.getpid()
        # Closed without unlocking: only a copy in the worker could still hold it.
        os.close(descriptor)
        assert not locks.is_held(path)


def test_a_place_that_takes_no_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderError, match="cannot open the lock file"):
        locks.try_lock(tmp_path / "file" / "a.lock")


def test_one_loader_at_a_time(tmp_path: Path) -> None:
    inside: list[str] = []
    first_in, may_leave = threading.Event(), threading.Event()

    def load(name: str) -> None:
        with locks.load_lock(tmp_path):
            inside.append(f"{name} in")
            if name == "first":
                first_in.set()
                may_leave.wait()
            inside.append(f"{name} out")

    threads = [threading.Thread(target=load, args=(name,)) for name in ("first", "second")]
    threads[0].start()
    first_in.wait()
    threads[1].start()
    with pytest.raises(StoreBusy), locks.load_lock(tmp_path, wait_s=0.1):
        pass
    may_leave.set()
    for thread in threads:
        thread.join()
    assert inside == ["first in", "first out", "second in", "second out"]
