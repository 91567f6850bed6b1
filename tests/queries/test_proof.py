"""The quotes behind the rows of every question."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from graph.identity import edge_slot, value_slot
from graph.store.bolt import Store
from queries.catalogue import load_catalogue
from queries.proof import picked, proofs, slots_of
from queries.run import ask

ASKED: dict[str, dict[str, Any]] = {
    "alliance_profile": {}, "members": {}, "alliance_targets": {}, "alliance_figures": {}, "alliances": {},
    "organizations": {}, "memberships": {}, "targets": {}, "figures": {}, "projects": {}, "technologies": {},
    "shared_memberships": {"min": 1}, "declared_members": {}, "concepts": {}, "people": {},
    "clauses": {"subject": "产业技术创新战略联盟"}, "co_members": {"organization": "东北科技大学"},
    "organization_profile": {"organization": "东北科技大学"},
    "compare_clauses": {"by": "kind", "min": 1}, "organizations_by_place": {},
    "shortest_path": {"start": "东北科技大学", "end": "南方大学"},
}  # fmt: skip


@pytest.mark.parametrize("name", sorted(ASKED))
def test_every_row_of_a_question_is_proven_from_the_text(small_store: Store, small: ModuleType, name: str) -> None:
    needed = {item.name for item in load_catalogue()[name].parameters if item.required}
    given = ASKED[name] | ({"alliance": small.STEEL} if "alliance" in needed else {})
    rows = ask(small_store, name, given).rows
    assert rows
    for row, (quotes, count) in zip(rows, proofs(small_store, rows, 1, 20), strict=True):
        assert quotes, row
        assert count >= len(quotes)
        for quote in quotes:
            (text,) = small_store.read(
                "MATCH (t:SourceText {id: $id}) RETURN t.text AS text", {"id": quote["source_id"]}
            )
            assert text["text"][quote["start"] : quote["end"]] == quote["quote"]


def test_what_a_row_shows_is_what_is_proven(small_store: Store, small: ModuleType) -> None:
    (steel,) = (row for row in ask(small_store, "alliances", {}).rows if row["name"] == small.STEEL)
    quotes = {quote["quote"] for quote in proofs(small_store, [steel], 1, 20)[0][0]}
    assert {"founded 2007-06-10", "field 钢铁", "short_name 钢铁联盟"} <= quotes
    members = ask(small_store, "members", {"alliance": small.STEEL}).rows
    assert {quote["quote"].split()[0] for quotes, _ in proofs(small_store, members, 9, 20) for quote in quotes} == {
        "MEMBER_OF"
    }


def test_compiled_evidence_shows_what_it_rests_on(small_store: Store, small: ModuleType) -> None:
    rows = ask(small_store, "members", {"alliance": small.STEEL}).rows
    (south,) = (row for row in rows if row["name"] == "南方大学")
    quotes, count = proofs(small_store, [south], 9, 20)[0]
    assert count == 2
    assert [quote.get("based_on") for quote in quotes if quote["origin"] == "compiled"] == [
        ["一份百科条目, entry, 2015"]
    ]


def test_a_piece_of_evidence_proves_itself_and_a_source_nothing(small_store: Store) -> None:
    said = ask(small_store, "source_facts", {"source": "三个联盟的报告"}, limit=3).rows
    assert [quotes[0]["quote"] for quotes, _ in proofs(small_store, said, 1, 20)] == [row["quote"] for row in said]
    sources = ask(small_store, "sources", {}).rows
    assert proofs(small_store, sources, 1, 20) == [([], 0)] * len(sources)


def test_slots_of_a_row() -> None:
    alliance, member = "al-" + "0" * 20, "og-" + "1" * 20
    slot, target = "ed-" + "2" * 20, "tg-" + "3" * 20
    assert slots_of({"id": alliance, "slot": slot, "founded": None}) == ([slot], [alliance])
    assert slots_of({"id": target, "value": 3})[0] == [target]
    shown, things = slots_of({"id": alliance, "founded": "2007", "office": [{"id": member, "name": "某校"}]})
    assert things == [alliance]
    assert {value_slot(alliance, "founded"), edge_slot(member, "MEMBER_OF", alliance)} <= set(shown)
    assert edge_slot(alliance, "MEMBER_OF", member) not in shown
    assert (
        edge_slot(member, "MEMBER_OF", alliance)
        not in slots_of({"id": alliance, "x": [{"id": member, "slot": slot}]})[0]
    )
    assert slots_of({"name": "ed-not-an-id"}) == ([], [])


def _piece(id_: str, grade: str, start: int) -> dict[str, Any]:
    source: dict[str, Any] = {"id": "sr", "title": "t", "origin": "original", "based_on": [], "address": None}
    return {"id": id_, "fact": "fc", "quote": id_, "start": start, "end": start + 1, "grade": grade, "source": source}


def test_the_best_quotes_of_each_fact_come_first_and_each_once() -> None:
    one = [_piece("a", "low", 0), _piece("b", "high", 5)]
    two = [_piece("c", "medium", 7), _piece("d", "low", 5)]
    assert [quote["quote"] for quote in picked([one, two], 1, 9)[0]] == ["b", "c"]
    assert [quote["quote"] for quote in picked([one, two], 2, 9)[0]] == ["b", "c", "a"]
    assert [quote["quote"] for quote in picked([one, two], 2, 1)[0]] == ["b"]
    assert picked([one, two], 1, 9)[1] == 4
    assert picked([], 1, 9) == ([], 0)
