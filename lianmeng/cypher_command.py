"""`lianmeng cypher`: an own statement in the shell, through the same guard as `POST /cypher`."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lianmeng.output import Format, FormatOption, json_text, show_rows, write


def add_to(app: typer.Typer) -> None:
    """Adds the subcommand."""
    app.command("cypher")(cypher)


def cypher(
    statement: Annotated[str, typer.Argument(help="只读的 Cypher 语句 / a Cypher statement that only reads")],
    param: Annotated[
        list[str] | None, typer.Option("--param", "-p", help="参数 名=值，值按 JSON 读 / name=value")
    ] = None,
    limit: Annotated[int, typer.Option(min=1, help="最多几行 / most rows")] = 100,
    format_: FormatOption = Format.table,
) -> None:
    """运行一个自写的只读语句 / Run an own statement, read only."""
    from lianmeng.opened import settings_now, store_now
    from queries.guard.opening import reading_own

    settings = settings_now()
    with store_now(settings) as store, reading_own(settings, store) as own:
        found = own.run(statement, _values(param or []), limit)
    if format_ is Format.json:
        write(json_text({"columns": found.columns, "rows": found.rows, "cut": found.cut, "notes": found.notes}))
        return
    rows = [{name: _shown(value) for name, value in row.items()} for row in found.rows]
    show_rows("答案 (answer)", {name: name for name in found.columns}, rows, format_)
    for note in found.notes:
        typer.echo(note, err=True)


def _values(given: list[str]) -> dict[str, Any]:
    """`name=value` as parameters: what reads as JSON is that value, all else is text. Raises BadParameter."""
    import json

    from graph.errors import BadParameter

    values: dict[str, Any] = {}
    for item in given:
        name, equals, text = item.partition("=")
        if not equals or not name:
            raise BadParameter(f"--param {item}：应写成 名=值 (name=value)，如 --param kind=university", item)
        try:
            values[name.strip()] = json.loads(text)
        except (ValueError, RecursionError):
            values[name.strip()] = text
    return values


def _shown(value: Any) -> Any:
    """Nodes, relations and lists in one cell, as JSON."""
    import json

    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | dict) else value
