"""The user's own rows over the shipped ones: whatever they say of a name replaces what the shipped tables say of it.

A table of own rows has the columns of the shipped table and the day on which the row was taken up. Where the rows lie
is left to the caller; they come as text. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.errors import TableError
from graph.moment import parse
from ingest.later import later
from ingest.words.tidy import fold

Row = Mapping[str, str]
Tables = Mapping[str, Sequence[Row]]

# `apart` holds pairs that look alike and are two; it settles reports and changes no fact.
OWN_TABLES: Mapping[str, tuple[str, ...]] = {
    "aliases": ("alias", "name", "from", "until", "source", "date"),
    "organizations": ("name", "kind", "place", "lineage", "source", "date"),
    "alliances": ("name", "alias", "source", "date"),
    "ambiguous": ("alias", "candidates", "source", "date"),
    "apart": ("name", "other", "source", "date"),
}
READ = ("aliases", "organizations", "alliances", "ambiguous")  # those that decide facts
_NEEDED = {
    "aliases": ("alias", "name"),
    "organizations": ("name", "kind"),
    "alliances": ("name",),
    "ambiguous": ("alias", "candidates"),
    "apart": ("name", "other"),
}
_NAMES = {"aliases": ("alias", "name"), "organizations": ("name", "lineage"), "alliances": ("name", "alias")}
_KEY = {"aliases": "alias", "organizations": "name", "ambiguous": "alias"}
_YEAR = later(r"(?:1[89]|20)\d\d|")
_OWN_WHERE = "自己的表 (own table)"


def own_rows(name: str, text: str) -> list[dict[str, str]]:
    """The rows of one own table; lines that begin with # and empty ones are passed over.

    Raises TableError naming table, line and what to do.
    """
    columns = OWN_TABLES[name]
    kinds = _kinds() if name == "organizations" else ()
    found: list[dict[str, str]] = []
    for number, line in enumerate(text.removeprefix("\ufeff").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if tuple(cells) == columns:
            continue
        where = f"{_OWN_WHERE} {name}.tsv 第 {number} 行"
        if len(cells) != len(columns):
            raise TableError(
                f"{where}有 {len(cells)} 格，应有 {len(columns)} 格 (wrong number of cells)：{'、'.join(columns)}；"
                "格与格之间用制表符 (tabs)"
            )
        row = dict(zip(columns, cells, strict=True))
        if problem := problem_of(name, row, kinds):
            raise TableError(f"{where}：{problem}")
        found.append(row)
    return found


def _kinds() -> tuple[str, ...]:
    # Reading a text needs no model, and few users have rows of their own.
    from graph.model import load_model

    return tuple(load_model().kinds)


def problem_of(name: str, row: Row, kinds: Sequence[str] = ()) -> str:
    """What is wrong with an own row, and what to do; empty when it fits. `kinds`: those an organisation may have."""
    empty = [column for column in (*_NEEDED[name], "source", "date") if not row[column]]
    if empty:
        return f"{'、'.join(empty)} 空着 (empty cell)；请写上，每行都要有来源和日期"
    if parse(row["date"]) is None:
        return f"date={row['date']} 不是日期 (date)；写成 2026-01-31"
    if name == "aliases":
        return _alias_problem(row)
    if name == "organizations" and row["kind"] not in kinds:
        return f"kind={row['kind']} 不是类别 (unknown kind)；可写的有：{'、'.join(kinds)}"
    if name == "ambiguous" and len({item for item in row["candidates"].split("|") if item}) < 2:
        return "candidates 少于两个 (one candidate)；写成 甲|乙，只有一个请写进 aliases"
    if name == "apart" and row["name"] == row["other"]:
        return "两个名称相同 (the same name twice)"
    if name == "alliances" and row["name"] == row["alias"]:
        return "别名与名称相同 (the same name twice)；没有别名就空着"
    return ""


def _alias_problem(row: Row) -> str:
    if fold(row["alias"]) == fold(row["name"]):
        return "别名与名称相同 (the same name twice)；若是一个机构自己的名称，请写进 organizations"
    if not (_YEAR.fullmatch(row["from"]) and _YEAR.fullmatch(row["until"])):
        return f"from={row['from']} until={row['until']} 不是年份 (years)；写成 2007，不限就空着"
    if row["from"] and row["until"] and row["from"] > row["until"]:
        return f"from={row['from']} 晚于 until={row['until']} (years the wrong way round)"
    return ""


def lay_over(shipped: Tables, own: Tables) -> dict[str, list[Row]]:
    """The rows of READ, folded, with the own ones over the shipped ones.

    A shipped row goes when an own row speaks of its name; names that led to an organisation or alliance which has
    become another's alias follow it. Raises TableError when two own rows contradict each other.
    """
    rows: dict[str, list[Row]] = {name: [_folded(name, row) for row in shipped.get(name, ())] for name in READ}
    mine: dict[str, list[Row]] = {name: [_folded(name, row) for row in own.get(name, ())] for name in READ}
    if not any(mine.values()):
        return rows
    spoken = {name: {row[key] for row in mine[name]} for name, key in _KEY.items()}
    _refuse_contradictions(spoken)
    everything = set().union(*spoken.values())
    for name, key in _KEY.items():
        rows[name] = [row for row in rows[name] if row[key] not in everything] + mine[name]
    rows["aliases"] = _follow(rows["aliases"], {row["alias"]: row["name"] for row in mine["aliases"] if _always(row)})
    moved = {row["alias"]: row["name"] for row in mine["alliances"] if row["alias"]}
    # An alliance that became an alias has no row of its own any more.
    left = [row for row in rows["alliances"] if row["alias"] or row["name"] not in moved]
    rows["alliances"] = _follow([row for row in left if row["alias"] not in moved], moved) + mine["alliances"]
    return rows


def _refuse_contradictions(spoken: Mapping[str, set[str]]) -> None:
    for one, other in (("aliases", "organizations"), ("aliases", "ambiguous"), ("organizations", "ambiguous")):
        if both := sorted(spoken[one] & spoken[other]):
            raise TableError(
                f"{_OWN_WHERE}：{'、'.join(both)} 既在 {one}.tsv 又在 {other}.tsv (rows contradict)；"
                "请用 lianmeng words remove 去掉一行"
            )


def _follow(rows: Sequence[Row], moved: Mapping[str, str]) -> list[Row]:
    """Other names of what is now itself another name lead to where it leads."""
    followed = [row if row["name"] not in moved else {**row, "name": moved[row["name"]]} for row in rows]
    return [row for row in followed if row["alias"] != row["name"]]


def _always(row: Row) -> bool:
    return not row["from"] and not row["until"]


def _folded(name: str, row: Row) -> Row:
    if name == "ambiguous":
        return {**row, "alias": fold(row["alias"]), "candidates": fold(row["candidates"])}
    folded = {**row, **{column: fold(row[column]) for column in _NAMES[name]}}
    if name == "organizations" and not folded["lineage"]:
        folded["lineage"] = folded["name"]
    return folded
