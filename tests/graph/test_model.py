"""The shipped model is whole, and a model that does not fit is refused with the place that does not."""

from __future__ import annotations

from importlib import resources

import pytest

from graph.choose import searched_as
from graph.errors import ModelError
from graph.model import load_model

MODEL = load_model()
TEXT = resources.files("graph").joinpath("model.yaml").read_text(encoding="utf-8")
KINDS = ["company", "university", "institute", "association", "government", "hospital", "other"]
DESIGN = ["Alliance", "Organization", "Project", "Target", "Figure", "Technology", "Person", "Policy", "Place"]
DESIGN += ["Concept", "Clause"]


def test_every_type_of_the_design_is_there() -> None:
    assert list(MODEL.nodes) == DESIGN
    assert set(MODEL.bookkeeping) == {"Source", "SourceText", "Evidence", "Meta"}
    assert list(MODEL.kinds) == KINDS
    assert {"MEMBER_OF", "GUIDES", "HAS_TARGET", "CLAUSE_OF", "SUCCEEDED_BY"} <= set(MODEL.relations)
    assert len(MODEL.vocabularies["role"]) == 18


def test_everything_has_both_names() -> None:
    names = [(t.zh, t.en) for t in MODEL.nodes.values()]
    names += [(t.zh, t.en) for t in MODEL.bookkeeping.values()]
    names += [(t.zh, t.en) for t in MODEL.kinds.values()]
    names += [(t.zh, t.en) for t in MODEL.relations.values()]
    names += [(p.zh, p.en) for node in MODEL.nodes.values() for p in node.properties.values()]
    names += [(word.zh, word.en) for words in MODEL.vocabularies.values() for word in words.values()]
    assert all(zh.strip() and en.strip() for zh, en in names)


def test_an_id_is_made_of_what_no_source_decides() -> None:
    for node in MODEL.nodes.values():
        assert {node.properties[name].origin for name in node.key} == {"identity"}


def test_a_list_that_is_searched_has_its_text_form() -> None:
    for node in MODEL.nodes.values():
        for name in node.fulltext:
            assert searched_as(node.properties[name]) in node.properties


def test_the_kind_of_a_kind_label() -> None:
    assert [MODEL.kind_of_label(kind.label) for kind in MODEL.kinds.values()] == KINDS
    with pytest.raises(ModelError, match="Alliance"):
        MODEL.kind_of_label("Alliance")


def test_a_value_is_held_against_its_vocabulary() -> None:
    roles = MODEL.relations["MEMBER_OF"].properties["roles"]
    MODEL.check(roles, "lead")
    MODEL.check(MODEL.nodes["Organization"].properties["kind_stated"], "company")
    MODEL.check(MODEL.nodes["Alliance"].properties["field"], "钢铁")
    with pytest.raises(ModelError, match="roles=kaiser"):
        MODEL.check(roles, "kaiser")
    with pytest.raises(ModelError, match="kind_stated=firm"):
        MODEL.check(MODEL.nodes["Organization"].properties["kind_stated"], "firm")


def test_the_digest_changes_with_every_byte() -> None:
    assert load_model(TEXT).digest == MODEL.digest
    assert load_model(TEXT + "\n").digest != MODEL.digest


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("prefix: og", "prefix: al", "prefix"),
        ("key: [name, holder]", "key: [name, owner]", "owner"),
        ("fulltext: [heading, quote]", "fulltext: [heading, body]", "body"),
        ("from: [Person]\n    to: [Concept]", "from: [People]\n    to: [Concept]", "People"),
        ("type: clause_kind", "type: clause_sort", "clause_sort"),
        ("en: definition, from: evidence", "en: definition, from: hearsay", "definition"),
        ('colour: "#c0392b"', "color: red", "colour"),
        ("nodes:", "nodes: [", "model.yaml"),
        ("vocabularies:", "words:", "vocabularies"),
    ],
)
def test_a_model_that_does_not_fit_is_refused(old: str, new: str, named: str) -> None:
    assert old in TEXT
    with pytest.raises(ModelError, match=named):
        load_model(TEXT.replace(old, new, 1))
