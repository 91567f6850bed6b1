"""A name on the removal list must be gone wherever it stands, and nothing else may move or change."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import TableError
from ingest.removal import MASK, Removal, masked, removal_list

TEXT = st.text(st.sampled_from("甲乙丙丁，。\n"), max_size=30)
NAME = st.text(st.sampled_from("甲乙丙"), min_size=2, max_size=4)


def removal(name: str) -> Removal:
    return Removal(len(name), hashlib.sha256(name.encode()).hexdigest(), "2026-01-31")


@given(TEXT, NAME, TEXT)
def test_a_listed_name_is_gone_and_every_offset_stays(before: str, name: str, after: str) -> None:
    text = before + name + after
    hidden = masked(text, (removal(name),))
    assert len(hidden) == len(text)
    assert name not in hidden
    assert [one for one, other in zip(text, hidden, strict=True) if other not in (one, MASK)] == []
    assert masked(hidden, (removal(name),)) == hidden


@given(TEXT, NAME)
def test_a_text_without_the_name_is_untouched(text: str, name: str) -> None:
    if name not in text:
        assert masked(text, (removal(name),)) == text


def test_the_list_is_read_and_the_shipped_one_is_good() -> None:
    digest = removal("张三").sha256
    text = f"removed:\n  - {{characters: 2, sha256: {digest}, since: 2026-01-31}}\n"
    assert removal_list(text) == (removal("张三"),)
    shipped = Path(__file__).parents[2] / "data" / "seed" / "removed.yaml"
    assert all(isinstance(item, Removal) for item in removal_list(shipped.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("removed: [", "不是 YAML"),
        ("names: []", "没有 removed"),
        ("removed:", "没有 removed"),
        ("removed: [张三]", "不完整"),
        ("removed: [{characters: 1, sha256: aa, since: 2026}]", "2 到 60"),
        ("removed: [{characters: 2, sha256: aa, since: 2026}]", "64 位"),
        (f"removed: [{{characters: 2, sha256: {'a' * 64}, since: 昨天}}]", "since 不是日期"),
    ],
)
def test_an_entry_that_would_remove_nobody_is_refused(text: str, said: str) -> None:
    with pytest.raises(TableError, match=said):
        removal_list(text)
