"""A run of `lianmeng ingest` for people: the bar while it runs, the figures at its end, what could not be read."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from graph.store.bolt import Store
from lianmeng.ingesting.report import Report
from lianmeng.output import console
from queries.export import to_table
from queries.run import ask

_LISTED = 20


@contextmanager
def progress_bar(quiet: bool) -> Iterator[Callable[[Report], None]]:
    """A function to tell the report to after every source. Nothing is shown when the error stream is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("读入来源 reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console(errors=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda report: bar.update(task, total=report.to_do, completed=report.done)


def show_report(store: Store, report: Report) -> None:
    """What was read, what the graph now holds, and where texts declare more members than are named."""
    told = [f"读入 {len(report.loaded) + report.same} 个来源 (read)", f"未变 {report.unchanged} 个 (unchanged)"]
    if report.broken:
        told.append(f"读不了 {len(report.broken)} 个 (broken)")
    if report.withdrawn:
        told.append(f"撤回 {len(report.withdrawn)} 个 (withdrawn)")
    screen = console()
    screen.print("；".join(told) + "。")
    if report.gone:
        names = "、".join(report.gone[:_LISTED]) + ("……" if len(report.gone) > _LISTED else "")
        screen.print(f"文件已不在、仍在图谱中的来源 {len(report.gone)} 个 (files gone; --sync withdraws them)：{names}")
    numbers = figures(store)
    screen.print(
        f"图谱中有 {numbers['alliances']} 个联盟 (alliances)，其中 {numbers['with_members']} 个有列名成员；"
        f"{numbers['members']} 个成员 (members)、{numbers['memberships']} 个成员关系；"
        f"{numbers['targets']} 个目标 (targets)；{numbers['projects']} 个项目 (projects)；"
        f"{numbers['sources']} 个来源 (sources)。"
    )
    declared = ask(store, "declared_members", {"only_open": True}, limit=10)
    if declared.total:
        screen.print(to_table(declared))


def show_broken(report: Report, *, stopped: bool = False) -> None:
    """On the error stream: why sources could not be read, and (`stopped` early) which ones are loaded."""
    for problem in report.broken:
        sys.stderr.write(f"{problem}\n")
    if stopped and report.to_do:
        names = "、".join(report.loaded) or "无 (none)"
        sys.stderr.write(
            f"中途停止，共 {report.to_do} 个来源，已处理 {report.done} 个 (stopped early)；已载入：{names}；"
            "再次运行会接着做 (run again to go on)\n"
        )


def figures(store: Store) -> dict[str, int]:
    """How much the whole graph holds."""
    counted = {
        "alliances": "MATCH (n:Alliance) RETURN count(n) AS n",
        "with_members": "MATCH (n:Alliance) WHERE n.member_count > 0 RETURN count(n) AS n",
        "members": "MATCH (o)-[m:MEMBER_OF]->(:Alliance) WHERE m.counted RETURN count(DISTINCT o) AS n",
        "memberships": "MATCH ()-[m:MEMBER_OF]->(:Alliance) WHERE m.counted RETURN count(m) AS n",
        "targets": "MATCH (n:Target) RETURN count(n) AS n",
        "projects": "MATCH (n:Project) RETURN count(n) AS n",
        "sources": "MATCH (n:Source) RETURN count(n) AS n",
    }
    return {name: int(store.read(statement)[0]["n"]) for name, statement in counted.items()}
