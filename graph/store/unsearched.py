"""Full-text indexes put aside while many searched nodes go, on the embedded engine only.

To take a node out of its full-text index ArcadeDB goes through all nodes that share a pair of characters with its name
(公司, 大学, 联盟 …), so that withdrawing takes the square of what is withdrawn: 8,800 evidence and 3,700 names 12 s,
3 s with the indexes put aside and made anew. Meanwhile a search falls back to what it does without an index. A process
that dies in between leaves a schema that `ensure_schema` knows to be unfinished.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from graph.store.arcadedb_http import command, create_full_text_index
from graph.store.bolt import Store
from graph.store.decide import Plan
from graph.store.schema import full_text

# Below this many nodes making the index anew would not pay.
FEW = 300


def heavy_labels(store: Store, plan: Plan) -> list[str]:
    """The searched labels of which so many nodes go that their indexes are better put aside; none on a Neo4j."""
    if store.engine == "neo4j":
        return []
    searched = {label for _, label, _ in full_text(store.model)}
    gone: dict[str, int] = {}
    for ids_by_label in (plan.dead, plan.remade):
        for label, ids in ids_by_label.items():
            gone[label] = gone.get(label, 0) + len(ids)
    return sorted(label for label, count in gone.items() if label in searched and count > FEW)


@contextmanager
def without_full_text(store: Store, labels: Sequence[str]) -> Iterator[None]:
    """Puts the full-text indexes of these labels aside for the block. The load's lock must be held."""
    endpoint = store.endpoint
    if endpoint is None or not labels:
        yield
        return
    indexes: Mapping[str, tuple[str, Sequence[str]]] = {
        index: (label, columns) for index, label, columns in full_text(store.model) if label in labels
    }
    stamp = store.read("MATCH (m:Meta {id: 'graph'}) RETURN m.schema AS schema")[0]["schema"]
    _set_stamp(store, "")
    for index in indexes:
        command(endpoint, f"DROP INDEX `{index}`")
    try:
        yield
    finally:
        for index, (label, columns) in indexes.items():
            create_full_text_index(store.endpoint or endpoint, index, label, columns)
        _set_stamp(store, stamp)


def _set_stamp(store: Store, stamp: str) -> None:
    statement = "MATCH (m:Meta {id: 'graph'}) SET m.schema = $stamp"
    store.write(lambda transaction: transaction.run(statement, {"stamp": stamp}))
