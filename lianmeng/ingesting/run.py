"""The whole of `lianmeng ingest`: list, plan, read, check, load one transaction a source in sorted order, withdraw.

What became of each source is collected in a report, also when the run is stopped: a source that was loaded stays
loaded, and running again goes on where this run ended.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from graph.errors import AssertionsFailed, ModelError, SourceTooLarge, TableError
from graph.settings import Settings
from graph.store.bolt import Store
from graph.store.load import load, stored_sources, withdraw
from graph.store.schema import ensure_schema
from ingest.read.files import SourceFile
from ingest.removal import Removal, removal_list
from lianmeng.ingesting.assertions import check_assertions, read_assertions
from lianmeng.ingesting.interrupts import interrupts_held
from lianmeng.ingesting.memory import read_memory, remember
from lianmeng.ingesting.plan import check_tables, folders_of, list_files, make_plan, refuse_second_folders
from lianmeng.ingesting.reading import Outcome, Setup, Task, current_edition
from lianmeng.ingesting.report import Report
from lianmeng.ingesting.splitting import split_tables
from lianmeng.ingesting.stored import stored_task
from lianmeng.ingesting.workers import how_many, read_all
from lianmeng.words.folder import own_texts

REMOVALS = "removed.yaml"
# Stored sources read again at a time: their texts are in memory.
_STALE_AT_A_TIME = 100


@dataclass(frozen=True)
class Wish:
    """What is to be ingested: `collection` None = the folder's name; `sync` = the collection is exactly the folder;
    `split` = a table of several alliances becomes one source an alliance; `header` = fields of `ingest.source.Header`
    that are known of the sources beside what their front matter says."""

    paths: tuple[Path, ...]
    collection: str | None = None
    sync: bool = False
    split: bool = False
    header: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class _Run:
    """What the steps of one run share. `ids` leads from the ids loaded to the names of their sources."""

    store: Store
    setup: Setup
    workers: int
    report: Report
    ids: dict[str, str]
    progress: Callable[[Report], None]


def ingest(
    settings: Settings, store: Store, wish: Wish, report: Report, progress: Callable[[Report], None] = lambda _: None
) -> None:
    """Ingests what is wished; what became of it is in `report`, of which `progress` is told after every source.

    Raises UnreadableSource, SourceError, TableError and AssertionsFailed before anything of a collection is replaced;
    the family of StoreError and KeyboardInterrupt at any time.
    """
    files = list_files(wish.paths, wish.collection)
    if not wish.split:
        _ingest(settings, store, wish, files, report, progress)
        return
    with TemporaryDirectory(prefix="lianmeng-split-") as folder:
        files = split_tables(files, Path(folder), settings.source_bytes)
        _ingest(settings, store, wish, files, report, progress)


def _ingest(
    settings: Settings,
    store: Store,
    wish: Wish,
    files: Sequence[SourceFile],
    report: Report,
    progress: Callable[[Report], None],
) -> None:
    folders = folders_of(wish.paths, wish.collection)
    demanded = {name: read_assertions(folder) for name, folder in folders.items()}
    ensure_schema(store, store.model)
    memory = read_memory(store)
    if not wish.sync:
        refuse_second_folders(folders, memory)
    for name, folder in folders.items():
        memory = memory.with_folder(name, str(folder), removals_of(folder))
    words = tuple(sorted(own_texts(settings).items()))
    setup = Setup(settings.segmenter, memory.all_removals(), settings.source_bytes, words=words)
    # Worked out once, so that all processes of this run read under the same one.
    setup = replace(setup, edition=current_edition(setup))
    stored = stored_sources(store)
    together = [name for name, numbers in demanded.items() if numbers]
    # What is told of a source may be new though its bytes are not.
    known = {} if wish.header else stored
    plan = make_plan(files, folders, known, setup.edition, settings.source_bytes, together)
    plan = replace(plan, tasks=tuple(replace(task, header=wish.header) for task in plan.tasks))
    check_tables([task.path for task in plan.tasks if task.path])
    stale = [id_ for id_ in plan.stale if not (wish.sync and id_ in plan.gone)]
    report.unchanged, report.to_do = plan.unchanged, len(plan.tasks) + len(stale)
    progress(report)
    run = _Run(store, setup, settings.workers, report, {}, progress)
    for collection, tasks in groupby(plan.tasks, key=lambda task: task.collection):
        _collection(run, collection, list(tasks), demanded.get(collection, {}))
    remember(store, memory)
    for ids in _batches(stale):
        again = [task for task in (stored_task(store, id_) for id_ in ids) if task is not None]
        _load(run, _read(run, again))
    for id_ in plan.gone:
        if id_ in run.ids:
            continue
        if wish.sync:
            withdraw(store, id_)
        (report.withdrawn if wish.sync else report.gone).append(f"{stored[id_].collection}/{stored[id_].path}")
        progress(report)


def _collection(run: _Run, collection: str, tasks: Sequence[Task], demanded: Mapping[str, int]) -> None:
    """Reads and loads the files of a collection; all of them are read first where numbers are demanded of it."""
    outcomes = _read(run, tasks)
    if demanded:
        outcomes = list(outcomes)
        try:
            check_assertions(run.store.model, collection, demanded, [item.facts for item in outcomes if item.facts])
        except AssertionsFailed:
            run.report.broken += [item.problem for item in outcomes if item.facts is None]
            raise
    _load(run, outcomes)


def _read(run: _Run, tasks: Sequence[Task]) -> Iterable[Outcome]:
    return read_all(tasks, run.setup, how_many(run.workers, tasks))


def _load(run: _Run, outcomes: Iterable[Outcome]) -> None:
    """Loads each source; one that cannot be read or loaded is told in the report and stays as the graph has it."""
    for outcome in outcomes:
        problem = outcome.problem
        if outcome.facts is not None:
            id_, name = outcome.facts.source.id, outcome.task.name
            if run.ids.setdefault(id_, name) != name:
                problem = f"{name}：编号 {id_} 与 {run.ids[id_]} 相同 (two files, one id)；请改文件头中的 id"
            else:
                with interrupts_held():
                    problem = _load_one(run, outcome)
        if problem:
            run.report.broken.append(problem)
        run.progress(run.report)


def _load_one(run: _Run, outcome: Outcome) -> str:
    assert outcome.facts is not None
    try:
        loaded = load(run.store, outcome.facts)
    except SourceTooLarge as error:
        return str(error)
    except ModelError as error:
        return f"{outcome.task.name}：所得事实不合模型 (facts do not fit the model)：{error}"
    if loaded.action in ("unchanged", "stamped"):
        run.report.same += 1
    else:
        run.report.loaded.append(outcome.task.name)
        run.report.evidence += loaded.evidence_added
    return ""


def removals_of(folder: Path) -> tuple[Removal, ...]:
    """The removal list of a folder of sources; empty without one. Raises TableError."""
    path = folder / REMOVALS
    if not path.is_file():
        return ()
    try:
        return removal_list(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(f"移除名单 {path} 读不了 (removal list cannot be read)：{error}") from error


def _batches(ids: Iterable[str]) -> Iterable[list[str]]:
    left = iter(ids)
    while batch := list(islice(left, _STALE_AT_A_TIME)):
        yield batch
