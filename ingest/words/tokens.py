"""The words of a sentence with their offsets, and the word classes at which a name ends to the left."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate

from ingest.later import later
from ingest.words.lines import NUMBERING
from ingest.words.segment import Segmenter
from ingest.words.shipped import read_table

DELIMITERS = frozenset('、，；：。！？“”"‘’《》【】[]|/\n\t …—~>☆★▓§©#*. ')
_COUNTED = later(r"[0-9一二三四五六七八九十百千两几数多余]+(?:家|所|个|名|位|大)$")
_NUMERAL = later(r"[0-9一二三四五六七八九十百千万两几数多余]$")


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
    # Where the text proper begins behind a number: 第一条, (一), 1.
    opens: int = 0

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


# Dictionary words that run over a name's end: 研究院|和菲利|华, 研究|所属, 信息化|部副|部长, 协会会长, 集团股份.
_CROSSING = later(
    r"(?P<join>[和与及])[\u4e00-\u9fff]+|(?P<institute>所)属(?:单位|院所|企业|部门)?|(?P<body>部|局|厅|协会|学会|学院|大学|集团|公司)"
    r"(?:副|股份|会长|院长|校长|局长|部长|厅长|公司|总公司)"
)
_MAY_CROSS = frozenset("和与及所部局厅协学大集公")
_NAME_END = later(r"(?:公司|集团|大学|学院|研究院|研究所|总院|中心|协会|学会|医院|联盟|[厂所院局部厅])$")
_RESEARCH = later(r"(?:研究|科学|设计|检测)$")


def tokenize(text: str, segmenter: Segmenter) -> Tokens:
    """The words of `text`, those that run over the end of a name cut there."""
    words = segmenter.cut(text)
    if not _MAY_CROSS.isdisjoint(text):
        words = _cut_at_names(words)
    number = NUMBERING.match(text)
    return Tokens(text, tuple(words), (0, *accumulate(map(len, words))), number.end() if number else 0)


def _cut_at_names(words: list[str]) -> list[str]:
    result: list[str] = []
    before = ""
    for word in words:
        head = _head(before, word) if len(word) > 1 and word[0] in _MAY_CROSS else 0
        if head:
            result += (word[:head], word[head:])
        else:
            result.append(word)
        before = word
    return result


def _head(before: str, word: str) -> int:
    """How many characters of `word` still belong to the name before it or join it to the next; 0 = the word is whole."""
    match = _CROSSING.fullmatch(word)
    if match is None:
        return 0
    if match["join"]:
        return 1 if _NAME_END.search(before) else 0
    if match["institute"]:
        return 1 if _RESEARCH.search(before) else 0
    return match.end("body")
