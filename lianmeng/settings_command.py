"""`lianmeng settings`: every setting with its value, secrets as dots."""

from __future__ import annotations

import typer

from lianmeng.output import Format, FormatOption, show_rows


def add_to(app: typer.Typer) -> None:
    """Adds the subcommand."""
    app.command("settings")(settings)


def settings(format_: FormatOption = Format.table) -> None:
    """列出全部设置（环境变量）及其值，密码不显示 / All settings, read from the environment; secrets are not shown."""
    from graph.settings import describe
    from lianmeng.opened import settings_now

    columns = {"variable": "变量", "value": "值", "zh": "说明", "en": "meaning", "why": "理由 why"}
    show_rows("设置 (settings)", columns, describe(settings_now()), format_)
