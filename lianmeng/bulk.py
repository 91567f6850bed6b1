"""`lianmeng ingest --bulk` and `lianmeng export --bulk`: the files, and what to do with them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from graph.settings import Settings
    from lianmeng.ingesting.run import Wish


def ingest_bulk(settings: Settings, wish: Wish, folder: Path, quiet: bool) -> None:
    """Sources straight into files; ends with exit code 1 when some could not be read."""
    from graph.model import load_model
    from lianmeng.ingesting.bulk import write_files
    from lianmeng.ingesting.report import Report
    from lianmeng.ingesting.show import progress_bar, show_broken

    report = Report()
    try:
        with progress_bar(quiet) as progress:
            write_files(settings, load_model(), wish, folder, report, progress)
    except BaseException:
        show_broken(report)
        sys.stderr.write(f"没有写出 {folder} (nothing was written)\n")
        raise
    if not quiet:
        typer.echo(f"读入 {len(report.loaded)} 个来源、{report.evidence} 条证据 (sources and evidence read)。")
    show_broken(report)
    show_next(folder, settings.neo4j_database)
    if report.broken:
        raise typer.Exit(1)


def export_bulk(folder: Path) -> None:
    """The stored graph into files."""
    from graph.bulk.folder import refuse_used
    from graph.bulk.stored import spool_store
    from graph.bulk.write import bulk_files
    from lianmeng.ingesting.memory import read_memory, travelling_text
    from lianmeng.opened import settings_now, store_now

    settings = settings_now()
    refuse_used(folder)
    with (
        store_now(settings) as store,
        bulk_files(folder, store.model, travelling_text(read_memory(store))) as spool,
    ):
        spool_store(store, spool)
    show_next(folder, settings.neo4j_database)


def show_next(folder: Path, database: str) -> None:
    """The commands that make a graph of the files."""
    from graph.bulk.arguments import import_command

    typer.echo(
        f"已写好 {folder.absolute()} (files written)。在 Neo4j 的机器上，Neo4j 停止时运行 (while it is stopped)："
    )
    typer.echo(f"    {import_command(folder, database)}")
    typer.echo("启动 Neo4j，设 NEO4J_URI 等变量，然后建立约束和索引、检查 (then start it; schema and check)：")
    typer.echo("    lianmeng store repair && lianmeng store check")
