"""The words before and behind a number that compare it: 不少于, 达到, 提高, 约; 以上, 以内, 左右, 级.

A comparator can depend on what the number is: in a target 达到 means at least, in a statement of fact it means exactly
(design, Comparators). So both readings are given, and whoever knows the status chooses.
"""

import re
from functools import cache
from typing import Literal, NamedTuple

from graph.quantity import Comparator
from ingest.later import later
from ingest.values.tables import rows

Sort = Literal["strict", "reach", "near", "change"]

# What may stand between the comparing word and the number.
_FILLER = r"(?:了|为|是|有|人民币|年产|国内|[￥¥$])?[\s:：]?$"
_WINDOW = 16


class Word(NamedTuple):
    """A comparing word at `[start, end)` with its reading in a target and in a statement."""

    start: int
    end: int
    target: Comparator
    stated: Comparator
    sort: Sort


_Readings = dict[str, tuple[str, str, str]]


@cache
def _before() -> tuple[re.Pattern[str], _Readings]:
    table = {word: (target, stated, sort) for word, target, stated, sort, _ in rows("comparators.tsv", 5)}
    words = []
    for word, _, _, sort, guard in sorted(rows("comparators.tsv", 5), key=lambda row: -len(row[0])):
        behind = f"(?<![{re.escape(guard)}])" if guard else ""
        to = "(?:了)?(?:(?:到|至|为)了?)?" if sort in ("rise", "fall") else ""
        words.append(f"{behind}{re.escape(word)}{to}")
    return re.compile(f"({'|'.join(words)}){_FILLER}"), table


# The last characters of all words and fillers: most numbers have none of them before, and need no pattern.
@cache
def _endings() -> frozenset[str]:
    return frozenset(row[0][-1] for row in rows("comparators.tsv", 5)) | set("了为是有到至币产内￥¥$ :：")


def words_before(text: str, start: int, share: bool) -> tuple[Word, ...]:
    """The comparing words that end at `start`, nearest first (降低到约 gives 约, 降低到).

    `share` says whether the number is a percentage, before which 节能, 增产 are changes too.
    """
    found: list[Word] = []
    pattern, table = _before()
    while len(found) < 3 and start > 0 and text[start - 1] in _endings():
        low = max(0, start - _WINDOW)
        match = pattern.search(text[low:start])
        if match is None:
            break
        word = _read(match[1], table, share)
        if word is None:
            break
        target, stated, sort = word
        found.append(Word(low + match.start(1), low + match.end(1), target, stated, sort))
        start = low + match.start(1)
    if not found:
        low = max(0, start - _WINDOW)
        match = _BOUND.search(text[low:start])
        if match is not None:
            reading: Comparator = "<=" if match["most"] else ">="
            found.append(Word(low + match.start(), low + match.end(1), reading, reading, "strict"))
    return tuple(found)


# 至少培育5家, 不少于新建3条: a verb stands between the bound and the number.
_BOUND = later("(至少|最少|不少于|(?P<most>最多|至多))[\u4e00-\u9fff]{1,4}$")


def _read(written: str, table: _Readings, share: bool) -> tuple[Comparator, Comparator, Sort] | None:
    row = table.get(written)
    if row is None:
        core = re.sub(r"(?:了)?(?:(?:到|至|为)了?)?$", "", written)
        target, _, sort = table[core]
        if re.search("[到至为]", written[len(core) :]):
            return ("<=" if sort == "fall" else ">="), "=", "reach"
        row = (target, target, sort)
    target, stated, sort = row
    if sort == "share" and not share:
        return None
    kind: Sort = "change" if sort in ("rise", "fall", "share") else sort  # type: ignore[assignment]
    return target, stated, kind  # type: ignore[return-value]


_AFTER = later(
    r"(?P<least>(?:\(含\)|（含）|及|或|含)?以上|及其以上)|(?P<most>(?:\(含\)|（含）|及|或|含)?以下|以内|之内)"
    r"|(?P<near>左右|上下(?!游)|级(?!别|数|联(?!动)))|(?P<more>有余|[余多](?=[，,。；;、）)的来]|$))"
)
_AFTER_FIRST = frozenset("(（及或含以之左上级有余多")
_READINGS: dict[str, Comparator] = {"least": ">=", "most": "<=", "near": "~", "more": ">"}


def word_after(text: str, end: int) -> Word | None:
    """The comparing word that begins at `end`, or None."""
    if text[end : end + 1] not in _AFTER_FIRST or end >= len(text):
        return None
    match = _AFTER.match(text, end)
    if match is None or match.lastgroup is None:
        return None
    reading = _READINGS[match.lastgroup]
    return Word(match.start(), match.end(), reading, reading, "near" if reading == "~" else "strict")


def decide(before: tuple[Word, ...], inner: Comparator | None, after: Word | None) -> tuple[Comparator, Comparator]:
    """The readings (in a target, in a statement) of all that compares one number; `=` when nothing does.

    A change comes first (提高30%以上 is a rise), then what the number itself says (1500余), then a strict word before,
    the word behind, the nearness before, and 达到 last.
    """
    for word in before:
        if word.sort == "change":
            return word.target, word.stated
    if inner is not None:
        return inner, inner
    for word in before:
        if word.sort == "strict":
            return word.target, word.stated
    if after is not None:
        return after.target, after.stated
    for sort in ("near", "reach"):
        for word in before:
            if word.sort == sort:
                return word.target, word.stated
    return "=", "="
