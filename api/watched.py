"""A store that counts what is asked of it: statements in hand, and how they ended. For `/metrics`."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.errors import StoreBusy, StoreError, StoreTimeout, StoreUnavailable
from queries.reading import Reader

# The first class that fits decides.
_ENDS: tuple[tuple[type[StoreError], str], ...] = (
    (StoreUnavailable, "away"),
    (StoreBusy, "busy"),
    (StoreTimeout, "timeout"),
    (StoreError, "refused"),
)


@dataclass
class Watched:
    """`inner`, read through a count; may be used by several threads."""

    inner: Reader
    running: int = 0
    ended: dict[str, int] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        """As `Reader.read`."""
        end = "failed"
        with self._guard:
            self.running += 1
        try:
            rows = self.inner.read(cypher, parameters, limit_s=limit_s)
            end = "ok"
            return rows
        except StoreError as error:
            end = next(name for type_, name in _ENDS if isinstance(error, type_))
            raise
        finally:
            with self._guard:
                self.running -= 1
                self.ended[end] = self.ended.get(end, 0) + 1
