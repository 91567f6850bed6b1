"""A fact without evidence cannot be built, and evidence is what its source says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ModelError
from graph.facts import (
    ENTITY,
    VALUE,
    Entity,
    Evidence,
    SourceFacts,
    SourceRecord,
    Span,
    Where,
    attest,
    source_facts,
)
from graph.identity import edge_slot, fact_id, value_slot

TEXT = "首钢牵头成立钢铁联盟。"
STEEL = Entity("al-1", "Alliance", None, (("name", "钢铁联盟"),))
SHOUGANG = Entity("og-1", "Organization", "Company", (("name", "首钢"),))


def at(start: int, end: int, source: str = "sr-1") -> Where:
    """A place in TEXT, its sentence the whole text."""
    return Where(source, "o1", Span(start, end), TEXT[start:end], Span(0, len(TEXT)))


def record(**changes: Any) -> SourceRecord:
    """A source with nothing known but its id."""
    given = {f.name: 0 if f.name == "characters" else "" for f in fields(SourceRecord)}
    return SourceRecord(**(given | {"id": "sr-1", "based_on": ()} | changes))


def mention(id_: str, start: int, end: int) -> Evidence:
    """Evidence of an entity's existence."""
    return attest(at(start, end), id_, rule="test", grade="high")


MENTIONS = (mention("og-1", 0, 2), mention("al-1", 6, 10))
LEADS = attest(
    at(0, 4), "og-1", rule="test", grade="high", type_="MEMBER_OF", tail="al-1", property_="roles", value="lead"
)


def test_a_source_with_its_facts() -> None:
    facts = source_facts(record(), TEXT, [STEEL, SHOUGANG, STEEL], [LEADS, *MENTIONS, LEADS])
    assert facts.entities == (STEEL, SHOUGANG)
    assert [item.id for item in facts.evidence] == sorted({LEADS.id, *(item.id for item in MENTIONS)})


@pytest.mark.parametrize(
    "broken",
    [
        lambda: source_facts(record(), TEXT, [STEEL], []),
        lambda: source_facts(record(), TEXT, [], MENTIONS),
        lambda: source_facts(record(), TEXT, [SHOUGANG], [MENTIONS[0], LEADS]),
        lambda: source_facts(record(id="sr-2"), TEXT, [STEEL, SHOUGANG], MENTIONS),
        lambda: source_facts(record(), TEXT.replace("首钢", "鞍钢"), [STEEL, SHOUGANG], MENTIONS),
        lambda: source_facts(record(), TEXT[:-1], [STEEL, SHOUGANG], MENTIONS),
        lambda: source_facts(record(), TEXT, [STEEL, replace(STEEL, properties=())], MENTIONS),
        lambda: source_facts(record(), TEXT, [STEEL, SHOUGANG], [*MENTIONS, replace(LEADS, tail="al-9")]),
        lambda: SourceFacts(record(), TEXT, (STEEL, STEEL), (MENTIONS[1],)),
        lambda: Where("sr-1", "o1", Span(0, 3), "首钢", Span(0, 9)),
        lambda: Where("sr-1", "o1", Span(0, 2), "首钢", Span(1, 9)),
        lambda: Span(3, 3),
        lambda: Span(-1, 3),
        lambda: attest(at(0, 2), "og-1", rule="t", grade="high", tail="al-1"),
        lambda: attest(at(0, 2), "og-1", rule="t", grade="high", type_=VALUE, property_="founded"),
        lambda: attest(at(0, 2), "og-1", rule="t", grade="high", type_="MEMBER_OF"),
        lambda: attest(at(0, 2), "og-1", rule="t", grade="high", type_="MEMBER_OF", tail="al-1", value="lead"),
    ],
)
def test_what_is_no_fact_cannot_be_built(broken: Callable[[], object]) -> None:
    with pytest.raises(ModelError):
        broken()


def test_slots_and_facts() -> None:
    founded = attest(at(4, 6), "al-1", rule="t", grade="low", type_=VALUE, property_="founded", value="2007")
    assert MENTIONS[0].slot == "og-1"
    assert (LEADS.slot, LEADS.type) == (edge_slot("og-1", "MEMBER_OF", "al-1"), "MEMBER_OF")
    assert founded.slot == value_slot("al-1", "founded")
    assert founded.fact == fact_id(founded.slot, "founded", "2007")
    assert MENTIONS[0].type == ENTITY


def test_the_id_covers_every_other_field() -> None:
    def make(**changes: Any) -> Evidence:
        where = Where(changes.pop("source", "sr-1"), changes.pop("original", "o1"), Span(*changes.pop("span", (0, 2))),
                      changes.pop("quote", "首钢"), Span(*changes.pop("sentence", (0, 11))))  # fmt: skip
        given = {"head": "og-1", "rule": "t", "grade": "high", "type_": "MEMBER_OF", "tail": "al-1",
                 "property_": "roles", "value": "lead", "also": [Span(6, 10)]}  # fmt: skip
        return attest(where, **(given | changes))

    others = [
        make(source="sr-2"), make(original="o2"), make(span=(1, 3)), make(quote="鞍钢"), make(sentence=(0, 10)),
        make(head="og-2"), make(tail="al-2"), make(type_="GUIDES"), make(property_="state"), make(value="chair"),
        make(also=[]), make(also=[Span(6, 9)]), make(rule="u"), make(grade="low"),
    ]  # fmt: skip
    assert len({make().id, *(item.id for item in others)}) == len(others) + 1
    assert make() == make()


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=5))
def test_spans_elsewhere_are_a_sorted_set(pairs: list[tuple[int, int]]) -> None:
    spans = [Span(start, start + length) for start, length in pairs]
    evidence = attest(at(0, 2), "og-1", rule="t", grade="high", also=spans)
    again = attest(at(0, 2), "og-1", rule="t", grade="high", also=reversed(spans + spans))
    assert evidence == again
    assert list(evidence.also) == sorted(set(spans))


def test_the_digest_changes_with_evidence_and_with_entities() -> None:
    facts = source_facts(record(), TEXT, [STEEL, SHOUGANG], MENTIONS)
    more = source_facts(record(), TEXT, [STEEL, SHOUGANG], [*MENTIONS, LEADS])
    other = source_facts(record(), TEXT, [STEEL, replace(SHOUGANG, kind_label="University")], MENTIONS)
    stamped = source_facts(record(edition="next"), TEXT, [STEEL, SHOUGANG], MENTIONS)
    assert len({facts.facts_digest, more.facts_digest, other.facts_digest}) == 3
    assert stamped.facts_digest == facts.facts_digest


def test_a_compiled_source_counts_under_what_it_is_based_on() -> None:
    assert record(text_sha256="t").original == "t"
    based = record(text_sha256="t", based_on=("某报道",))
    assert based.original == record(text_sha256="u", based_on=("某报道",)).original != "t"


def test_an_entity_gives_its_properties_by_name() -> None:
    assert (SHOUGANG.get("name"), SHOUGANG.get("place")) == ("首钢", None)
