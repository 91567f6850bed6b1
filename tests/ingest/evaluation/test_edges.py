"""Relations, roles, details of edges and single values."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from ingest.evaluation.outcomes import Tally

Json = dict[str, Any]
Scored = Callable[[Json], dict[str, Tally]]


def test_a_wrong_role_leaves_the_membership_right(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["relations"][0]["roles"] = ["chair"]
    assert scored(found)["membership"] == Tally(3)
    assert scored(found)["roles"] == Tally(2, 1, 1)


def test_state_and_title_are_scored_beside(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["relations"][0]["state"] = "ended"
    found["relations"][3]["title"] = "理事长"
    sums = scored(found)
    assert sums["membership/state"] == Tally(2, 1, 1)
    assert sums["relations/details/title"] == Tally(0, 1, 1)
    assert sums["relations/SERVES"] == Tally(1)


def test_an_edge_the_other_way_round_is_wrong(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["relations"][0] |= {"head": "e1", "tail": "e2"}
    assert scored(found)["membership"] == Tally(2, 1, 1)


def test_a_false_membership_of_a_doubtful_name_is_false_all_the_same(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    gold["entities"][1]["optional"] = True
    gold["relations"] = gold["relations"][1:]
    assert scored(found)["membership"] == Tally(2, 0, 1)


def test_another_edge_of_a_doubtful_name_is_passed_over(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    gold["entities"][4]["optional"] = True
    gold["relations"] = gold["relations"][:3]
    assert "relations/SERVES" not in scored(found)


@pytest.mark.parametrize(("place", "same"), [("浙江省/龙泉市", True), ("龙泉市", True), ("丽水", False)])
def test_places_are_compared_without_words_for_a_level(gold: Json, scored: Scored, place: str, same: bool) -> None:
    found = copy.deepcopy(gold)
    found["values"][1]["value"] = place
    assert scored(found)["values/founded_place"] == (Tally(1) if same else Tally(0, 1, 1))


def test_a_date_of_another_precision_is_another_date(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["values"][0]["value"] = "2015"
    assert scored(found)["values/founded"] == Tally(0, 1, 1)
