"""The words of a sentence with their offsets, and the word classes at which a name ends to the left."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from ingest.words.lexicon import read_table
from ingest.words.segment import Segmenter

DELIMITERS = frozenset("、，；：。！？“”\"‘’《》【】[]|/\n\t …—~>☆★▓§©#*. ")
_COUNTED = re.compile(r"[0-9一二三四五六七八九十百千两几数多余]+(?:家|所|个|名|位|大)$")
_NUMERAL = re.compile(r"[0-9一二三四五六七八九十百千万两几数多余]$")


@dataclass(frozen=True)
class Words:
    """Word classes from stops.tsv and generic.tsv."""

    hard: frozenset[str]
    lead: frozenset[str]
    measure: frozenset[str]
    generic: frozenset[str]


def load_words() -> Words:
    """The shipped word classes."""
    rows = read_table("stops")
    scopes = {scope: frozenset(r["word"] for r in rows if r["scope"] == scope) for scope in ("hard", "lead", "measure")}
    generic = frozenset(row["word"] for row in read_table("generic"))
    return Words(scopes["hard"], scopes["lead"], scopes["measure"], generic)


@dataclass(frozen=True)
class Tokens:
    """`words[i]` stands at `[starts[i], starts[i + 1])`; `starts` has one item more than `words`."""

    text: str
    words: tuple[str, ...]
    starts: tuple[int, ...]

    def at(self, offset: int) -> int | None:
        """Index of the word that begins at `offset` (the number of words at the text's end), else None."""
        index = bisect_left(self.starts, offset)
        return index if index < len(self.starts) and self.starts[index] == offset else None

    def is_boundary(self, offset: int) -> bool:
        """Whether a word begins or the text ends at `offset`."""
        return self.at(offset) is not None

    def counts(self, index: int, words: Words) -> bool:
        """Whether the word is a counting word after a number: 8|家, 六家."""
        word = self.words[index]
        if _COUNTED.match(word):
            return True
        return word in words.measure and (
            len(word) > 1 or (self.starts[index] > 0 and bool(_NUMERAL.match(self.text[self.starts[index] - 1])))
        )


def tokenize(text: str, segmenter: Segmenter) -> Tokens:
    """The words of `text`."""
    words = tuple(segmenter.cut(text))
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    return Tokens(text, words, tuple(starts))
