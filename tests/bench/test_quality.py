"""Measuring: which rules are credited with what they found, and a page that says where the bars are met."""

from __future__ import annotations

from typing import Any

import pytest

from bench.quality import gold_files, rule_sums
from bench.quality_page import page
from graph.facts import Span
from graph.model import Model, load_model
from ingest.evaluation.outcomes import FileScores, Item, Outcome, Tally, Verdict


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


def outcome(section: str, verdict: Verdict, list_: str = "relations", fact: str = "") -> Outcome:
    return Outcome(section, verdict, "", Span(0, 1), Item(list_, 0, fact))


def test_each_finding_is_credited_once_to_the_rules_behind_it() -> None:
    outcomes = (
        outcome("membership", "right"),
        outcome("roles", "false", fact="roles=chair"),
        outcome("relations/HAS_TARGET", "false", "targets"),
        outcome("targets/found", "right", "targets"),
        outcome("targets/right", "false", "targets"),
        outcome("counts/named", "false", "targets"),
        outcome("roles", "passed", fact="roles=chair"),
        Outcome("membership", "missed", "", Span(0, 1)),
    )
    found: dict[str, Any] = {
        "relations": [{"rules": {"": ["members.list", "members.cue"], "roles=chair": ["roles.title"]}}],
        "targets": [{"rules": {"": ["targets.reach"]}}],
    }
    assert rule_sums(FileScores("open/a", False, "x", outcomes), found) == {
        "members.list": Tally(1),
        "members.cue": Tally(1),
        "roles.title": Tally(0, 0, 1),
        "targets.reach": Tally(0, 0, 1),
    }


def test_sealed_texts_are_run_only_when_asked() -> None:
    assert not any(path.parent.name == "sealed" for path in gold_files(sealed=False))
    assert {path.parent.name for path in gold_files(sealed=True)} == {"seed", "open", "sealed"}


def test_the_page_shows_bars_first_and_last_scores_and_rules(model: Model) -> None:
    first = {"open/a": {"membership": Tally(1, 1)}, "dev/gold": {"membership": Tally(1, 1)}}
    last = {"open/a": {"membership": Tally(2)}, "dev/gold": {"membership": Tally(2), "counts": Tally(1, 1)}}
    text = page(first, last, {"members.list": Tally(3, 0, 1)}, ["open/a"], model)
    assert "| 成员关系 membership | 1.00 | 1.000 | 1.000 | 1.000 | 0 | 0 | 达到 met |" in text
    assert "| 声明数 declared counts | 1.00 | 1.000 | 0.500 | 0.667 | 1 | 0 | 未达 not met |" in text
    assert "| open/a | – | 0.67 → 1.00 |" in text
    assert "| `members.list` | 3/4 | 0.750 |" in text
