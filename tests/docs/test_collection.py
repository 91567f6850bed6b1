"""What the shipped collection must answer, asked of data/seed in a real store."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import lianmeng


@pytest.fixture(scope="module")
def graph(stage: Any) -> Iterator[Any]:
    with lianmeng.connect(frames=False) as client:
        yield client


def test_many_universities_sit_in_several_alliances(graph: Any) -> None:
    rows = graph.shared_memberships(kind="university", min=2)
    assert rows.total >= 50
    assert rows[0]["name"] == "清华大学"
    assert all(len(row["alliances"]) == row["count"] for row in rows)


def test_many_institutes_too(graph: Any) -> None:
    assert graph.shared_memberships(kind="institute", min=2).total >= 28


def test_the_collection_is_whole(graph: Any) -> None:
    assert graph.alliances(limit=1).total == 325
    assert graph.alliances(min_members=1, limit=1).total == 235


def test_every_cell_has_its_source(graph: Any) -> None:
    rows = graph.shared_memberships(kind="university", min=8)
    slots = {member["slot"] for row in rows for alliance in row["alliances"] for member in alliance["members"]}
    assert len(slots) > 50
    assert [slot for slot in sorted(slots) if not graph.evidence(slot)] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("上海大学", "上海交通大学"), ("东北大学", "东北农业大学")],
)
def test_these_are_two(graph: Any, one: str, other: str) -> None:
    ids = [graph.organization_profile(name)[0]["id"] for name in (one, other)]
    assert len(set(ids)) == 2


@pytest.mark.parametrize(
    ("short", "name"),
    [
        ("上海交大", "上海交通大学"),
        ("哈工大", "哈尔滨工业大学"),
        ("煤科总院", "煤炭科学研究总院"),
        ("武钢", "武汉钢铁(集团)公司"),
        ("宝钢", "宝钢集团有限公司"),
    ],
)
def test_a_short_name_leads_to_the_name_of_its_time(graph: Any, short: str, name: str) -> None:
    assert graph.organization_profile(short)[0]["name"] == name


def test_a_merger_shows_from_both_sides(graph: Any) -> None:
    old, new = "武汉钢铁(集团)公司", "中国宝武钢铁集团有限公司"
    for asked, shown in ((old, new), (new, old)):
        relations = graph.profile(asked, "Organization")["relations"]
        assert shown in str(relations), relations


def test_declared_and_named_disagree_visibly(graph: Any) -> None:
    rows = graph.declared_members(alliance="煤炭开发利用技术创新战略联盟")
    assert any(row["declared"] == 18 and row["found"] < 18 and row["open_list"] for row in rows)
