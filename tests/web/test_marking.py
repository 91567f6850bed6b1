"""Spans that overlap, soft line breaks, windows of long texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from web.marking import WINDOW, Mark, marked, neighbours, window

TEXTS = st.text(alphabet="联盟成立。\n ，年AB", min_size=1, max_size=120)


@st.composite
def _texts_with_marks(draw: st.DrawFn) -> tuple[str, list[Mark]]:
    text = draw(TEXTS)
    starts = draw(st.lists(st.integers(0, len(text) - 1), max_size=12))
    ends = [draw(st.integers(start + 1, len(text))) for start in starts]
    return text, [Mark(start, end, f"fc-{at}") for at, (start, end) in enumerate(zip(starts, ends, strict=True))]


@given(_texts_with_marks(), st.booleans())
def test_the_pieces_are_the_text(given_: tuple[str, list[Mark]], table: bool) -> None:
    text, marks = given_
    pieces = list(marked(text, marks, None, (0, len(text)), table))
    assert "".join(piece.text for piece in pieces) == text
    for piece in pieces:
        assert text[piece.start : piece.start + len(piece.text)] == piece.text


@given(_texts_with_marks())
def test_every_character_knows_what_it_proves(given_: tuple[str, list[Mark]]) -> None:
    text, marks = given_
    for piece in marked(text, marks, None, (0, len(text)), False):
        if piece.kind == "text":
            covering = {mark.fact for mark in marks if mark.start <= piece.start < mark.end}
            assert set(piece.facts) == covering


@given(_texts_with_marks(), st.data())
def test_the_span_that_is_asked_for_is_marked_whole(given_: tuple[str, list[Mark]], data: st.DataObject) -> None:
    text, marks = given_
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    pieces = marked(text, marks, (start, end), (0, len(text)), False)
    asked = "".join(piece.text for piece in pieces if piece.asked)
    assert asked == text[start:end].replace("\n", "")


def test_the_narrowest_fact_comes_first() -> None:
    marks = [Mark(0, 6, "wide"), Mark(2, 4, "narrow")]
    facts = {piece.text: piece.facts for piece in marked("一二三四五六", marks, None, (0, 6), False)}
    assert facts == {"一二": ("wide",), "三四": ("narrow", "wide"), "五六": ("wide",)}


def test_a_break_inside_a_sentence_is_soft_and_one_after_it_is_not() -> None:
    line = "这是一个被折断在行末的句子，它在这一行还没有说完而是接"
    text = f"{line}\n着说到这里。\n下一段\n"
    kinds = [piece.kind for piece in marked(text, [], None, (0, len(text)), False) if piece.kind != "text"]
    assert kinds == ["soft", "break", "break"]
    in_table = [piece.kind for piece in marked(text, [], None, (0, len(text)), True) if piece.kind != "text"]
    assert in_table == ["break", "break", "break"]


def test_a_long_text_is_shown_around_the_span() -> None:
    assert window(100, None) == (0, 100)
    length = 3 * WINDOW
    for span in (None, (0, 5), (WINDOW, WINDOW + 9), (length - 4, length)):
        start, end = window(length, span)
        assert end - start == WINDOW
        assert start >= 0
        assert end <= length
        if span:
            assert start <= span[0]
            assert span[1] <= end


def test_next_and_previous_walk_through_all_spans() -> None:
    marks = [Mark(5, 9, "b"), Mark(0, 3, "a"), Mark(5, 7, "c")]
    seen, span = [], neighbours(marks, None)[1]
    while span:
        seen.append(span)
        assert neighbours(marks, span)[0] == (seen[-2] if len(seen) > 1 else None)
        span = neighbours(marks, span)[1]
    assert seen == [(0, 3), (5, 7), (5, 9)]
