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
    allow_ingest: Annotated[
        bool,
        typer.Option(
            "--allow-ingest", help="可凭令牌经 HTTP 读入和撤回来源 / sources may be sent and withdrawn by token"
        ),
    ] = False,
) -> None:
    """在 http://127.0.0.1:8000 提供查询服务，直到 Ctrl-C / Serve the questions over HTTP until Ctrl-C."""
    from dataclasses import replace

    from api.writing.tokens import FILE, read_tokens
    from graph.store.bolt import open_store
    from lianmeng.listening import listen
    from lianmeng.opened import settings_now
    from lianmeng.service import run
    from queries.guard.opening import open_own

    settings = settings_now()
    settings = replace(settings, host=host or settings.host, port=settings.port if port is None else port)
    with listen(settings) as socket, open_store(settings) as store, open_own(settings, store) as own:
        if not allow_ingest:
            run(settings, store, socket, own=own)
            return
        from lianmeng.jobs.queue import open_queue

        with open_queue(settings) as queue:
            if not read_tokens(settings.data / FILE):
                typer.echo("还没有令牌 (no token yet)；用 lianmeng token new 名称 做一个", err=True)
            run(settings, store, socket, queue, own)
