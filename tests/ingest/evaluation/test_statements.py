"""Declared counts and clauses."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from ingest.evaluation.outcomes import Tally

Json = dict[str, Any]
Scored = Callable[[Json], dict[str, Tally]]


@pytest.mark.parametrize("changed", [{"kind": "member"}, {"count": 19}, {"alliance": "e2"}])
def test_alliance_kind_and_number_must_be_right(gold: Json, scored: Scored, changed: Json) -> None:
    found = copy.deepcopy(gold)
    found["counts"][0] |= changed
    assert scored(found)["counts"] == Tally(0, 1, 1)


def test_saying_it_again_is_not_false(make: Any, gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["counts"].append(found["counts"][0] | {"evidence": [make.at("目前")]})
    assert scored(found)["counts"] == Tally(1)


def test_what_is_named_and_approximate_is_scored_beside(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["counts"][0] |= {"named": 2, "approximate": True}
    sums = scored(found)
    assert sums["counts"] == Tally(1)
    assert sums["counts/named"] == sums["counts/approximate"] == Tally(0, 1, 1)


def test_kind_and_most_of_the_text_make_it_right(make: Any, gold: Json, scored: Scored) -> None:
    clause = {
        "concept": "e1",
        "kind": "task",
        "number": "1",
        "heading": "产值",
        "evidence": [make.at("产值达到20亿元")],
    }
    gold["clauses"] = [clause]
    found = copy.deepcopy(gold)
    found["clauses"] = [clause | {"evidence": [make.at("达到20亿元")], "number": "2"}]
    sums = scored(found)
    assert (sums["clauses"], sums["clauses/number"]) == (Tally(1), Tally(0, 1, 1))
    found["clauses"] = [clause | {"kind": "rule"}]
    assert scored(found)["clauses"] == Tally(0, 1, 1)
