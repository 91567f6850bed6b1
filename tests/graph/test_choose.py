"""Laws of the choice: a bag of claims, a total order, and what each kind of property makes of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph import choose
from graph.choose import Claim
from graph.errors import ModelError
from graph.facts import Span, Where, attest
from graph.model import load_model

MODEL = load_model()
MEMBER_OF = MODEL.relations["MEMBER_OF"]
ORGANIZATION = MODEL.nodes["Organization"]
TARGET = MODEL.nodes["Target"]

_SOURCES = st.sampled_from(["sr-1", "sr-2", "sr-3"])
_GRADES = st.sampled_from(["high", "medium", "low"])


def _claims(property_: str | None, values: list[str]) -> st.SearchStrategy[Claim]:
    value = st.sampled_from(values) if property_ else st.none()
    original = st.sampled_from(["o1", "o2", "o3"])
    return st.builds(Claim, st.just("ed-1"), st.just(property_), value, _GRADES, _SOURCES, original, st.integers(0, 3))


DATES = st.lists(_claims("since", ["2007", "2008", "2007-06"]), max_size=8)
EDGE = st.lists(
    _claims(None, [])
    | _claims("roles", ["lead", "chair", "observer"])
    | _claims("since", ["2007", "2008"])
    | _claims("until", ["2012"])
    | _claims("state", ["current", "ended", "proposed"]),
    max_size=8,
)


def claim(value: str | None, source: str = "sr-1", grade: str = "high", original: str = "", start: int = 0,
          property_: str | None = "since") -> Claim:  # fmt: skip
    """A claim, its original its own source unless given."""
    return Claim("ed-1", property_, value, grade, source, original or source, start)


@given(st.data(), EDGE)
def test_neither_order_nor_repetition_of_claims_matters(data: st.DataObject, claims: list[Claim]) -> None:
    shuffled = data.draw(st.permutations(claims + claims[:3]))
    assert choose.edge(MEMBER_OF, shuffled) == choose.edge(MEMBER_OF, claims)
    assert choose.single(shuffled) == choose.single(claims)
    assert choose.every(shuffled) == choose.every(claims)


@given(DATES)
def test_the_chosen_value_is_one_that_is_claimed(claims: list[Claim]) -> None:
    chosen = choose.single(claims)
    assert chosen in {item.value for item in claims} or (chosen is None and not claims)


@given(DATES)
def test_the_chosen_value_stands_at_the_best_grade(claims: list[Claim]) -> None:
    best = min((["high", "medium", "low"].index(item.grade) for item in claims), default=0)
    chosen = choose.single(claims)
    standing = {item.value for item in claims if ["high", "medium", "low"].index(item.grade) == best}
    assert chosen in standing or not claims


@given(DATES, _SOURCES)
def test_withdrawing_a_source_leaves_the_choice_of_the_others(claims: list[Claim], source: str) -> None:
    others = [item for item in claims if item.source != source]
    mine = [item for item in claims if item.source == source]
    joined = choose.by_slot(others + mine).get("ed-1", [])
    assert choose.single([item for item in joined if item.source != source]) == choose.single(others)
    # A claim more for the value that stands never topples it.
    chosen = choose.single(claims)
    if chosen is not None:
        assert choose.single([*claims, claim(chosen, source, original="o9")]) == chosen


def test_grade_before_originals_before_source_before_place() -> None:
    many = [claim("2008", f"sr-{number}", "medium") for number in range(5)]
    assert choose.single([*many, claim("2007", "sr-9")]) == "2007"
    assert choose.single([claim("2007", "sr-1"), claim("2008", "sr-2"), claim("2008", "sr-3")]) == "2008"
    assert choose.single([claim("2008", "sr-2"), claim("2007", "sr-1")]) == "2007"
    assert choose.single([claim("2008", start=3), claim("2009", start=7)]) == "2008"


def test_copies_of_one_text_count_as_one() -> None:
    copies = [claim("2008", "sr-2", original="same"), claim("2008", "sr-3", original="same")]
    assert choose.single([claim("2007", "sr-1"), *copies]) == "2007"


def test_no_evidence_no_edge() -> None:
    assert choose.edge(MEMBER_OF, []) is None
    assert choose.edge(MODEL.relations["PART_OF"], [claim(None, property_=None)]) == {}


@pytest.mark.parametrize(
    ("said", "state", "counted"),
    [
        ([(None, None)], "current", True),
        ([("roles", "lead")], "current", True),
        ([("roles", "observer")], "current", False),
        ([("roles", "observer"), ("roles", "council")], "current", True),
        ([("state", "proposed")], "proposed", False),
        ([("state", "proposed"), (None, None)], "current", True),
        ([("state", "ended"), ("roles", "lead")], "ended", False),
        ([("until", "2012")], "ended", False),
        ([("until", "2012"), ("since", "2007")], "current", True),
    ],
)
def test_the_state_of_a_membership(said: list[tuple[str | None, str | None]], state: str, counted: bool) -> None:
    claims = [claim(value, property_=name) for name, value in said]
    chosen = choose.edge(MEMBER_OF, claims)
    assert chosen is not None
    assert (chosen["state"], chosen["counted"]) == (state, counted)
    assert choose.is_counted(MEMBER_OF, claims) is counted


def test_roles_are_a_sorted_set() -> None:
    claims = [claim("lead", property_="roles"), claim("chair", property_="roles"), claim("lead", property_="roles")]
    assert (choose.edge(MEMBER_OF, claims) or {})["roles"] == ["chair", "lead"]


def test_an_amount_is_taken_apart() -> None:
    written = json.dumps({"unit": "万吨", "value": 380, "value_max": None}, ensure_ascii=False)
    claims = [claim(written, property_="written")]
    expected = {"value": 380, "value_max": None, "unit": "万吨"}
    assert choose.value(MODEL, TARGET, None, "written", claims) == expected
    assert choose.value(MODEL, TARGET, None, "written", []) == dict.fromkeys(expected)
    assert choose.value(MODEL, TARGET, None, "named", [claim("6", property_="named")]) == {"named": 6}


@pytest.mark.parametrize("text", ["", "{}", "[1, 2]", '{"unit": 1, "value": 1, "value_max": null}',
                                  '{"unit": "", "value": true, "value_max": null}', "3"])  # fmt: skip
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ModelError, match="written"):
        choose.read_written(text)


def test_the_kind_by_table_or_name_before_what_texts_say() -> None:
    stated = [claim("institute", "sr-2", property_="kind_stated"), claim("company", "sr-1", "low",
                                                                         property_="kind_stated")]  # fmt: skip
    said = {"kind_stated": ["company", "institute"]}
    assert choose.value(MODEL, ORGANIZATION, "Company", "kind_stated", stated) == said | {"kind": "company"}
    assert choose.value(MODEL, ORGANIZATION, "OtherOrganization", "kind_stated", stated) == said | {"kind": "institute"}
    nothing = {"kind_stated": None, "kind": "other"}
    assert choose.value(MODEL, ORGANIZATION, "OtherOrganization", "kind_stated", []) == nothing


def test_a_searched_list_is_kept_as_text_too() -> None:
    claims = [claim("北京首钢", property_="aliases"), claim("首钢集团", property_="aliases")]
    chosen = choose.value(MODEL, ORGANIZATION, "Company", "aliases", claims)
    assert chosen == {"aliases": ["北京首钢", "首钢集团"], "aliases_text": "北京首钢\n首钢集团"}
    assert choose.value(MODEL, ORGANIZATION, "Company", "aliases", []) == {"aliases": None, "aliases_text": None}


def test_a_claim_is_that_of_its_evidence() -> None:
    where = Where("sr-1", "o1", Span(2, 4), "首钢", Span(0, 9))
    evidence = attest(where, "og-1", rule="test", grade="medium", type_="MEMBER_OF", tail="al-1", property_="roles",
                      value="lead")  # fmt: skip
    assert choose.claim_of(evidence) == Claim(evidence.slot, "roles", "lead", "medium", "sr-1", "o1", 2)


@given(
    st.lists(_claims("aliases", ["甲", "乙", "丙"]), max_size=6), st.lists(_claims("aliases", ["乙", "丁"]), max_size=4)
)
def test_a_list_grows_without_reading_the_others_again(others: list[Claim], mine: list[Claim]) -> None:
    stored = choose.every(others)
    expected = choose.value(MODEL, ORGANIZATION, "Company", "aliases", others + mine)
    assert choose.grown(ORGANIZATION, "aliases", stored, mine) == expected


def test_what_may_only_grow() -> None:
    assert choose.may_grow(MODEL, ORGANIZATION, "Company", "kind_stated")
    assert choose.may_grow(MODEL, ORGANIZATION, "OtherOrganization", "aliases")
    # Here the kind that questions use depends on who says what.
    assert not choose.may_grow(MODEL, ORGANIZATION, "OtherOrganization", "kind_stated")
    assert not choose.may_grow(MODEL, TARGET, None, "written")
