"""Laws of reading a whole document: total, repeatable, the same with either segmenter, every span inside the text."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.extraction import Extraction
from ingest.pipeline import extract, make_reader
from ingest.source import Document
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

LEXICON = load_lexicon()
READER, OTHER = make_reader(LEXICON, make_segmenter()), make_reader(LEXICON, make_segmenter("jieba"))
TEXTS = Path(__file__).parents[2] / "data" / "seed" / "texts"
PIECES = st.sampled_from(
    [
        "石墨产业技术创新战略联盟",
        "联盟",
        "该联盟",
        "清华大学",
        "长丰石墨有限公司",
        "、",
        "，",
        "。",
        "；",
        "\n",
        "\n\n",
        "等10家单位",
        "由",
        "发起",
        "成立",
        "于2010年5月",
        "理事长单位",
        "：",
        "(",
        ")",
        "“",
        "”",
        "达到380万吨",
        "科研院所",
        "1.",
        "一、",
        "- ",
        "|",
        "以下简称",
        "我校",
        "该校",
        "这两所高校",
    ]
)


def read(text: str) -> Extraction:
    return extract(Document(text, "t.txt"), READER)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(PIECES, st.text(max_size=3)), max_size=40).map("".join))
def test_any_text_is_read_and_every_span_lies_in_it(text: str) -> None:
    found = read(text)
    size = len(found.tidied.text)
    spans = [span for entity in found.entities for span in entity.mentions]
    spans += [
        f.span for group in (found.relations, found.values, found.claims, found.counts, found.clauses) for f in group
    ]
    for span in spans:
        assert 0 <= span.start < span.end <= size
        raw = found.tidied.raw_span(span.start, span.end)
        assert 0 <= raw.start < raw.end <= len(text)


@settings(deadline=None, max_examples=30)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_both_segmenters_and_both_times_give_the_same(text: str) -> None:
    first, again = read(text), read(text)
    assert first == again
    other = extract(Document(text, "t.txt"), OTHER)
    assert (first.entities, first.relations, first.values, first.counts) == (
        other.entities,
        other.relations,
        other.values,
        other.counts,
    )


def test_the_order_of_sources_changes_nothing() -> None:
    documents = [Document(path.read_text(encoding="utf-8"), path.name) for path in sorted(TEXTS.glob("*.md"))[:8]]
    before = {d.path: extract(d, READER) for d in documents}
    random.Random(7).shuffle(documents)
    assert {d.path: extract(d, READER) for d in documents} == before


@pytest.mark.parametrize(
    "text", ["", "\n", "\ufeff", "\x00", "联盟" * 5000, "、" * 20000, "(" * 5000, "清华大学、" * 3000]
)
def test_strange_texts_end(text: str) -> None:
    assert read(text).document.text == text


def test_the_gate_lets_every_name_through() -> None:
    ungated = make_reader(LEXICON, make_segmenter())
    object.__setattr__(ungated, "may_hold_names", lambda text: True)
    for path in sorted(TEXTS.glob("*.md")):
        document = Document(path.read_text(encoding="utf-8"), path.name)
        assert extract(document, READER).entities == extract(document, ungated).entities
