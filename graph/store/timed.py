"""A time limit in our own code, for an engine that does not listen to the driver's (engines.md section 1).

The work goes on in a daemon thread after its time is over and what it returns is thrown away; it holds one connection
of the pool until the server ends it, which bounds how many such threads there can be.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")

TIMED = "timed read"  # the name of the threads


class TimeIsUp(Exception):
    """The work took longer than its limit."""


class _Outcome(Generic[T]):
    """What the thread leaves behind: a result or an error."""

    result: T
    error: Exception | None = None


def timed(work: Callable[[], T], limit_s: float) -> T:
    """What `work()` returns or raises, or TimeIsUp after `limit_s` seconds."""
    outcome: _Outcome[T] = _Outcome()
    done = threading.Event()

    def run() -> None:
        try:
            outcome.result = work()
        except Exception as error:  # noqa: BLE001 - handed to the caller, who raises it again
            outcome.error = error
        finally:
            done.set()

    threading.Thread(target=run, daemon=True, name=TIMED).start()
    if not done.wait(limit_s):
        raise TimeIsUp
    if outcome.error is not None:
        raise outcome.error
    return outcome.result
