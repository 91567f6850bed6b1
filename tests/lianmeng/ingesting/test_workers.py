"""Reading in many processes gives what reading in one gives, in the order of the tasks."""

from __future__ import annotations

from pathlib import Path

import pytest

from lianmeng.ingesting.reading import Setup, Task
from lianmeng.ingesting.workers import how_many, read_all

SETUP = Setup("rjieba", (), 1_000_000, "e1")


@pytest.fixture
def tasks(tmp_path: Path) -> list[Task]:
    made = []
    for number in range(12):
        path = tmp_path / f"{number:02}.txt"
        path.write_text(f"2010年，第{number}矿产业技术创新战略联盟成立，由东北大学发起。\n", encoding="utf-8")
        made.append(Task("many", path.name, path))
    made.insert(5, Task("many", "missing.txt", tmp_path / "missing.txt"))
    return made


def test_number_of_workers_changes_nothing(tasks: list[Task]) -> None:
    one = list(read_all(tasks, SETUP, 1))
    assert list(read_all(tasks, SETUP, 2)) == one
    assert [outcome.task for outcome in one] == tasks
    assert [outcome.task.relative for outcome in one if outcome.problem] == ["missing.txt"]


def test_small_work_is_done_here(tasks: list[Task], tmp_path: Path) -> None:
    assert how_many(8, tasks) == 1
    big = tmp_path / "big.txt"
    big.write_bytes(b"x" * 1_600_000)
    assert how_many(8, [*tasks, Task("many", "big.txt", big)]) == 3
    assert how_many(2, [*tasks, Task("many", "big.txt", big)]) == 2
