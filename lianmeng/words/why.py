"""`lianmeng words why NAME`: what a name means to the program, which row or rule says so, and what would settle it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ingest.canonical import Canon
from ingest.words.overlay import READ, Row
from ingest.words.shipped import read_table
from ingest.words.tidy import fold
from lianmeng.words.settle import for_alliance, for_organization

_ALLIANCE = re.compile(r"(?:联盟|联合体|同盟)$")
_REASONS = {
    "table: own name": "表中有它自己的一行",
    "table: alias": "表中的别名",
    "alias whose years the source does not settle": "别名只在某些年份有效，而来源的日期没有落在其中（或没有日期）",
    "short name of several organisations": "表中说这个简称可以指几个机构",
    "same name but for its legal form": "除公司形式外与表中一个机构同名",
    "short name of several alliances": "表中说这个简称可以指几个联盟",
    "same name but for 产业, 国家 or the ending": "除“产业”“国家”或结尾外与表中一个联盟同名",
    "name as written": "表中没有；名称照原文",
}
# What the name is looked for in, and what a row says it means.
_COLUMNS = {"aliases": ("alias", "name"), "alliances": ("alias", "name"), "organizations": ("name",),
            "ambiguous": ("alias",)}  # fmt: skip
_KEYED = ("aliases", "organizations", "ambiguous")  # where an own row takes the place of shipped ones


def why(name: str, canon: Canon, own: Mapping[str, Sequence[Row]], year: int | None) -> dict[str, Any]:
    """How `name` is read in a source of `year` (None: without a date).

    Keys: name, label, means, unresolved, reason, kind, kind_from, lineage, and as lists
    rows (table, own, replaced, row, source, date) and settle (row, command).
    """
    given = fold(name.strip())
    alliance = canon.lexicon.is_alliance(given) or bool(_ALLIANCE.search(given))
    found = canon.alliance(given) if alliance else canon.organization(given, year)
    answer: dict[str, Any] = {
        "name": given,
        "label": "Alliance" if alliance else "Organization",
        "means": found.name,
        "unresolved": found.unresolved,
        "reason": f"{_REASONS.get(found.reason, found.reason)} ({found.reason})",
    }
    if not alliance:
        answer |= _kind(found.name, canon)
    settle = (for_alliance if alliance else for_organization)(given, canon) if found.unresolved else []
    return {
        **answer,
        "rows": list(_rows(given, found.name, own)),
        "settle": [{"row": item.row, "command": item.command} for item in settle],
    }


def _kind(name: str, canon: Canon) -> dict[str, str]:
    row = canon.lexicon.organizations.get(name)
    if row is not None:
        return {"kind": row.kind, "kind_from": "机构表 (table)", "lineage": row.lineage}
    kind = canon.finder.kind_by_form(name)
    told = "名称的结尾 (ending of the name)" if kind else "没有依据 (nothing tells)"
    return {"kind": kind or "other", "kind_from": told, "lineage": name}


def _rows(given: str, means: str, own: Mapping[str, Sequence[Row]]) -> Iterator[dict[str, Any]]:
    """The rows in which the name itself stands, and the own row of what it means; own ones first."""
    for table in READ:
        shipped: Sequence[Row] = read_table(table)
        replaced = {fold(row[_COLUMNS[other][0]]) for other in own if other in _KEYED for row in own[other]}
        for mine, rows in ((True, own.get(table, ())), (False, shipped)):
            for row in rows:
                names = {fold(row[column]) for column in _COLUMNS[table]}
                if given in names or (table == "organizations" and means in names):
                    cells = [f"{key}={value}" for key, value in row.items() if value and key not in ("source", "date")]
                    yield {
                        "table": f"{table}.tsv",
                        "own": mine,
                        "replaced": not mine and table in _KEYED and fold(row[_COLUMNS[table][0]]) in replaced,
                        "row": " ".join(cells),
                        "source": row["source"],
                        "date": row.get("date", ""),
                    }
