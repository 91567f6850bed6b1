"""Counts and times of requests in the text format of Prometheus; kept by the gate, shown at `/metrics`.

Times are kept by route and by question (never by what was asked for), refusals by the kind of problem.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

# Seconds; from a kept answer to the limit of a query.
BUCKETS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)


@dataclass
class Times:
    """Histograms of seconds, one for each value of `label`."""

    label: str
    counts: dict[str, list[int]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def add(self, value: str, seconds: float) -> None:
        """One more."""
        counts = self.counts.setdefault(value, [0] * (len(BUCKETS) + 1))
        counts[next((at for at, most in enumerate(BUCKETS) if seconds <= most), len(BUCKETS))] += 1
        self.seconds[value] = self.seconds.get(value, 0.0) + seconds

    def lines(self, name: str) -> Iterator[str]:
        """In the text format, as `lianmeng_NAME_seconds`."""
        yield f"# TYPE lianmeng_{name}_seconds histogram"
        for value, counts in sorted(self.counts.items()):
            total, label = 0, f'{self.label}="{value}"'
            for most, number in zip((*map(str, BUCKETS), "+Inf"), counts, strict=True):
                total += number
                yield f'lianmeng_{name}_seconds_bucket{{{label},le="{most}"}} {total}'
            yield f"lianmeng_{name}_seconds_sum{{{label}}} {self.seconds[value]:.6f}"
            yield f"lianmeng_{name}_seconds_count{{{label}}} {total}"


@dataclass
class Metrics:
    """What happened since the process started; may be used by several threads."""

    requests: dict[tuple[str, str, int], int] = field(default_factory=dict)
    routes: Times = field(default_factory=lambda: Times("route"))
    refusals: dict[str, int] = field(default_factory=dict)
    questions: Times = field(default_factory=lambda: Times("question"))
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
            self.routes.add(route, seconds)

    @contextmanager
    def asking(self, question: str) -> Iterator[None]:
        """Hold this while a question of the catalogue is asked of the store."""
        started = time.perf_counter()
        try:
            yield
        finally:
            with self._guard:
                self.questions.add(question, time.perf_counter() - started)

    def text(self, gauges: Mapping[str, float], more: Iterable[str] = ()) -> str:
        """All of it in the text format; `gauges` are added by name, `more` are lines as they are."""
        with self._guard:
            ours = [*self._requests(), *self.routes.lines("request"), *self.questions.lines("question")]
            return "\n".join(
                [*ours, *self._refusals(), *_gauges({**gauges, "requests_running": self.running}), *more, ""]
            )

    def _requests(self) -> Iterator[str]:
        yield "# TYPE lianmeng_requests_total counter"
        for (method, route, status), number in sorted(self.requests.items()):
            labels = f'method="{method}",route="{route}",status="{status}"'
            yield f"lianmeng_requests_total{{{labels}}} {number}"

    def _refusals(self) -> Iterator[str]:
        yield "# TYPE lianmeng_refusals_total counter"
        for name, number in sorted(self.refusals.items()):
            yield f'lianmeng_refusals_total{{reason="{name}"}} {number}'


def _gauges(gauges: Mapping[str, float]) -> Iterator[str]:
    for name, value in sorted(gauges.items()):
        yield f"# TYPE lianmeng_{name} gauge"
        yield f"lianmeng_{name} {value:g}"
