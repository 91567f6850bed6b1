"""After any sequence of loads and withdrawals the graph is that of the sources which are there, on both engines."""

from __future__ import annotations

from types import ModuleType

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from graph.facts import SourceFacts
from graph.model import Model
from graph.store.bolt import Store
from graph.store.dump import export_lines
from graph.store.load import load, withdraw

ORGANIZATIONS = ["首钢", "北科大", "某中心"]
ALLIANCES = ["钢铁联盟", "煤炭联盟"]
GRADES = st.sampled_from(["high", "medium", "low"])
ANY = st.sampled_from(ORGANIZATIONS + ALLIANCES)
NAMES = st.sampled_from(ORGANIZATIONS)
ALLIANCE_NAMES = st.sampled_from(ALLIANCES)

STATEMENT = (
    st.tuples(st.just("member"), ANY, ALLIANCE_NAMES, st.just(""), GRADES)
    | st.tuples(st.just("role"), NAMES, ALLIANCE_NAMES, st.sampled_from(["lead", "chair", "observer"]), GRADES)
    | st.tuples(st.just("state"), NAMES, ALLIANCE_NAMES, st.sampled_from(["ended", "proposed"]), GRADES)
    | st.tuples(st.just("since"), NAMES, ALLIANCE_NAMES, st.sampled_from(["2007", "2008"]), GRADES)
    | st.tuples(st.just("founded"), ALLIANCE_NAMES, st.sampled_from(["2007", "2008"]), st.just(""), GRADES)
    | st.tuples(st.just("alias"), NAMES, st.sampled_from(["甲", "乙"]), st.just(""), GRADES)
    | st.tuples(st.just("stated"), NAMES, st.sampled_from(["company", "institute"]), st.just(""), GRADES)
    | st.tuples(
        st.just("target"), ALLIANCE_NAMES, st.sampled_from(["38", "40"]), st.sampled_from(["万吨", "10kt"]), GRADES
    )
    | st.tuples(st.just("part"), NAMES, NAMES, st.just(""), GRADES)
)
# One edition: what the tables say is the same for every source.
KINDS = st.dictionaries(NAMES, st.sampled_from(["Company", "University"]), max_size=2)
LINEAGES = st.dictionaries(NAMES, st.sampled_from(["一脉", "又一脉"]), max_size=3)
STEPS = st.lists(st.tuples(st.sampled_from("ABC"), st.none() | st.lists(STATEMENT, max_size=6)), min_size=1, max_size=6)


@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(steps=STEPS, kinds=KINDS, lineages=LINEAGES)
def test_the_graph_is_that_of_the_sources_that_are_there(
    engine_store: Store,
    build: ModuleType,
    model: Model,
    steps: list[tuple[str, list[tuple[str, str, str, str, str]] | None]],
    kinds: dict[str, str],
    lineages: dict[str, str],
) -> None:
    tables = build.Tables("edition-1", kinds=kinds, lineages=lineages)
    there: dict[str, SourceFacts] = {}
    try:
        for name, statements in steps:
            note(f"{name}: {statements}")
            facts = build.build(model, name, [build.Said(*parts) for parts in statements or []], tables)
            if statements is None:
                withdraw(engine_store, facts.source.id)
                there.pop(name, None)
            else:
                load(engine_store, facts)
                there[name] = facts
        assert list(export_lines(engine_store)) == build.expected_lines(model, there.values())
    finally:
        for facts in there.values():
            withdraw(engine_store, facts.source.id)
    assert list(export_lines(engine_store)) == build.expected_lines(model, [])


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(
    said=st.lists(st.lists(STATEMENT, max_size=6), min_size=2, max_size=3),
    before=st.tuples(KINDS, LINEAGES),
    after=st.tuples(KINDS, LINEAGES),
)
def test_reading_all_again_under_a_new_edition_makes_the_graph_of_that_edition(
    engine_store: Store,
    build: ModuleType,
    model: Model,
    said: list[list[tuple[str, str, str, str, str]]],
    before: tuple[dict[str, str], dict[str, str]],
    after: tuple[dict[str, str], dict[str, str]],
) -> None:
    editions = [build.Tables(f"edition-{number}", *tables) for number, tables in enumerate((before, after))]
    states = [
        [
            build.build(model, "ABC"[index], [build.Said(*parts) for parts in one], tables)
            for index, one in enumerate(said)
        ]
        for tables in editions
    ]
    try:
        for state in states:
            for facts in state:
                load(engine_store, facts)
            assert list(export_lines(engine_store)) == build.expected_lines(model, state)
    finally:
        for facts in states[1]:
            withdraw(engine_store, facts.source.id)
    assert list(export_lines(engine_store)) == build.expected_lines(model, [])
