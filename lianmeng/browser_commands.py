"""`lianmeng browser`: what Neo4j Browser needs to show this graph, and the Browser itself beside the embedded store."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(help="Neo4j Browser 的样式、指南与启动 / for Neo4j Browser", rich_markup_mode=None)
    group.callback(invoke_without_command=True)(write)
    group.command("open")(open_browser)
    group.command("password")(password)
    app.add_typer(group, name="browser")


def write(
    context: typer.Context,
    to: Annotated[Path, typer.Option(help="写到哪个文件夹 / folder to write to")] = Path("neo4j-browser"),
) -> None:
    """写出样式表、指南、保存的语句，并说明怎样装入 / Write style sheet, guide, statements; tell how to load them."""
    if context.invoked_subcommand is not None:
        return
    from lianmeng.browser.writing import how_to_load, write_files
    from lianmeng.opened import settings_now

    settings = settings_now()
    write_files(to)
    typer.echo(how_to_load(to, settings))


def open_browser(
    source: Annotated[
        Path | None, typer.Option("--from", help="Neo4j 安装文件夹或 Browser 的 jar / a Neo4j folder or the jar")
    ] = None,
    port: Annotated[int, typer.Option(min=0, max=65535, help="在本机监听的端口 / port to bind on loopback")] = 8010,
) -> None:
    """在本机打开 Neo4j Browser：样式、指南、语句已备好，直到 Ctrl-C / Serve Neo4j Browser on loopback until Ctrl-C."""
    import os
    from dataclasses import replace

    from lianmeng.browser.jar import find_jar
    from lianmeng.browser.serving import run
    from lianmeng.browser.target import target_of
    from lianmeng.listening import listen
    from lianmeng.opened import settings_now

    settings = settings_now()
    jar = find_jar(source, os.environ, lambda text: typer.echo(text, err=True))
    with listen(replace(settings, host="127.0.0.1", port=port)) as socket, target_of(settings) as target:
        run(jar, target, socket)


def password() -> None:
    """只读用户的当前密码，写到标准输出 / The reader's password of now, on the standard output."""
    from graph.errors import SettingsError
    from lianmeng.browser.target import target_of
    from lianmeng.opened import settings_now

    with target_of(settings_now()) as target:
        if not target.password:
            raise SettingsError(
                "当前使用 Neo4j，密码由你自己保管 (a Neo4j is set: its password is yours)；见 NEO4J_PASSWORD"
            )
        typer.echo(target.password)
