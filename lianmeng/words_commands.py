"""`lianmeng words`: the user's own rows of the word tables, over those that came with the program."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from lianmeng.output import Format, FormatOption, json_text, show_rows, write

if TYPE_CHECKING:
    from graph.settings import Settings
    from ingest.canonical import Canon

_JUDGED = "自己的判断 own judgement"
_AGAIN = "再运行 lianmeng ingest，受影响的来源会重读 (ingest again: what is touched is read anew)"


class Table(StrEnum):
    """The own tables."""

    aliases = "aliases"
    organizations = "organizations"
    alliances = "alliances"
    ambiguous = "ambiguous"
    apart = "apart"


_TABLE_HELP = (
    "aliases 简称 全称；organizations 机构；alliances 联盟 别名；"
    "ambiguous 简称 候选 候选…；apart 名称 另一名称（不是同一个）"
)
TableArgument = Annotated[Table, typer.Argument(help=_TABLE_HELP)]
NamesArgument = Annotated[list[str], typer.Argument(help="名称，次序见上 / names, in the order above")]


def add_to(app: typer.Typer) -> None:
    """Adds the group."""
    told = "名称表中自己的行 / own rows of the name tables"
    group = typer.Typer(help=told, no_args_is_help=True, rich_markup_mode=None)
    group.command("add")(add)
    group.command("list")(list_)
    group.command("remove")(remove)
    group.command("why")(why)
    app.add_typer(group, name="words")


def add(
    table: TableArgument,
    names: NamesArgument,
    kind: Annotated[str, typer.Option(help="机构的类别，如 company / kind of the organisation")] = "",
    place: Annotated[str, typer.Option(help="所在地，如 辽宁省/大连市 / place")] = "",
    lineage: Annotated[str, typer.Option(help="更名前最早的名称 / earliest of its names")] = "",
    from_: Annotated[str, typer.Option("--from", help="别名从哪年有效 / first year of an alias")] = "",
    until: Annotated[str, typer.Option(help="别名到哪年有效 / last year of an alias")] = "",
    source: Annotated[str, typer.Option(help="依据 / where it is known from")] = _JUDGED,
    date: Annotated[str, typer.Option(help="记下的日期；默认今天 / day of the row, by default today")] = "",
) -> None:
    """加一行；同名的旧行被替换 / Add a row; it takes the place of an own row about the same names."""
    from datetime import UTC, datetime

    from lianmeng.opened import settings_now
    from lianmeng.words.edit import NewRow, added

    day = date or datetime.now(UTC).astimezone().date().isoformat()
    row = NewRow(table, tuple(names), kind, place, lineage, from_, until, source, day)
    path = added(settings_now(), row)
    typer.echo(f"已写入 {path} (added)；{_AGAIN}")


def list_(
    table: Annotated[Table | None, typer.Argument(help="只列这个表 / only this table")] = None,
    format_: FormatOption = Format.table,
) -> None:
    """列出自己的行，各有来源和日期 / The own rows, each with its source and date."""
    from lianmeng.opened import settings_now
    from lianmeng.words.folder import own_tables

    rows = [
        {
            "table": name,
            "row": " | ".join(cell for cell in list(row.values())[:-2] if cell),
            "source": row["source"],
            "date": row["date"],
        }
        for name, found in own_tables(settings_now()).items()
        for row in found
        if table in (None, name)
    ]
    columns = {"table": "表", "row": "行", "source": "依据", "date": "日期"}
    show_rows("自己的行 (own rows)", columns, rows, format_)


def remove(table: TableArgument, names: NamesArgument) -> None:
    """去掉一行：名称与所给的都相符的行 / Remove the rows whose names are these."""
    from lianmeng.opened import settings_now
    from lianmeng.words.edit import removed

    gone = removed(settings_now(), table, tuple(names))
    typer.echo(f"已去掉 {gone} 行 (removed)；{_AGAIN}")


def why(
    name: Annotated[str, typer.Argument(help="名称 / a name")],
    year: Annotated[int | None, typer.Option(min=1800, max=2100, help="来源的年份 / year of the source")] = None,
    format_: FormatOption = Format.table,
) -> None:
    """一个名称指什么、依据哪一行、未定时加哪一行 / What a name means, by which row, and what would settle it."""
    from lianmeng.opened import settings_now
    from lianmeng.words.folder import own_tables
    from lianmeng.words.why import why as explained

    settings = settings_now()
    answer = explained(name, canon_now(settings), own_tables(settings), year)
    if format_ is Format.json:
        write(json_text(answer))
        return
    called = {"name": "名称", "label": "类型", "means": "指", "unresolved": "未定", "reason": "依据", "kind": "类别",
              "kind_from": "类别依据", "lineage": "沿革"}  # fmt: skip
    rows = [{"item": told, "value": _spoken(key, answer[key])} for key, told in called.items() if key in answer]
    for row in answer["rows"]:
        whose = f"自己的行 {row['date']} (own)" if row["own"] else "自带的行 (shipped)"
        whose = "被替换的自带行 (replaced)" if row["replaced"] else whose
        rows.append({"item": f"{whose} {row['table']}", "value": f"{row['row']}；{row['source']}"})
    rows += [{"item": "加这一行即定 (would settle it)", "value": item["command"]} for item in answer["settle"]]
    show_rows(f"“{answer['name']}” (why)", {"item": "项目", "value": "内容"}, rows, format_)


def canon_now(settings: Settings) -> Canon:
    """Names as ingest would resolve them now: shipped tables and own ones. Raises TableError."""
    from graph.model import load_model
    from ingest.canonical import make_canon
    from ingest.words.lexicon import load_lexicon
    from lianmeng.words.folder import own_texts

    return make_canon(load_lexicon(own_texts(settings)), load_model())


def _cells(row: Mapping[str, str]) -> str:
    return " | ".join(value for key, value in row.items() if value and key not in ("source", "date"))


def _spoken(key: str, value: object) -> str:
    from queries.export import spoken

    if key == "label":
        return "联盟 (alliance)" if value == "Alliance" else "机构 (organisation)"
    if key == "unresolved":
        return "是 (yes)" if value else "否 (no)"
    return spoken("kind", value) if key == "kind" else str(value)
