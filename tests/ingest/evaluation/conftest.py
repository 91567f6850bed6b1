"""A small marked text in its own words, and what makes items of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from ingest.evaluate import score
from ingest.evaluation.outcomes import Tally, tallies

Json = dict[str, Any]

TEXT = (
    "青瓷釉料技术创新战略联盟由甲乙公司、丙丁大学和戊己研究院于2015年3月在龙泉发起成立，共18家单位。"
    "计划到2018年产值达到20亿元，能耗下降15%。目前产值5亿元。王强任秘书长。"
)


@dataclass(frozen=True)
class Maker:
    """Items of a marked text; each is placed where its words first stand."""

    text: str

    def at(self, words: str) -> list[int]:
        """The span of the words."""
        start = self.text.index(words)
        return [start, start + len(words)]

    def entity(self, id_: str, type_: str, name: str, **more: Any) -> Json:
        """An entity named once."""
        plain = {"aliases": [], "mentions": [self.at(name)], "optional": False}
        return {"id": id_, "type": type_, "name": name, **plain, **more}

    def member(self, head: str, roles: list[str], **more: Any) -> Json:
        """A membership in the alliance e1."""
        plain = {"since": None, "until": None, "state": "current", "title": None, "optional": False}
        edge = {"type": "MEMBER_OF", "head": head, "tail": "e1", "roles": roles, "evidence": [self.at("发起")]}
        return {**edge, **plain, **more}

    def amount(
        self, words: str, status: str, metric: str, comparator: str, value: float, unit: str, **more: Any
    ) -> Json:
        """A target or figure of the alliance e1."""
        plain = {"holder": "e1", "subject": "联盟", "value_max": None, "normalised": None, "deadline": None}
        number = {"comparator": comparator, "value": value, "unit": unit}
        place = {"evidence": [self.at(words)], "optional": False}
        return {"status": status, "metric": metric, **number, **place, **plain, **more}


@pytest.fixture
def make() -> Maker:
    return Maker(TEXT)


@pytest.fixture
def gold(make: Maker) -> Json:
    """One alliance with three initiators, a secretary general, two targets, a figure and a count."""
    post = {"type": "SERVES", "state": None, "title": "秘书长", "evidence": [make.at("王强任秘书长")]}
    count = {"alliance": "e1", "kind": "initiator", "count": 18, "approximate": False, "named": 3, "optional": False}
    return {
        "source": {"title": "", "characters": len(TEXT), "sha256": "", "genre": "news", "text": "a.txt"},
        "entities": [
            make.entity("e1", "Alliance", "青瓷釉料技术创新战略联盟"),
            make.entity("e2", "Company", "甲乙公司"),
            make.entity("e3", "University", "丙丁大学"),
            make.entity("e4", "ResearchInstitute", "戊己研究院"),
            make.entity("e5", "Person", "王强"),
        ],
        "relations": [
            *(make.member(head, ["initiator"]) for head in ("e2", "e3", "e4")),
            {**make.member("e5", []), **post},
        ],
        "values": [
            {"entity": "e1", "property": "founded", "value": "2015-03", "evidence": [make.at("2015年3月")]},
            {"entity": "e1", "property": "founded_place", "value": "龙泉", "evidence": [make.at("龙泉")]},
        ],
        "targets": [
            make.amount("产值达到20亿元", "target", "产值", ">=", 20, "亿元", deadline="2018"),
            make.amount("能耗下降15%", "target", "能耗", "-=", 15, "%", deadline="2018"),
        ],
        "figures": [make.amount("目前产值5亿元", "stated", "产值", "=", 5, "亿元")],
        "counts": [count | {"evidence": [make.at("18家单位")]}],
        "clauses": [],
    }


@pytest.fixture
def scored(gold: Json) -> Callable[[Json], dict[str, Tally]]:
    """Sums of an extraction against the gold as it is at the call."""
    return lambda found: tallies(score(gold, found, TEXT))
