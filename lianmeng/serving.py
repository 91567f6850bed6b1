"""`lianmeng serve`: the questions over HTTP until Ctrl-C."""

from __future__ import annotations

from typing import Annotated

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the subcommand."""
    app.command("serve")(serve)


def serve(
    host: Annotated[str | None, typer.Option(help="监听的地址 / address to bind")] = None,
    port: Annotated[int | None, typer.Option(min=0, max=65535, help="监听的端口 / port to bind")] = None,
) -> None:
    """在 http://127.0.0.1:8000 提供查询服务，直到 Ctrl-C / Serve the questions over HTTP until Ctrl-C."""
    from dataclasses import replace

    from graph.store.bolt import open_store
    from lianmeng.listening import listen
    from lianmeng.opened import settings_now
    from lianmeng.service import run

    settings = settings_now()
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    with listen(settings) as socket, open_store(settings) as store:
        run(settings, store, socket)
