"""The tables of names as one object: folded, whole, refused when a row is broken; its digest sees any change."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ingest.words.lexicon import TABLES, Lexicon, load_lexicon
from ingest.words.overlay import OWN_TABLES, READ


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


def test_known_names_are_the_longest_from_left_to_right(lexicon: Lexicon) -> None:
    text = "北京科技大学天津学院和东北农业大学、东北大学"
    found = list(lexicon.known_names(text))
    assert [name for _, _, name in found] == ["北京科技大学天津学院", "东北农业大学", "东北大学"]
    assert all(text[start:end] == name for start, end, name in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))


def test_names_are_held_as_folded_text_has_them(lexicon: Lexicon) -> None:
    assert "中国石油大学(北京)" in lexicon.organizations
    assert not any("（" in name for name in lexicon.patterns)


def test_an_alias_leads_to_a_row(lexicon: Lexicon) -> None:
    assert {row.name for row in lexicon.aliases["中科院"]} == {"中国科学院"}
    assert "中国科学院" in lexicon.organizations


def test_an_alliance_is_told_from_a_unit(lexicon: Lexicon) -> None:
    name = next(iter(lexicon.alliances))
    assert lexicon.is_alliance(name)
    assert not lexicon.is_alliance("湖南大学")


def test_own_rows_change_the_digest_and_the_names(lexicon: Lexicon) -> None:
    columns = OWN_TABLES["aliases"]
    row = {"alias": "湖大轻合金", "name": "湖南大学", "source": "本人核对", "date": "2026-01-05"}
    own = "\t".join(columns) + "\n" + "\t".join(row.get(column, "") for column in columns) + "\n"
    mine = load_lexicon({"aliases": own})
    assert {alias.name for alias in mine.aliases["湖大轻合金"]} == {"湖南大学"}
    assert "湖大轻合金" not in lexicon.aliases
    assert mine.digest != lexicon.digest
    assert load_lexicon({"aliases": own}).digest == mine.digest


def test_what_is_read_with_own_rows_is_in_the_digest() -> None:
    assert set(READ) <= set(TABLES)
