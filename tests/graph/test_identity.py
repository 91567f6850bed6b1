"""Test vectors: ids that are published, and must never change by accident."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.identity import digest, edge_slot, fact_id, key_text, node_id, source_id, value_slot
from graph.model import load_model

MODEL = load_model()


def test_vectors_of_nodes() -> None:
    assert node_id(MODEL, "Alliance", ["钢铁可循环流程技术创新战略联盟"]) == "al-245c648e3e745bebde53"
    assert node_id(MODEL, "Organization", ["北京科技大学"]) == "og-92bce8a01d94fa879de1"
    assert node_id(MODEL, "Project", ["新一代可循环钢铁流程", "al-1"]) == "pj-879da4fa52af136d5b22"
    assert (
        node_id(MODEL, "Target", ["al-1", "target", "产能", "产量", ">=", 380000, None, "t", "2015"])
        == "tg-4f1363ba916ce71cf8e0"
    )
    assert (
        node_id(MODEL, "Figure", ["al-1", "stated", "university", "member_count", "=", 3, None, "1", ""])
        == "fg-190b89991ed634aaeccd"
    )
    assert node_id(MODEL, "Technology", ["熔融还原"]) == "tc-30d8cf7f3507a2a0a7fd"
    assert node_id(MODEL, "Person", ["张三", "og-1"]) == "ps-1b92e43424673bf349ad"
    assert node_id(MODEL, "Policy", ["国家中长期科学和技术发展规划纲要"]) == "pl-c9c3a0ab899d718a681f"
    assert node_id(MODEL, "Place", ["辽宁省/大连市"]) == "pc-f3c51a574caebdcde626"
    assert node_id(MODEL, "Concept", ["产业技术创新战略联盟"]) == "cc-2fc90d836983c7579cde"
    assert node_id(MODEL, "Clause", ["cc-1", "sr-1", "3"]) == "cl-bc03782a604e43442687"


def test_vectors_of_sources_edges_and_facts() -> None:
    assert source_id("steel-2007", "seed", "steel.md") == "sr-4cafe8062f5747484060"
    assert source_id(None, "seed", "texts/steel.md") == "sr-111acd971d638b826cb9"
    assert edge_slot("og-1", "MEMBER_OF", "al-1") == "ed-9ac8552c37c53f905b68"
    assert value_slot("al-1", "founded") == "vl-af86f720f508bdb515b9"
    assert fact_id("vl-1", "founded", "2007-06-10") == "fc-3ab3eefbfdbaeeb02f2d"


def test_the_kind_of_an_organisation_is_no_part_of_its_id() -> None:
    assert node_id(MODEL, "Organization", ["首钢"]) == f"og-{digest('Organization', '首钢')}"


def test_an_absent_part_of_a_key_is_empty_and_whole_numbers_are_alike() -> None:
    assert [key_text(part) for part in (None, 5, 5.0, 5.5, "5")] == ["", "5", "5", "5.5", "5"]


def test_a_fact_without_a_value_is_not_that_of_an_empty_value() -> None:
    assert fact_id("ed-1", "roles", None) != fact_id("ed-1", "roles", "")


@given(
    st.lists(st.text("ab联盟", min_size=1), min_size=1, max_size=4), st.lists(st.text("ab联盟", min_size=1), max_size=4)
)
def test_different_keys_have_different_digests(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)
