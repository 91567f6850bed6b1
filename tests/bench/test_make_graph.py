"""The made graph: the size that was asked for, the same bytes each time, loaded right on both engines."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.bare import load_bare, rows_of
from bench.make_graph import Size, make_graph, make_large, size_of
from graph.facts import ENTITY, VALUE, SourceFacts
from graph.model import Model
from graph.store.bolt import Store
from graph.store.dump import export_lines
from graph.store.load import load, withdraw

SHARE = 0.01


@pytest.fixture(scope="module")
def sources(model: Model) -> list[SourceFacts]:
    return list(make_graph(model, SHARE))


def _memberships(sources: list[SourceFacts]) -> set[tuple[str, str]]:
    return {(item.head, item.tail or "") for facts in sources for item in facts.evidence if item.type == "MEMBER_OF"}


def test_the_graph_has_the_size_that_was_asked_for(sources: list[SourceFacts]) -> None:
    size = size_of(SHARE)
    assert size == Size(organizations=1_000, alliances=200, memberships=10_000, sources=10)
    found = _memberships(sources)
    assert len(found) == size.memberships
    assert len(sources) == size.sources
    assert len({head for head, _ in found}) == size.organizations
    assert len({tail for _, tail in found}) == size.alliances


def test_most_are_in_few_alliances_and_a_few_in_very_many(sources: list[SourceFacts]) -> None:
    degrees = sorted(Counter(head for head, _ in _memberships(sources)).values())
    assert degrees[0] == 1
    assert degrees[len(degrees) // 2] < 10
    assert degrees[-1] > 50


def test_the_same_seed_makes_the_same_bytes(model: Model, sources: list[SourceFacts]) -> None:
    assert [facts.facts_digest for facts in make_graph(model, SHARE)] == [facts.facts_digest for facts in sources]
    other = next(iter(make_graph(model, SHARE, seed=1)))
    assert other.facts_digest != sources[0].facts_digest


def test_sources_repeat_what_others_said(sources: list[SourceFacts]) -> None:
    said = Counter(item.fact for facts in sources for item in {e.fact: e for e in facts.evidence}.values())
    kinds = {item.fact: item.type for facts in sources for item in facts.evidence}
    assert {kinds[fact] for fact, times in said.items() if times > 1} == {ENTITY, VALUE, "MEMBER_OF"}


def test_a_share_of_less_than_one_source_is_refused() -> None:
    with pytest.raises(ValueError, match=r"share=0\.0001"):
        size_of(0.0001)


def test_the_large_source_fits_the_loader_and_knows_half_of_its_members(
    model: Model, sources: list[SourceFacts]
) -> None:
    large = make_large(model, SHARE, evidence=5_000)
    assert 4_500 < len(large.evidence) <= 5_000
    known = {entity.id: entity for facts in sources for entity in facts.entities}
    both = [entity for entity in large.entities if entity.id in known]
    assert len(both) > 500
    assert [known[entity.id] for entity in both] == both


def test_one_per_cent_is_loaded_right(store: Store, model: Model, sources: list[SourceFacts]) -> None:
    for facts in sources:
        assert load(store, facts).action == "loaded"
    members = _memberships(sources)
    rows = store.read("MATCH (o:Organization)-[m:MEMBER_OF]->(a:Alliance) WHERE m.counted RETURN o.id AS o, a.id AS a")
    assert {(row["o"], row["a"]) for row in rows} == members
    assert len(rows) == len(members)
    counted = dict(Counter(tail for _, tail in members))
    assert {r["id"]: r["n"] for r in store.read("MATCH (a:Alliance) RETURN a.id AS id, a.member_count AS n")} == counted
    assert {
        r["id"]: r["n"] for r in store.read("MATCH (o:Organization) RETURN o.id AS id, o.alliance_count AS n")
    } == _alliance_counts(sources, members)
    evidence = store.read("MATCH (e:Evidence)-[:IN]->(s:Source) RETURN s.id AS id, count(e) AS n")
    assert {row["id"]: row["n"] for row in evidence} == {facts.source.id: len(facts.evidence) for facts in sources}
    before = list(export_lines(store))
    large = make_large(model, SHARE, evidence=3_000)
    assert load(store, large).evidence_added == len(large.evidence)
    assert withdraw(store, large.source.id).evidence_removed == len(large.evidence)
    assert list(export_lines(store)) == before


def _alliance_counts(sources: list[SourceFacts], members: set[tuple[str, str]]) -> dict[str, int]:
    lineage = {
        entity.id: entity.get("lineage") for f in sources for entity in f.entities if entity.label == "Organization"
    }
    together: dict[object, set[str]] = {}
    for head, tail in members:
        together.setdefault(lineage[head], set()).add(tail)
    return {id_: len(together.get(line, ())) for id_, line in lineage.items()}


def test_the_bare_load_writes_the_same_nodes_and_relationships(
    store: Store, model: Model, sources: list[SourceFacts]
) -> None:
    """Of one source, so that there is nothing to be decided."""
    load(store, sources[0])
    ids = "MATCH (n) WHERE NOT n:Meta RETURN n.id AS id ORDER BY id"
    edges = (
        "MATCH (a)-[r]->(b) RETURN type(r) AS type, a.id AS head, b.id AS tail, r.id AS id ORDER BY type, head, tail"
    )
    loaded = store.read(ids), store.read(edges)
    withdraw(store, sources[0].source.id)
    assert store.read(edges) == []
    store.write(lambda transaction: load_bare(transaction, store.engine, rows_of(model, sources[0])))
    assert (store.read(ids), store.read(edges)) == loaded
