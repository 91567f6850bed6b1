"""What the `Meta` node says of the whole graph: which sources, at which edition, and one version of all data.

The version is a sum over the sources, so that a load changes it without reading the others; it is the same for the same
sources, whatever the order in which they came. `Meta` also carries the lock of Neo4j loads and the clock, which enter
neither version nor export.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from graph.errors import StatementRefused
from graph.facts import SourceRecord
from graph.identity import digest
from graph.store.bolt import Transaction
from graph.store.plain import Row

MIXED = "mixed"
_BITS = 128


@dataclass(frozen=True)
class Meta:
    """`sum` over all sources (32 hex digits), their number, and the editions with the number of sources at each."""

    sum: str
    sources: int
    editions: Mapping[str, int]

    @property
    def edition(self) -> str:
        """The one edition of all sources, `mixed`, or empty for an empty graph."""
        return MIXED if len(self.editions) > 1 else next(iter(self.editions), "")

    @property
    def data_version(self) -> str:
        """20 hex digits that change whenever a source or its facts change."""
        return digest(self.sum, self.edition)


def record_row(record: SourceRecord, facts_digest: str) -> dict[str, object]:
    """A source as the graph keeps it; without `based_on` when there is none (see decide.evidence_row)."""
    row = {f.name: getattr(record, f.name) for f in fields(record) if f.name != "based_on"}
    return row | ({"based_on": list(record.based_on)} if record.based_on else {}) | {"facts_digest": facts_digest}


def record_of(row: Mapping[str, object]) -> SourceRecord:
    """The record that a stored source stands for."""
    based_on = row.get("based_on") or ()
    assert isinstance(based_on, Sequence)
    values = {f.name: row[f.name] for f in fields(SourceRecord) if f.name != "based_on"}
    return SourceRecord(**values, based_on=tuple(based_on))  # type: ignore[arg-type]


def lock_meta(transaction: Transaction, source: str) -> None:
    """Makes every other load on a Neo4j wait until this transaction ends."""
    transaction.run("MATCH (m:Meta {id: 'graph'}) SET m.lock = $source", {"source": source})


def read_meta(transaction: Transaction, source: str) -> tuple[Meta, Row | None]:
    """Meta, and the stored source or None. Raises StatementRefused when the schema step has not been taken."""
    rows = transaction.run(
        "MATCH (m:Meta {id: 'graph'}) OPTIONAL MATCH (s:Source {id: $source}) "
        "RETURN m.sum AS sum, m.sources AS sources, m.editions AS editions, s AS source",
        {"source": source},
    )
    if not rows:
        raise StatementRefused(
            "图库还没有建立约束和索引 (no schema)；请先运行 ensure_schema，lianmeng ingest 会自动完成"
        )
    editions = dict(text.rsplit(" ", 1) for text in rows[0]["editions"] or ())
    meta = Meta(rows[0]["sum"], rows[0]["sources"], {name: int(count) for name, count in editions.items()})
    return meta, rows[0]["source"]


def changed(meta: Meta, before: Mapping[str, object] | None, after: Mapping[str, object] | None) -> Meta:
    """Meta when a stored source (None: not there) becomes another."""
    total, sources, editions = int(meta.sum, 16), meta.sources, dict(meta.editions)
    for row, sign in ((before, -1), (after, 1)):
        if row is None:
            continue
        total += sign * _weight(row)
        sources += sign
        edition = str(row["edition"])
        editions[edition] = editions.get(edition, 0) + sign
    left = {name: count for name, count in sorted(editions.items()) if count > 0}
    return Meta(f"{total % 2**_BITS:032x}", sources, left)


def write_meta(transaction: Transaction, meta: Meta) -> None:
    """Keeps the new state, and when it came about."""
    transaction.run(
        "MATCH (m:Meta {id: 'graph'}) SET m.sum = $sum, m.sources = $sources, m.editions = $editions, "
        "m.edition = $edition, m.data_version = $data_version, m.changed = toString(datetime())",
        {
            "sum": meta.sum,
            "sources": meta.sources,
            "editions": [f"{name} {count}" for name, count in meta.editions.items()],
            "edition": meta.edition,
            "data_version": meta.data_version,
        },
    )


def _weight(row: Mapping[str, object]) -> int:
    names = [f.name for f in fields(SourceRecord)] + ["facts_digest"]
    full = {"based_on": [], **row}
    parts = [digest(*map(str, value)) if isinstance(value, list) else str(value) for value in map(full.get, names)]
    return int.from_bytes(hashlib.sha256("\x1f".join(parts).encode()).digest()[: _BITS // 8])
