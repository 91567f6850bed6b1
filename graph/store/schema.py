"""From the model to constraints, indexes and full text, on either engine, and the one `Meta` node.

Made once a model: the Meta node remembers for which. Loading never makes a schema; it refuses where there is none.
What somebody drops by hand afterwards is seen by indexes.py, and made again by `make_schema`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from graph.choose import searched_as
from graph.identity import digest
from graph.model import Model
from graph.store.arcadedb_http import create_full_text_index
from graph.store.bolt import Engine, Store, Transaction
from graph.store.neo4j import AWAIT_INDEXES, full_text_index

# Kind (unique, range or full text), label and properties.
Index: TypeAlias = tuple[str, str, tuple[str, ...]]

# Beside the ids. Evidence is found by what is decided together and by fact; the others answer questions.
_INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Evidence", ("slot",)),
    ("Evidence", ("fact",)),
    ("Organization", ("name",)),
    ("Organization", ("lineage",)),
    ("Alliance", ("name",)),
)
# Few values for many nodes. To take one node out of such an index, ArcadeDB goes through all that have its value, so
# that withdrawing a source takes the square of its size (8,800 evidence: 5 s for `source` alone). There the evidence of
# a source is found along IN, and a count by going through the nodes of a kind.
_NEO4J_INDEXES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Evidence", ("source",)),
    ("Organization", ("alliance_count",)),
    ("Organization", ("kind", "alliance_count")),
    ("Source", ("collection",)),
)
# Counted up when this file makes something else of the same model.
_VERSION = "4"


def ensure_schema(store: Store, model: Model) -> None:
    """Makes what is missing; one short query when nothing is. Raises StatementRefused, StoreUnavailable."""
    stamp = digest(model.digest, _VERSION)
    # The first statement that a server just started is asked; where it lives, it may take the time of a load.
    look, limit = "MATCH (m:Meta {id: 'graph'}) RETURN m.schema AS schema", store.settings.load_limit
    if store.read(look, limit_s=limit) == [{"schema": stamp}]:
        return
    make_schema(store, model)


def make_schema(store: Store, model: Model) -> None:
    """Makes what is missing without believing the Meta node. Raises as `ensure_schema` does."""
    stamp = digest(model.digest, _VERSION)
    with store.loading():
        for statement in statements(model, store.engine):
            store.run_alone(statement)
        if store.engine == "arcadedb":
            _make_types(store, model)
        _make_full_text(store, model)
        store.write(lambda transaction: _make_meta(transaction, stamp))


def statements(model: Model, engine: Engine) -> Iterator[str]:
    """Constraints and indexes."""
    for kind, label, names in wanted(model, engine):
        index, columns = "_".join((label.lower(), *names)), ", ".join(f"n.{name}" for name in names)
        if kind == "unique":
            yield f"CREATE CONSTRAINT {index} IF NOT EXISTS FOR (n:{label}) REQUIRE {columns} IS UNIQUE"
        elif kind == "range":
            yield f"CREATE INDEX {index} IF NOT EXISTS FOR (n:{label}) ON ({columns})"


def wanted(model: Model, engine: Engine) -> Iterator[Index]:
    """All that the schema step makes: kind, label and properties of each."""
    for label in (*model.nodes, *model.bookkeeping):
        yield "unique", label, ("id",)
    for label, names in (*_INDEXES, *(_NEO4J_INDEXES if engine == "neo4j" else ())):
        yield "range", label, names
    for _, label, properties in full_text(model):
        yield "full text", label, tuple(properties)


def full_text(model: Model) -> Iterator[tuple[str, str, Sequence[str]]]:
    """Name of the index, label and properties of each full-text index."""
    for node in model.nodes.values():
        if node.fulltext:
            columns = [searched_as(node.properties[name]) for name in node.fulltext]
            yield full_text_name(node.label), node.label, columns
    for kept in model.bookkeeping.values():
        if kept.fulltext:
            yield full_text_name(kept.label), kept.label, kept.fulltext


def full_text_name(label: str) -> str:
    """The name of the full-text index of a label: `organization_names`."""
    return f"{label.lower()}_names"


def _make_full_text(store: Store, model: Model) -> None:
    endpoint = store.endpoint
    for index, label, properties in full_text(model):
        if endpoint is None:
            store.run_alone(full_text_index(index, label, properties))
        else:
            create_full_text_index(endpoint, index, label, properties)
    if endpoint is None:
        store.run_alone(AWAIT_INDEXES)


def _make_types(store: Store, model: Model) -> None:
    """One of each kind of node and relation, made and taken away: a load shall not have to change the schema.

    On ArcadeDB a change of schema in the middle of a transaction is not part of it.
    """

    def work(transaction: Transaction) -> None:
        for labels in _label_sets(model):
            transaction.run(f"CREATE (n:{':'.join(labels)} {{id: 'schema'}}) DELETE n")
        transaction.run("CREATE (n:SourceText {id: 'schema'})")
        for type_ in (*model.relations, "IN", "HAS_TEXT"):
            transaction.run(f"MATCH (n:SourceText {{id: 'schema'}}) CREATE (n)-[:{type_}]->(n)")
        transaction.run("MATCH (n:SourceText {id: 'schema'}) DETACH DELETE n")

    store.write(work)


def _label_sets(model: Model) -> Iterator[Sequence[str]]:
    for label in (*model.nodes, *model.bookkeeping):
        yield (label,)
    for kind in model.kinds.values():
        yield ("Organization", kind.label)


def _make_meta(transaction: Transaction, stamp: str) -> None:
    transaction.run(
        "MERGE (m:Meta {id: 'graph'}) "
        "ON CREATE SET m.edition = '', m.editions = [], m.sources = 0, m.sum = $zero, m.data_version = $version "
        "SET m.schema = $stamp",
        {"stamp": stamp, "zero": f"{0:032x}", "version": digest(f"{0:032x}", "")},
    )
