"""Names: exact and overlapping places, things in pieces, kinds."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from ingest.evaluate import score
from ingest.evaluation.outcomes import Tally, tallies

Json = dict[str, Any]
Scored = Callable[[Json], dict[str, Tally]]


def test_a_shorter_place_overlaps_and_is_not_exact(make: Any, gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["entities"][3]["mentions"] = [make.at("己研究院")]
    sums = scored(found)
    assert sums["mentions/ResearchInstitute/exact"] == Tally(0, 1, 1)
    assert sums["mentions/ResearchInstitute/overlap"] == Tally(1)
    assert sums["membership"] == Tally(3)


def test_two_names_glued_into_one_are_neither(make: Any, gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["entities"][2] |= {"name": "丙丁大学和戊己研究院", "mentions": [make.at("丙丁大学和戊己研究院")]}
    del found["entities"][3]
    found["relations"] = [r for r in found["relations"] if r["head"] != "e4"]
    assert scored(found)["membership"] == Tally(1, 2, 1)


def test_a_thing_in_two_pieces_has_one_surplus_but_no_second_membership(make: Any, gold: Json, scored: Scored) -> None:
    gold["entities"][1]["mentions"].append(make.at("目前产值"))  # a second place, for the sake of the example
    found = copy.deepcopy(gold)
    found["entities"][1]["mentions"] = [make.at("甲乙公司")]
    found["entities"].append(make.entity("e9", "Company", "目前产值"))
    found["relations"].append(make.member("e9", ["initiator"]))
    sums = scored(found)
    assert sums["entities/Organization"] == Tally(3, 0, 1)
    assert sums["membership"] == Tally(3)


def test_quotes_around_a_name_do_not_matter() -> None:
    text = "联盟依据《釉料发展规划》。"
    source = {"title": "", "characters": len(text), "sha256": "", "genre": "news", "text": "a"}
    lists: Json = {key: [] for key in ("relations", "values", "targets", "figures", "counts", "clauses")}
    policy = {"id": "e1", "type": "Policy", "name": "釉料发展规划", "aliases": [], "mentions": [[5, 11]]}
    quoted = policy | {"mentions": [[4, 12]]}
    outcomes = score(
        {"source": source, "entities": [policy], **lists}, {"source": source, "entities": [quoted], **lists}, text
    )
    assert tallies(outcomes)["mentions/Policy/exact"] == Tally(1)


def test_a_wrong_kind_is_told_apart_from_a_wrong_name(gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["entities"][3]["type"] = "Company"
    sums = scored(found)
    assert sums["kind"] == Tally(2, 1, 1)
    assert sums["mentions/Organization/exact"] == Tally(3)
    assert sums["mentions/Company/exact"] == Tally(1, 0, 1)
    assert sums["membership"] == Tally(3)


def test_an_optional_name_counts_on_neither_side(gold: Json, scored: Scored) -> None:
    gold["entities"][3]["optional"] = True
    found = copy.deepcopy(gold)
    assert scored(found)["mentions/Organization/exact"] == Tally(2)
    del found["entities"][3]
    found["relations"] = [r for r in found["relations"] if r["head"] != "e4"]
    assert scored(found)["mentions/Organization/exact"] == Tally(2)


def test_a_pronoun_is_no_false_mention(make: Any, gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["entities"][0]["mentions"].append(make.at("联盟"))
    assert scored(found)["mentions/Alliance/exact"] == Tally(1)
    found["entities"][0]["mentions"].append(make.at("创新战略联盟"))
    assert scored(found)["mentions/Alliance/exact"] == Tally(1, 0, 1)


def test_a_label_that_is_not_marked_is_false(make: Any, gold: Json, scored: Scored) -> None:
    found = copy.deepcopy(gold)
    found["entities"].append(make.entity("e9", "Policy", "能耗下降"))
    assert scored(found)["mentions/Policy/exact"] == Tally(0, 0, 1)
    assert scored(found)["entities/Policy"] == Tally(0, 0, 1)
