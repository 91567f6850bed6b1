"""Rows of the .tsv tables beside this module, as they ship; what they mean is known to those who read them."""

from __future__ import annotations

from importlib import resources

from graph.errors import TableError


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a shipped table. Raises TableError."""
    shipped = resources.files("ingest.words").joinpath(f"{name}.tsv").read_text(encoding="utf-8")
    lines = [(number, line) for number, line in enumerate(shipped.splitlines(), 1) if line and not line.startswith("#")]
    columns = lines[0][1].split("\t")
    rows: list[dict[str, str]] = []
    for number, line in lines[1:]:
        cells = line.split("\t")
        if len(cells) != len(columns):
            raise TableError(
                f"{name}.tsv 第 {number} 行有 {len(cells)} 格，应有 {len(columns)} 格 (wrong number of cells)"
            )
        rows.append(dict(zip(columns, cells, strict=True)))
    return rows
