"""Questions in the shell: any question of the catalogue by name, and short ways to the common ones."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from lianmeng.output import Format, FormatOption, json_text, show_answer, show_rows, write

LimitOption = Annotated[int, typer.Option(min=1, max=10_000, help="最多几条 / most rows")]
OffsetOption = Annotated[int, typer.Option(min=0, help="从第几条之后 / rows to skip")]
_MOST = 10_000


def add_to(app: typer.Typer) -> None:
    """Adds the subcommands."""
    app.command("ask")(ask)
    app.command("alliance")(alliance)
    app.command("organization")(organization)
    app.command("shared")(shared)
    app.command("report")(report)


def ask(
    question: Annotated[str | None, typer.Argument(help="问题的名字；不给则列出全部 / a question's name")] = None,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="参数 名=值 / name=value")] = None,
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
    format_: FormatOption = Format.table,
) -> None:
    """问目录中的一个问题；不给名字则列出全部问题 / Ask a question of the catalogue, or list them all."""
    from queries.run import ask as run

    if question is None:
        _list_questions(format_)
        return
    given = _parameters(param or [])
    from lianmeng.opened import store_now

    with store_now() as store:
        show_answer(run(store, question, given, limit=limit, offset=offset), format_)


def alliance(
    name: Annotated[str, typer.Argument(help="联盟的名称、别名或编号 / name, alias or id")],
    format_: FormatOption = Format.table,
) -> None:
    """联盟概况：成员、角色、目标、数据、项目；json 附全部证据 / Profile of an alliance; json carries the evidence."""
    parts = ("alliance_profile", "members", "alliance_targets", "alliance_figures", "alliance_projects")
    _profile("Alliance", "alliance", name, (*parts, "declared_members"), format_)


def organization(
    name: Annotated[str, typer.Argument(help="机构的名称、别名或编号 / name, alias or id")],
    format_: FormatOption = Format.table,
) -> None:
    """机构概况：所在联盟、角色、同盟机构；json 附全部证据 / Profile of an organisation; json carries the evidence."""
    _profile("Organization", "organization", name, ("organization_profile", "co_members"), format_)


def shared(
    kind: Annotated[str | None, typer.Option(help="类别，如 university / kind of organisation")] = None,
    min_: Annotated[int, typer.Option("--min", min=1, help="至少几个联盟 / at least so many alliances")] = 2,
    field: Annotated[str | None, typer.Option(help="领域 / field")] = None,
    region: Annotated[str | None, typer.Option(help="地区 / region")] = None,
    as_named: Annotated[bool, typer.Option("--as-named", help="按名称而不按沿革计 / by name, not by lineage")] = False,
    most: Annotated[int, typer.Option(min=1, max=20_000, help="每个机构最多列几个联盟 / most alliances of each")] = 50,
    limit: LimitOption = 50,
    offset: OffsetOption = 0,
    format_: FormatOption = Format.table,
) -> None:
    """哪些机构参加了多个联盟 / Organisations in several alliances."""
    from lianmeng.opened import store_now
    from queries.run import ask as run

    given = {"kind": kind, "min": min_, "field": field, "region": region, "as_named": as_named, "most": most}
    with store_now() as store:
        values = {key: value for key, value in given.items() if value is not None}
        show_answer(run(store, "shared_memberships", values, limit=limit, offset=offset), format_)


def report(limit: LimitOption = 50, format_: FormatOption = Format.table) -> None:
    """未定的简称、相近的名称，以及声明数与列名数不符之处 / Undecided and near names, and numbers that disagree."""
    from lianmeng.doubts import pair_rows, undecided_rows
    from lianmeng.opened import settings_now, store_now
    from lianmeng.words.folder import own_tables
    from lianmeng.words_commands import canon_now
    from queries.run import ask as run

    settings = settings_now()
    canon = canon_now(settings)
    with store_now(settings) as store:
        disagreeing = run(store, "declared_members", {"only_open": True}, limit=limit)
        names = run(store, "organizations", {"unresolved": True}, limit=limit)
        undecided = undecided_rows(store, names.rows, canon)
        near = pair_rows(store, canon, own_tables(settings)["apart"], limit)
    if format_ is Format.json:
        write(json_text({"undecided": undecided, "near": near, "disagreeing": disagreeing.rows}))
        return
    _show_doubts("未定的名称 (undecided names)", {"name": "名称"}, undecided, format_)
    _show_doubts("相近的名称 (near names)", {"one": "名称", "other": "另一名称", "score": "相近 %"}, near, format_)
    show_answer(disagreeing, format_)


def _show_doubts(title: str, columns: dict[str, str], rows: list[dict[str, Any]], format_: Format) -> None:
    """Rows with their sentence; for people the commands stand below, where a narrow column does not break them."""
    columns = {**columns, "sentence": "句子", "source": "来源"}
    if format_ is not Format.table:
        show_rows(title, {**columns, "settle": "加其中一行即定"}, rows, format_)
        return
    show_rows(title, columns, rows, format_)
    for row in rows:
        write("加其中一行即定 (one of these settles it)：\n" + "\n".join(f"  {line}" for line in row["settle"]))


def _profile(label: str, parameter: str, name: str, questions: tuple[str, ...], format_: Format) -> None:
    from lianmeng.opened import store_now
    from queries.find import resolve
    from queries.run import ask as run

    with store_now() as store:
        id_ = resolve(store, name, (label,)).id
        if format_ is Format.json:
            from api.profiles import sent
            from queries.profile import profile

            write(json_text(sent(profile(store, label, id_))))
            return
        for number, question in enumerate(questions):
            answer = run(store, question, {parameter: id_}, limit=_MOST)
            if answer.rows and (number == 0 or format_ is Format.table):
                show_answer(answer, format_)


def _list_questions(format_: Format) -> None:
    from queries.catalogue import load_catalogue

    rows = [
        {
            "name": question.name,
            "title": f"{question.title_zh} ({question.title_en})",
            "parameters": "、".join(item.name + ("*" if item.required else "") for item in question.parameters),
            "example": " ".join(f"-p {key}={value}" for key, value in question.example.items()),
        }
        for question in load_catalogue().values()
    ]
    columns = {"name": "名字", "title": "问题", "parameters": "参数（* 必须）", "example": "示例"}
    show_rows("可问的问题 (questions)", columns, rows, format_)


def _parameters(given: list[str]) -> dict[str, Any]:
    from graph.errors import BadParameter

    values: dict[str, Any] = {}
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name:
            raise BadParameter(f"--param {item}：应写成 名=值 (name=value)，如 --param kind=university", item)
        values[name.strip()] = value
    return values
