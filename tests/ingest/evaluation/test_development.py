"""The development gold's conventions, on a small text of our own marked by the same conventions."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from ingest.evaluate import score
from ingest.evaluation.outcomes import Tally, tallies

Json = dict[str, Any]
TEXT = (
    "竹纤维联盟由甲乙公司、丙丁大学发起，依据《竹业纲要》，参加了竹业大会。"
    "计划五年内产值预计达到20亿元。投资过百亿。全国有30家竹企。"
)
MAPPING: Json = {
    "entities": {"alliance": "Alliance", "company": "Company", "university": "University", "policy": "Policy",
                 "event": None, "government": "Government"},
    "relations": {
        "member_of": {"type": "MEMBER_OF"},
        "initiator_of": {"type": "MEMBER_OF", "role": "initiator"},
        "implements": {"type": "FOLLOWS", "only_tail": "Policy", "only_head": "Alliance"},
        "promoted_by": {"type": "GUIDES", "reversed": True},
        "undertakes": {"alliance": "RUNS", "company": "UNDERTAKES"},
        "targets": {"type": "HAS_TARGET"},
        "founded_on": {"value": "founded"},
        "located_in": None,
    },
}  # fmt: skip


def at(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def mention(words: str, **more: Any) -> Json:
    start, end = at(words)
    return {"text": words, "start": start, "end": end, **more}


def entity(id_: str, type_: str, *mentions: Json, **more: Any) -> Json:
    return {"id": id_, "type": type_, "canonical": mentions[0]["text"], "mentions": list(mentions), **more}


def relation(type_: str, head: str, tail: str) -> Json:
    return {"type": type_, "head": head, "tail": tail, "qualifiers": {}, "evidence": at("发起")}


def numbered(id_: str, words: str, comparator: str, value: float, unit: str, **more: Any) -> Json:
    start, end = at(words)
    plain = {"alliance": "a", "subject": "联盟", "metric": "产值", "value_max": None, "deadline": None}
    number = {"comparator": comparator, "value": value, "unit": unit}
    return {"id": id_, **number, "start": start, "end": end, **plain, **more}


@pytest.fixture
def gold() -> Json:
    return {
        "source": "a.txt",
        "length": len(TEXT),
        "conventions": {},
        "entities": [
            entity("a", "alliance", mention("竹纤维联盟")),
            entity("c", "company", mention("甲乙公司", alt=[at("乙公司")])),
            entity("u", "university", mention("丙丁大学")),
            entity("p", "policy", mention("《竹业纲要》")),
            entity("m", "event", mention("竹业大会")),
            entity("g", "government", mention("全国"), generic=True),
        ],
        "relations": [
            relation("member_of", "c", "a"),
            relation("initiator_of", "c", "a"),
            relation("member_of", "u", "a"),
            relation("implements", "a", "p"),
            relation("implements", "a", "m"),
            relation("located_in", "c", "a"),
        ],
        "targets": [
            numbered("t1", "产值预计达到20亿元", ">=", 20, "亿元", modality="预计", deadline="五年内")
            | {"deadline_norm": "P5Y on"}
        ],
        "claims": [
            numbered("c9", "投资过百亿", ">", 100, "亿(元)", unit_implied="元"),
            numbered("c7", "30家竹企", "=", 30, "家"),
        ],
        "declared_counts": [
            {"alliance": None, "count": 30, "kind": "x", "kind_model": None, "named": 0,
             "start": at("30家")[0], "end": at("30家")[1]},
        ],
    }  # fmt: skip


@pytest.fixture
def found() -> Json:
    """What an extractor that reads this text well would give."""

    def named(id_: str, type_: str, words: str) -> Json:
        return {"id": id_, "type": type_, "name": words, "aliases": [], "mentions": [at(words)]}

    def edge(type_: str, head: str, tail: str, *roles: str) -> Json:
        return {"type": type_, "head": head, "tail": tail, "roles": list(roles), "evidence": [at("发起")]}

    def amount(words: str, status: str, comparator: str, value: float, unit: str, deadline: str | None) -> Json:
        plain = {"holder": "e1", "subject": "", "metric": "产值", "value_max": None, "deadline": deadline}
        number = {"comparator": comparator, "value": value, "unit": unit}
        return {"status": status, **number, "evidence": [at(words)], **plain}

    return {
        "source": {},
        "entities": [
            named("e1", "Alliance", "竹纤维联盟"),
            named("e2", "Company", "甲乙公司"),
            named("e3", "University", "丙丁大学"),
            named("e4", "Policy", "竹业纲要"),
        ],
        "relations": [
            edge("MEMBER_OF", "e2", "e1", "initiator"),
            edge("MEMBER_OF", "e3", "e1"),
            edge("FOLLOWS", "e1", "e4"),
        ],
        "values": [],
        "targets": [amount("达到20亿元", "expected", ">=", 20, "亿元", "P5Y")],
        "figures": [amount("过百亿", "stated", ">", 1, "百亿", None)],
        "counts": [],
        "clauses": [],
    }


@pytest.fixture
def scored(gold: Json) -> Callable[[Json], dict[str, Tally]]:
    return lambda found: tallies(score(gold, found, TEXT, MAPPING))


Scored = Callable[[Json], dict[str, Tally]]


def test_a_good_extraction_is_perfect(found: Json, scored: Scored) -> None:
    sums = scored(found)
    assert {section: tally for section, tally in sums.items() if tally.f1 < 1} == {}
    assert (sums["membership"], sums["roles"]) == (Tally(2), Tally(1))
    assert (sums["targets/right"], sums["figures/right"]) == (Tally(1), Tally(1))
    assert sums["relations/all"] == Tally(2 + 1 + 1)


def test_another_span_of_the_same_mention_is_exact(found: Json, scored: Scored) -> None:
    found["entities"][1]["mentions"] = [at("乙公司")]
    assert scored(found)["mentions/Company/exact"] == Tally(1)


def test_what_has_no_counterpart_is_not_scored(found: Json, scored: Scored) -> None:
    before = scored(found)
    entities = {"id": "e9", "type": "Policy", "name": "竹业大会", "aliases": [], "mentions": [at("竹业大会")]}
    found["entities"].append(entities)
    found["relations"] += [
        {"type": "FOLLOWS", "head": "e1", "tail": "e9", "roles": [], "evidence": [at("发起")]},
        {"type": "LOCATED_IN", "head": "e2", "tail": "e1", "roles": [], "evidence": [at("发起")]},
    ]
    assert scored(found) == before


@pytest.mark.parametrize("change", [{"nested_in": "x"}, {"kind": "nominal"}, {"optional": True}])
def test_nested_and_nominal_mentions_are_optional(gold: Json, found: Json, change: Json) -> None:
    gold["entities"][1]["mentions"][0] |= change
    without = copy.deepcopy(found)
    del without["entities"][1]
    without["relations"] = without["relations"][1:]
    for one in (found, without):
        sums = tallies(score(gold, one, TEXT, MAPPING))
        assert sums["mentions/Organization/exact"] == Tally(1)


def test_optional_claims_and_counts_that_are_no_members_pass(found: Json, scored: Scored) -> None:
    before = scored(found)
    thirty = {"holder": "e1", "subject": "竹企", "metric": "数", "value_max": None, "deadline": None}
    number = {"comparator": "=", "value": 30, "unit": "家", "status": "stated", "evidence": [at("30家竹企")]}
    found["figures"].append(thirty | number)
    found["counts"].append(
        {"alliance": "e1", "kind": "company", "count": 30, "approximate": False, "named": 0, "evidence": [at("30家")]}
    )
    assert scored(found) == before


def test_a_modality_asks_for_the_status_expected(found: Json, scored: Scored) -> None:
    found["targets"][0]["status"] = "target"
    assert scored(found)["targets/status"] == Tally(0, 1, 1)
