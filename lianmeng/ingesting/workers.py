"""Spreads the reading of sources over processes and gives the outcomes back in the order of the tasks.

Workers are spawned, never forked, so that no lock of the store lives on in them; Ctrl-C reaches only the parent. A
worker that dies (out of memory, a parser's crash) costs the one source that killed it.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

from lianmeng.ingesting.reading import Outcome, Setup, Task, read_source

# Starting a worker costs about a second (tables, imports); a text is read in some hundredths of one.
_TASKS_A_WORKER = 100
_BYTES_A_WORKER = 500_000
# Tasks handed out ahead of what the loader has taken, for each worker: bounds the memory.
_AHEAD = 4
# So many workers dying one after the other are no matter of their sources.
_MOST_DEATHS = 3


def how_many(wanted: int, tasks: Sequence[Task]) -> int:
    """Worker processes for these tasks; 1 = read in this process. `wanted` 0 means one a core."""
    most = wanted or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else wanted or os.cpu_count() or 1
    size = sum(_size(task) for task in tasks)
    return max(1, min(most, len(tasks), max(len(tasks) // _TASKS_A_WORKER, size // _BYTES_A_WORKER)))


def read_all(tasks: Sequence[Task], setup: Setup, workers: int) -> Iterator[Outcome]:
    """The outcome of each task, in order, whatever the number of workers."""
    if workers <= 1:
        yield from (read_source(task, setup) for task in tasks)
        return
    done = 0
    try:
        for outcome in _in_pool(tasks, setup, workers):
            yield outcome
            done += 1
    except BrokenProcessPool:
        yield from _one_by_one(tasks[done:], setup)


def _in_pool(tasks: Sequence[Task], setup: Setup, workers: int) -> Iterator[Outcome]:
    pool = ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
    waiting: deque[Future[Outcome]] = deque()
    try:
        for task in tasks:
            with _interrupts_blocked():
                waiting.append(pool.submit(read_source, task, setup))
            if len(waiting) > workers * _AHEAD:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _one_by_one(tasks: Sequence[Task], setup: Setup) -> Iterator[Outcome]:
    """Each in a worker of its own, so that the one that kills its worker is found."""
    deaths = 0
    for task in tasks:
        try:
            if deaths == _MOST_DEATHS:
                raise BrokenProcessPool
            yield next(_in_pool([task], setup, 1))
            deaths = 0
        except BrokenProcessPool:
            deaths = min(deaths + 1, _MOST_DEATHS)
            problem = f"{task.name}：读取进程中断，多半是内存不足 (reading process died)；请拆分文件，或用 --workers 1"
            yield Outcome(task, problem=problem)


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """A process started meanwhile never sees Ctrl-C: it inherits the blocked signal."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _size(task: Task) -> int:
    if task.stored is not None:
        return len(task.stored.text)
    try:
        return task.path.stat().st_size if task.path else 0
    except OSError:
        return 0
