"""Waiting that ends early: when a child process ends, or when this process is asked to end.

Python's signal module writes each signal's number to a pipe, and the wait is a `select` on it; so the keeper sleeps
without looking around, and still notices the death of a child at once.
"""

from __future__ import annotations

import os
import select
import signal
from types import FrameType, TracebackType


class Wake:
    """Catches SIGCHLD and SIGTERM between `with` and its end. To be used in the main thread only."""

    def __init__(self) -> None:
        self.asked_to_end = False

    def __enter__(self) -> Wake:
        self._read, self._write = os.pipe()
        os.set_blocking(self._read, False)
        os.set_blocking(self._write, False)
        signal.set_wakeup_fd(self._write, warn_on_full_buffer=False)
        self._former = {
            number: signal.signal(number, handler)
            for number, handler in ((signal.SIGCHLD, self._child), (signal.SIGTERM, self._end))
        }
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        signal.set_wakeup_fd(-1)
        for number, handler in self._former.items():
            signal.signal(number, handler)
        os.close(self._read)
        os.close(self._write)

    def wait(self, limit_s: float) -> None:
        """Returns after `limit_s` seconds, or earlier when a signal has come since the last wait."""
        ready, _, _ = select.select([self._read], [], [], limit_s)
        if ready:
            os.read(self._read, 4096)

    def _child(self, number: int, frame: FrameType | None) -> None:
        """Nothing to do: the pipe has woken the wait."""

    def _end(self, number: int, frame: FrameType | None) -> None:
        self.asked_to_end = True
