"""The header of a text: read where it is one, passed over where it is none, never the way to an endless one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UnreadableSource
from ingest.source import Document, with_front_matter


def read(text: str) -> Document:
    return with_front_matter(Document(text, "a.md"))


def test_values_stay_the_text_that_they_are() -> None:
    document = read(
        "---\nid: 007\ntitle: 甲联盟：成立\ndate: 2007-02-31\nbased_on:\n  - 甲报 | 媒体 media\n  - 乙\n---\n正文"
    )
    header = document.header
    assert (header.id, header.title, header.date) == ("007", "甲联盟：成立", "2007-02-31")
    assert header.based_on == ("甲报 | 媒体 media", "乙")
    assert document.text[document.body :] == "正文"


def test_an_original_may_be_given_as_a_mapping_or_alone() -> None:
    assert read("---\nbased_on: 甲报\n---\n").header.based_on == ("甲报",)
    assert read("---\nbased_on:\n- {title: 甲报, date: 2007}\n---\n").header.based_on == ("title：甲报；date：2007",)


@pytest.mark.parametrize("text", ["正文\n---\n", "---\n正文没有第二条线", "---\n一段话。\n---\n后文", "", "---\n---\n"])
def test_what_is_no_header_is_text(text: str) -> None:
    assert read(text) == Document(text, "a.md")


@pytest.mark.parametrize(
    "block",
    ["title: [", "title: {a: {b: c}}", "a: &a [x, x]\nb: &b [*a, *a]\ntitle: [*b, *b]", "title: " + "[" * 3000],
)
def test_a_header_that_cannot_be_read_is_refused_by_name(block: str) -> None:
    with pytest.raises(UnreadableSource, match=r"a\.md"):
        read(f"---\n{block}\n---\n正文")


@given(st.text())
def test_any_block_gives_a_document_or_our_own_error(block: str) -> None:
    text = f"---\n{block}\n---\n正文"
    try:
        document = read(text)
    except UnreadableSource:
        return
    assert document.text == text
