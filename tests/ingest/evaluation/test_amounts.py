"""Targets and figures: what makes one right, field by field."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from ingest.evaluation.outcomes import Tally

Json = dict[str, Any]
Scored = Callable[[Json], dict[str, Tally]]


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"value": 2_000_000_000, "unit": "元"}, set()),
        ({"value": 200_000, "unit": "万元"}, set()),
        ({"unit": "万元"}, {"unit"}),
        ({"value": 25}, {"value"}),
        ({"value_max": 25}, {"value"}),
        ({"comparator": ">"}, {"comparator"}),
        ({"deadline": None}, {"deadline"}),
        ({"status": "expected"}, {"status"}),
        ({"subject": "全联盟"}, set()),
        ({"metric": "联盟的 产值"}, set()),
        ({"metric": "利润"}, {"metric"}),
        ({"holder": "e2"}, {"holder"}),
    ],
)
def test_fields_are_judged_one_by_one(gold: Json, scored: Scored, changed: Json, wrong: set[str]) -> None:
    found = copy.deepcopy(gold)
    found["targets"][0] |= changed
    sums = scored(found)
    fields = ("value", "unit", "comparator", "deadline", "status", "subject", "metric", "holder")
    assert {name for name in fields if sums[f"targets/{name}"] != Tally(2)} == wrong
    right = not wrong & {"value", "unit", "comparator", "deadline"}
    assert sums["targets/right"] == (Tally(2) if right else Tally(1, 1, 1))
    assert sums["relations/HAS_TARGET"] == (Tally(1, 1, 1) if "holder" in wrong else Tally(2))


def test_a_target_found_as_a_figure_is_missed_there_and_false_here(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    moved = found["targets"].pop(0)
    found["figures"].append({**moved, "status": "stated"})
    assert scored(found)["targets/found"] == Tally(1, 1)
    assert scored(found)["figures/found"] == Tally(1, 0, 1)


def test_neighbours_are_matched_by_their_numbers(make: Any, gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    whole = make.at("产值达到20亿元，能耗下降15%")
    for target in found["targets"]:
        target["evidence"] = [whole]
    found["targets"].reverse()
    assert scored(found)["targets/right"] == Tally(2)


def test_the_same_number_far_away_is_another_statement(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["figures"][0]["evidence"] = [[0, 4]]
    assert scored(found)["figures/found"] == Tally(0, 1, 1)


def test_the_holder_may_be_the_one_that_the_subject_names(gold: Json, scored: Scored) -> None:
    gold["targets"][0]["subject"] = "甲乙公司"
    found = copy.deepcopy(gold)
    found["targets"][0]["holder"] = "e2"
    assert scored(found)["relations/HAS_TARGET"] == Tally(2)


def test_a_target_without_a_number_is_scored_apart(make: Any, gold: Json, scored: Scored) -> None:
    nothing = {"comparator": None, "value": None, "unit": None}
    gold["targets"].append(make.amount("王强任秘书长", "target", "名声", ">=", 1, "件") | nothing)
    assert scored(gold)["qualitative/targets"] == Tally(1)
    found = copy.deepcopy(gold)
    found["targets"][2]["evidence"] = [make.at("龙泉")]
    assert scored(found)["qualitative/targets"] == Tally(0, 1, 1)
