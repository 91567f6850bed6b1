"""Loaders as processes of their own: two at once, and one that is killed in the middle of its load."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from types import ModuleType

import pytest

from graph.facts import SourceFacts
from graph.model import Model
from graph.store.bolt import Store
from graph.store.dump import export_lines
from graph.store.load import load

STEEL, COAL = "钢铁联盟", "煤炭联盟"
Start = Callable[[Sequence[SourceFacts], str | None], "subprocess.Popen[str]"]


@pytest.fixture
def start(store: Store, tmp_path: Path) -> Iterator[Start]:
    """Starts a loader of these sources; it waits for a line before it begins. All are killed in the end."""
    running: list[subprocess.Popen[str]] = []

    def run(sources: Sequence[SourceFacts], stop_after: str | None = None) -> subprocess.Popen[str]:
        job = tmp_path / f"job-{len(running)}"
        job.touch(mode=0o600)
        job.write_bytes(pickle.dumps((store.settings, list(sources), stop_after)))
        process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("loader.py")), str(job)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
        )
        running.append(process)
        assert said(process) == "ready"
        return process

    yield run
    for process in running:
        process.kill()
        process.communicate()


def said(process: subprocess.Popen[str]) -> str:
    """The next line that the process says."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def go_on(process: subprocess.Popen[str]) -> None:
    """Lets a waiting process go on."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def sources(build: ModuleType, model: Model, names: str, members: int) -> list[SourceFacts]:
    """One source a letter: the same alliances and organisations, other roles, so that every load touches every edge."""
    made = []
    for name in names:
        statements = [build.Said("founded", STEEL, f"20{10 + ord(name) % 9}")]
        for number in range(members):
            statements.append(build.Said("role", f"机构{number}", STEEL, ["lead", "chair"][ord(name) % 2]))
            statements.append(build.Said("alias", f"机构{number}", f"{name}{number}"))
            statements.append(build.Said("member", f"机构{number}", COAL if number % 2 else f"{name}联盟"))
        made.append(build.build(model, name, statements))
    return made


def test_two_loaders_of_different_sources(store: Store, build: ModuleType, model: Model, start: Start) -> None:
    made = sources(build, model, "ABCDEFGH", 12)
    loaders = [start(made[:4], None), start(made[4:], None)]
    for process in loaders:
        go_on(process)
    assert [said(process) for process in loaders] == ["done", "done"]
    assert list(export_lines(store)) == build.expected_lines(model, made)


def test_two_loaders_of_the_same_sources(store: Store, build: ModuleType, model: Model, start: Start) -> None:
    made = sources(build, model, "ABCD", 12)
    loaders = [start(made, None), start(made[::-1], None)]
    for process in loaders:
        go_on(process)
    assert [said(process) for process in loaders] == ["done", "done"]
    assert list(export_lines(store)) == build.expected_lines(model, made)


def test_two_loaders_of_two_states_of_one_source(store: Store, build: ModuleType, model: Model, start: Start) -> None:
    first, other = sources(build, model, "A", 12)[0], build.build(model, "A", [build.Said("member", "鞍钢", STEEL)])
    loaders = [start([first, other] * 3, None), start([other, first] * 3, None)]
    for process in loaders:
        go_on(process)
    assert [said(process) for process in loaders] == ["done", "done"]
    assert list(export_lines(store)) in [build.expected_lines(model, [state]) for state in (first, other)]


@pytest.mark.parametrize(
    "stage",
    ["MERGE (s:Source", "CREATE (n:", "SET n += row.set", "CREATE (a)-[r:", "MERGE (a)-[r:", "DELETE r",
     "CREATE (e:Evidence)", "DETACH DELETE n", "DETACH DELETE e", "m.data_version"],
)  # fmt: skip
def test_a_loader_killed_in_the_middle_leaves_the_old_state(
    store: Store, build: ModuleType, model: Model, start: Start, stage: str
) -> None:
    s = build.Said
    kept = sources(build, model, "A", 6)[0]
    old = build.build(
        model, "B", [s("part", "机构1", "机构2"), s("role", "机构0", STEEL, "lead"), s("member", "首钢", COAL)]
    )
    new = build.build(
        model, "B", [s("member", "鞍钢", STEEL), s("role", "机构1", STEEL, "lead"), s("founded", STEEL, "2019")]
    )
    load(store, kept)
    load(store, old)
    before = list(export_lines(store))
    process = start([new], stage)
    go_on(process)
    assert said(process) == "reached"
    process.kill()
    process.wait()
    assert list(export_lines(store)) == before
    load(store, new)
    assert list(export_lines(store)) == build.expected_lines(model, [kept, new])
