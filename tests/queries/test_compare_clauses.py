"""The same article compared across charters, and provisions across sources."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from graph.model import Model
from graph.store.bolt import Store
from graph.store.load import load, withdraw
from queries.run import ask

CONCEPT = "产业技术创新战略联盟"


@pytest.fixture(scope="module")
def charters(small_store: Store, model: Model, small: ModuleType) -> Iterator[Store]:
    """Each engine in turn with the small graph and the charters of two of its alliances."""
    made = [
        small.charter(model, small.STEEL, ("联盟名称为钢铁联盟", "联盟的宗旨是节能", "成员可以退出，先完成任务")),
        small.charter(model, small.FARM, ("联盟的宗旨是增产", "设理事会", "成员退出须提前三个月告知理事会")),
    ]
    for facts in made:
        load(small_store, facts)
    yield small_store
    for facts in made:
        withdraw(small_store, facts.source.id)


def _compared(store: Store, **given: Any) -> dict[str, list[tuple[str, str, str]]]:
    rows = ask(store, "compare_clauses", given).rows
    return {row["article"]: [(one["name"], one["number"], one["quote"]) for one in row["clauses"]] for row in rows}


def test_articles_on_the_same_topic_stand_side_by_side(charters: Store, small: ModuleType) -> None:
    assert _compared(charters) == {
        "宗旨": [(small.FARM, "1", "联盟的宗旨是增产"), (small.STEEL, "2", "联盟的宗旨是节能")],
        "退出": [(small.FARM, "3", "成员退出须提前三个月告知理事会"), (small.STEEL, "3", "成员可以退出，先完成任务")],
    }


def test_what_only_one_charter_has_comes_when_asked_for(charters: Store) -> None:
    assert set(_compared(charters, min=1, genre="charter")) == {"名称", "宗旨", "退出", "理事会"}


def test_articles_are_compared_by_number_text_or_kind(charters: Store, small: ModuleType) -> None:
    by_number = _compared(charters, by="number", kind="rule")
    assert [name for name, _, _ in by_number["1"]] == [small.FARM, small.STEEL]
    assert set(_compared(charters, text="三个月", min=1)) == {"退出"}
    assert set(_compared(charters, by="kind", min=1)) == {"rule", "condition"}
    assert [item[0] for item in _compared(charters, by="kind", min=1)["condition"]] == [CONCEPT, CONCEPT]
    assert set(_compared(charters, by="heading", min=1)) == {"独立法人", "联盟协议"}


def test_one_alliance_can_be_compared_with_the_others(charters: Store, small: ModuleType) -> None:
    assert set(_compared(charters, subject=small.STEEL)) == {"宗旨", "退出"}
    assert set(_compared(charters, subject=small.STEEL, min=1)) == {"名称", "宗旨", "退出"}
    assert _compared(charters, subject=CONCEPT) == {}


def test_each_text_names_its_source(charters: Store, small: ModuleType) -> None:
    answer = ask(charters, "compare_clauses", {"text": "宗旨"})
    [row] = answer.rows
    assert (row["subjects"], row["sources"], answer.total) == (2, 2, 1)
    assert {one["source_title"] for one in row["clauses"]} == {f"{small.STEEL}章程", f"{small.FARM}章程"}
