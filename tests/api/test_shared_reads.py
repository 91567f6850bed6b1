"""One read for all who ask at once, and never one that began before the asking."""

from __future__ import annotations

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from api.shared_reads import SharedReads


class Slow:
    """A read that counts, and ends only when it may."""

    def __init__(self) -> None:
        self.begun = 0
        self.began = threading.Semaphore(0)
        self.may_end = threading.Semaphore(0)

    def __call__(self) -> int:
        self.begun += 1
        mine = self.begun
        self.began.release()
        assert self.may_end.acquire(timeout=30)
        return mine


def test_who_asks_while_a_read_is_under_way_gets_the_next_and_shares_it() -> None:
    slow = Slow()
    shared = SharedReads(slow, patience_s=30)

    async def ask() -> list[int | None]:
        first = asyncio.create_task(shared.soon())
        await asyncio.to_thread(slow.began.acquire)
        later = [asyncio.create_task(shared.soon()) for _ in range(8)]
        await asyncio.sleep(0)
        slow.may_end.release(2)
        return list(await asyncio.gather(first, *later))

    assert asyncio.run(ask()) == [1, *[2] * 8]
    assert slow.begun == 2


def test_a_slow_store_is_asked_by_each_on_its_own() -> None:
    slow = Slow()
    shared = SharedReads(slow, patience_s=0.01)
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(shared.get)
        assert slow.began.acquire(timeout=30)  # the shared read
        assert slow.began.acquire(timeout=30)  # the own one
        assert asyncio.run(shared.soon()) is None
        slow.may_end.release(3)
        assert waiting.result(30) in (1, 2)


def test_who_goes_away_takes_nothing_from_the_others() -> None:
    slow = Slow()
    shared = SharedReads(slow, patience_s=30)

    async def ask() -> int | None:
        asked = [asyncio.create_task(shared.soon()) for _ in range(2)]
        await asyncio.to_thread(slow.began.acquire)
        asked[0].cancel()
        await asyncio.wait(asked[:1])
        slow.may_end.release(2)
        return await asked[1]

    assert asyncio.run(ask()) in (1, 2)


def test_an_error_comes_to_all_who_asked_and_the_next_read_is_tried_again() -> None:
    answers = iter((ZeroDivisionError, None))

    def read() -> str:
        if error := next(answers):
            raise error
        return "well"

    shared = SharedReads(read, patience_s=30)
    with pytest.raises(ZeroDivisionError):
        asyncio.run(shared.soon())
    assert shared.get() == "well"


def test_a_read_after_a_write_sees_the_write() -> None:
    written = [0]
    shared = SharedReads(lambda: written[0], patience_s=30)
    with ThreadPoolExecutor(8) as pool:
        for number in range(1, 200):
            others = [pool.submit(shared.get) for _ in range(4)]
            written[0] = number
            assert shared.get() == number
            assert all(other.result(30) in (number - 1, number) for other in others)
