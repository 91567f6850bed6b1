"""Adding and removing own rows: a row is checked against the tables as they are before it is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from graph.errors import NotFound, TableError
from graph.model import load_model
from graph.settings import Settings
from ingest.words.lexicon import Lexicon, load_lexicon
from ingest.words.overlay import OWN_TABLES, Row, problem_of
from ingest.words.tidy import fold
from lianmeng.words.folder import own_tables, own_texts, write_rows

# Which cells the names fill, and how many names at least.
_FORMS: Mapping[str, tuple[tuple[str, ...], int, str]] = {
    "aliases": (("alias", "name"), 2, "简称 全称"),
    "organizations": (("name",), 1, "名称 --kind 类别"),
    "alliances": (("name", "alias"), 1, "联盟 [别名]"),
    "ambiguous": (("alias", "candidates"), 3, "简称 候选 候选…"),
    "apart": (("name", "other"), 2, "名称 另一名称"),
}
_KEYS = {"aliases": ("alias", "from", "until"), "organizations": ("name",), "alliances": ("name", "alias"),
         "ambiguous": ("alias",), "apart": ("name", "other")}  # fmt: skip


@dataclass(frozen=True)
class NewRow:
    """A row as it is asked for; `names` fill the table's columns of names in their order."""

    table: str
    names: tuple[str, ...]
    kind: str = ""
    place: str = ""
    lineage: str = ""
    since: str = ""
    until: str = ""
    source: str = ""
    date: str = ""


def added(settings: Settings, new: NewRow) -> Path:
    """Writes the row into its own table, in place of one about the same. Raises TableError when it does not fit."""
    row = _row(new)
    problem = problem_of(new.table, row, tuple(load_model().kinds))
    problem = problem or _problem_with_tables(new.table, row, load_lexicon(own_texts(settings)))
    if problem:
        raise TableError(f"{new.table}.tsv {' '.join(new.names)}：{problem}")
    tables = own_tables(settings)
    key = _key(new.table, row)
    kept = [other for other in tables[new.table] if _key(new.table, other) != key]
    tables[new.table] = sorted([*kept, row], key=lambda item: list(item.values()))
    # Whether the own tables still agree with each other is seen by laying them over.
    load_lexicon({name: _text(name, rows) for name, rows in tables.items()})
    return write_rows(settings, new.table, tables[new.table])


def removed(settings: Settings, table: str, names: Sequence[str]) -> int:
    """Takes out the own rows whose first names are these; how many. Raises NotFound when there is none."""
    columns = [column for column in OWN_TABLES[table] if column in ("alias", "name", "other")]
    rows = own_tables(settings)[table]
    wanted = [fold(name) for name in names]
    kept = [row for row in rows if [fold(row[column]) for column in columns][: len(wanted)] != wanted]
    if len(kept) == len(rows):
        raise NotFound(
            f"自己的表 {table}.tsv 里没有 {' '.join(names)} 这一行 (no such own row)；lianmeng words list 列出全部"
        )
    write_rows(settings, table, kept)
    return len(rows) - len(kept)


def _row(new: NewRow) -> dict[str, str]:
    columns, least, form = _FORMS[new.table]
    if len(new.names) < least or (len(new.names) > len(columns) and new.table != "ambiguous"):
        raise TableError(
            f"{new.table} 一行写作：{form} (names of a row)；所给 {len(new.names)} 个名称：{' '.join(new.names)}"
        )
    values = {"kind": new.kind, "place": new.place, "lineage": new.lineage, "from": new.since, "until": new.until}
    names = dict(zip(columns, new.names, strict=False))
    if new.table == "ambiguous":
        names["candidates"] = "|".join(new.names[1:])
    given = {**values, **names, "source": new.source, "date": new.date}
    row = {column: given.get(column, "").strip() for column in OWN_TABLES[new.table]}
    unfit = sorted(column for column, value in given.items() if value and column not in row)
    if unfit:
        raise TableError(f"{new.table} 没有 {'、'.join(unfit)} 一列 (no such column)；一行写作：{form}")
    if any(ord(char) < ord(" ") for cell in row.values() for char in cell):
        raise TableError(f"{new.table}：格里不能有制表符或换行 (control character)；请去掉")
    return row


def _problem_with_tables(table: str, row: Row, lexicon: Lexicon) -> str:
    """Whether a row leads to a name that the tables say is itself another name."""
    if table == "aliases" and lexicon.is_alliance(fold(row["name"])):
        return f"{row['name']} 是联盟 (an alliance)；联盟的别名写在 alliances"
    names = [row["name"]] if table == "aliases" else row["candidates"].split("|") if table == "ambiguous" else []
    for name in map(fold, names):
        leads = sorted({item.name for item in lexicon.aliases.get(name, ())} - {name})
        if leads and name not in lexicon.organizations:
            return f"{name} 自己是 {'、'.join(leads)} 的别名 (an alias itself)；请直接写 {'或'.join(leads)}"
    return ""


def _key(table: str, row: Row) -> tuple[str, ...]:
    return tuple(fold(row[column]) for column in _KEYS[table])


def _text(name: str, rows: Sequence[Row]) -> str:
    return "\n".join("\t".join(row[column] for column in OWN_TABLES[name]) for row in rows)
