"""How often a caller may ask: a bucket of tokens for each, refilled steadily; the clock is handed in."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field

_CALLERS = 10_000  # kept at once; the longest unseen goes first, and its bucket is full again by then


@dataclass
class Rates:
    """Buckets of `a_minute` for each caller; may be used by several threads."""

    a_minute: int
    clock: Callable[[], float] = time.monotonic
    _buckets: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def take(self, caller: str) -> float:
        """0 when the caller may go on, else the seconds until it may."""
        now, a_second = self.clock(), self.a_minute / 60
        with self._guard:
            left, then = self._buckets.pop(caller, (float(self.a_minute), now))
            left = min(float(self.a_minute), left + (now - then) * a_second)
            allowed = left >= 1
            self._buckets[caller] = (left - 1 if allowed else left, now)
            while len(self._buckets) > _CALLERS:
                self._buckets.popitem(last=False)
        return 0.0 if allowed else (1 - left) / a_second
