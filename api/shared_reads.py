"""One read for all who ask for the same thing at once.

Every answer rests on the present data version, and sixteen callers need not ask the store for it sixteen times. Who
asks while a read is under way is given the next one: what is told was always read after it was asked for, so that a
read after a write sees the write.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, TypeVar

T = TypeVar("T")

# Much longer than such a read takes on a store that is well. Behind a slow one nobody waits for another's read
# beside the own: the time limit of one read is to hold.
_SOON_S = 0.25


class SharedReads(Generic[T]):
    """`read` on behalf of all who ask, who wait `patience_s`; may be used by several threads and by the event loop."""

    def __init__(self, read: Callable[[], T], patience_s: float = _SOON_S) -> None:
        self._read = read
        self._patience_s = patience_s
        self._guard = threading.Lock()
        self._next: Future[T] | None = None
        self._last: T | None = None
        self._one_at_a_time = ThreadPoolExecutor(1, thread_name_prefix="shared read")

    @property
    def last(self) -> T | None:
        """What was read last, which may no longer hold; None before the first read."""
        return self._last

    def get(self) -> T:
        """What a read that began after this call returns or raises."""
        return self.begin()()

    def begin(self) -> Callable[[], T]:
        """As `get`, for who has something else to do meanwhile: call what it gives to wait for what was read."""
        asked = self._ask()

        def told() -> T:
            try:
                return asked.result(self._patience_s)
            except TimeoutError:
                return self._read()

        return told

    async def soon(self) -> T | None:
        """As `get`, but None where the store takes its time."""
        asked = asyncio.wrap_future(self._ask())
        try:
            done, _ = await asyncio.wait([asked], timeout=self._patience_s)
        finally:
            asked.cancel()  # without effect on what is done, or on the others who wait for it
        return asked.result() if done else None

    def _ask(self) -> Future[T]:
        with self._guard:
            if self._next is None:
                self._next = Future()
                self._next.set_running_or_notify_cancel()
                self._one_at_a_time.submit(self._serve)
            return self._next

    def _serve(self) -> None:
        with self._guard:
            waited_for, self._next = self._next, None
        assert waited_for is not None
        try:
            self._last = self._read()
            waited_for.set_result(self._last)
        except Exception as error:  # noqa: BLE001 - handed to those who asked, who raise it again
            waited_for.set_exception(error)
