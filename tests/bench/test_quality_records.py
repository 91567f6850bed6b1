"""What is kept of quality runs: first scores stay, floors only rise, sealed texts have none."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bench.quality_records import (
    is_floored,
    raised,
    read_floors,
    read_run,
    spoken_sections,
    with_first,
    write_floors,
    write_run,
)
from ingest.evaluation.outcomes import Tally

TEXTS = st.sampled_from(["open/a", "open/b", "sealed/c", "dev/gold"])
SECTIONS = st.sampled_from(
    ["membership", "kind", "targets/right", "mentions/Company/exact", "mentions/Company/overlap"]
)
TALLIES = st.builds(Tally, st.integers(0, 30), st.integers(0, 30), st.integers(0, 30))
RUNS = st.dictionaries(TEXTS, st.dictionaries(SECTIONS, TALLIES))


@given(RUNS, RUNS)
def test_what_was_first_stays(one: dict[str, dict[str, Tally]], other: dict[str, dict[str, Tally]]) -> None:
    first = with_first({}, one)
    later = with_first(first, other)
    for text, of in first.items():
        assert {section: later[text][section] for section in of} == of


@given(RUNS)
def test_a_section_enters_when_there_are_rules_for_it(run: dict[str, dict[str, Tally]]) -> None:
    first = with_first({}, run)
    assert {section for of in first.values() for section in of} == spoken_sections(run)


@given(RUNS, RUNS)
def test_floors_only_rise_and_no_score_lies_below_them(
    one: dict[str, dict[str, Tally]], other: dict[str, dict[str, Tally]]
) -> None:
    floors = raised({}, one)
    higher = raised(floors, other)
    assert all(higher[text][section] >= floor for text, of in floors.items() for section, floor in of.items())
    for text, of in floors.items():
        for section, floor in of.items():
            assert floor <= one[text].get(section, Tally()).f1


@given(RUNS)
def test_sealed_texts_and_overlapping_mentions_have_no_floor(run: dict[str, dict[str, Tally]]) -> None:
    floors = raised({}, run)
    assert not any(text.startswith("sealed/") for text in floors)
    assert all(is_floored(section) for of in floors.values() for section in of)


def test_a_text_with_nothing_to_find_is_held_to_nothing_found() -> None:
    run = {"open/a": {"membership": Tally(1)}, "open/empty": {}}
    assert raised({}, run)["open/empty"] == {"membership": 1.0}


@given(run=RUNS)
def test_what_is_written_is_read_back(tmp_path_factory: object, run: dict[str, dict[str, Tally]]) -> None:
    folder = tmp_path_factory.mktemp("kept")  # type: ignore[attr-defined]
    write_run(folder / "run.json", run)
    assert read_run(folder / "run.json") == run
    floors = raised({}, run)
    write_floors(folder / "floors.json", floors)
    assert read_floors(folder / "floors.json") == floors


def test_nothing_kept_is_nothing(tmp_path: Path) -> None:
    assert read_run(tmp_path / "none.json") == {}
    assert read_floors(tmp_path / "none.json") == {}
