"""Nobody may ask more often than allowed, and nobody pays for another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.writing.rates import Rates


@given(st.integers(1, 20), st.lists(st.floats(0, 40), max_size=80))
def test_never_more_than_two_bursts_in_a_minute(a_minute: int, pauses: list[float]) -> None:
    now = 0.0
    rates = Rates(a_minute, lambda: now)
    allowed: list[float] = []
    for pause in pauses:
        now += pause
        if rates.take("a") == 0:
            allowed.append(now)
    for at in allowed:
        assert sum(1 for other in allowed if at <= other < at + 60) <= 2 * a_minute


def test_after_the_told_wait_it_is_allowed() -> None:
    now = 0.0
    rates = Rates(2, lambda: now)
    assert [rates.take("a"), rates.take("a")] == [0, 0]
    wait = rates.take("a")
    assert wait > 0
    assert rates.take("b") == 0
    now += wait + 0.001
    assert rates.take("a") == 0
