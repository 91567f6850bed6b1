"""Sentences: where they end, which are headings, what stands above them, and what is noise."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ingest.source import Document
from ingest.words.lines import Breaks
from ingest.words.segment import make_segmenter
from ingest.words.sentences import Sentence, split
from ingest.words.tidy import tidy

SEGMENTER = make_segmenter()


def made(text: str) -> list[Sentence]:
    return split(tidy(Document(text, "t.txt"), SEGMENTER), Breaks(SEGMENTER))


def test_a_semicolon_ends_no_sentence() -> None:
    assert [s.text for s in made("清华大学为理事长单位；东北大学为副理事长单位。会议结束。")] == [
        "清华大学为理事长单位；东北大学为副理事长单位。",
        "会议结束。",
    ]


def test_rows_of_alliances_in_one_line_are_sentences() -> None:
    rows = ["1 江海石墨产业联盟 清华大学", "2 江海水泵创新联合体 东北大学、湘江公司"]
    assert [s.text for s in made(f"名单 序号 联盟名称 成员单位 {' '.join(rows)}")] == [
        "名单 序号 联盟名称 成员单位",
        *rows,
    ]
    assert len(made("会议安排 1 江海石墨产业联盟 发言；其后 3 江海水泵产业联盟 发言。")) == 1


def test_headings_stand_above_what_follows() -> None:
    sentences = made("# 石墨联盟\n\n## 成员单位\n\n清华大学是成员。\n")
    assert [s.heading for s in sentences] == [True, True, False]
    section = sentences[-1].section
    assert section is not None
    assert next(above.heading for above in section.chain()) == "## 成员单位"


def test_navigation_is_noise() -> None:
    assert [s.noise for s in made("首页>新闻>正文\n\n石墨联盟今天成立。\n\n责任编辑：张三\n")] == [True, False, True]


@given(st.text(alphabet=st.sampled_from("联盟成立。！\n 一、#1.(公司)清华大学：；"), max_size=80))
def test_sentences_stand_where_they_say_in_order(text: str) -> None:
    tidied = tidy(Document(text, "t.txt"), SEGMENTER)
    end = 0
    for index, sentence in enumerate(split(tidied, Breaks(SEGMENTER))):
        assert sentence.index == index
        assert sentence.start >= end
        end = sentence.start + len(sentence.text)
        assert tidied.text[sentence.start : end] == sentence.text
