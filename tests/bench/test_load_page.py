"""The page of the load bench: figures worked out from the record, and a bar that is missed is said to be missed."""

from __future__ import annotations

from typing import Any

import pytest

from bench.load_page import figures, page, tenths


def record(**changed: Any) -> dict[str, Any]:
    times = {"p50": 1.0, "p95": 15.0}
    slow = {"evidence": 100, "loader": 2.0, "bare": 1.0}
    fast = {"evidence": 100, "loader": 1.0, "bare": 1.0}
    return {
        "engine": "neo4j", "share": 0.02, "when": "2026-11-25", "machine": "x", "python": "3", "driver": "6",
        "size": {"organizations": 1, "alliances": 1, "memberships": 1, "sources": 20},
        "sources": [fast, fast, *[fast] * 16, slow, slow], "large": {"evidence": 5, "load": 2.0, "withdraw": 3.0},
        "reads": dict.fromkeys(("flagship", "flagship_50", "flagship_statement", "profile"), times),
        "network": {"seconds": 1.0, "megabytes": 500.0, "nodes": 2, "edges": 1},
    } | changed  # fmt: skip


def test_rates_are_sums_over_sums_and_tenths_are_tenths_of_the_sources() -> None:
    found = figures(record())
    assert found["ratio"] == pytest.approx(20 / 22)
    assert found["last"] == pytest.approx(0.5)
    assert found["last_bare"] == 1
    assert found["withdraw"] == 1.5


def test_each_tenth_has_its_rate_and_its_ratio_to_bare() -> None:
    turns = [{"evidence": 10, "loader": 1.0 + (number >= 45), "bare": 1.0} for number in range(50)]
    found = list(tenths(turns))
    assert found[0] == (5, 10.0, 1.0)
    assert found[9] == (50, 5.0, 0.5)
    assert "| 至第 50 个来源 up to source 50: loader / bare, evidence a second | 0.50, 5 |" in page(
        [record(sources=turns)]
    )


def test_loads_alone_make_a_page() -> None:
    alone = record()
    del alone["reads"], alone["network"]
    text = page([alone])
    assert "loader / bare" in text
    assert "flagship question, first 20" not in text


def test_times_are_shown_with_hits_and_own_processor_time() -> None:
    reads = {"flagship": {"p50": 1.0, "p95": 101.0, "own": 4.5}, "flagship_hits": 77}
    text = page([], [{"held": {}, "when": "", "machine": "", "reads": reads, "network": record()["network"]}])
    assert "1.0 / 101.0 (own processor time 4.5) | ≤ 100 | 未达 not met" in text
    assert "database hits of the flagship statement | 77 |" in text


def test_what_misses_its_bar_is_said_to_miss_it() -> None:
    lines = page([record()]).splitlines()
    assert [line for line in lines if "未达" in line] == [line for line in lines if "last / first tenth" in line]


def test_the_bars_of_the_embedded_store_are_its_own() -> None:
    large = {"evidence": 5, "load": 1.0, "withdraw": 4.0}
    of_neo4j, embedded = page([record(large=large)]), page([record(large=large, engine="arcadedb")])
    assert "| ≤ 2 | 未达" in of_neo4j
    assert "| ≤ 5 | 达到" in embedded


def test_a_refused_network_is_shown_with_the_reason() -> None:
    text = page([record(network={"refused": "太大 (too large)"})])
    assert "refused: 太大 (too large) | ≤ 1000 | 未达 not met" in text
