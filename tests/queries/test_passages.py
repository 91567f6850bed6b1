"""Sentences that hold given words: the same on both engines as a plain search through the texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import StoreTimeout
from graph.facts import SourceRecord, source_facts
from graph.identity import source_id
from graph.model import Model
from graph.store.bolt import Store
from graph.store.load import load
from queries.cutting import sentences
from queries.passages import LONGEST, passages

TEXTS = {
    ("山河联盟的消息", "news"): (
        "---\ntitle: 山河联盟的消息\n---\n𨱏山大学与ABC公司成立山河联盟。联盟有三所大学和两家工厂，还要在今后几年里"
        "扩\n大到十家。\n「扩大」的办法另定。" + "甲校、" * 90 + "白河工厂，" + "乙校、" * 90 + "都来了。"
    ),
    ("山河表", "table"): "name,kind\n山河联盟,alliance\n白河工厂,company\n",
}


@pytest.fixture(scope="module")
def store(engine_store: Store, model: Model) -> Iterator[Store]:
    """Each engine in turn, holding two texts that prove nothing."""
    ids = []
    for (title, genre), text in TEXTS.items():
        ids.append(source_id(None, "passages", title))
        digest = sha256(text.encode()).hexdigest()
        record = SourceRecord(ids[-1], title, "passages", title, genre, "official", "", "", "original", (), digest,
                              digest, len(text), "text/1", "e1")  # fmt: skip
        load(engine_store, source_facts(record, text, (), ()))
    yield engine_store
    gone = "MATCH (n) WHERE n.id IN $ids DETACH DELETE n"
    engine_store.write(lambda transaction: transaction.run(gone, {"ids": ids}))


def _found(store: Store, text: str) -> list[str]:
    return [passage.quote for passage in passages(store, text, limit=1000).items]


def test_all_words_must_stand_in_one_sentence(store: Store) -> None:
    assert _found(store, "山河 大学") == ["𨱏山大学与ABC公司成立山河联盟。"]
    assert _found(store, "山河 十家") == []


def test_tables_come_last_and_go_by_lines(store: Store) -> None:
    titles = [passage.title for passage in passages(store, "山河联盟").items]
    assert titles == ["山河联盟的消息", "山河表"]
    assert _found(store, "company") == ["白河工厂,company"]


def test_the_words_stand_where_it_says_in_the_text(store: Store) -> None:
    """After a character beyond the basic plane too, which the engines count as two."""
    text = next(iter(TEXTS.values()))
    (first, *_) = passages(store, "abc").items
    assert [text[start:end] for start, end in first.matches] == ["ABC"]
    assert text[first.start : first.end] == first.quote
    assert (first.start, first.end) == (first.sentence_start, first.sentence_end)


def test_a_word_broken_by_the_end_of_a_line_is_found(store: Store) -> None:
    found = passages(store, "扩大").items
    assert [[TEXTS["山河联盟的消息", "news"][start:end] for start, end in item.matches] for item in found] == [
        ["扩\n大"], ["扩大"]
    ]  # fmt: skip


def test_other_spellings_are_tried_and_told(store: Store) -> None:
    found = passages(store, "聯盟")
    assert (found.words, found.total > 1) == (("联盟",), True)


def test_a_long_sentence_is_quoted_around_the_word(store: Store) -> None:
    passage = next(item for item in passages(store, "白河工厂").items if item.title == "山河联盟的消息")
    assert len(passage.quote) <= LONGEST < passage.sentence_end - passage.sentence_start
    assert "白河工厂" in passage.quote
    assert passage.sentence_start < passage.start < passage.end < passage.sentence_end


def test_pages_together_are_all(store: Store) -> None:
    whole = passages(store, "，", limit=1000)
    parts = [item for at in range(whole.total) for item in passages(store, "，", limit=1, offset=at).items]
    assert parts == list(whole.items)
    assert whole.total == len(whole.items) == 2
    assert list(whole.notes(0)) == []
    assert "共" in "".join(passages(store, "，", limit=1).notes(0))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.one_of(st.text(max_size=8), st.sampled_from(["工", "。", "c", "的 办法", "\\", "'", "$words", "(", "\x00"]))
)
def test_any_text_whatever_is_found_as_a_plain_search_finds_it(store: Store, text: str) -> None:
    words = text.lower().split()
    expected = [
        whole[start:end]
        for (_, genre), whole in TEXTS.items()
        for start, end in sentences(whole, genre == "table")
        if words and all(word in whole[start:end].replace("\n", "").lower() for word in words)
    ]
    found = passages(store, text, limit=1000)
    assert not found.stopped
    if expected or not found.total:  # else another spelling of it was found
        assert found.total == len(expected)


class _Slow:
    """A store with three texts whose second portion takes too long."""

    def __init__(self, slow_from: int) -> None:
        self.left = slow_from

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        self.left -= 1
        if self.left < 0:
            raise StoreTimeout("慢")
        if "ids" not in (parameters or {}):
            return [{"id": f"sr-{at}", "title": str(at), "genre": "news", "size": 300_000} for at in range(3)]
        ids = (parameters or {})["ids"]
        assert isinstance(ids, list)
        return [{"id": id_, "text": "甲校来了。甲校走了。"} for id_ in ids]


def test_a_search_that_takes_too_long_says_how_far_it_came() -> None:
    found = passages(_Slow(2), "甲校")
    assert (found.stopped, found.total, found.searched, found.sources) == (True, 2, 1, 3)
    assert "3 个来源中查了 1 个" in "".join(found.notes(0))
    assert passages(_Slow(0), "甲校").sources is None
    assert passages(_Slow(9), "甲校", limit_s=0).stopped
    assert not passages(_Slow(9), "甲校").stopped


def test_nothing_asked_is_nothing_found() -> None:
    for text in ("", " ", "\u3000\n"):
        found = passages(_Slow(0), text)
        assert (found.total, found.stopped, list(found.notes(0))) == (0, False, ["没有找到 (nothing found)"])
