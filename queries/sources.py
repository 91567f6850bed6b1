"""One source: its record, its text, and how much it attests."""

from __future__ import annotations

from typing import Any

from graph.errors import NotFound
from queries.reading import Reader


def source_record(store: Reader, id_: str) -> dict[str, Any]:
    """The record with `attests` (type → pieces of evidence). Raises NotFound."""
    rows = store.read("MATCH (s:Source {id: $id}) RETURN properties(s) AS s", {"id": id_})
    if not rows:
        raise NotFound(f"没有编号为 {id_} 的来源 (no such source)；/sources 列出全部来源")
    counted = store.read(
        "MATCH (:Source {id: $id})<-[:IN]-(e:Evidence) RETURN e.type AS type, count(e) AS n ORDER BY type", {"id": id_}
    )
    return {**rows[0]["s"], "attests": {row["type"]: row["n"] for row in counted}}


def source_text(store: Reader, id_: str) -> str:
    """The text that evidence counts its characters in. Raises NotFound."""
    rows = store.read("MATCH (t:SourceText {id: $id}) RETURN t.text AS text", {"id": id_})
    if not rows:
        raise NotFound(f"没有编号为 {id_} 的来源 (no such source)；/sources 列出全部来源")
    return str(rows[0]["text"])
