"""A time limit in our own code."""

from __future__ import annotations

import threading

import pytest

from graph.store.timed import TimeIsUp, timed


def test_what_the_work_returns_or_raises_comes_out() -> None:
    assert timed(lambda: 5, 30) == 5
    with pytest.raises(ZeroDivisionError):
        timed(lambda: 1 / 0, 30)


def test_work_that_takes_too_long_is_left_alone() -> None:
    release, ended = threading.Event(), threading.Event()

    def work() -> None:
        release.wait(30)
        ended.set()

    with pytest.raises(TimeIsUp):
        timed(work, 0.01)
    assert not ended.is_set()
    release.set()
    assert ended.wait(30)
