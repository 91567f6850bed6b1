"""Which characters behind a number are its unit: 个, 亿元's 元, 吨/m³·天, kg标准煤, or a thing counted with no measure
word (15单位).

The factors are in `graph/units.tsv`; `ingest/words/units.tsv` adds how units stand in running text: words that only
look like units (三条件, 5所有), units kept as written, parts of composite units.
"""

import re
from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from graph.quantity import unit_table
from ingest.later import later
from ingest.values.tables import rows

Sort = Literal["measure", "count", "noun", "part", "chinese"]

# One character for one, so that offsets stay.
_WIDE = "".join(map(chr, range(0xFF01, 0xFF5F)))
_FOLD = str.maketrans("³²•・⋅∙*" + _WIDE, "32·····" + "".join(map(chr, range(0x21, 0x7F))))
_JOINERS = "/·每"
_FOLDED = later(f"[³²•・⋅∙*{_WIDE}]")
_LONGEST = 28


class UnitSpan(NamedTuple):
    """The unit up to `end`. sort: measure (吨, %), count (个, 家) or noun (单位, counted without a measure word)."""

    end: int
    sort: Sort


@dataclass(frozen=True, slots=True)
class _Word:
    sort: Sort
    not_before: re.Pattern[str] | None


@cache
def _words() -> tuple[dict[str, _Word], dict[str, tuple[int, ...]]]:
    """The units with their guards, and for each first character the lengths of what begins so, longest first."""
    table = {unit: _Word(_sort_of(row.dimension), None) for unit, row in unit_table().items()}
    for unit, sort, guard in rows("units.tsv", 3):
        pattern = re.compile(guard) if guard else None
        if sort == "skip":
            table.pop(unit, None)
        elif sort == "table":
            table[unit] = _Word(table[unit].sort, pattern)
        elif sort == "extra":
            known = table.get(unit)
            table[unit] = _Word(known.sort if known else "measure", pattern)
        elif sort in ("noun", "part", "chinese"):
            table[unit] = _Word(sort, pattern)  # type: ignore[arg-type]
    lengths: dict[str, set[int]] = {}
    for unit in table:
        lengths.setdefault(unit[0], set()).add(len(unit))
    return table, {first: tuple(sorted(found, reverse=True)) for first, found in lengths.items()}


def _sort_of(dimension: str) -> Sort:
    return "count" if dimension == "count" else "measure"


def may_begin(char: str) -> bool:
    """Whether a unit can begin with this character (as written or in its folded width)."""
    return char in _words()[1] or char.translate(_FOLD) in _words()[1]


def unit_at(text: str, start: int, *, arabic: bool = True) -> UnitSpan | None:
    """The longest unit that begins at `start` (one blank is passed over), or None.

    `arabic` is False behind a number in Chinese characters, where 两大, 三大 count too.
    """
    if text[start : start + 1] in (" ", "\u3000"):
        start += 1
    window = text[start : start + _LONGEST]
    if _FOLDED.search(window):
        window = window.translate(_FOLD)
    word = _longest(window, 0)
    if word is None:
        return None
    length, sort = word
    whole = _composite(window, length) if sort in ("measure", "count", "part") else length
    if whole > length:
        return UnitSpan(start + whole, "measure")
    if sort == "part" or (sort == "chinese" and arabic):
        return None
    return UnitSpan(start + length, "count" if sort == "chinese" else sort)


def _longest(window: str, start: int) -> tuple[int, Sort] | None:
    table, lengths = _words()
    for length in lengths.get(window[start : start + 1], ()):
        word = table.get(window[start : start + length])
        if word is None or start + length > len(window):
            continue
        end = start + length
        if _runs_on(window, end) or (word.not_before and word.not_before.match(window, end)):
            continue
        return length, word.sort
    return None


def _runs_on(window: str, end: int) -> bool:
    # 5m is no metre in 5model, and 5kg3 is a code.
    last, following = window[end - 1], window[end : end + 1]
    return last.isascii() and last.isalpha() and following.isascii() and following.isalnum()


def _composite(window: str, end: int) -> int:
    # unit (/ or · or 每, brackets allowed) unit, as often as it goes on
    while end < len(window) and window[end] in _JOINERS:
        inner = end + 1
        bracket = window[inner : inner + 1] == "("
        inner += bracket
        word = _longest(window, inner)
        if word is None or word[1] in ("noun", "chinese"):
            return end
        closing = inner + word[0]
        if bracket:
            closing = _composite(window, closing)
            if window[closing : closing + 1] != ")":
                return end
            closing += 1
        end = closing
    return end
