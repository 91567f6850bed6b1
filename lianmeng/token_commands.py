"""`lianmeng token`: tokens for writing over HTTP. A token is shown once; what is kept cannot be turned back into it."""

from __future__ import annotations

from typing import Annotated

import typer

from lianmeng.output import Format, FormatOption


def add_to(app: typer.Typer) -> None:
    """Adds the group."""
    group = typer.Typer(help="写入用的令牌 / tokens for writing", no_args_is_help=True, rich_markup_mode=None)
    group.command("new")(new)
    group.command("list")(list_)
    group.command("revoke")(revoke)
    app.add_typer(group, name="token")


def new(
    name: Annotated[str, typer.Argument(help="给谁、作何用 / for whom, for what")],
    days: Annotated[int, typer.Option(min=1, max=3650, help="有效的天数 / days it is valid")] = 90,
) -> None:
    """做一个令牌，写到标准输出，只显示这一次 / Make a token; it is shown this once."""
    from datetime import UTC, datetime

    from api.writing.tokens import FILE, new_token
    from graph.store.folder import prepare_folder
    from lianmeng.opened import settings_now

    folder = prepare_folder(settings_now().data)
    token, text = new_token(folder / FILE, name, datetime.now(UTC), days)
    typer.echo(text)
    typer.echo(
        f"令牌 {token.id}“{token.name}”，{token.expires} 前有效；只显示这一次，请妥善保存 (shown once)。"
        "用法：Authorization: Bearer 令牌",
        err=True,
    )


def list_(format_: FormatOption = Format.table) -> None:
    """列出令牌：编号、名称、期限、状态 / List the tokens: id, name, expiry, state."""
    from datetime import UTC, datetime

    from api.writing.tokens import FILE, read_tokens
    from lianmeng.opened import settings_now
    from lianmeng.output import show_rows

    now = datetime.now(UTC)
    rows = [
        {"id": token.id, "name": token.name, "made": token.made, "expires": token.expires, "state": token.state(now)}
        for token in read_tokens(settings_now().data / FILE)
    ]
    columns = {"id": "编号", "name": "名称", "made": "制作", "expires": "到期", "state": "状态"}
    show_rows("令牌 (tokens)", columns, rows, format_)


def revoke(token: Annotated[str, typer.Argument(help="编号或名称 / id or name")]) -> None:
    """撤销一个令牌，立即生效 / Revoke a token, at once."""
    from datetime import UTC, datetime

    from api.writing.tokens import FILE
    from api.writing.tokens import revoke as take_away
    from lianmeng.opened import settings_now

    gone = take_away(settings_now().data / FILE, token, datetime.now(UTC))
    typer.echo(f"已撤销 {gone.id}“{gone.name}” (revoked)")
