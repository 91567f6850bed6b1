"""A time limit in our own code."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest

from graph.store.timed import TIMED, Timed, TimeIsUp


@pytest.fixture
def timed() -> Iterator[Timed]:
    """Threads of this test's own."""
    threads = Timed()
    yield threads
    threads.close()


def test_what_the_work_returns_or_raises_comes_out(timed: Timed) -> None:
    assert timed.run(lambda: 5, 30) == 5
    with pytest.raises(ZeroDivisionError):
        timed.run(lambda: 1 / 0, 30)


def test_work_that_takes_too_long_is_left_alone(timed: Timed) -> None:
    release, ended = threading.Event(), threading.Event()

    def work() -> None:
        release.wait(30)
        ended.set()

    with pytest.raises(TimeIsUp):
        timed.run(work, 0.01)
    assert not ended.is_set()
    assert timed.run(lambda: 6, 30) == 6
    release.set()
    assert ended.wait(30)


def test_a_thread_is_kept_for_the_next_work_and_late_work_has_one_of_its_own(timed: Timed) -> None:
    first = timed.run(threading.current_thread, 30)
    assert (first.name, first.daemon) == (TIMED, True)
    assert timed.run(threading.current_thread, 30) is first
    release = threading.Event()
    with pytest.raises(TimeIsUp):
        timed.run(lambda: release.wait(30), 0.01)
    assert timed.run(threading.current_thread, 30) is not first
    release.set()


def test_threads_end_when_it_closes_the_busy_ones_after_their_work() -> None:
    timed, began, release = Timed(), threading.Event(), threading.Event()
    busy: list[threading.Thread] = []

    def work() -> None:
        busy.append(threading.current_thread())
        began.set()
        release.wait(30)

    with pytest.raises(TimeIsUp):
        timed.run(work, 0.01)
    assert began.wait(30)
    idle = timed.run(threading.current_thread, 30)
    timed.close()
    idle.join(30)
    assert not idle.is_alive()
    assert busy[0].is_alive()
    release.set()
    busy[0].join(30)
    assert not busy[0].is_alive()
    assert timed.run(lambda: 7, 30) == 7


def test_an_idle_thread_holds_nothing(timed: Timed) -> None:
    class Result:
        pass

    kept = weakref.ref(timed.run(Result, 30))
    # The thread lets go just after the result is handed over; the next work comes after that.
    timed.run(lambda: None, 30)
    gc.collect()
    assert kept() is None


def test_many_threads_share_it(timed: Timed) -> None:
    found: list[int] = []

    def ask(number: int) -> None:
        for _ in range(50):
            found.append(timed.run(lambda: number, 30))

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(found) == sorted(number for number in range(8) for _ in range(50))
