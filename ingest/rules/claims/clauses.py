"""A sentence cut into clauses, and the stretch of a clause that speaks of one amount.

Commas and semicolons inside brackets and quotation marks cut nothing; an amount inside brackets is read within them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.later import later
from ingest.values.amounts import Amount

_OPEN = dict(zip("(（“《「『[【", ")）”》」』]】", strict=True))
_CLOSE = frozenset(_OPEN.values())
_CUTS = frozenset("，；：。！？\n")
_TITLE = later(r"《[^》]{0,120}》|“[^”]{0,120}”|「[^」]{0,120}」")
_ROUND = frozenset("(（")
_UNITS = frozenset(("家", "个", "所"))
_NOUN = later("[的\u4e00-\u9fff](?<![、和与及并且而以])[^、，。；]{2,}")
_REACH = 200
_JOINED = later(r"[、和与及并且而]|以及")


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around one amount: `[left, amount.outer_start)` before it, `[amount.outer_end, right)` behind it.

    `bracket` is where the bracket opens that holds the amount, else None.
    """

    left: int
    right: int
    bracket: int | None


def cuts(text: str) -> list[int]:
    """Offsets of the marks that end clauses, outside brackets and quotation marks, and the text's end."""
    found: list[int] = []
    depth: list[str] = []
    for offset, char in enumerate(text):
        if char in _OPEN and _OPEN[char] in text[offset + 1 : offset + 200]:
            depth.append(_OPEN[char])
        elif depth and char == depth[-1]:
            depth.pop()
        elif char in _CUTS and not depth:
            found.append(offset)
    return [*found, len(text)]


def quoted(text: str) -> list[tuple[int, int]]:
    """Spans inside 《…》 and “…”: titles and names, whose numbers state nothing."""
    return [match.span() for match in _TITLE.finditer(text)]


def around(text: str, amount: Amount, others: list[Amount], start: int, end: int) -> Around:
    """The stretch of the clause `[start, end)` that speaks of `amount`; `others` are its amounts in order."""
    bracket = _bracket(text, amount.start, start)
    if bracket is not None:
        start = bracket + 1
        closing = re.search(r"[)）]", text[amount.end : end])
        end = amount.end + closing.start() if closing else end
        inner = max((text.rfind(mark, start, amount.outer_start) for mark in "，；"), default=-1)
        start = max(start, inner + 1)
    inside = [a for a in others if start <= a.start and a.end <= amount.start]
    before = [a for a in inside if _bracket(text, a.start, start) is None]
    left = start
    if before:
        left = _behind(text, before[-1], amount, start)
    behind = [a for a in others if a.start >= amount.end]
    right = min([end, *(a.outer_start for a in behind)])
    return Around(min(left, amount.outer_start), max(right, amount.outer_end), bracket)


def _behind(text: str, before: Amount, amount: Amount, start: int) -> int:
    """Where the words for `amount` begin behind the amount before it in the same clause."""
    end = max(before.end, min(before.outer_end, amount.outer_start))
    between = text[end : amount.outer_start]
    share = text.rfind("占", start, before.start)
    if share >= 0 and amount.unit in ("%", "成") and not _JOINED.match(between):
        # 占全行业1500余家企业的33%: the first number belongs to the whole.
        return start
    if before.unit in _UNITS and not before.change and _NOUN.match(between):
        # 6家企业主营业务收入为…: the number of units belongs to the subject.
        return before.start
    joined = _JOINED.match(between)
    if joined is not None:
        return end + joined.end()
    mark = between.rfind("、")
    return end + mark + 1 if mark >= 0 else end


def _bracket(text: str, position: int, start: int) -> int | None:
    depth = 0
    for offset in range(position - 1, max(start, position - _REACH) - 1, -1):
        if text[offset] in ")）":
            depth += 1
        elif text[offset] in _ROUND:
            if depth == 0:
                return offset
            depth -= 1
    return None
