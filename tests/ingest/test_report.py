"""The JSON of an extraction: its format, the file's own characters and offsets, one relation for one edge."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from graph.facts import Span
from graph.model import Model, load_model
from graph.quantity import Quantity, quantity
from ingest.extraction import Extraction, TextEntity
from ingest.finding import Claim, ClauseFound, Count, Relation, Value
from ingest.marks import Ref
from ingest.pipeline import Reader, extract, make_reader
from ingest.report import extraction_json
from ingest.source import Document, Header
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter
from ingest.words.tidy import tidy

SCHEMA = Path(__file__).parents[2] / "docs" / "extract.schema.json"
TEXT = (
    "晶硅<b>薄膜</b>產業技術創新戰略聯盟（简称薄膜联盟）由甲乙公司、丙丁大学发起，"
    "2019年前产能达到380万吨，现有上百家成员。"
)
ALLIANCE = Ref("Alliance", "晶硅薄膜产业技术创新战略联盟")
COMPANY = Ref("Organization", "甲乙公司")
UNIVERSITY = Ref("Organization", "丙丁大学")


@pytest.fixture(scope="module")
def model() -> Model:
    return load_model()


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter())


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    document = Document(TEXT, "a.txt", header=Header(title="薄膜"), sha256="0" * 64)
    tidied = tidy(document, make_segmenter())

    def at(text: str) -> Span:
        start = tidied.text.index(text)
        return Span(start, start + len(text))

    def member(head: Ref, property_: str | None = None, value: str | None = None, text: str = "发起") -> Relation:
        rule = "members.list" if property_ is None else "members.role"
        return Relation("MEMBER_OF", head, ALLIANCE, at(text), rule, "high", property_, value)

    short = Ref("Alliance", "薄膜联盟")
    return Extraction(
        document,
        tidied,
        (),
        (
            TextEntity(ALLIANCE, "", (short.name,), (at(ALLIANCE.name), at(short.name)), "name.form", "high"),
            TextEntity(COMPANY, "company", (), (at(COMPANY.name),), "name.form", "high"),
            TextEntity(UNIVERSITY, "", (), (at(UNIVERSITY.name),), "name.form", "high"),
        ),
        (
            member(COMPANY, "roles", "initiator", "甲乙公司、丙丁大学发起"),
            member(COMPANY),
            member(COMPANY, "roles", "chair"),
            member(COMPANY, "state", "proposed"),
            replace(member(UNIVERSITY, "state", "proposed"), also=(at("简称"),)),
        ),
        (
            Value(short, "founded", "2018", at("2019年"), "founding.x", "high"),
            Value(short, "founded", "2018", at("产能"), "founding.y", "low"),
        ),
        (
            Claim(COMPANY, "achieved", "甲乙", "产能", quantity(">=", 380, "万吨"), "", at("380万吨"), "f", "high"),
            Claim(ALLIANCE, "target", "甲乙", "产能", quantity(">=", 380, "万吨"), "2019", at("380万吨"), "t", "high"),
            Claim(ALLIANCE, "expected", "甲乙", "名声", None, "", at("现有"), "q", "low"),
        ),
        (Count(ALLIANCE, "member", Quantity("~", 1, None, "百家", None, None), 2, at("上百家"), "counts", "medium"),),
        (ClauseFound(ALLIANCE, "rule", "", "", at("现有"), "clauses", "low"),),
    )


@pytest.fixture(scope="module")
def report(extraction: Extraction, model: Model) -> dict[str, Any]:
    return extraction_json(extraction, model)


def test_fits_its_schema(report: dict[str, Any], validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(report)] == []


def test_source_is_the_file(report: dict[str, Any]) -> None:
    assert report["source"] == {"title": "薄膜", "characters": len(TEXT), "sha256": "0" * 64}


def test_names_keep_the_files_own_characters_without_what_cuts_them(report: dict[str, Any]) -> None:
    alliance = report["entities"][0]
    assert alliance["name"] == "晶硅薄膜產業技術創新戰略聯盟"
    assert alliance["aliases"] == ["薄膜联盟"]
    assert TEXT[slice(*alliance["mentions"][0])] == "晶硅<b>薄膜</b>產業技術創新戰略聯盟"


def test_an_organisation_has_its_kind_label_and_other_where_none_is_known(report: dict[str, Any]) -> None:
    assert [entity["type"] for entity in report["entities"]] == ["Alliance", "Company", "OtherOrganization"]


def test_one_edge_is_one_relation_whose_first_evidence_says_the_edge_itself(report: dict[str, Any]) -> None:
    first = report["relations"][0]
    assert (first["type"], first["head"], first["tail"]) == ("MEMBER_OF", "e2", "e1")
    assert first["roles"] == ["chair", "initiator"]
    assert [TEXT[slice(*span)] for span in first["evidence"]] == ["发起", "甲乙公司、丙丁大学发起"]


def test_state_is_the_strongest_that_is_said(report: dict[str, Any]) -> None:
    # Named as a member and proposed: a member. Only proposed: proposed.
    assert [relation["state"] for relation in report["relations"]] == ["current", "proposed"]


def test_what_is_needed_to_understand_comes_after_what_says_it(report: dict[str, Any]) -> None:
    assert [TEXT[slice(*span)] for span in report["relations"][1]["evidence"]] == ["发起", "简称"]


def test_an_alias_leads_to_its_entity_and_equal_values_are_one(report: dict[str, Any]) -> None:
    assert [(v["entity"], v["value"], len(v["evidence"])) for v in report["values"]] == [("e1", "2018", 2)]


def test_targets_and_figures_are_told_apart_by_status(report: dict[str, Any]) -> None:
    assert [(t["status"], t["value"], t["unit"], t["deadline"]) for t in report["targets"]] == [
        ("target", 380, "万吨", "2019"),
        ("expected", None, None, None),
    ]
    assert report["targets"][0]["normalised"] == {"value": 3_800_000, "unit": "t"}
    assert [(f["holder"], f["status"], f["deadline"]) for f in report["figures"]] == [("e2", "achieved", None)]


def test_a_count_is_a_number_of_units_whatever_the_unit_holds(report: dict[str, Any]) -> None:
    assert [(c["count"], c["approximate"], c["named"]) for c in report["counts"]] == [(100, True, 2)]


def test_a_range_keeps_its_upper_end_when_normalised(extraction: Extraction, model: Model) -> None:
    claim = replace(extraction.claims[0], quantity=quantity("=", 3, "万吨", 5))
    figure = extraction_json(replace(extraction, claims=(claim,)), model)["figures"][0]
    assert (figure["value"], figure["value_max"]) == (3, 5)
    assert figure["normalised"] == {"value": 30_000, "value_max": 50_000, "unit": "t"}


def test_a_finding_about_a_name_that_is_no_entity_is_left_out(extraction: Extraction, model: Model) -> None:
    stray = replace(extraction.values[0], entity=Ref("Alliance", "别的联盟"))
    assert extraction_json(replace(extraction, values=(stray,)), model)["values"] == []


def test_rules_are_named_fact_by_fact_when_asked(extraction: Extraction, model: Model) -> None:
    relation = extraction_json(extraction, model, rules=True)["relations"][0]
    assert relation["rules"] == {
        "": ["members.list"],
        "roles=chair": ["members.role"],
        "roles=initiator": ["members.role"],
        "state=proposed": ["members.role"],
    }


@given(st.randoms(use_true_random=False))
def test_the_order_of_findings_makes_no_difference(
    extraction: Extraction, report: dict[str, Any], model: Model, chance: random.Random
) -> None:
    def shuffled(items: tuple[Any, ...]) -> tuple[Any, ...]:
        return tuple(chance.sample(items, len(items)))

    other = replace(
        extraction,
        relations=shuffled(extraction.relations),
        values=shuffled(extraction.values),
        claims=shuffled(extraction.claims),
    )
    assert json.dumps(extraction_json(other, model)) == json.dumps(report)


def test_the_schema_speaks_the_words_of_the_model(validator: Draft202012Validator, model: Model) -> None:
    schema: Any = validator.schema

    def words(part: str, field: str) -> set[str]:
        field_schema = schema["properties"][part]["items"]["properties"][field]
        return set(field_schema.get("enum") or field_schema["items"]["enum"]) - {None}

    vocabularies: Callable[[str], set[str]] = lambda name: set(model.vocabularies[name])  # noqa: E731
    kinds = {kind.label for kind in model.kinds.values()}
    assert words("entities", "type") == set(model.nodes) - {"Organization", "Target", "Figure", "Clause"} | kinds
    assert words("relations", "type") == set(model.relations) - {"HAS_TARGET", "HAS_FIGURE", "CLAUSE_OF"}
    assert words("relations", "roles") == vocabularies("role") | vocabularies("guide_role")
    assert words("relations", "state") == vocabularies("state")
    assert words("relations", "kind") == vocabularies("succession")
    assert words("targets", "status") | words("figures", "status") == vocabularies("status")
    assert words("targets", "comparator") == vocabularies("comparator")
    assert words("counts", "kind") == vocabularies("count_kind") | set(model.kinds)
    assert words("clauses", "kind") == vocabularies("clause_kind")


def test_every_field_is_documented(validator: Draft202012Validator) -> None:
    page = SCHEMA.with_name("extract.md").read_text(encoding="utf-8")
    schema: Any = validator.schema
    for part, of in schema["properties"].items():
        fields = of.get("items", of)["properties"]
        assert [name for name in (part, *fields) if f'"{name}"' not in page and f"`{name}`" not in page] == []


PIECES = st.sampled_from(
    (
        *(
            "晶硅薄膜产业技术创新战略联盟",
            "（以下简称薄膜联盟）",
            "联盟",
            "由",
            "甲乙科技有限公司",
            "、",
            "和",
            "丙丁大学",
        ),
        *(
            "等12家单位",
            "联合发起",
            "成立",
            "2019年6月10日",
            "在北京",
            "，",
            "。",
            "\n",
            "理事长单位",
            "：",
            "为",
            "目标是",
        ),
        *(
            "产能达到380万吨",
            "不低于95%",
            "承担",
            "“十一五”",
            "聯盟",
            "<b>",
            "&nbsp;",
            " ",
            "# ",
            "一、",
            "1.",
            "王强",
            "院长",
        ),
        *("科技部", "指导下", "《发展规划》"),
    )
)


@settings(max_examples=60, deadline=None)
@given(text=st.lists(PIECES | st.text(max_size=4), max_size=60).map("".join))
def test_any_text_gives_a_report_that_fits_its_schema_and_its_text(
    text: str, reader: Reader, model: Model, validator: Draft202012Validator
) -> None:
    report = extraction_json(extract(Document(text, "a.txt", sha256="0" * 64), reader), model)
    assert [error.message for error in validator.iter_errors(report)] == []
    ids = {entity["id"] for entity in report["entities"]}
    spans = [span for entity in report["entities"] for span in entity["mentions"]]
    for part in ("relations", "values", "targets", "figures", "counts", "clauses"):
        for item in report[part]:
            spans += item["evidence"]
            assert {
                item[key] for key in ("head", "tail", "entity", "holder", "alliance", "concept") if key in item
            } <= ids
    assert all(0 <= start < end <= len(text) for start, end in spans)
