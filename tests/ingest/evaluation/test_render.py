"""What people and programs see of scores, and what they do not see of sealed texts."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from rich.console import Console

from graph.facts import Span
from graph.model import Model, load_model
from ingest.evaluate import score
from ingest.evaluation.outcomes import FileScores, Tally
from ingest.evaluation.render import render_scores, scores_json, sentence_of, totals
from ingest.evaluation.sections import section_words

Json = dict[str, Any]


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


@pytest.fixture
def scores(make: Any, gold: Json) -> list[FileScores]:
    """The same text open and sealed, with one member missed and one false policy."""
    found = gold | {
        "relations": gold["relations"][1:],
        "entities": [*gold["entities"], make.entity("e9", "Policy", "计划")],
    }
    outcomes = score(gold, found, make.text)
    return [FileScores("open/a", False, make.text, outcomes), FileScores("sealed/b", True, make.text, outcomes)]


def printed(scores: list[FileScores], model: Model, **options: bool) -> str:
    out = io.StringIO()
    Console(file=out, width=200).print(render_scores(scores, model, **options))
    return out.getvalue()


def test_a_table_a_file_and_one_over_all(scores: list[FileScores], model: Model) -> None:
    shown = printed(scores, model, faults=False)
    assert [title in shown for title in ("open/a", "sealed/b", "2 个文本合计 2 texts")] == [True] * 3
    assert "漏 miss " not in shown
    assert totals(scores)["membership"] == Tally(4, 2)


def test_faults_are_shown_in_their_sentence(scores: list[FileScores], model: Model) -> None:
    shown = printed(scores[:1], model)
    assert "甲乙公司 —MEMBER_OF→ 青瓷釉料技术创新战略联盟" in shown
    assert "在龙泉【发起】成立" in shown
    assert "误 false  提及·政策·精确 mentions, policy, exact  计划" in shown
    assert "【计划】到2018年" in shown


def test_a_mention_is_listed_once(scores: list[FileScores], model: Model) -> None:
    assert printed(scores[:1], model).count("误 false  提及") == 1


def test_sealed_sentences_are_not_shown_unless_asked(scores: list[FileScores], model: Model) -> None:
    assert "甲乙公司" not in printed(scores[1:], model)
    assert "sealed text" in printed(scores[1:], model)
    assert "【发起】" in printed(scores[1:], model, sealed=True)
    assert scores_json(scores[1:])["files"][0]["faults"] is None
    assert scores_json(scores[1:], sealed=True)["files"][0]["faults"]
    assert "甲乙公司" not in json.dumps(scores_json(scores[1:]), ensure_ascii=False)


def test_json_holds_the_sums_and_the_faults(scores: list[FileScores]) -> None:
    told = json.loads(json.dumps(scores_json(scores[:1])))
    rates = {"precision": 1.0, "recall": 0.6667, "f1": 0.8}
    assert told["all"]["membership"] == rates | {"right": 2, "missed": 1, "false": 0}
    assert told["files"][0]["scores"] == told["all"]
    assert {fault["section"] for fault in told["files"][0]["faults"]} == {
        "membership",
        "roles",
        "entities/Policy",
        "mentions/Policy/exact",
    }


@pytest.mark.parametrize(
    ("text", "words", "line"),
    [
        ("甲。乙丙丁。戊", "丙", "乙【丙】丁。"),
        ("甲\n\n乙\n丙", "丙", "乙 【丙】"),
        ("丙", "丙", "【丙】"),
        ("甲" * 200 + "丙" + "乙" * 200, "丙", "…" + "甲" * 90 + "【丙】" + "乙" * 90 + "…"),
        ("甲。丙。乙", "丙。", "【丙。】"),
    ],
)
def test_a_sentence_is_shown_around_its_span(text: str, words: str, line: str) -> None:
    start = text.index(words)
    assert sentence_of(text, Span(start, start + len(words))) == line


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("mentions/Company/exact", "提及·企业·精确 mentions, company, exact"),
        ("relations/GUIDES", "关系·指导 relations, GUIDES"),
        ("values/pilot_started", "取值·试点启动时间 values, start as a pilot"),
        ("targets/unit", "目标·单位 targets, unit as written"),
    ],
)
def test_sections_have_names_in_both_languages(section: str, words: str, model: Model) -> None:
    assert section_words(section, model) == words


def test_every_section_that_occurs_has_a_name(scores: list[FileScores], model: Model) -> None:
    for section in scores[0].tallies:
        assert not section_words(section, model).split(" ")[0].isascii(), section
