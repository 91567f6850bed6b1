"""Both segmenters cut alike, leave nothing out, and names are not cut in two by a dictionary word."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.errors import SettingsError
from ingest.words.segment import make_segmenter
from ingest.words.tokens import tokenize

RJIEBA, JIEBA = make_segmenter(), make_segmenter("jieba")


@given(st.text(alphabet=st.sampled_from("联盟成立于清华大学和东北研究所属公司集团股份有限2010年，。ABC "), max_size=60))
def test_nothing_is_left_out(text: str) -> None:
    tokens = tokenize(text, RJIEBA)
    assert "".join(tokens.words) == text
    assert tokens.starts[-1] == len(text)
    assert len(tokens.starts) == len(tokens.words) + 1


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("联盟成立于清华大学和东北研究所属公司集团股份有限年，。"), max_size=60))
def test_both_cut_alike(text: str) -> None:
    assert tokenize(text, RJIEBA).words == tokenize(text, JIEBA).words


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("设计研究院和菲利华公司", 5),
        ("交通管理科学研究所属单位", 9),
        ("工业和信息化部副部长", 7),
        ("食品集团股份有限公司", 4),
    ],
)
def test_a_name_ends_where_a_dictionary_word_does_not(text: str, offset: int) -> None:
    assert tokenize(text, RJIEBA).is_boundary(offset)


def test_an_unknown_segmenter_is_refused() -> None:
    with pytest.raises(SettingsError, match="nosuch"):
        make_segmenter("nosuch")


def test_starting_jieba_leaves_the_null_device_and_the_shared_folder_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert make_segmenter("jieba").cut("北京科技大学") == make_segmenter("rjieba").cut("北京科技大学")
    assert stat.S_ISCHR(os.stat(os.devnull).st_mode)
    assert list(tmp_path.iterdir()) == []
