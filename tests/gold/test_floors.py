"""No text may be read worse than it has been read: a floor for every open text and kind of fact, which only rises.

`python -m bench.quality --raise-floors` lifts the floors and lets new texts in with whatever they score. Sealed texts
are not run here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bench.quality import FLOORS, extractor, gold_files
from bench.quality_records import is_floored, read_floors
from ingest.evaluate import evaluate_file
from ingest.evaluation.outcomes import Tally

DEVELOPMENT = Path(__file__).parents[3] / "shared" / "dev" / "gold.json"
FILES = gold_files(sealed=False)
RAISE = "python -m bench.quality --raise-floors"


@pytest.fixture(scope="module")
def extraction() -> Callable[[Path], dict[str, Any]]:
    return extractor()


def hold(path: Path, extraction: Callable[[Path], dict[str, Any]]) -> None:
    """Fails when the text scores below one of its floors, naming each."""
    scores = evaluate_file(path, extraction)
    floors = read_floors(FLOORS)
    assert scores.file in floors, f"{scores.file} 还没有下限 (has no floor yet)；请运行 {RAISE}"
    tallies = scores.tallies
    below = {
        section: (round(tallies.get(section, Tally()).f1, 4), floor)
        for section, floor in floors[scores.file].items()
        if tallies.get(section, Tally()).f1 < floor
    }
    assert below == {}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_text_scores_no_lower_than_it_has(path: Path, extraction: Callable[[Path], dict[str, Any]]) -> None:
    hold(path, extraction)


def test_the_development_article_scores_no_lower_than_it_has(extraction: Callable[[Path], dict[str, Any]]) -> None:
    if not DEVELOPMENT.exists():
        pytest.skip("开发文章不随程序发布 the development article does not ship: ../shared/dev/gold.json is not there")
    hold(DEVELOPMENT, extraction)


def test_floors_are_of_texts_that_are_there() -> None:
    known = {f"{path.parent.name}/{path.stem}" for path in FILES} | {"dev/gold"}
    floors = read_floors(FLOORS)
    assert set(floors) <= known
    assert all(is_floored(section) and 0 <= floor <= 1 for of in floors.values() for section, floor in of.items())
