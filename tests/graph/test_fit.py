"""What the model does not know is refused before anything is written."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import ModelError
from graph.facts import VALUE, Entity, SourceFacts, SourceRecord, Span, Where, attest, source_facts
from graph.fit import check_facts
from graph.model import load_model

MODEL = load_model()
TEXT = "首钢是钢铁联盟成员。"
STEEL = Entity("al-1", "Alliance", None, (("name", "钢铁联盟"),))
SHOUGANG = Entity("og-1", "Organization", "Company", (("name", "首钢"),))


def facts_of(one: Entity = SHOUGANG, other: Entity = STEEL, head: str = "og-1", **said: Any) -> SourceFacts:
    """A source with two entities and one fact."""
    where = Where("sr-1", "o1", Span(0, 2), "首钢", Span(0, len(TEXT)))
    record = SourceRecord("sr-1", "", "", "", "", "", "", "", "original", (), "", "", len(TEXT), "", "e")
    evidence = [attest(where, key, rule="t", grade="high") for key in (one.id, other.id)]
    if said:
        evidence.append(attest(where, head, rule="t", grade="high", **said))
    return source_facts(record, TEXT, [one, other], evidence)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"type_": "MEMBER_OF", "tail": "al-1"},
        {"type_": "MEMBER_OF", "tail": "al-1", "property_": "roles", "value": "lead"},
        {"type_": VALUE, "property_": "kind_stated", "value": "institute"},
        {"type_": VALUE, "property_": "founded", "value": "2007", "head": "al-1"},
    ],
)
def test_what_the_model_knows_passes(said: dict[str, Any]) -> None:
    check_facts(MODEL, facts_of(**said))


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"one": Entity("og-1", "Firm", None, ())}, "Firm"),
        ({"one": Entity("xx-1", "Organization", "Company", ())}, "xx-1"),
        ({"one": Entity("og-1", "Organization", None, ())}, "kind label"),
        ({"one": Entity("og-1", "Organization", "Firm", ())}, "Firm"),
        ({"other": Entity("al-1", "Alliance", "Company", ())}, "Company"),
        ({"one": Entity("og-1", "Organization", "Company", (("aliases", "x"),))}, "aliases"),
        ({"one": Entity("og-1", "Organization", "Company", (("colour", "x"),))}, "colour"),
        ({"type_": "LIKES", "tail": "al-1"}, "LIKES"),
        ({"type_": "MEMBER_OF", "tail": "og-1", "head": "al-1"}, "ends"),
        ({"type_": "PART_OF", "tail": "al-1"}, "ends"),
        ({"type_": "MEMBER_OF", "tail": "al-1", "property_": "roles", "value": "kaiser"}, "kaiser"),
        ({"type_": "MEMBER_OF", "tail": "al-1", "property_": "counted", "value": "true"}, "counted"),
        ({"type_": VALUE, "property_": "name", "value": "首钢"}, "name"),
        ({"type_": VALUE, "property_": "height", "value": "3"}, "height"),
        ({"type_": VALUE, "property_": "kind_stated", "value": "firm"}, "firm"),
    ],
)
def test_what_it_does_not_know_is_refused_by_name(changes: dict[str, Any], named: str) -> None:
    with pytest.raises(ModelError, match=named):
        check_facts(MODEL, facts_of(**changes))


@pytest.mark.parametrize(("name", "value"), [("named", "six"), ("written", "38万吨"), ("written", '{"value": 3}')])
def test_a_value_of_the_wrong_type_is_refused(name: str, value: str) -> None:
    figure = Entity("fg-1", "Figure", None, ())
    with pytest.raises(ModelError, match=name):
        check_facts(MODEL, facts_of(other=figure, head="fg-1", type_=VALUE, property_=name, value=value))
