"""A store gives the same bytes as the sources that were loaded into it, on either engine."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from graph.bulk.stored import spool_store
from graph.bulk.write import bulk_files
from graph.errors import StoreBusy
from graph.facts import SourceFacts
from graph.model import Model
from graph.store.bolt import Store
from graph.store.load import load


@pytest.fixture
def made(build: ModuleType, model: Model) -> list[SourceFacts]:
    """Two sources with every kind of statement that the builder knows."""
    s = build.Said
    tables = build.Tables("edition-1", kinds={"首钢": "Company"}, lineages={"首钢": "一脉", "北科大": "一脉"})
    one = [s("role", "首钢", "钢铁联盟", "lead"), s("alias", "首钢", "首钢集团"), s("target", "钢铁联盟", "38", "万吨")]
    one += [s("founded", "钢铁联盟", "2007"), s("alias", "钢铁联盟", "钢盟"), s("part", "首钢", "某中心")]
    two = [
        s("role", "首钢", "钢铁联盟", "chair"),
        s("member", "北科大", "煤炭联盟"),
        s("project", "钢铁联盟", "新流程"),
    ]
    two += [s("state", "北科大", "钢铁联盟", "ended"), s("member", "煤炭联盟", "钢铁联盟"), s("alias", "首钢", "老厂")]
    two += [
        s("stated", "某中心", "institute"),
        s("since", "某中心", "钢铁联盟", "2008"),
        s("target", "钢铁联盟", "40", "kt"),
    ]
    based = {"based_on": ("某报 | 媒体 media", "某网"), "origin": "compiled"}
    return [build.build(model, "甲", one, tables), build.build(model, "乙", two, tables, **based)]


def test_a_store_gives_the_bytes_of_its_sources(
    store: Store, made: list[SourceFacts], files: ModuleType, model: Model, tmp_path: Path
) -> None:
    expected = files.contents(files.write_all(tmp_path / "sources", model, made))
    for facts in made:
        load(store, facts)
    with bulk_files(tmp_path / "store", model) as spool:
        spool_store(store, spool)
    assert files.contents(tmp_path / "store") == expected


def test_an_empty_store_gives_the_bytes_of_no_sources(
    store: Store, files: ModuleType, model: Model, tmp_path: Path
) -> None:
    with bulk_files(tmp_path / "store", model) as spool:
        spool_store(store, spool)
    assert files.contents(tmp_path / "store") == files.contents(files.write_all(tmp_path / "none", model, []))


def test_a_load_that_ends_meanwhile_is_told_and_leaves_no_files(
    store: Store, made: list[SourceFacts], model: Model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(store, made[0])
    monkeypatch.setattr("graph.bulk.stored.record_of", _loading(store, made[1]))
    with pytest.raises(StoreBusy), bulk_files(tmp_path / "store", model) as spool:
        spool_store(store, spool)
    assert list(tmp_path.iterdir()) == []


def _loading(store: Store, facts: SourceFacts) -> object:
    from graph.store.versions import record_of

    def read(row: dict[str, object]) -> object:
        load(store, facts)
        return record_of(row)

    return read
