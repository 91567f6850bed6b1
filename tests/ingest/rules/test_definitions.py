"""Definitions and the scholars who gave them, with sentences of our own."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.finding import ClauseFound, Finding, Value
from ingest.rules.definitions import rule

Edges = Callable[..., set[tuple[str, str, str, str]]]
Findings = Callable[..., list[Finding]]


def test_a_concept_is_defined_by_the_text_itself(findings: Findings) -> None:
    found = findings(rule, "产业技术创新战略联盟是指多家单位按契约结成的创新组织。")
    assert [(f.entity.name, f.value) for f in found if isinstance(f, Value)] == [
        ("产业技术创新战略联盟", "多家单位按契约结成的创新组织")
    ]
    assert [(f.kind, f.subject.label) for f in found if isinstance(f, ClauseFound)] == [("definition", "Concept")]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Miller(1996)认为，战略联盟是指两家企业的长期合作。", {("Miller", "战略联盟", "1996")}),
        ("Miller和Stone(1999)提出，战略联盟是企业之间达成的各种合作协议。",
         {("Miller", "战略联盟", "1999"), ("Stone", "战略联盟", "1999")}),
        ("学者周文彬(2005)认为，战略联盟是指两家企业的长期合作。", {("周文彬", "战略联盟", "2005")}),
        ("米勒(Miller，1996)将战略联盟定义为两家企业的长期合作。", {("Miller", "战略联盟", "1996")}),
        ("周文彬等(2005)指出，产业技术联盟是指以研发为目的的组织。", {("周文彬", "产业技术联盟", "2005")}),
    ],
)  # fmt: skip
def test_a_scholar_defines_a_concept(edges: Edges, sentence: str, expected: set[tuple[str, str, str]]) -> None:
    found = edges(rule, sentence)
    assert {(head, tail, year) for head, type_, tail, year in found if type_ == "DEFINES"} == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "我省大力推动产业技术创新战略联盟建设，这是创新的重要组织形式。",
        "构建产业技术创新战略联盟是提高竞争力的重要途径。",
        "石墨膜材料产业技术创新战略联盟是指导单位推荐的试点。",
        "Miller(1996)认为，企业应当重视合作。",
    ],
)
def test_what_only_speaks_of_a_concept_defines_nothing(findings: Findings, sentence: str) -> None:
    assert findings(rule, sentence) == []


def test_the_alliance_of_a_regulation_is_the_concept(findings: Findings) -> None:
    text = "江北市产业技术创新战略联盟管理办法\n第二条 本办法所称联盟，是指企业和高校以契约结成的创新组织。"
    found = [f for f in findings(rule, text) if isinstance(f, Value)]
    assert [(f.entity.name, f.value) for f in found] == [("产业技术创新战略联盟", "企业和高校以契约结成的创新组织")]


def test_who_proposed_a_concept(edges: Edges) -> None:
    found = edges(rule, "战略联盟的概念最早由美国学者米勒(A. Miller)和斯通(B. Stone)提出。")
    assert {(head, tail) for head, _, tail, _ in found} == {("A. Miller", "战略联盟"), ("B. Stone", "战略联盟")}
