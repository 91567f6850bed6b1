"""Cutting overlong sentences, so that the rules' work stays linear."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.marks import Context, Mark, Reading
from ingest.rules.near import pieces
from ingest.words.sentences import Sentence


def reading_of(text: str, marks: list[tuple[int, int]]) -> Reading:
    found = tuple(Mark(s, e, "Organization", text[s:e], "", "name", "high") for s, e in marks)
    return Reading(Sentence(text, 7, 0, 0, None, False, False), found, (), (), Context())


@given(st.text(alphabet="甲乙，、。 ab", min_size=1, max_size=200), st.integers(4, 40))
def test_pieces_give_the_text_back(text: str, longest: int) -> None:
    parts = list(pieces([reading_of(text, [])], longest))
    assert "".join(part.text for part in parts) == text
    assert all(len(part.text) <= longest for part in parts)
    assert [part.sentence.start for part in parts] == [
        7 + sum(len(p.text) for p in parts[:i]) for i in range(len(parts))
    ]


def test_marks_keep_their_characters() -> None:
    text = "甲乙丙丁，" * 20
    marks = [(i * 5, i * 5 + 4) for i in range(20)]
    for part in pieces([reading_of(text, marks)], 23):
        assert all(part.text[mark.start : mark.end] == "甲乙丙丁" for mark in part.marks)
        assert part.marks


def test_what_is_short_enough_stays_as_it_is() -> None:
    readings = [reading_of("甲乙，丙丁", [(0, 2)]), reading_of("戊己", [])]
    assert list(pieces(readings, 5)) == readings
