"""Counts and times of requests in the text format of Prometheus; kept by the gate, shown at `/metrics`.

Times are kept by route (never by what was asked for), refusals by the kind of problem.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

# Seconds; from a kept answer to the limit of a query.
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass
class Metrics:
    """What happened since the process started; may be used by several threads."""

    requests: dict[tuple[str, str, int], int] = field(default_factory=dict)
    times: dict[str, list[int]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)
    refusals: dict[str, int] = field(default_factory=dict)
    running: int = 0
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def begin(self) -> None:
        """A request has come in."""
        with self._guard:
            self.running += 1

    def end(self, method: str, route: str, status: int, seconds: float, problem: str = "") -> None:
        """A request was answered (status 0: it was broken off), perhaps by a kind of problem."""
        with self._guard:
            self.running -= 1
            if problem:
                self.refusals[problem] = self.refusals.get(problem, 0) + 1
            key = (method, route, status)
            self.requests[key] = self.requests.get(key, 0) + 1
            counts = self.times.setdefault(route, [0] * (len(BUCKETS) + 1))
            counts[next((at for at, most in enumerate(BUCKETS) if seconds <= most), len(BUCKETS))] += 1
            self.seconds[route] = self.seconds.get(route, 0.0) + seconds

    def text(self, gauges: Mapping[str, float]) -> str:
        """All of it in the text format; `gauges` are added by name."""
        with self._guard:
            return "\n".join(
                [*self._requests(), *self._times(), *_gauges({**gauges, "requests_running": self.running}), ""]
            )

    def _requests(self) -> Iterator[str]:
        yield "# TYPE lianmeng_requests_total counter"
        for (method, route, status), number in sorted(self.requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"lianmeng_requests_total{{{labels}}} {number}"

    def _times(self) -> Iterator[str]:
        yield "# TYPE lianmeng_request_seconds histogram"
        for route, counts in sorted(self.times.items()):
            total = 0
            for most, number in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
                total += number
                yield f'lianmeng_request_seconds_bucket{{route="{route}",le="{most}"}} {total}'
            yield f'lianmeng_request_seconds_sum{{route="{route}"}} {self.seconds[route]:.6f}'
            yield f'lianmeng_request_seconds_count{{route="{route}"}} {total}'


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in sorted(gauges.items()):
        yield f"# TYPE lianmeng_{name} gauge"
        yield f"lianmeng_{name} {value:g}"
