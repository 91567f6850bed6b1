"""`lianmeng ingest --bulk`: list, read, check, and write all sources as files for neo4j-admin import, without a store.

Read as in `run.py`, one source after the other; everything is new, so nothing is compared. A source that cannot be read
is told in the report and left out, as it would be in a load.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.bulk.folder import refuse_used
from graph.bulk.spool import Spool
from graph.bulk.write import bulk_files
from graph.errors import ModelError
from graph.facts import SourceFacts
from graph.fit import check_facts
from graph.model import Model
from graph.settings import Settings
from ingest.read.files import SourceFile
from lianmeng.ingesting.assertions import check_assertions, read_assertions
from lianmeng.ingesting.memory import Memory, travelling_text
from lianmeng.ingesting.plan import check_tables, folders_of, list_files
from lianmeng.ingesting.reading import Outcome, Setup, Task, current_edition
from lianmeng.ingesting.report import Report
from lianmeng.ingesting.run import Wish, removals_of
from lianmeng.ingesting.splitting import split_tables
from lianmeng.ingesting.workers import how_many, read_all
from lianmeng.words.folder import own_texts


@dataclass(frozen=True)
class _Run:
    spool: Spool
    model: Model
    report: Report
    ids: dict[str, str]
    progress: Callable[[Report], None]


def write_files(
    settings: Settings,
    model: Model,
    wish: Wish,
    folder: Path,
    report: Report,
    progress: Callable[[Report], None] = lambda _: None,
) -> None:
    """Writes what is wished into `folder`; what became of each source is in `report`.

    Raises OutputError, UnreadableSource, TableError and AssertionsFailed; then, as when interrupted, nothing is left.
    """
    refuse_used(folder)
    with _files(settings, wish) as files:
        folders = folders_of(wish.paths, wish.collection)
        memory = Memory()
        for name, place in folders.items():
            memory = memory.with_folder(name, str(place), removals_of(place))
        words = tuple(sorted(own_texts(settings).items()))
        setup = Setup(settings.segmenter, memory.all_removals(), settings.source_bytes, words=words)
        setup = replace(setup, edition=current_edition(setup))
        tasks = [Task(file.collection, file.relative, file.path) for file in files]
        check_tables([task.path for task in tasks if task.path])
        report.to_do = len(tasks)
        progress(report)
        with bulk_files(folder, model, travelling_text(memory)) as spool:
            run = _Run(spool, model, report, {}, progress)
            for collection, group in groupby(tasks, key=lambda task: task.collection):
                some = list(group)
                facts = _taken(run, read_all(some, setup, how_many(settings.workers, some)))
                demanded = read_assertions(folders[collection]) if collection in folders else {}
                if demanded:
                    check_assertions(model, collection, demanded, facts)
                else:
                    for _ in facts:
                        pass


@contextmanager
def _files(settings: Settings, wish: Wish) -> Iterator[Sequence[SourceFile]]:
    files = list_files(wish.paths, wish.collection)
    if not wish.split:
        yield files
        return
    with TemporaryDirectory(prefix="lianmeng-split-") as folder:
        yield split_tables(files, Path(folder), settings.source_bytes)


def _taken(run: _Run, outcomes: Iterable[Outcome]) -> Iterator[SourceFacts]:
    """Gives each source to the spool, then on."""
    for outcome in outcomes:
        problem = outcome.problem
        facts = outcome.facts
        if facts is not None:
            id_, name = facts.source.id, outcome.task.name
            problem = _take(run, facts, name)
            if not problem:
                run.ids[id_] = name
                run.report.loaded.append(name)
                run.report.evidence += len(facts.evidence)
                yield facts
        if problem:
            run.report.broken.append(problem)
        run.progress(run.report)


def _take(run: _Run, facts: SourceFacts, name: str) -> str:
    """Why the source cannot be taken; empty when it was."""
    id_ = facts.source.id
    if id_ in run.ids:
        return f"{name}：编号 {id_} 与 {run.ids[id_]} 相同 (two files, one id)；请改文件头中的 id"
    try:
        check_facts(run.model, facts)
        run.spool.add(facts)
    except ModelError as error:
        return f"{name}：所得事实不合模型 (facts do not fit the model)：{error}"
    return ""
