"""Ctrl-C while a source is being loaded: the load ends first and is told in the report, then the run stops.

A transaction that was committed but not yet told would make the list of loaded sources untrue, and an interrupt that
arrives inside a library's callback could be lost.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Holds an interrupt back until the block has ended, then raises KeyboardInterrupt.

    Does nothing outside the main thread, where no handler can be set and none would run, and where interrupts are
    ignored, as in the background of a shell.
    """
    ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    if ignored or threading.current_thread() is not threading.main_thread():
        yield
        return
    held: list[int] = []

    def hold(number: int, frame: FrameType | None) -> None:
        if held:  # a second Ctrl-C does not wait
            raise KeyboardInterrupt
        held.append(number)

    before = signal.signal(signal.SIGINT, hold)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if held:
        raise KeyboardInterrupt
