"""An extraction becomes facts: every one with the raw characters that say so."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.facts import ENTITY, SourceFacts
from graph.model import load_model
from ingest.canonical import Canon, make_canon
from ingest.edition import edition
from ingest.pipeline import Reader, extract, make_reader
from ingest.resolve import source_facts_of
from ingest.source import Document, Header
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

TEXT = (
    "临江阀门产业技术创新战略联盟成立\n\n"
    "2011年3月5日，临江阀门产业技术创新战略联盟（以下简称阀门联盟）在大连成立。联盟由大连理工大学、武钢、\n"
    "临江重工股份有限公司等8家单位共同发起，大连理工大学当选理事长单位。\n"
)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return make_reader(load_lexicon(), make_segmenter())


@pytest.fixture(scope="module")
def canon(reader: Reader) -> Canon:
    return make_canon(reader.lexicon, load_model())


def facts_of(text: str, reader: Reader, canon: Canon, **header: str) -> SourceFacts:
    document = Document(text, "news.txt", "test", replace(Header(), **header))  # type: ignore[arg-type]
    return source_facts_of(extract(document, reader), canon, "edition")


def test_members_roles_and_dates_become_facts(reader: Reader, canon: Canon) -> None:
    facts = facts_of(TEXT, reader, canon, date="2011-03-06")
    names = {entity.id: entity.get("name") for entity in facts.entities}
    edges = {(names[e.head], e.property, e.value) for e in facts.evidence if e.type == "MEMBER_OF"}
    assert ("大连理工大学", "roles", "chair") in edges
    assert ("武汉钢铁(集团)公司", "roles", "initiator") in edges
    values = {(e.property, e.value) for e in facts.evidence if e.type == "VALUE"}
    assert {("founded", "2011-03-05"), ("founded_place", "大连"), ("aliases", "武钢")} <= values


def test_a_short_name_without_a_date_stays_open(reader: Reader, canon: Canon) -> None:
    facts = facts_of(TEXT, reader, canon)
    assert any(entity.get("name") == "武钢" and entity.get("unresolved") for entity in facts.entities)


def test_quotes_stand_in_the_raw_text_with_their_line_breaks(reader: Reader, canon: Canon) -> None:
    facts = facts_of(TEXT, reader, canon)
    assert all(TEXT[e.start : e.end] == e.quote for e in facts.evidence)
    assert any("\n" in e.quote for e in facts.evidence if e.type == "MEMBER_OF")


def test_the_declared_count_is_a_figure_with_how_many_are_named(reader: Reader, canon: Canon) -> None:
    facts = facts_of(TEXT, reader, canon)
    figure = next(e for e in facts.entities if e.label == "Figure" and e.get("metric") == "member_count")
    named = {e.value for e in facts.evidence if e.head == figure.id and e.property == "named"}
    assert (figure.get("norm_value"), figure.get("subject"), named) == (8, "initiator", {"3"})


def test_the_same_text_gives_the_same_facts(reader: Reader, canon: Canon) -> None:
    assert facts_of(TEXT, reader, canon).facts_digest == facts_of(TEXT, reader, canon).facts_digest


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*TEXT, "、", "。", "\n", "“", "(", "联盟", "由", "等", "家", "大学", "<b>", "&nbsp;", "８"]),
        max_size=120,
    )
)
def test_any_text_gives_facts_that_hold(reader: Reader, canon: Canon, pieces: list[str]) -> None:
    text = "".join(pieces)
    facts = facts_of(text, reader, canon)
    assert {e.head for e in facts.evidence if e.type == ENTITY} == {entity.id for entity in facts.entities}


def test_the_edition_changes_with_tables_and_removals() -> None:
    model = load_model()
    plain = load_lexicon()
    own = load_lexicon({"aliases": "临重\t临江重工股份有限公司\t\t\t自编\t2026-01-05\n"})
    editions = {edition(plain, model), edition(own, model), edition(plain, model, "removed: []")}
    assert len(editions) == 3
