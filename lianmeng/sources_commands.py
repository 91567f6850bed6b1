"""What is done with whole sources and with the whole graph: list, withdraw, export, restore."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lianmeng.output import Format, FormatOption, write_whole

if TYPE_CHECKING:
    from graph.store.load import StoredSource

_ALL = 10_000


class ExportFormat(StrEnum):
    """Forms of the whole graph."""

    jsonl = "jsonl"
    graphml = "graphml"
    gexf = "gexf"
    jsonld = "jsonld"


def add_to(app: typer.Typer) -> None:
    """Adds the subcommands."""
    app.command("sources")(sources)
    app.command("withdraw")(withdraw)
    app.command("export")(export)
    app.command("restore")(restore)


def sources(
    collection: Annotated[str | None, typer.Option(help="只列这个集合 / only this collection")] = None,
    format_: FormatOption = Format.table,
) -> None:
    """列出全部来源，各证明多少事实 / All sources and how much each attests."""
    from lianmeng.opened import store_now
    from lianmeng.output import show_answer
    from queries.run import ask, data_state

    with store_now() as store:
        answer = ask(store, "sources", {"collection": collection} if collection else {}, limit=_ALL)
        show_answer(answer, format_)
        if data_state(store)[1]:
            typer.echo("来源分属不同版次 (mixed editions)；再运行一次 lianmeng ingest，旧版次的来源会重读", err=True)


def withdraw(
    names: Annotated[list[str], typer.Argument(help="来源的编号、文件头中的 id 或路径 / ids or paths of sources")],
) -> None:
    """撤回来源：它说过的一切从图谱中消失 / Withdraw sources: all that they said goes."""
    from graph.store.load import stored_sources
    from graph.store.load import withdraw as take_back
    from lianmeng.opened import store_now

    with store_now() as store:
        stored = stored_sources(store)
        for id_ in [_source_named(name, stored) for name in names]:
            report = take_back(store, id_)
            typer.echo(
                f"已撤回 {stored[id_].collection}/{stored[id_].path}：{report.evidence_removed} 条证据、"
                f"{report.nodes_removed} 个节点 (withdrawn)"
            )


def export(
    as_: Annotated[ExportFormat, typer.Option("--as", help="格式 / form")] = ExportFormat.jsonl,
    out: Annotated[Path | None, typer.Option(help="写入的文件；默认写到标准输出 / file to write")] = None,
    bulk: Annotated[
        Path | None,
        typer.Option("--bulk", metavar="DIR", help="写成 neo4j-admin import 的文件 / files for neo4j-admin import"),
    ] = None,
) -> None:
    """导出整个图谱，次序固定 / The whole graph in a fixed order.

    jsonl 含全部证据，可比较，可用 restore 恢复；graphml、gexf、jsonld 只有事实，供别的程序打开。
    jsonl has all evidence, to be compared or restored; the others have the facts, for other programs.
    """
    import sys

    if bulk is not None:
        from graph.errors import BadParameter
        from lianmeng.bulk import export_bulk

        if out is not None:
            raise BadParameter("--bulk 与 --out 只能给一个 (either, not both)；请去掉其中一个", "bulk")
        export_bulk(bulk)
        return

    from graph.store.dump import export_lines
    from lianmeng.opened import store_now

    with store_now() as store:
        if as_ is ExportFormat.jsonl:
            lines: Iterator[str] = (f"{line}\n" for line in export_lines(store))
        else:
            from queries.formats import FORMATS
            from queries.graphfile import whole

            lines = FORMATS[as_.value][1](whole(store))
        if out is None:
            sys.stdout.writelines(lines)
        else:
            write_whole(out, lines)


def restore(
    file: Annotated[Path, typer.Argument(help="lianmeng export 写出的文件 / a file from lianmeng export")],
    resume: Annotated[bool, typer.Option("--resume", help="接着上次中断处恢复 / go on after an interruption")] = False,
) -> None:
    """把导出的图谱恢复到空的图库 / Restore an export into an empty store."""
    from graph.errors import UnreadableSource
    from graph.store.dump import restore as bring_back
    from lianmeng.opened import store_now

    try:
        with file.open(encoding="utf-8") as lines, store_now() as store:
            count = bring_back(store, lines, resume=resume)
    except UnicodeDecodeError as error:
        raise UnreadableSource(f"{file}：不是 UTF-8 文本，不是导出文件 (not an export)") from error
    except FileNotFoundError as error:
        raise UnreadableSource(f"{file}：没有这个文件 (not found)；请核对路径") from error
    typer.echo(f"已恢复 {count} 个来源 (sources restored)")


def _source_named(name: str, stored: Mapping[str, StoredSource]) -> str:
    """The id of the source that is meant. Raises NotFound."""
    from graph.errors import NotFound
    from graph.identity import source_id

    for id_ in (name, source_id(name, "", "")):
        if id_ in stored:
            return id_
    places = {id_: (f"{kept.collection}/{kept.path}", kept.path) for id_, kept in stored.items()}
    found = [id_ for id_, place in places.items() if name in place]
    if len(found) == 1:
        return found[0]
    if found:
        raise NotFound(f"“{name}”不止一个来源 (ambiguous)；请用编号：{'、'.join(found)}", tuple(found))
    raise NotFound(f"没有来源“{name}” (no such source)；lianmeng sources 列出全部来源的编号和路径")
