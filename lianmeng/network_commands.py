"""Networks of shared membership in the shell: centrality and communities as a table, and files for drawing programs."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from lianmeng.output import Format, FormatOption, show_rows, write_whole


class Side(StrEnum):
    """Which network."""

    organizations = "organizations"
    alliances = "alliances"
    membership = "membership"


class FileFormat(StrEnum):
    """Forms of a network."""

    graphml = "graphml"
    gexf = "gexf"
    jsonl = "jsonl"
    jsonld = "jsonld"


SideOption = Annotated[Side, typer.Option(help="机构间、联盟间或二部图 / between organisations, alliances, or both")]
KindOption = Annotated[str | None, typer.Option(help="机构类别，如 university / kind of organisation")]
FieldOption = Annotated[str | None, typer.Option(help="联盟的领域 / field of the alliances")]
RegionOption = Annotated[str | None, typer.Option(help="联盟的地域 / region of the alliances")]
YearOption = Annotated[int | None, typer.Option(min=1900, max=2100, help="年份 / year")]
LeastOption = Annotated[int, typer.Option("--min-shared", min=1, help="至少共享几个 / at least so many shared")]


def add_to(app: typer.Typer) -> None:
    """Adds the subcommands."""
    app.command("measures")(measures)
    app.command("network")(network)


def measures(
    side: SideOption = Side.organizations,
    kind: KindOption = None,
    field: FieldOption = None,
    region: RegionOption = None,
    year: YearOption = None,
    min_shared: LeastOption = 1,
    limit: Annotated[int, typer.Option(min=1, help="最多几条 / most rows")] = 50,
    format_: FormatOption = Format.table,
) -> None:
    """共同成员网络的中心性与社团 / Centrality and communities of the network of shared membership."""
    from lianmeng.opened import store_now
    from queries.measured import COLUMNS
    from queries.network import measures as measured

    with store_now() as store:
        rows = measured(_network(store, side, kind, field, region, year, min_shared))
    columns = {column.name: column.zh for column in COLUMNS if column.name != "id" or format_ is not Format.table}
    show_rows("中心性与社团 (centrality and communities)", columns, rows[:limit], format_)
    if len(rows) > limit:
        typer.echo(f"共 {len(rows)} 条，这里是前 {limit} 条 (cut: {limit} of {len(rows)} rows)", err=True)


def network(
    side: SideOption = Side.organizations,
    as_: Annotated[FileFormat, typer.Option("--as", help="格式 / form")] = FileFormat.graphml,
    kind: KindOption = None,
    field: FieldOption = None,
    region: RegionOption = None,
    year: YearOption = None,
    min_shared: LeastOption = 1,
    measured: Annotated[
        bool, typer.Option("--measures", help="节点带中心性与社团 / nodes with centrality and community")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="写入的文件；默认写到标准输出 / file to write")] = None,
) -> None:
    """共同成员网络的文件，供 Gephi 等打开 / The network of shared membership as a file, for Gephi and others."""
    from lianmeng.opened import store_now
    from queries.formats import FORMATS
    from queries.graphfile import network as content
    from queries.measured import with_measures
    from queries.run import data_state

    with store_now() as store:
        version, _ = data_state(store)
        graph = _network(store, side, kind, field, region, year, min_shared)
    lines = FORMATS[as_.value][1](content(with_measures(graph) if measured else graph, version))
    if out is None:
        sys.stdout.writelines(lines)
    else:
        write_whole(out, lines)


def _network(
    store: Any, side: Side, kind: str | None, field: str | None, region: str | None, year: int | None, least: int
) -> Any:
    from graph.errors import BadParameter
    from queries.catalogue import shipped_model
    from queries.network import Choice, membership, shared

    kinds = shipped_model().kinds
    if kind is not None and kind not in kinds:
        raise BadParameter(f"kind={kind}：没有这种类别 (unknown kind)；可选：{'、'.join(kinds)}", "kind")
    graph = membership(store, Choice(kind, field, region, year))
    if side is Side.membership:
        return graph
    return shared(graph, "organizations" if side is Side.organizations else "alliances", least)
