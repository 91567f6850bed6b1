"""Names of associations that go on behind their ending. Names are invented."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ingest.pipeline import Reader, read_sentences
from ingest.source import Document

Marked = Callable[[str], list[tuple[str, str]]]


@pytest.fixture
def marked(reader: Reader) -> Marked:
    """(name, kind) of every organisation of a text."""

    def find(text: str) -> list[tuple[str, str]]:
        read = read_sentences(Document(text, "a.txt"), reader)
        return [(mark.name, mark.kind) for reading in read.readings for mark in reading.of("Organization")]

    return find


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("由江海省膜工业协会海水淡化分会、江海膜学会组成。", ["江海省膜工业协会海水淡化分会", "江海膜学会"]),
        ("江海省水利学会膜分离专业委员会和江海商会加入。", ["江海省水利学会膜分离专业委员会", "江海商会"]),
        ("江海市企业联合会/企业家协会、江海大学参加。", ["江海市企业联合会/企业家协会", "江海大学"]),
        ("江海省膜工业协会会长单位参加。", ["江海省膜工业协会"]),
        ("江海省膜工业协会下设三个分会。", ["江海省膜工业协会"]),
        ("江海省膜工业协会海水淡化分会成立大会召开。", ["江海省膜工业协会"]),
        ("江海省膜工业协会/江海大学参加。", ["江海省膜工业协会", "江海大学"]),
    ],
)
def test_where_the_name_ends(marked: Marked, text: str, names: list[str]) -> None:
    assert [name for name, _ in marked(text)] == names


def test_branches_are_associations_like_their_whole(marked: Marked) -> None:
    found = marked("由江海省膜工业协会海水淡化分会、江海水利学会膜分离专业委员会、江海省发展和改革委员会组成。")
    assert [kind for _, kind in found] == ["association", "association", "government"]
