"""`lianmeng run`: what `make run` shows a newcomer, in one process: ingest, three answers, then the service.

The port is taken first, so that a taken one is told before anything is read.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

# A question of the catalogue, its parameters, most rows.
_QUESTIONS: tuple[tuple[str, dict[str, Any], int], ...] = (
    ("shared_memberships", {"kind": "university", "min": 2}, 10),
    ("members", {"alliance": "钢铁可循环流程技术创新战略联盟"}, 20),
    ("targets", {"holder": "钢铁可循环流程技术创新战略联盟"}, 10),
)


def add_to(app: typer.Typer) -> None:
    """Adds the subcommand."""
    app.command("run")(run)


def run(
    folder: Annotated[Path, typer.Argument(help="来源文件夹 / folder of sources")] = Path("data/seed"),
) -> None:
    """读入文件夹、回答三个问题，然后提供服务 / Ingest a folder, answer three questions, then serve."""
    from threading import Thread

    from graph.store.bolt import open_store
    from lianmeng.listening import listen
    from lianmeng.opened import settings_now

    settings = settings_now()
    # The store takes some seconds to start; what is needed afterwards is imported meanwhile.
    Thread(target=_import_the_rest, daemon=True).start()
    with listen(settings) as socket, open_store(settings) as store:
        from lianmeng.ingesting.report import Report
        from lianmeng.ingesting.run import Wish, ingest
        from lianmeng.ingesting.show import progress_bar, show_broken, show_report
        from lianmeng.service import run as serve

        report = Report()
        try:
            with progress_bar(False) as progress:
                ingest(settings, store, Wish((folder,), sync=True), report, progress)
        except BaseException:
            show_broken(report, stopped=True)
            raise
        show_report(store, report)
        show_broken(report)
        _answer(store)
        serve(settings, store, socket)


def _import_the_rest() -> None:
    import lianmeng.ingesting.run
    import lianmeng.ingesting.show
    import lianmeng.service  # noqa: F401


def _answer(store: Any) -> None:
    from graph.errors import NotFound
    from lianmeng.output import Format, show_answer
    from queries.run import ask, look_at

    # The same for all three: none of them restricts the alliances.
    seen = look_at(store)
    for name, parameters, limit in _QUESTIONS:
        try:
            show_answer(ask(store, name, parameters, limit=limit, looked_at=seen), Format.table)
        except NotFound as error:
            # A folder of the user's own need not have the seed's alliances.
            typer.echo(str(error), err=True)
