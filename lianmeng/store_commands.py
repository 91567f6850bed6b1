"""`lianmeng store`: the state of the store behind the graph, its missing indexes, and stopping the embedded one."""

from __future__ import annotations

from typing import Annotated

import typer

from lianmeng.output import Format, FormatOption, show_rows


def add_to(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(help="图库的状态、检查与停止 / the store's state", no_args_is_help=True, rich_markup_mode=None)
    group.command("status")(status)
    group.command("check")(check)
    group.command("repair")(repair)
    group.command("stop")(stop)
    app.add_typer(group, name="store")


def status(format_: FormatOption = Format.table) -> None:
    """图库是否在运行、在哪里、占用多少 / Whether the store runs, where, and how much it takes."""
    from dataclasses import asdict

    from graph.store.status import status as keeper_status
    from lianmeng.opened import settings_now

    settings = settings_now()
    if settings.embedded:
        values = {key: str(value) for key, value in asdict(keeper_status(settings)).items()}
    else:
        values = {"state": "server", "bolt_uri": settings.neo4j_uri, "database": settings.neo4j_database}
    rows = [{"item": key, "value": value} for key, value in values.items() if value not in ("", "0", "0.0")]
    show_rows("图库 (store)", {"item": "项目", "value": "值"}, rows, format_)


def check(format_: FormatOption = Format.table) -> None:
    """连上图库，查看版本、约束、数据版次 / Connect to the store and look at version, constraints and data."""
    from lianmeng.checking import check_store
    from lianmeng.opened import settings_now

    rows = check_store(settings_now())
    show_rows("图库检查 (store check)", {"item": "项目", "found": "所见", "advice": "建议"}, rows, format_)
    if any(row["advice"] for row in rows):
        raise typer.Exit(1)


def repair(format_: FormatOption = Format.table) -> None:
    """补上缺少的约束和索引，不动数据 / Make missing constraints and indexes again; data stays as it is."""
    from lianmeng.checking import repair_store
    from lianmeng.opened import settings_now

    rows = repair_store(settings_now())
    show_rows("补上的约束和索引 (store repair)", {"item": "项目", "found": "所为"}, rows, format_)


def stop(
    wait: Annotated[float, typer.Option(min=0, help="最多等待使用者离开的秒数 / seconds to wait for users")] = 10.0,
) -> None:
    """停止内嵌图库；仍有程序使用时不停 / Stop the embedded store unless somebody still uses it."""
    from graph.errors import StoreBusy
    from graph.store.status import stop as stop_keeper
    from lianmeng.opened import settings_now

    settings = settings_now()
    if not settings.embedded:
        typer.echo("当前使用 Neo4j，不归 lianmeng 停止 (a Neo4j is not stopped here)")
        return
    if not stop_keeper(settings, wait):
        raise StoreBusy(
            f"等了 {wait:g} 秒，仍有程序在使用图库 (the store is still in use)；请先结束 lianmeng serve 等程序"
        )
    typer.echo("内嵌图库已停止 (the embedded store is stopped)")
