"""How a statement is cut into tokens."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import ForbiddenStatement
from queries.guard.tokens import tokens_of


def _cut(statement: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens_of(statement)]


def test_strings_names_comments_and_parameters_are_told_apart() -> None:
    assert _cut("RETURN 'a\\'b /* */' AS `x``y`, $p /* \" */ // '\n, 1.5;") == [
        ("word", "RETURN"), ("string", "'a\\'b /* */'"), ("word", "AS"), ("escaped", "x`y"), ("symbol", ","),
        ("parameter", "p"), ("symbol", ","), ("number", "1.5"),
    ]  # fmt: skip


def test_a_range_of_lengths_is_no_decimal_number() -> None:
    assert [text for _, text in _cut("*1..3")] == ["*", "1", ".", ".", "3"]


def test_full_width_letters_come_out_as_the_word_they_look_like() -> None:
    assert tokens_of("ＣＲＥＡＴＥ")[0].upper == "CREATE"
    assert tokens_of("ſet")[0].upper == "SET"
    assert tokens_of("`SET`")[0].upper == ""


@pytest.mark.parametrize(
    "statement",
    ["'", '"', "`", "/*", "RETURN 'x\\'", "RETURN '\\u0041'", "a\rb", "a\u200bb", "a\u2028b", "\ud800", "a\x00b", "(",
     ")", "([)]", "RETURN 1; RETURN 2", "@", "\\", "1x", "x" * 10_001, "(" * 60 + ")" * 60],
)  # fmt: skip
def test_what_could_be_read_in_two_ways_is_refused(statement: str) -> None:
    with pytest.raises(ForbiddenStatement):
        tokens_of(statement)


@given(st.text(max_size=200))
def test_any_text_is_cut_or_refused_and_nothing_is_lost(statement: str) -> None:
    try:
        found = tokens_of(statement)
    except ForbiddenStatement:
        return
    places = [token.at for token in found]
    assert places == sorted(set(places))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), max_size=50))
def test_a_word_within_quotes_never_counts(text: str) -> None:
    quoted = "'" + text.replace("\\", "\\\\").replace("'", "\\'") + " CREATE '"
    if "\\u" in quoted.lower():
        return
    assert [token.upper for token in tokens_of(f"RETURN {quoted}")] == ["RETURN", ""]
