"""The shipped collection is the same graph, byte for byte, in whatever order its sources are loaded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from graph.facts import SourceFacts
from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import open_store
from graph.store.dump import export_lines
from graph.store.load import load
from graph.store.schema import ensure_schema
from graph.store.status import stop
from ingest.read.files import list_sources
from lianmeng.ingesting.reading import Setup, Task, current_edition, read_source

SEED = Path(__file__).parents[2] / "data" / "seed"


@pytest.fixture(scope="module")
def sources() -> list[SourceFacts]:
    setup = Setup("rjieba", (), 50_000_000)
    setup = replace(setup, edition=current_edition(setup))
    read = [read_source(Task(file.collection, file.relative, file.path), setup) for file in list_sources([SEED])]
    assert [outcome.problem for outcome in read if outcome.facts is None] == []
    return [outcome.facts for outcome in read if outcome.facts is not None]


def export(sources: Sequence[SourceFacts], folder: Path, model: Model) -> list[str]:
    settings = Settings(data=folder, store_quick=True, store_heap="512m")
    with open_store(settings, model) as store:
        ensure_schema(store, model)
        for facts in sources:
            load(store, facts)
        lines = list(export_lines(store))
    assert stop(settings, 20)
    return lines


def test_any_order_gives_the_same_graph(sources: list[SourceFacts], tmp_path: Path, model: Model) -> None:
    forward = export(sources, tmp_path / "forward", model)
    assert len(forward) > 10_000
    assert forward == export(sources[::-1], tmp_path / "backward", model)
