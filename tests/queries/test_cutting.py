"""Sentences of stored texts: nothing is lost but blanks, broken lines are looked through, tables go by lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from queries.cutting import sentences

TEXTS = st.text(alphabet="联盟成立。！\n ，”年AB-", max_size=160)


def _cut(text: str, table: bool = False) -> list[str]:
    return [text[start:end] for start, end in sentences(text, table)]


@given(TEXTS, st.booleans())
def test_nothing_is_lost_but_blanks(text: str, table: bool) -> None:
    spans = list(sentences(text, table))
    assert spans == sorted(spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
    for start, end in spans:
        assert text[start:end] == text[start:end].strip() != ""


def test_a_sentence_ends_at_its_mark_or_its_line() -> None:
    assert _cut("标题\n甲厂加入。“乙厂也来。”丙校？好") == ["标题", "甲厂加入。", "“乙厂也来。”", "丙校？", "好"]


def test_a_line_broken_to_a_width_goes_on() -> None:
    line = "山河联盟由三所大学和两家工厂在这一年的春天共同发"
    assert _cut(f"{line}\n起成立。\n次年扩大。") == [f"{line}\n起成立。", "次年扩大。"]
    assert _cut(f"{line}\n起成立。甲", table=True) == [line, "起成立。甲"]


def test_what_a_file_says_of_itself_is_no_sentence() -> None:
    text = "---\ntitle: 山河联盟的消息\norigin: compiled\n---\n\n山河联盟成立。\n"
    assert _cut(text) == ["山河联盟成立。"]
    assert text[slice(*next(sentences(text, False)))] == "山河联盟成立。"
