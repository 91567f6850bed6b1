"""Everything about one thing, each part with its evidence."""

from __future__ import annotations

from types import ModuleType

import pytest

from graph.errors import NotFound
from graph.store.bolt import Store
from queries.facts import fact
from queries.find import resolve
from queries.profile import profile
from queries.sources import source_record, source_text


def test_every_value_and_relation_has_evidence_that_stands_in_the_text(small_store: Store, small: ModuleType) -> None:
    found = profile(small_store, "Alliance", resolve(small_store, small.STEEL, ("Alliance",)).id)
    pieces = [*found.evidence]
    proofs = [item.evidence for item in found.values] + [item.evidence for item in found.relations]
    assert all(proofs)
    pieces += [item for proof in proofs for item in proof]
    texts = {item["source"]["id"]: source_text(small_store, item["source"]["id"]) for item in pieces}
    for item in pieces:
        assert texts[item["source"]["id"]][item["start"] : item["end"]] == item["quote"]


def test_a_value_that_two_sources_say_has_both(small_store: Store, small: ModuleType) -> None:
    found = profile(small_store, "Alliance", resolve(small_store, small.STEEL, ("Alliance",)).id)
    [founded] = [item for item in found.values if item.property == "founded"]
    assert founded.value == "2007-06-10"
    origins = [(item["source"]["origin"], item["source"]["based_on"]) for item in founded.evidence]
    assert sorted(origins) == [("compiled", ["一份百科条目, entry, 2015"]), ("original", [])]


def test_a_target_shows_its_value_and_both_kinds_of_evidence(small_store: Store, small: ModuleType) -> None:
    found = profile(small_store, "Alliance", resolve(small_store, small.STEEL, ("Alliance",)).id)
    targets = [item for item in found.relations if item.type == "HAS_TARGET"]
    assert [(item.other["metric"], item.other["value"]) for item in targets] == [
        ("利用系数", 2.3),
        ("粉尘排放浓度", 15),
    ]
    for item in targets:
        assert {piece["slot"][:3] for piece in item.evidence} == {"tg-", "ed-"}


def test_a_missing_thing_is_not_found(small_store: Store) -> None:
    with pytest.raises(NotFound, match="og-00000000000000000000"):
        profile(small_store, "Organization", "og-00000000000000000000")


def test_a_fact_is_said_in_a_sentence_and_stands(small_store: Store, small: ModuleType) -> None:
    found = profile(small_store, "Alliance", resolve(small_store, small.STEEL, ("Alliance",)).id)
    [chair] = [item for item in found.relations if item.properties.get("roles") == ["chair"]]
    told = fact(small_store, chair.evidence[0]["fact"])
    assert told is not None
    assert told["statement"] == f"“宝山钢厂集团有限公司”—成员→“{small.STEEL}”，角色：理事长"
    assert told["stands"] is True
    assert [item["id"] for item in told["evidence"]] == [chair.evidence[0]["id"]]
    assert fact(small_store, "fc-00000000000000000000") is None


def test_a_source_tells_how_much_it_attests(small_store: Store, small: ModuleType) -> None:
    source = resolve(small_store, "钢铁联盟简介", ("Source",))
    record = source_record(small_store, source.id)
    assert record["attests"] == {"ENTITY": 2, "MEMBER_OF": 1, "VALUE": 1}
    assert record["characters"] == len(source_text(small_store, source.id))
    with pytest.raises(NotFound):
        source_text(small_store, "sr-00000000000000000000")
