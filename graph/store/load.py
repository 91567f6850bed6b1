"""One source into the graph, or out of it, in one managed transaction: a crash leaves the old state or the new one.

The steps are those of design.md, section 4: lock, read (snapshot.py), decide (decide.py), write and delete last
(write.py). Loading twice is harmless.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from graph.errors import SourceTooLarge
from graph.facts import SourceFacts
from graph.fit import check_facts
from graph.store.bolt import Store, Transaction
from graph.store.decide import Plan, decide
from graph.store.plain import Row
from graph.store.snapshot import read_snapshot
from graph.store.unsearched import heavy_labels, without_full_text
from graph.store.versions import changed, lock_meta, read_meta, record_row, write_meta
from graph.store.write import delete_last, delete_source, write_plan, write_source

Action = Literal["loaded", "changed", "stamped", "unchanged", "withdrawn", "absent"]


@dataclass(frozen=True)
class LoadReport:
    """What became of one source: `stamped` = only its record was renewed, `absent` = there was nothing to withdraw."""

    source: str
    action: Action
    evidence_added: int = 0
    evidence_removed: int = 0
    nodes_added: int = 0
    nodes_removed: int = 0


@dataclass(frozen=True)
class StoredSource:
    """What tells whether a source must be read again."""

    text_sha256: str
    sha256: str
    edition: str
    facts_digest: str
    collection: str
    path: str


def load(store: Store, facts: SourceFacts, facts_digest: str | None = None) -> LoadReport:
    """Makes the graph say of this source what `facts` say, and nothing else.

    `facts_digest` is given when a dump is restored, whose sources may have been read under several editions.
    Raises SourceTooLarge, ModelError (facts that the model does not know), and what `Store.write` raises.
    """
    after = record_row(facts.source, facts_digest or facts.facts_digest)
    source = facts.source.id
    if len(facts.evidence) > store.settings.source_evidence:
        raise SourceTooLarge(
            f"来源 {facts.source.path or source} 有 {len(facts.evidence)} 条证据 (too much evidence in one source)，"
            f"上限 LIANMENG_SOURCE_EVIDENCE={store.settings.source_evidence}；"
            "请用 lianmeng ingest --split 按联盟拆分表格，或用 --bulk 批量导入，或调大这个上限"
        )
    if store.read("MATCH (s:Source {id: $id}) RETURN s", {"id": source}, patient=True) == [{"s": after}]:
        return LoadReport(source, "unchanged")
    check_facts(store.model, facts)
    return _change(store, source, facts, after)


def withdraw(store: Store, source: str) -> LoadReport:
    """Takes back all that the source said. Raises what `Store.write` raises."""
    return _change(store, source, None, None)


def stored_sources(store: Store) -> dict[str, StoredSource]:
    """Every stored source by id, in one query."""
    rows = store.read(
        "MATCH (s:Source) RETURN s.id AS id, s.text_sha256 AS text_sha256, s.sha256 AS sha256, s.edition AS edition, "
        "s.facts_digest AS facts_digest, s.collection AS collection, s.path AS path ORDER BY id",
        limit_s=store.settings.load_limit,
        patient=True,
    )
    return {row.pop("id"): StoredSource(**row) for row in rows}


def stored_text(store: Store, source: str) -> str | None:
    """The text of a stored source, to be read again under a new edition."""
    rows = store.read("MATCH (t:SourceText {id: $id}) RETURN t.text AS text", {"id": source}, patient=True)
    return None if not rows else str(rows[0]["text"])


class _ManyGo(Exception):
    """So many searched nodes go that their full-text indexes are put aside first; nothing has been written yet."""

    def __init__(self, labels: list[str]) -> None:
        super().__init__(labels)
        self.labels = labels


def _change(store: Store, source: str, facts: SourceFacts | None, after: Row | None) -> LoadReport:
    with store.loading():
        try:
            return store.write(lambda transaction: _rewrite(store, transaction, source, facts, after, False))
        except _ManyGo as many:
            with without_full_text(store, many.labels):
                return store.write(lambda transaction: _rewrite(store, transaction, source, facts, after, True))


def _rewrite(
    store: Store, transaction: Transaction, source: str, facts: SourceFacts | None, after: Row | None, unsearched: bool
) -> LoadReport:
    if store.engine == "neo4j":
        lock_meta(transaction, source)
    meta, before = read_meta(transaction, source)
    if before == after:
        return LoadReport(source, "unchanged" if after else "absent")
    plan = None
    if not (before and after and before["facts_digest"] == after["facts_digest"]):
        snapshot = read_snapshot(transaction, store.model, source, facts, before is not None)
        plan = decide(store.model, facts, snapshot)
        labels = [] if unsearched else heavy_labels(store, plan)
        if labels:
            raise _ManyGo(labels)
    if facts is not None and after is not None:
        same = before is not None and before["text_sha256"] == after["text_sha256"]
        write_source(transaction, after, None if same else facts.text)
    if plan is not None:
        write_plan(transaction, source, plan)
        delete_last(transaction, store.engine, source, plan)
    if facts is None:
        delete_source(transaction, source)
    write_meta(transaction, changed(meta, before, after))
    if plan is None:
        return LoadReport(source, "stamped")
    return _report(source, "withdrawn" if facts is None else "changed" if before else "loaded", plan)


def _report(source: str, action: Action, plan: Plan) -> LoadReport:
    return LoadReport(
        source,
        action,
        evidence_added=len(plan.evidence),
        evidence_removed=len(plan.gone),
        nodes_added=sum(map(len, plan.created.values())) - sum(map(len, plan.remade.values())),
        nodes_removed=sum(map(len, plan.dead.values())),
    )
