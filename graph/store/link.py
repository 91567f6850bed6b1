"""The drivers of this process for one server, closed when the last statement on them has ended.

A read that took too long goes on in its thread (timed.py). Were its driver closed under it, the driver would ask once
more over a new connection, which nobody would close any more.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from neo4j import Driver

from graph.store.endpoint import Endpoint


class Link:
    """With one account, writer and reader are the same driver. `endpoint` is None for a Neo4j."""

    def __init__(self, writer: Driver, reader: Driver, endpoint: Endpoint | None) -> None:
        self.writer = writer
        self.reader = reader
        self.endpoint = endpoint
        self._counting = threading.Lock()
        self._used = 0
        self._over = False

    @contextmanager
    def used(self) -> Iterator[None]:
        """Hold this while a session of one of the drivers is open."""
        with self._counting:
            self._used += 1
        try:
            yield
        finally:
            with self._counting:
                self._used -= 1
                last = self._over and not self._used
            if last:
                self._close()

    def close(self) -> None:
        """Closes the connections, now or when what runs on them has ended."""
        with self._counting:
            self._over = True
            idle = not self._used
        if idle:
            self._close()

    def _close(self) -> None:
        self.writer.close()
        self.reader.close()
