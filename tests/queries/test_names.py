"""Spellings of one name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from queries.names import fold, lucene_phrase, lucene_words, spellings, stem


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新一代煤（能源）化工", "新一代煤(能源)化工"),
        ("時風（集團）有限責任公司", "时风(集团)有限责任公司"),
        ("ＡＢＣ 大学", "abc大学"),
        ("〔示范〕联盟", "(示范)联盟"),
        ("“三脱”工艺", "三脱工艺"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_names_stay_apart() -> None:
    assert len({fold(name) for name in ("上海大学", "上海交大", "东北大学", "东北农业大学")}) == 4


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_a_stem_has_no_legal_ending() -> None:
    assert stem("兖矿集团有限公司") == "兖矿"
    assert stem("宝钢") == "宝钢"
    assert stem("公司") == "公司"


def test_the_names_that_may_be_stored_begin_with_the_given_one() -> None:
    assert spellings("煤(能源)")[0] == "煤(能源)"
    assert "煤（能源）" in spellings("煤(能源)")
    assert spellings("  ") == ()


@given(st.text())
def test_a_phrase_is_one_quoted_string(text: str) -> None:
    phrase = lucene_phrase(text)
    inner = phrase[1:-1]
    assert phrase[0] == phrase[-1] == '"'
    unescaped = [
        at for at, ch in enumerate(inner) if ch == '"' and (len(inner[:at]) - len(inner[:at].rstrip("\\"))) % 2 == 0
    ]
    assert unescaped == []


def test_operators_are_words_like_others() -> None:
    assert lucene_words("A AND (B)") == "a and \\(b\\)"
