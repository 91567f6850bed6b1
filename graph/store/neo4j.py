"""What is particular to Neo4j: the DDL of full-text indexes. See engines.md, section 3; the driver stays in bolt.py."""

from __future__ import annotations

from collections.abc import Sequence

# Waits until what was just made can be asked; an index over a big graph takes its time.
AWAIT_INDEXES = "CALL db.awaitIndexes(300)"


def full_text_index(index: str, label: str, properties: Sequence[str]) -> str:
    """The statement that makes a full-text index for Chinese (pairs of characters). Names come from the model."""
    columns = ", ".join(f"n.`{name}`" for name in properties)
    return (
        f"CREATE FULLTEXT INDEX `{index}` IF NOT EXISTS FOR (n:`{label}`) ON EACH [{columns}] "
        "OPTIONS {indexConfig: {`fulltext.analyzer`: 'cjk'}}"
    )
