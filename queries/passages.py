"""The sentences of the sources in which given words stand, whether a fact was found there or not.

The store picks the sources whose text holds every word; their texts are read in portions and cut here, because offsets
are code points and the engines count otherwise. A search that takes too long is stopped and says how far it came.
"""

from __future__ import annotations

import re
import time
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import StoreTimeout
from queries.cutting import sentences
from queries.names import spellings
from queries.reading import Reader

LIMIT_S = 2.0
LONGEST_SEARCH = 200  # characters of what is looked for
LONGEST = 200  # characters of a quote; a sentence that lists members may run over pages
_BEFORE = 60  # characters of a long sentence shown before the first word
_PORTION = 400_000  # characters of text in one answer of the store

# Breaks inside a word are those of the page it was printed on; they are looked through here and below.
_HELD = """
MATCH (s:Source)-[:HAS_TEXT]->(t:SourceText)
WITH s, t, toLower(replace(replace(t.text, '\\r', ''), '\\n', '')) AS flat
WHERE all(word IN $words WHERE flat CONTAINS word)
RETURN s.id AS id, s.title AS title, coalesce(s.genre, '') AS genre, size(flat) AS size
"""
_TEXTS = "MATCH (t:SourceText) WHERE t.id IN $ids RETURN t.id AS id, t.text AS text"


@dataclass(frozen=True)
class Passage:
    """A sentence, or the part `[start, end)` of a long one that is quoted, and where in the text the words stand."""

    source: str
    title: str
    quote: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int
    matches: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Passages:
    """What was found: `total` sentences, of which `items` are given.

    `sources` hold all the words, `searched` of them were read; `stopped`: not all of them, so there may be more
    (None: not even how many there are).
    """

    words: tuple[str, ...]
    items: tuple[Passage, ...]
    total: int
    sources: int | None
    searched: int
    stopped: bool

    def notes(self, offset: int) -> Iterator[str]:
        """What a reader of the items from `offset` on must know."""
        if self.stopped:
            read = f"，含有这些字的 {self.sources} 个来源中查了 {self.searched} 个" if self.sources is not None else ""
            yield f"查找到时停止，未必没有更多 (stopped at the time limit){read}"
        elif not self.total:
            yield "没有找到 (nothing found)"
        if offset + len(self.items) < self.total:
            yield f"共 {self.total} 句，这里是 {len(self.items)} 句 (cut: {len(self.items)} of {self.total} sentences)"


def passages(store: Reader, text: str, *, limit: int = 20, offset: int = 0, limit_s: float = LIMIT_S) -> Passages:
    """Sentences that hold every word of `text` (words stand apart by blanks), in the order of the sources' titles.

    Tables come last, for their rows are no sentences. Letter case makes no difference; where nothing is found as it
    was written, other spellings of the same are tried. Any text whatever is safe.
    """
    deadline = time.monotonic() + limit_s
    found = Passages((), (), 0, 0, 0, False)
    for spelling in dict.fromkeys((text, *spellings(text))):
        words = tuple(dict.fromkeys(word.lower() for word in spelling.split()))
        if words:
            found = _found(store, words, limit, offset, deadline)
        if found.total or found.stopped:
            break
    return found


def _found(store: Reader, words: tuple[str, ...], limit: int, offset: int, deadline: float) -> Passages:
    try:
        held = store.read(_HELD, {"words": list(words)}, limit_s=_left(deadline))
    except StoreTimeout:
        return Passages(words, (), 0, None, 0, True)
    held.sort(key=lambda row: (row["genre"] == "table", str(row["title"]), row["id"]))
    patterns = [_pattern(word) for word in words]
    items: list[Passage] = []
    total = searched = 0
    stopped = False
    for portion in _portions(held):
        try:
            texts = _texts(store, portion, deadline)
        except StoreTimeout:
            stopped = True
            break
        for row in portion:
            for passage in _of(row, texts.get(row["id"], ""), patterns):
                if offset <= total < offset + limit:
                    items.append(passage)
                total += 1
        searched += len(portion)
    return Passages(words, tuple(items), total, len(held), searched, stopped)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise StoreTimeout("查找超过时限 (timed out)")
    return left


def _portions(held: Sequence[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    portion: list[dict[str, Any]] = []
    size = 0
    for row in held:
        if portion and size + row["size"] > _PORTION:
            yield portion
            portion, size = [], 0
        portion.append(row)
        size += row["size"]
    if portion:
        yield portion


def _texts(store: Reader, portion: Sequence[dict[str, Any]], deadline: float) -> dict[str, str]:
    rows = store.read(_TEXTS, {"ids": [row["id"] for row in portion]}, limit_s=_left(deadline))
    return {row["id"]: row["text"] for row in rows}


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(r"[\r\n]*".join(map(re.escape, word)), re.IGNORECASE)


def _of(row: dict[str, Any], text: str, patterns: Sequence[re.Pattern[str]]) -> Iterator[Passage]:
    """The sentences of one text that hold all words."""
    places = [[found.span() for found in pattern.finditer(text)] for pattern in patterns]
    if not all(places):
        return
    starts = [[start for start, _ in spans] for spans in places]
    for start, end in sentences(text, row["genre"] == "table"):
        inside = [
            [span for span in spans[bisect_left(begun, start) : bisect_left(begun, end)] if span[1] <= end]
            for spans, begun in zip(places, starts, strict=True)
        ]
        if all(inside):
            yield _quoted(row, text, (start, end), _joined(span for spans in inside for span in spans))


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The spans in order, those that overlap as one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(joined[-1][1], end)
        else:
            joined.append((start, end))
    return joined


def _quoted(row: dict[str, Any], text: str, sentence: tuple[int, int], matches: Sequence[tuple[int, int]]) -> Passage:
    start, end = sentence
    if end - start > LONGEST:
        start = max(start, min(matches[0][0] - _BEFORE, end - LONGEST))
        end = min(end, max(start + LONGEST, matches[0][1]))
    shown = tuple(span for span in matches if start <= span[0] and span[1] <= end)
    return Passage(row["id"], str(row["title"]), text[start:end], start, end, *sentence, shown)
