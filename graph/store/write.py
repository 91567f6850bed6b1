"""The statements of a load: fixed texts, sorted batches, keys matched on the primary label alone, deletions last.

engines.md says why: with two labels the embedded engine leaves the index, and on Neo4j every seek after a deletion
slows with the number of nodes deleted. The one deletion that comes first is that of nodes that are made anew with
another kind label, because neither engine lets labels change under a unique constraint at that price.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from graph.store.bolt import Engine, Transaction
from graph.store.decide import Ends, Plan, Properties
from graph.store.snapshot import batches


def write_plan(transaction: Transaction, source: str, plan: Plan) -> None:
    """Everything of a plan except the source itself and its deletions."""
    for label, ids in plan.remade.items():
        _run(transaction, f"UNWIND $rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", ids)
    for (label, kind_label), rows in plan.created.items():
        labels = f"{label}:{kind_label}" if kind_label else label
        _run(transaction, f"UNWIND $rows AS row CREATE (n:{labels}) SET n = row", rows)
    for label, rows in plan.updated.items():
        _run(transaction, f"UNWIND $rows AS row MATCH (n:{label} {{id: row.id}}) SET n += row.set", rows)
    for ends, rows in plan.made.items():
        _run(transaction, f"{_match_ends(ends)} CREATE (a)-[r:{ends[1]}]->(b) SET r = row.properties", rows)
    for ends, rows in plan.merged.items():
        _run(transaction, f"{_match_ends(ends)} MERGE (a)-[r:{ends[1]}]->(b) SET r = row.properties", rows)
    for ends, rows in plan.cut.items():
        _run(transaction, f"{_match_ends(ends)} MATCH (a)-[r:{ends[1]}]->(b) DELETE r", rows)
    create = "MATCH (s:Source {id: $source}) UNWIND $rows AS row CREATE (e:Evidence)-[:IN]->(s) SET e = row"
    _run(transaction, create, plan.evidence, source=source)


def delete_last(transaction: Transaction, engine: Engine, source: str, plan: Plan) -> None:
    """Nodes that nobody attests any more, then the evidence that is gone: one seek each, or one a row.

    On Neo4j a seek slows with the number of nodes that the transaction has deleted, so there is one for all. ArcadeDB
    goes through a list for every node that it looks at, so there each is found by its id (8,800 of 8,800 evidence: 10 s
    the other way, 1.7 s this way).
    """
    for label, ids in plan.dead.items():
        if engine == "neo4j":
            transaction.run(f"MATCH (n:{label}) WHERE n.id IN $rows DETACH DELETE n", {"rows": list(ids)})
        else:
            _run(transaction, f"UNWIND $rows AS row MATCH (n:{label} {{id: row}}) DETACH DELETE n", ids)
    if not plan.gone:
        return
    if engine == "neo4j":
        gone = "MATCH (e:Evidence {source: $source}) WHERE e.id IN $rows DETACH DELETE e"
        transaction.run(gone, {"source": source, "rows": list(plan.gone)})
    else:
        _run(transaction, "UNWIND $rows AS row MATCH (e:Evidence {id: row}) DETACH DELETE e", plan.gone)


def write_source(transaction: Transaction, row: Properties, text: str | None) -> None:
    """The source with all its fields; its text only when it is given, because it is long and seldom changes."""
    transaction.run("MERGE (s:Source {id: $id}) SET s = $row", {"id": row["id"], "row": row})
    if text is not None:
        transaction.run(
            "MATCH (s:Source {id: $id}) MERGE (t:SourceText {id: $id}) SET t.text = $text MERGE (s)-[:HAS_TEXT]->(t)",
            {"id": row["id"], "text": text},
        )


def delete_source(transaction: Transaction, source: str) -> None:
    """The source and its text; its evidence must be gone."""
    transaction.run("MATCH (t:SourceText {id: $id}) DETACH DELETE t", {"id": source})
    transaction.run("MATCH (s:Source {id: $id}) DETACH DELETE s", {"id": source})


def _match_ends(ends: Ends) -> str:
    head, _, tail = ends
    return f"UNWIND $rows AS row MATCH (a:{head} {{id: row.head}}) MATCH (b:{tail} {{id: row.tail}})"


def _run(
    transaction: Transaction, cypher: str, rows: Sequence[Properties] | Iterable[str], **parameters: object
) -> None:
    for batch in batches(rows):
        both: Mapping[str, object] = {"rows": batch, **parameters}
        transaction.run(cypher, both)
