"""A dump is the whole graph, the same bytes whatever the engine, and restores to the same bytes."""

from __future__ import annotations

import json
from dataclasses import replace
from types import ModuleType

import pytest

from graph.errors import SourceError, StatementRefused, StoreBusy
from graph.facts import SourceFacts
from graph.model import Model
from graph.store.bolt import Store
from graph.store.dump import data_version, export_lines, restore
from graph.store.load import load, withdraw

STEEL, COAL = "钢铁联盟", "煤炭联盟"


@pytest.fixture
def made(build: ModuleType, model: Model) -> list[SourceFacts]:
    """Two sources at two editions."""
    s = build.Said
    newer = build.Tables("edition-2", kinds={"首钢": "Company"}, lineages={"首钢": "一脉", "北科大": "一脉"})
    one = [s("role", "首钢", STEEL, "lead"), s("alias", "首钢", "首钢集团"), s("target", STEEL, "38", "万吨")]
    two = [s("role", "首钢", STEEL, "chair"), s("member", "北科大", COAL), s("project", STEEL, "新流程")]
    two.append(s("state", "北科大", STEEL, "ended"))
    return [build.build(model, "A", one), build.build(model, "B", two, newer)]


def test_a_dump_restores_to_the_same_bytes(store: Store, made: list[SourceFacts]) -> None:
    for facts in made:
        load(store, facts)
    lines = list(export_lines(store))
    version = data_version(store)
    for facts in made:
        withdraw(store, facts.source.id)
    assert restore(store, lines) == 2
    assert list(export_lines(store)) == lines
    assert data_version(store) == version
    assert json.loads(lines[0])["edition"] == "mixed"


def test_an_interrupted_restore_goes_on(store: Store, made: list[SourceFacts]) -> None:
    for facts in made:
        load(store, facts)
    lines = list(export_lines(store))
    withdraw(store, made[1].source.id)
    with pytest.raises(StatementRefused, match="resume"):
        restore(store, lines)
    assert restore(store, lines, resume=True) == 2
    assert list(export_lines(store)) == lines


def test_no_clock_value_is_in_a_dump(store: Store, made: list[SourceFacts]) -> None:
    load(store, made[0])
    lines = list(export_lines(store))
    changed = store.read("MATCH (m:Meta) RETURN m.changed AS changed")[0]["changed"]
    assert changed not in "\n".join(lines)
    withdraw(store, made[0].source.id)
    load(store, made[0])
    assert list(export_lines(store)) == lines


def test_the_data_version_follows_the_sources_and_not_their_order(store: Store, made: list[SourceFacts]) -> None:
    one, two = made
    versions = [data_version(store)]
    for step in (one, two):
        load(store, step)
        versions.append(data_version(store))
    withdraw(store, one.source.id)
    withdraw(store, two.source.id)
    assert data_version(store) == versions[0]
    load(store, two)
    load(store, one)
    assert data_version(store) == versions[2]
    load(store, replace(one, source=replace(one.source, title="另一标题")))
    versions.append(data_version(store))
    assert len(set(versions)) == 4


def test_an_export_in_which_a_load_ended_is_refused(store: Store, made: list[SourceFacts]) -> None:
    load(store, made[0])
    lines = export_lines(store)
    next(lines)
    load(store, made[1])
    with pytest.raises(StoreBusy):
        list(lines)


@pytest.mark.parametrize("line", ["{", "[]", '{"what": "planet"}', '{"what": "node", "id": "al-1"}', '{"id": 1}'])
def test_a_line_that_is_none_of_a_dump_is_named(store: Store, line: str) -> None:
    with pytest.raises(SourceError, match="第 1 行"):
        restore(store, [line])


def test_pages_do_not_change_a_dump(store: Store, made: list[SourceFacts], monkeypatch: pytest.MonkeyPatch) -> None:
    for facts in made:
        load(store, facts)
    lines = list(export_lines(store))
    monkeypatch.setattr("graph.store.dump._PAGE", 1)
    assert list(export_lines(store)) == lines
