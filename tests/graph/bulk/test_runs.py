"""What comes out is what went in, sorted, however little of it fits into memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.bulk.runs import Runs, read_rows, write_rows

ROWS = st.lists(st.tuples(st.text(max_size=5), st.integers(-3, 3), st.tuples(st.text(max_size=2))), max_size=60)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(rows=ROWS, run=st.integers(0, 5_000))
def test_the_rows_come_out_sorted(rows: list[tuple[str, int, tuple[str]]], run: int) -> None:
    with TemporaryDirectory() as folder:
        runs = Runs(Path(folder), "rows", run)
        for row in rows:
            runs.add(row, len(row[0]))
        assert list(runs.sorted()) == sorted(rows)


def test_runs_are_merged_some_at_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.bulk.runs._FAN", 4)
    runs = Runs(tmp_path, "rows", 0)
    for number in range(50):
        runs.add((str(number * 7 % 50), number))
    assert [row[0] for row in runs.sorted()] == sorted(map(str, range(50)))
    assert len(list(tmp_path.iterdir())) <= 4


def test_nothing_is_written_while_memory_holds_it(tmp_path: Path) -> None:
    runs = Runs(tmp_path, "rows")
    runs.add(("b",))
    runs.add(("a",))
    assert list(runs.sorted()) == [("a",), ("b",)]
    assert list(tmp_path.iterdir()) == []


def test_rows_keep_their_types(tmp_path: Path) -> None:
    rows = [("字\n", 1, 1.5, None, True, ("a", ("b",)), {"k": ["v"]})] * 1000
    write_rows(tmp_path / "rows", rows)
    assert list(read_rows(tmp_path / "rows")) == rows
