"""Every question of the catalogue on both engines, against the rows that the small graph must give."""

from __future__ import annotations

from typing import Any

import pytest

from graph.errors import BadParameter, NotFound, UnknownQuestion
from graph.store.bolt import Store
from queries.catalogue import load_catalogue
from queries.find import prefixes
from queries.run import ask, data_state, facets, look_at

STEEL, FARM, COAL = "钢铁循环技术创新战略联盟", "农机装备产业技术创新战略联盟", "煤炭利用技术创新战略联盟"
NORTH, OLDER, SOUTH = "东北科技大学", "东北工学院", "南方大学"
WORKS, MINE, LAB, OFFICE = "宝山钢厂集团有限公司", "神木煤业（集团）有限责任公司", "机械研究院", "科学技术部"
CONCEPT = "产业技术创新战略联盟"

# (question, parameters, columns that are compared, rows)
EXPECTED: list[tuple[str, dict[str, Any], tuple[str, ...], list[tuple[Any, ...]]]] = [
    ("alliances", {}, ("name", "founded", "member_count", "open_list", "targets", "projects"), [
        (FARM, "2009", 3, False, 0, 0), (STEEL, "2007-06-10", 3, True, 2, 0), (COAL, None, 1, None, 0, 1)]),
    ("alliances", {"field": "钢铁"}, ("name",), [(STEEL,)]),
    ("alliances", {"name": "循环钢铁"}, ("name",), [(STEEL,)]),
    ("alliances", {"founded_from": 2008, "founded_to": 2009}, ("name",), [(FARM,)]),
    ("alliances", {"min_members": 2, "sort": "founded"}, ("name",), [(STEEL,), (FARM,)]),
    ("alliances", {"has_targets": False, "sort": "name"}, ("name",), [(FARM,), (COAL,)]),
    ("alliances", {"open_list": True}, ("name",), [(STEEL,)]),
    ("alliances", {"open_list": False}, ("name",), [(FARM,), (COAL,)]),
    ("alliance_profile", {"alliance": STEEL},
     ("name", "short_name", "aliases", "founded", "member_count", "kinds", "declared", "targets", "sources"),
     [(STEEL, "钢铁联盟", ["循环钢铁联盟"], "2007-06-10", 3,
       [{"kind": "university", "count": 2}, {"kind": "company", "count": 1}],
       [{"subject": "member", "comparator": "=", "value": 10}], 2, 2)]),
    ("members", {"alliance": STEEL}, ("name", "kind", "roles", "since", "alliance_count"), [
        (WORKS, "company", ["chair"], None, 1), (NORTH, "university", ["initiator", "vice_chair"], "2007", 2),
        (SOUTH, "university", [], None, 1)]),
    ("members", {"alliance": STEEL, "kind": "university", "role": "vice_chair"}, ("name",), [(NORTH,)]),
    ("members", {"alliance": COAL}, ("name",), [(MINE,)]),
    ("members", {"alliance": COAL, "observers": True}, ("name",), [(MINE,), (SOUTH,)]),
    ("members", {"alliance": COAL, "role": "observer"}, ("name",), [(SOUTH,)]),
    ("members", {"alliance": COAL, "state": "proposed"}, ("name", "state"), [(WORKS, "proposed")]),
    ("alliance_targets", {"alliance": STEEL},
     ("holder", "subject", "metric", "comparator", "value", "unit", "deadline"), [
        (STEEL, "高炉", "利用系数", ">=", 2.3, "吨/m3·天", None),
        (STEEL, "转炉", "粉尘排放浓度", "<=", 15, "mg/Nm3", "2010")]),
    ("alliance_targets", {"alliance": COAL}, ("holder", "value", "unit", "norm_value", "norm_unit", "status"), [
        ("煤液化", 380, "万吨", 3800000, "t", "expected")]),
    ("alliance_figures", {"alliance": FARM}, ("subject", "metric", "value", "unit"), [
        ("institute", "member_count", 1, "家")]),
    ("alliance_projects", {"alliance": COAL}, ("name", "undertaken_by", "technologies", "targets"), [
        ("煤液化", [MINE], ["直接液化"], 1)]),
    ("organizations", {"kind": "university"}, ("name", "alliance_count", "place"), [
        (OLDER, 2, None), (NORTH, 2, None), (SOUTH, 1, "广东省/广州市")]),
    ("organizations", {"place": "广东省"}, ("name", "aliases"), [(SOUTH, ["南大"])]),
    ("organizations", {"role": "secretariat"}, ("name",), [(LAB,)]),
    ("organizations", {"min_alliances": 2, "sort": "name"}, ("name",), [(OLDER,), (NORTH,), (MINE,)]),
    ("organization_profile", {"organization": NORTH}, ("name", "kind", "alliance_count", "lineage", "sources"), [
        (NORTH, "university", 2, [OLDER], 1)]),
    ("organization_profile", {"organization": "南大"}, ("name", "alliances"), [(SOUTH, [COAL, STEEL])]),
    ("shared_memberships", {"kind": "university"}, ("name", "count", "alliances"), [(NORTH, 2, [FARM, STEEL])]),
    ("shared_memberships", {}, ("name", "count", "alliances"), [
        (NORTH, 2, [FARM, STEEL]), (MINE, 2, [FARM, COAL])]),
    ("shared_memberships", {"kind": "university", "as_named": True}, ("name",), []),
    ("shared_memberships", {"min": 1, "as_named": True, "kind": "university"}, ("name", "count"), [
        (OLDER, 1), (NORTH, 1), (SOUTH, 1)]),
    ("shared_memberships", {"min": 1, "field": "钢铁"}, ("name", "alliances"), [
        (NORTH, [STEEL]), (SOUTH, [STEEL]), (WORKS, [STEEL])]),
    ("shared_memberships", {"min": 1, "year": 2008, "kind": "university"}, ("name", "alliances"), [
        (NORTH, [STEEL]), (SOUTH, [STEEL])]),
    ("co_members", {"organization": OLDER}, ("name", "shared", "alliances"), [
        (SOUTH, 1, [STEEL]), (WORKS, 1, [STEEL]), (LAB, 1, [FARM]), (MINE, 1, [FARM])]),
    ("co_members", {"organization": OLDER, "kind": "company"}, ("name",), [(WORKS,), (MINE,)]),
    ("shared_members", {"first": STEEL, "second": FARM}, ("name", "name_second", "roles_first"), [
        (NORTH, OLDER, ["initiator", "vice_chair"])]),
    ("shared_members", {"first": STEEL, "second": COAL}, ("name",), []),
    ("declared_members", {}, ("name", "subject", "declared", "found", "open_list"), [
        (FARM, "institute", 1, 1, False), (STEEL, "member", 10, 3, True)]),
    ("declared_members", {"only_open": True}, ("name",), [(STEEL,)]),
    ("targets", {"comparator": ">="}, ("holder", "metric", "value"), [(STEEL, "利用系数", 2.3)]),
    ("targets", {"metric": "煤"}, ("holder",), [("煤液化",)]),
    ("targets", {"unit": "公斤", "value_from": 1}, ("norm_value", "norm_unit"), []),
    ("targets", {"unit": "吨", "value_from": 3_000_000}, ("norm_value", "norm_unit"), [(3800000, "t")]),
    ("targets", {"unit": "万吨", "value_to": 379}, ("norm_value",), []),
    ("targets", {"deadline": "2010"}, ("metric",), [("产能",), ("粉尘排放浓度",)]),
    ("figures", {"metric": "member"}, ("holder", "value"), [(FARM, 1), (STEEL, 10)]),
    ("projects", {"name": "煤"}, ("name", "run_by", "undertaken_by", "targets"), [("煤液化", [COAL], [MINE], 1)]),
    ("projects", {"holder": MINE}, ("name",), [("煤液化",)]),
    ("clauses", {"subject": CONCEPT, "kind": "condition"}, ("number", "heading", "quote", "source_title"), [
        ("1", "独立法人", "要有独立法人", "三个联盟的报告"), ("2", "联盟协议", "要有联盟协议", "三个联盟的报告")]),
    ("clauses", {"subject": CONCEPT, "kind": "principle"}, ("number",), []),
    ("sources", {"origin": "compiled"}, ("title", "based_on", "evidence", "alliances", "attests"), [
        ("钢铁联盟简介", ["一份百科条目, entry, 2015"], 4, 1, [
            {"type": "ENTITY", "count": 2}, {"type": "MEMBER_OF", "count": 1}, {"type": "VALUE", "count": 1}])]),
    ("source_facts", {"source": "钢铁联盟简介"}, ("type", "head", "tail", "property", "value", "start"), [
        ("ENTITY", STEEL, None, None, None, 0), ("ENTITY", SOUTH, None, None, None, 14),
        ("VALUE", STEEL, None, "founded", "2007-06-10", 20), ("MEMBER_OF", SOUTH, STEEL, None, None, 40)]),
    ("source_facts", {"source": "钢铁联盟简介", "type": "VALUE"}, ("value",), [("2007-06-10",)]),
    ("memberships", {}, ("organization_name", "alliance_name", "roles"), [
        (OLDER, FARM, []), (LAB, FARM, ["secretariat"]), (MINE, FARM, []),
        (MINE, COAL, ["chair"]), (NORTH, STEEL, ["initiator", "vice_chair"]), (SOUTH, STEEL, []),
        (WORKS, STEEL, ["chair"])]),
    ("memberships", {"role": "chair", "field": "钢铁"}, ("organization_name",), [(WORKS,)]),
    ("people", {"at": STEEL}, ("name", "serves"), [("李四", [STEEL])]),
    ("technologies", {}, ("name", "worked_on_by"), [("直接液化", ["煤液化"])]),
    ("concepts", {"name": "联盟"}, ("name", "definition", "clauses"), [
        (CONCEPT, None, [{"kind": "condition", "count": 2}])]),
    ("compare_clauses", {"by": "kind", "min": 1}, ("article", "subjects", "sources"), [("condition", 1, 1)]),
    ("compare_clauses", {"by": "kind", "kind": "principle"}, ("article",), []),
    ("organizations_by_place", {}, ("place", "organizations", "universities", "companies", "institutes"), [
        ("", 6, 2, 2, 1), ("广东省", 1, 1, 0, 0)]),
    ("organizations_by_place", {"level": "city", "kind": "university", "min_alliances": 1},
     ("place", "organizations"), [("", 2), ("广东省/广州市", 1)]),
    ("shortest_path", {"start": LAB, "end": MINE}, ("names",), [([LAB, FARM, MINE],)]),
    ("shortest_path", {"start": NORTH, "end": WORKS}, ("length", "alliances"), [(2, [STEEL])]),
    ("shortest_path", {"start": SOUTH, "end": MINE}, ("names",), []),
]  # fmt: skip


def _named(value: Any) -> Any:
    if isinstance(value, list):
        return [item["name"] if isinstance(item, dict) and "name" in item else item for item in value]
    return value


@pytest.mark.parametrize(
    ("name", "parameters", "columns", "rows"), EXPECTED, ids=[f"{item[0]}-{item[1]}" for item in EXPECTED]
)
def test_answers_are_the_expected_rows(
    small_store: Store, name: str, parameters: dict[str, Any], columns: tuple[str, ...], rows: list[tuple[Any, ...]]
) -> None:
    answer = ask(small_store, name, parameters)
    assert [tuple(_named(row[column]) for column in columns) for row in answer.rows] == rows
    assert answer.total == len(rows)
    assert not answer.cut
    for row in answer.rows:
        assert set(row) == {column.name for column in answer.columns}


def test_every_question_has_an_expected_answer() -> None:
    assert set(load_catalogue()) == {item[0] for item in EXPECTED} | {"fact_evidence"}


def test_evidence_of_a_fact_is_found_by_fact_by_slot_and_by_its_own_id(small_store: Store) -> None:
    [row] = ask(small_store, "members", {"alliance": STEEL, "role": "chair"}).rows
    by_slot = ask(small_store, "fact_evidence", {"fact": row["slot"]}).rows
    assert [(item["property"], item["value"], item["origin"]) for item in by_slot] == [("roles", "chair", "original")]
    assert ask(small_store, "fact_evidence", {"fact": by_slot[0]["fact"]}).rows == by_slot
    assert ask(small_store, "fact_evidence", {"fact": by_slot[0]["id"]}).rows == by_slot


def test_an_answer_over_lists_says_what_it_rests_on(small_store: Store) -> None:
    seen = ask(small_store, "shared_memberships", {"kind": "university"}).looked_at
    assert seen is not None
    assert (seen.alliances, seen.open_lists, seen.undeclared, seen.edition) == (3, 1, 1, "same")
    only = look_at(small_store, {"field": "钢铁"})
    assert (only.alliances, only.open_lists, only.undeclared) == (1, 1, 0)
    assert only.data_version == data_state(small_store)[0] != ""


def test_an_empty_answer_says_which_restriction_to_drop(small_store: Store) -> None:
    answer = ask(small_store, "shared_memberships", {"kind": "hospital", "min": 2})
    assert not answer.rows
    assert any("去掉 kind=hospital" in note and "有 2 条" in note for note in answer.notes)
    assert any("查看了 3 个联盟，其中 1 个成员名单不全" in note for note in answer.notes)
    higher = ask(small_store, "shared_memberships", {"kind": "university", "min": 3})
    assert any("把 min 放宽到 1，有 2 条" in note for note in higher.notes)


def test_a_cut_answer_says_that_it_is_cut(small_store: Store) -> None:
    answer = ask(small_store, "organizations", {}, limit=2, offset=1)
    assert len(answer.rows) == 2
    assert (answer.total, answer.offset, answer.cut) == (7, 1, True)
    assert "共 7 条，这里是第 2 至 3 条" in answer.notes[0]
    assert ask(small_store, "organizations", {}, offset=100).total == 7


@pytest.mark.parametrize("name", sorted(load_catalogue()))
def test_the_pages_of_a_question_join_to_the_whole(small_store: Store, name: str) -> None:
    question = load_catalogue()[name]
    if not question.paged:
        return
    given = next((item[1] for item in EXPECTED if item[0] == name and item[3]), None)
    if given is None:
        [row] = ask(small_store, "members", {"alliance": STEEL, "role": "chair"}).rows
        given = {"fact": row["slot"]}
    whole = ask(small_store, question, given).rows
    pages = [ask(small_store, question, given, limit=1, offset=at).rows for at in range(len(whole))]
    assert [row for page in pages for row in page] == whole


@pytest.mark.parametrize(
    ("parameters", "named"),
    [
        ({"kind": "school"}, "kind"),
        ({"min": 0}, "min"),
        ({"min": "two"}, "min"),
        ({"min": 1.5}, "min"),
        ({"min": float("nan")}, "min"),
        ({"as_named": "maybe"}, "as_named"),
        ({"minimum": 2}, "minimum"),
        ({"field": "x" * 501}, "field"),
    ],
)
def test_a_wrong_parameter_is_named(small_store: Store, parameters: dict[str, Any], named: str) -> None:
    with pytest.raises(BadParameter) as caught:
        ask(small_store, "shared_memberships", parameters)
    assert caught.value.name == named


def test_parameters_may_come_as_text(small_store: Store) -> None:
    given = {"kind": "university", "min": "2", "as_named": "false"}
    assert (
        ask(small_store, "shared_memberships", given).rows
        == ask(small_store, "shared_memberships", {"kind": "university"}).rows
    )


NOWHERE = "0" * 20


@pytest.mark.parametrize(
    "name", [name for name, item in load_catalogue().items() if any(p.labels for p in item.parameters)]
)
def test_an_id_that_nothing_has_is_not_found(small_store: Store, name: str) -> None:
    """An id is not looked up before the statement: it must find nothing, and then what was meant is looked for."""
    question = load_catalogue()[name]
    given = next(item[1] for item in EXPECTED if item[0] == name and item[3])
    for item in (item for item in question.parameters if item.labels):
        for prefix in prefixes(item.labels):
            with pytest.raises(NotFound, match=NOWHERE):
                ask(small_store, question, {**given, item.name: f"{prefix}-{NOWHERE}"})


def test_an_id_of_another_kind_of_thing_is_not_found(small_store: Store) -> None:
    [row] = ask(small_store, "organizations", {"place": "广东省"}).rows
    with pytest.raises(NotFound, match=row["id"]):
        ask(small_store, "members", {"alliance": row["id"]})


def test_a_former_id_still_names_the_thing(small_store: Store) -> None:
    by_name = ask(small_store, "members", {"alliance": STEEL})
    former = f"al-{'1' * 20}"

    def rename(ids: list[str]) -> None:
        given = {"name": STEEL, "ids": ids}
        small_store.write(
            lambda transaction: transaction.run("MATCH (a:Alliance {name: $name}) SET a.former_ids = $ids", given)
        )

    rename([former])
    try:
        found = ask(small_store, "members", {"alliance": former})
    finally:
        rename([])
    assert found == by_name


def test_a_unit_that_cannot_be_converted_is_refused_with_the_reason(small_store: Store) -> None:
    with pytest.raises(BadParameter, match="不能换算") as caught:
        ask(small_store, "targets", {"unit": "马赫", "value_from": 1})
    assert caught.value.name == "unit"
    with pytest.raises(BadParameter, match="unit"):
        ask(small_store, "targets", {"value_from": 1})


def test_what_is_missing_is_said(small_store: Store) -> None:
    with pytest.raises(BadParameter) as caught:
        ask(small_store, "members", {})
    assert caught.value.name == "alliance"
    with pytest.raises(UnknownQuestion, match="shared_memberships"):
        ask(small_store, "shared", {})
    with pytest.raises(NotFound) as missing:
        ask(small_store, "members", {"alliance": "钢铁循环技术联盟"})
    assert STEEL in missing.value.near
    with pytest.raises(BadParameter, match="limit"):
        ask(small_store, "organizations", {}, limit=0)


@pytest.mark.parametrize("name", [name for name, item in load_catalogue().items() if item.facets])
def test_facets_count_all_rows(small_store: Store, name: str) -> None:
    given = next(item[1] for item in EXPECTED if item[0] == name and item[3])
    answer = ask(small_store, name, given)
    found = facets(small_store, answer.question, answer.parameters)
    assert list(found) == list(answer.question.facets)
    assert any(found.values())
    for values in found.values():
        counts = [item["count"] for item in values]
        assert counts == sorted(counts, reverse=True)
        assert sum(counts) <= answer.total


def test_a_facet_has_its_values_with_counts(small_store: Store) -> None:
    answer = ask(small_store, "organizations", {"min_alliances": 1}, limit=1)
    found = facets(small_store, answer.question, answer.parameters)["kind"]
    assert [(item["value"], item["count"]) for item in found] == [("university", 3), ("company", 2), ("institute", 1)]
