"""A time limit in our own code, for an engine that does not listen to the driver's (engines.md section 1).

The work goes on in its daemon thread after its time is over and what it returns is thrown away; it holds one connection
of the pool until the server ends it, which bounds how many such threads there can be. Threads are kept for the next
work: to start one takes longer than a small read.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, Generic, TypeAlias, TypeVar

T = TypeVar("T")

TIMED = "timed read"  # the name of the threads


class TimeIsUp(Exception):
    """The work took longer than its limit."""


class _Job(Generic[T]):
    """Work for a thread, and what came of it: a result or an error."""

    result: T
    error: Exception | None = None

    def __init__(self, work: Callable[[], T]) -> None:
        self._work = work
        # A bare lock: an Event costs a thread more to wait for than a small read leaves over.
        self.open = threading.Lock()
        self.open.acquire()

    def do(self) -> None:
        try:
            self.result = self._work()
        except Exception as error:  # noqa: BLE001 - handed to the caller, who raises it again
            self.error = error


_Inbox: TypeAlias = "SimpleQueue[_Job[Any] | None]"


class Timed:
    """The threads of one owner, as many as ever worked at once. May be used by several threads."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._idle: list[_Inbox] = []
        self._over = False

    def run(self, work: Callable[[], T], limit_s: float) -> T:
        """What `work()` returns or raises, or TimeIsUp after `limit_s` seconds."""
        job = _Job(work)
        with self._guard:
            inbox = self._idle.pop() if self._idle else None
        if inbox is None:
            inbox = SimpleQueue()
            threading.Thread(target=self._serve, args=(inbox,), daemon=True, name=TIMED).start()
        inbox.put(job)
        if not job.open.acquire(timeout=limit_s):
            raise TimeIsUp
        if job.error is not None:
            raise job.error
        return job.result

    def close(self) -> None:
        """Ends the threads, each with the work that it is at."""
        with self._guard:
            self._over = True
            idle, self._idle = self._idle, []
        for inbox in idle:
            inbox.put(None)

    def _serve(self, inbox: _Inbox) -> None:
        while (job := inbox.get()) is not None:
            job.do()
            with self._guard:
                over = self._over
                if not over:
                    self._idle.append(inbox)
            job.open.release()
            # An idle thread must not hold on to what it read.
            del job
            if over:
                return
