"""`lianmeng ingest`: sources into the graph, with a progress bar and a report at the end."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the subcommand."""
    app.command("ingest")(ingest)


def ingest(
    paths: Annotated[list[Path], typer.Argument(help="文件夹或文件 / folders and files")],
    collection: Annotated[
        str | None, typer.Option(help="集合名；默认为文件夹的名字 / collection, by default the folder's name")
    ] = None,
    sync: Annotated[
        bool,
        typer.Option("--sync", help="与文件夹一致：文件已不在的来源撤回 / withdraw what is gone"),
    ] = False,
    split: Annotated[
        bool,
        typer.Option("--split", help="多个联盟的表格按联盟拆成多个来源 / one source an alliance for large tables"),
    ] = False,
    bulk: Annotated[
        Path | None,
        typer.Option(
            "--bulk",
            metavar="DIR",
            help="不经图库，写成 neo4j-admin import 的文件 / files for neo4j-admin import, without a store",
        ),
    ] = None,
    segmenter: Annotated[str | None, typer.Option(help="分词器：rjieba 或 jieba / segmenter")] = None,
    workers: Annotated[
        int | None, typer.Option(min=0, max=256, help="读取来源的进程数；0 为每核一个 / reading processes")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="只说问题 / tell problems only")] = False,
) -> None:
    """读入来源：只读内容或版次变了的，一个来源一次事务 / Read sources into the graph; unchanged ones are not read."""
    from dataclasses import replace

    from lianmeng.ingesting.report import Report
    from lianmeng.ingesting.run import Wish
    from lianmeng.ingesting.run import ingest as run
    from lianmeng.ingesting.show import progress_bar, show_broken, show_report
    from lianmeng.opened import settings_now, store_now

    settings = settings_now()
    changes = {"segmenter": segmenter, "workers": workers}
    settings = replace(settings, **{name: value for name, value in changes.items() if value is not None})  # type: ignore[arg-type]
    report = Report()
    wish = Wish(tuple(paths), collection, sync, split)
    if bulk is not None:
        from lianmeng.bulk import ingest_bulk

        ingest_bulk(settings, wish, bulk, quiet)
        return
    with store_now(settings) as store:
        try:
            with progress_bar(quiet) as progress:
                run(settings, store, wish, report, progress)
        except BaseException:
            show_broken(report, stopped=True)
            raise
        if not quiet:
            show_report(store, report)
    show_broken(report)
    if report.broken:
        raise typer.Exit(1)
