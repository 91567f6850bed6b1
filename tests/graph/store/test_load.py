"""Rule 5 on both engines: a fact lives while one source attests it. Whole exports are compared."""

from __future__ import annotations

from dataclasses import replace
from types import ModuleType

import pytest

from graph.errors import ModelError, SourceTooLarge
from graph.facts import SourceFacts
from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import Store, open_store
from graph.store.dump import data_version, export_lines
from graph.store.load import load, stored_sources, stored_text, withdraw

STEEL, COAL = "钢铁联盟", "煤炭联盟"


@pytest.fixture
def one(build: ModuleType, model: Model) -> SourceFacts:
    """What source A says."""
    s = build.Said
    return build.build(model, "A", [  # type: ignore[no-any-return]
        s("member", "首钢", STEEL), s("role", "首钢", STEEL, "lead"), s("role", "北科大", STEEL, "initiator"),
        s("since", "北科大", STEEL, "2007"), s("founded", STEEL, "2007-06-18"), s("alias", "首钢", "首钢集团"),
        s("stated", "某中心", "institute"), s("member", "某中心", STEEL), s("target", STEEL, "38", "万吨"),
        s("project", STEEL, "新流程"), s("part", "某中心", "首钢"), s("role", "观察方", STEEL, "observer"),
    ])  # fmt: skip


@pytest.fixture
def two(build: ModuleType, model: Model) -> SourceFacts:
    """What source B says: some of the same, some against it, some of its own."""
    s = build.Said
    return build.build(model, "B", [  # type: ignore[no-any-return]
        s("role", "首钢", STEEL, "chair"), s("state", "北科大", STEEL, "ended"), s("founded", STEEL, "2007", "", "low"),
        s("alias", "首钢", "北京首钢"), s("stated", "某中心", "company"), s("member", "首钢", COAL),
        s("state", "中煤", COAL, "proposed"), s("role", "观察方", STEEL, "council"), s("member", STEEL, COAL),
        s("target", STEEL, "38", "10kt"), s("member", "北科大", COAL),
    ])  # fmt: skip


def test_two_sources_make_what_all_evidence_makes_in_either_order(
    store: Store, build: ModuleType, model: Model, one: SourceFacts, two: SourceFacts
) -> None:
    empty = list(export_lines(store))
    load(store, one)
    alone = list(export_lines(store))
    assert alone == build.expected_lines(model, [one])
    assert load(store, two).action == "loaded"
    both = list(export_lines(store))
    assert both == build.expected_lines(model, [one, two])
    assert withdraw(store, two.source.id).action == "withdrawn"
    assert list(export_lines(store)) == alone
    withdraw(store, one.source.id)
    assert list(export_lines(store)) == empty
    load(store, two)
    load(store, one)
    assert list(export_lines(store)) == both


def test_loading_again_changes_nothing(store: Store, one: SourceFacts) -> None:
    report = load(store, one)
    assert (report.action, report.evidence_added) == ("loaded", len(one.evidence))
    before, version = list(export_lines(store)), data_version(store)
    assert load(store, one).action == "unchanged"
    assert list(export_lines(store)) == before
    assert data_version(store) == version


def test_a_changed_source_replaces_what_it_said(
    store: Store, build: ModuleType, model: Model, one: SourceFacts, two: SourceFacts
) -> None:
    s = build.Said
    statements = [s("role", "首钢", STEEL, "vice_chair"), s("founded", STEEL, "2008"), s("member", "鞍钢", STEEL)]
    changed = build.build(model, "A", statements)
    load(store, one)
    load(store, two)
    report = load(store, changed)
    assert report.action == "changed"
    assert report.evidence_removed
    assert report.nodes_removed
    assert list(export_lines(store)) == build.expected_lines(model, [changed, two])
    load(store, one)
    assert list(export_lines(store)) == build.expected_lines(model, [one, two])


def test_withdrawing_what_is_not_there_is_harmless(store: Store, one: SourceFacts) -> None:
    load(store, one)
    before = list(export_lines(store))
    assert withdraw(store, "sr-unknown").action == "absent"
    assert list(export_lines(store)) == before


def test_an_equal_text_counts_once(store: Store, build: ModuleType, model: Model) -> None:
    s = build.Said
    early = build.build(model, "A", [s("founded", STEEL, "2008")])
    copies = [build.build(model, name, [s("founded", STEEL, "2007")], text_sha256="same") for name in ("B", "C")]
    other = build.build(model, "D", [s("founded", STEEL, "2008")])
    for facts in (*copies, early, other):
        load(store, facts)
    rows = store.read("MATCH (a:Alliance) RETURN a.founded AS founded")
    assert rows == [{"founded": "2008"}]
    assert list(export_lines(store)) == build.expected_lines(model, [early, *copies, other])


def test_a_new_edition_moves_a_name_and_changes_a_kind(
    store: Store, build: ModuleType, model: Model, one: SourceFacts, two: SourceFacts
) -> None:
    tables = build.Tables(
        "edition-2",
        kinds={"首钢": "Company", "某中心": "ResearchInstitute"},
        names={"北科大": "北京科技大学"},
        lineages={"首钢": "首都钢铁", "观察方": "首都钢铁"},
    )
    s = build.Said
    load(store, one)
    load(store, two)
    statements = [
        s("member", "首钢", STEEL), s("alias", "首钢", "首钢集团"), s("role", "北科大", STEEL, "lead"),
        s("member", "观察方", COAL), s("stated", "某中心", "company"), s("part", "某中心", "首钢"),
    ]  # fmt: skip
    newer = [build.build(model, name, statements, tables) for name in ("A", "B")]
    load(store, newer[0])
    assert store.read("MATCH (m:Meta) RETURN m.edition AS edition") == [{"edition": "mixed"}]
    # What only the other source says of the node that was made anew is still there.
    rows = store.read("MATCH (o:Company {name: '首钢'})-[r:MEMBER_OF]->(a) RETURN a.name AS a, r.roles AS r ORDER BY a")
    assert rows == [{"a": COAL, "r": None}, {"a": STEEL, "r": ["chair"]}]
    aliases = store.read("MATCH (o:Company {name: '首钢'}) RETURN o.aliases AS a, o.alliance_count AS n, o.kind AS k")
    assert aliases == [{"a": ["北京首钢", "首钢集团"], "n": 2, "k": "company"}]
    load(store, newer[1])
    assert list(export_lines(store)) == build.expected_lines(model, newer)
    assert store.read("MATCH (m:Meta) RETURN m.edition AS edition") == [{"edition": "edition-2"}]


def test_equal_facts_under_a_new_edition_are_only_stamped(
    store: Store, build: ModuleType, model: Model, one: SourceFacts
) -> None:
    load(store, one)
    stamped = replace(one, source=replace(one.source, edition="edition-2"))
    assert load(store, stamped).action == "stamped"
    assert list(export_lines(store)) == build.expected_lines(model, [stamped])
    assert load(store, stamped).action == "unchanged"


def test_stored_sources_tell_what_must_be_read_again(store: Store, one: SourceFacts, two: SourceFacts) -> None:
    load(store, one)
    load(store, two)
    stored = stored_sources(store)
    assert set(stored) == {one.source.id, two.source.id}
    assert stored[one.source.id].text_sha256 == one.source.text_sha256
    assert stored[one.source.id].facts_digest == one.facts_digest
    assert stored_text(store, one.source.id) == one.text
    assert stored_text(store, "sr-unknown") is None


def test_a_source_with_too_much_evidence_is_refused_untouched(store: Store, model: Model, one: SourceFacts) -> None:
    before = list(export_lines(store))
    settings: Settings = replace(store.settings, source_evidence=len(one.evidence) - 1)
    with open_store(settings, model) as small, pytest.raises(SourceTooLarge, match="--split"):
        load(small, one)
    assert list(export_lines(store)) == before


def test_facts_that_the_model_does_not_know_are_refused(store: Store, build: ModuleType, model: Model) -> None:
    with pytest.raises(ModelError, match="kaiser"):
        load(store, build.build(model, "A", [build.Said("role", "首钢", STEEL, "kaiser")]))
    assert stored_sources(store) == {}
