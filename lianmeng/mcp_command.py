"""`lianmeng mcp`: the graph for a language-model client that starts this command and talks to it."""

from __future__ import annotations

import typer


def add_to(app: typer.Typer) -> None:
    """Adds the subcommand."""
    app.command("mcp")(mcp)


def mcp() -> None:
    """经标准输入输出为语言模型客户端服务（MCP），只读 / Serve a language-model client over stdio (MCP), read only."""
    import anyio

    from graph.store.bolt import open_store
    from lianmeng.mcp_server import serve
    from lianmeng.opened import settings_now

    with open_store(settings_now()) as store:
        anyio.run(serve, store)
