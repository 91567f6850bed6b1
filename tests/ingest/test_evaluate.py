"""Scores of whole files: a gold against itself is perfect, and what is taken away or added shows as much."""

from __future__ import annotations

import copy
import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from ingest.evaluate import evaluate_file, evaluate_files
from ingest.evaluation.outcomes import FileScores, Tally

Json = dict[str, Any]
GOLD = Path(__file__).parents[1] / "gold"
FILES = sorted(GOLD.glob("*/*.json"))
LISTS = ("entities", "relations", "values", "targets", "figures", "counts", "clauses")
EXAMPLE = GOLD / "open" / "council_changes.json"


def read(path: Path) -> Json:
    data: Json = json.loads(path.read_text(encoding="utf-8"))
    return data


def against(path: Path, found: Json) -> FileScores:
    give: Callable[[Path], Json] = lambda _: found  # noqa: E731
    return evaluate_file(path, give)


def faults(scores: FileScores) -> set[tuple[str, str]]:
    return {(o.section, o.verdict) for o in scores.outcomes if o.verdict in ("missed", "false")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_gold_against_itself_is_perfect(path: Path) -> None:
    scores = against(path, read(path))
    # Only sections are compared: nothing of a sealed text may show, not even in a failure.
    assert faults(scores) == set()
    assert {tally.f1 for tally in scores.tallies.values()} <= {1.0}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_gold_against_itself_without_what_is_optional_is_perfect(path: Path) -> None:
    data = read(path)
    bare = data | {part: [i for i in data[part] if not i.get("optional")] for part in LISTS[1:]}
    assert faults(against(path, bare)) == set()


@settings(deadline=None)
@given(chance=st.randoms(use_true_random=False), share=st.floats(0, 1))
def test_what_is_taken_away_is_missed_and_nothing_else(chance: random.Random, share: float) -> None:
    data = read(EXAMPLE)
    gone = [r for r in data["relations"] if chance.random() < share]
    kept = [r for r in data["relations"] if r not in gone]
    scores = against(EXAMPLE, data | {"relations": kept})
    lost, left = (sum(r["type"] == "MEMBER_OF" and not r["optional"] for r in rs) for rs in (gone, kept))
    assert scores.tallies.get("membership", Tally()) == Tally(left, missed=lost)
    assert {verdict for _, verdict in faults(scores)} <= {"missed"}


@settings(deadline=None)
@given(chance=st.randoms(use_true_random=False), extra=st.integers(1, 4))
def test_what_is_added_is_false_and_nothing_else(chance: random.Random, extra: int) -> None:
    data = read(EXAMPLE)
    members = [r for r in data["relations"] if r["type"] == "MEMBER_OF"]
    free = {e["id"] for e in data["entities"] if not e["optional"]} - {r["head"] for r in members}
    added = [{**members[0], "head": head, "roles": []} for head in chance.sample(sorted(free), min(extra, len(free)))]
    scores = against(EXAMPLE, data | {"relations": data["relations"] + added})
    membership = scores.tallies["membership"]
    assert (membership.false, membership.missed) == (len(added), 0)
    assert membership.precision < 1 == membership.recall
    assert faults(scores) == {("membership", "false")}


@settings(deadline=None)
@given(chance=st.randoms(use_true_random=False))
def test_ids_and_order_make_no_difference(chance: random.Random) -> None:
    text = EXAMPLE.read_text(encoding="utf-8")
    for entity in read(EXAMPLE)["entities"]:
        text = text.replace(f'"{entity["id"]}"', f'"x{entity["id"]}"')
    found = json.loads(text)
    for part in LISTS:
        chance.shuffle(found[part])
    assert faults(against(EXAMPLE, found)) == set()


@given(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
def test_f1_is_the_harmonic_mean(right: int, missed: int, false: int) -> None:
    tally = Tally(right, missed, false)
    assert 0 <= min(tally.precision, tally.recall) <= max(tally.precision, tally.recall) <= 1
    if right:
        assert tally.f1 == pytest.approx(2 / (1 / tally.precision + 1 / tally.recall))
    else:
        assert tally.f1 == (1.0 if tally.empty else 0.0)


class TestFiles:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """A folder with one gold open and the same sealed."""
        for name in ("sealed", "open"):
            (tmp_path / name).mkdir()
            for file in (EXAMPLE, EXAMPLE.with_suffix(".txt")):
                (tmp_path / name / file.name).write_bytes(file.read_bytes())
        return tmp_path

    def test_folders_are_read_in_order(self, folder: Path) -> None:
        texts: list[Path] = []

        def extract(text: Path) -> Json:
            texts.append(text)
            return read(EXAMPLE)

        scores = evaluate_files([folder], extract)
        assert [(one.file, one.sealed) for one in scores] == [
            ("open/council_changes", False),
            ("sealed/council_changes", True),
        ]
        assert texts == [folder / name / "council_changes.txt" for name in ("open", "sealed")]

    def test_a_text_that_has_changed_is_refused(self, folder: Path) -> None:
        text = folder / "open" / "council_changes.txt"
        text.write_bytes(text.read_bytes() + "又".encode())
        with pytest.raises(UnreadableSource, match="重新标注"):
            against(folder / "open" / EXAMPLE.name, read(EXAMPLE))

    def test_a_gold_without_its_text_is_refused(self, folder: Path) -> None:
        (folder / "open" / "council_changes.txt").unlink()
        with pytest.raises(UnreadableSource, match="读不到"):
            against(folder / "open" / EXAMPLE.name, read(EXAMPLE))

    @pytest.mark.parametrize(
        "content", ["", "[]", "{}", '{"source": ', '{"source": {}, "entities": []}', '{"source": 1, "entities": 2}']
    )
    def test_what_is_no_gold_is_refused(self, tmp_path: Path, content: str) -> None:
        (tmp_path / "a.json").write_text(content, encoding="utf-8")
        with pytest.raises(UnreadableSource, match="不是标注文件"):
            against(tmp_path / "a.json", {})

    def test_a_gold_that_names_what_it_does_not_hold_is_refused(self, folder: Path) -> None:
        path = folder / "open" / EXAMPLE.name
        broken = copy.deepcopy(read(EXAMPLE))
        del broken["entities"][0]["mentions"]
        path.write_text(json.dumps(broken), encoding="utf-8")
        with pytest.raises(UnreadableSource, match="不是标注文件"):
            against(path, read(EXAMPLE))
