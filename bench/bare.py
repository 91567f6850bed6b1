"""What the loader is held against: `UNWIND … MERGE` of the same nodes and relationships, and nothing else.

The same nodes, relationships, Evidence and IN, one transaction a source through the same driver, in the same batches.
The rows are made beforehand and not timed. It looks at no other source, decides nothing and keeps no counts, so a
second source overwrites what a first one said.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph import choose
from graph.facts import VALUE, SourceFacts
from graph.model import Model
from graph.store.bolt import Engine, Transaction
from graph.store.decide import evidence_row, node_row
from graph.store.snapshot import batches
from graph.store.versions import record_row

Properties = dict[str, object]


@dataclass(frozen=True)
class Rows:
    """All of a source as rows: nodes {id, set} by labels, edges {head, tail, properties} by their ends, evidence."""

    source: Properties
    text: str
    nodes: Mapping[tuple[str, str | None], Sequence[Properties]]
    edges: Mapping[tuple[str, str, str], Sequence[Properties]]
    evidence: Sequence[Properties]


def rows_of(model: Model, facts: SourceFacts) -> Rows:
    """The rows of a source, as if it were the only one."""
    entities = {entity.id: entity for entity in facts.entities}
    first = {item.slot: item for item in facts.evidence}
    values: dict[str, dict[str, choose.Stored]] = {}
    edges: dict[tuple[str, str, str], list[Properties]] = {}
    for slot, claims in choose.by_slot(choose.claim_of(item) for item in facts.evidence).items():
        item, entity = first[slot], entities[first[slot].head]
        if item.type == VALUE:
            chosen = choose.value(model, model.nodes[entity.label], entity.kind_label, item.property or "", claims)
            values.setdefault(entity.id, {}).update(chosen)
        elif item.tail is not None:
            properties = {**(choose.edge(model.relations[item.type], claims) or {}), "id": slot}
            ends = (entity.label, item.type, entities[item.tail].label)
            edges.setdefault(ends, []).append({"head": item.head, "tail": item.tail, "properties": properties})
    nodes: dict[tuple[str, str | None], list[Properties]] = {}
    for entity in facts.entities:
        row = node_row(model, entity, values.get(entity.id, {}))
        nodes.setdefault((entity.label, entity.kind_label), []).append({"id": entity.id, "set": row})
    return Rows(
        record_row(facts.source, facts.facts_digest),
        facts.text,
        nodes,
        edges,
        [evidence_row(e) for e in facts.evidence],
    )


def load_bare(transaction: Transaction, engine: Engine, rows: Rows) -> None:
    """Writes the rows.

    The embedded engine finds no index for a MERGE by two labels and refuses a label set afterwards: there the nodes
    stay without their kind label, which is less work than the loader's.
    """
    transaction.run("MERGE (s:Source {id: $row.id}) SET s += $row", {"row": rows.source})
    transaction.run(
        "MATCH (s:Source {id: $id}) MERGE (t:SourceText {id: $id}) SET t.text = $text MERGE (s)-[:HAS_TEXT]->(t)",
        {"id": rows.source["id"], "text": rows.text},
    )
    for (label, kind_label), nodes in rows.nodes.items():
        kind = f"SET n:{kind_label} " if kind_label and engine == "neo4j" else ""
        _run(transaction, f"UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) {kind}SET n += row.set", nodes)
    for (head, type_, tail), edges in rows.edges.items():
        _run(
            transaction,
            f"UNWIND $rows AS row MATCH (a:{head} {{id: row.head}}) MATCH (b:{tail} {{id: row.tail}}) "
            f"MERGE (a)-[r:{type_}]->(b) SET r += row.properties",
            edges,
        )
    _run(
        transaction,
        "MATCH (s:Source {id: $source}) UNWIND $rows AS row MERGE (e:Evidence {id: row.id}) SET e += row "
        "MERGE (e)-[:IN]->(s)",
        rows.evidence,
        source=rows.source["id"],
    )


def _run(transaction: Transaction, cypher: str, rows: Sequence[Properties], **parameters: object) -> None:
    for batch in batches(rows):
        transaction.run(cypher, {"rows": batch, **parameters})
