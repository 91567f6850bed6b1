"""What `/metrics` tells of the store and the data, beside the counts of requests: looked up when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from graph.errors import StoreError
from queries.reading import Reader

SOURCES = 500  # told one by one; a monitoring system keeps a series for each
_BY_SOURCE = (
    "MATCH (s:Source) OPTIONAL MATCH (e:Evidence)-[:IN]->(s) "
    "RETURN s.id AS id, s.collection AS collection, count(e) AS evidence"
)


@dataclass
class BySource:
    """Evidence by source and collection, counted once for each data version."""

    _version: str = ""
    _lines: list[str] = field(default_factory=list)

    def lines(self, store: Reader, version: str) -> list[str]:
        """In the text format; sources beyond SOURCES are told together. Raises the family of StoreError."""
        if version != self._version or not self._lines:
            self._lines, self._version = list(_evidence(store.read(_BY_SOURCE))), version
        return self._lines


def _evidence(rows: list[dict[str, Any]]) -> Iterator[str]:
    yield "# TYPE lianmeng_evidence gauge"
    ordered = sorted(rows, key=lambda row: (-row["evidence"], row["id"]))
    for row in ordered[:SOURCES]:
        yield f'lianmeng_evidence{{collection="{_label(row["collection"])}",source="{row["id"]}"}} {row["evidence"]}'
    rest = sum(row["evidence"] for row in ordered[SOURCES:])
    if rest:
        yield f'lianmeng_evidence{{collection="",source="other"}} {rest}'


def age_of_data(store: Reader, now: datetime) -> float | None:
    """Seconds since a load last changed the graph; None when nothing was loaded. Raises the family of StoreError."""
    rows = store.read("MATCH (m:Meta {id: 'graph'}) RETURN m.changed AS changed")
    text = rows[0]["changed"] if rows else None
    if not text:
        return None
    try:
        # One engine names the zone after the offset: …Z[Etc/UTC].
        changed = datetime.fromisoformat(str(text).partition("[")[0])
    except ValueError:
        return None
    return max(0.0, (now - (changed if changed.tzinfo else changed.replace(tzinfo=UTC))).total_seconds())


def store_lines(ended: dict[str, int]) -> Iterator[str]:
    """How statements ended, in the text format."""
    yield "# TYPE lianmeng_store_statements_total counter"
    for name, number in sorted(ended.items()):
        yield f'lianmeng_store_statements_total{{end="{name}"}} {number}'


def _label(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def gauges(store: Reader, by_source: BySource, version: str, now: datetime) -> tuple[dict[str, float], list[str]]:
    """The age of the data and the evidence by source; nothing while the store is away."""
    try:
        age = age_of_data(store, now)
        return ({} if age is None else {"data_age_seconds": age}), by_source.lines(store, version)
    except StoreError:
        return {}, []
