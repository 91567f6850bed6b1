"""docs/analysts.md: its statements run on both engines, and its tables are what they answer.

With REWRITE_DOCS=1 in the environment the tables are written anew, which the next run then checks on the other engine.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from graph.store.bolt import Store
from queries.statement import complaints

PAGE = Path(__file__).parents[2] / "docs" / "analysts.md"
_STATEMENT = re.compile(r"```cypher\n(.*?)```\n(?:\n\|[^\n]*(?:\n\|[^\n]*)*\n|\n（无行 no rows）\n)?", re.DOTALL)


def test_the_tables_are_what_the_statements_answer(small_store: Store) -> None:
    said = PAGE.read_text(encoding="utf-8")
    made = _STATEMENT.sub(lambda found: _answered(small_store, found[1]), said)
    if os.environ.get("REWRITE_DOCS"):
        PAGE.write_text(made, encoding="utf-8")
    else:
        assert made == said, "REWRITE_DOCS=1"


def test_ten_questions_only_read_and_run_on_both_engines() -> None:
    said = PAGE.read_text(encoding="utf-8")
    parts = re.split(r"^## \d+\. ", said, flags=re.MULTILINE)[1:]
    assert len(parts) == 10
    for part in parts:
        statements = _STATEMENT.findall(part)
        assert statements, part[:40]
        assert [complaints(text) for text in statements] == [[]] * len(statements)


def _answered(store: Store, statement: str) -> str:
    """The statement with its table."""
    rows = store.read(statement)
    table = "\n".join(_table(rows)) if rows else "（无行 no rows）"
    return f"```cypher\n{statement}```\n\n{table}\n"


def _table(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    columns = list(rows[0])
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    return lines + [f"| {' | '.join(_shown(row[name]) for name in columns)} |" for row in rows]


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "、".join(_shown(item) for item in value)
    if isinstance(value, bool):
        return json.dumps(value)
    return "" if value is None else f"{value:.10g}" if isinstance(value, int | float) else str(value)
