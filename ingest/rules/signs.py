"""A sentence with one sign for every name in it, brackets and all, for patterns about two names.

The skeleton of `skeleton.py` serves lists of members and leaves out brackets that name nobody new; here nothing but
quotation marks is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.later import later
from ingest.marks import Mark, Reading

N = "\ue003"
_PRONOUN = later(r"(?:本|该|此)?(?:联盟|联合体|同盟|共同体(?<![\u4e00-\u9fff]共同体)|(?<=[本该此])共同体)")
_QUOTES = frozenset('“”"《》‘’')


@dataclass(frozen=True)
class Signs:
    """`text` with signs; character i stands at `[starts[i], ends[i])` of the sentence; `at` the mark of a sign, None
    for a word that stands for the alliance spoken of."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    at: dict[int, Mark | None]


def signs(reading: Reading, labels: Sequence[str] = ("Organization", "Alliance"), pronouns: bool = True) -> Signs:
    """The sentence with a sign for each mark of these labels, and for 联盟, 该联盟 if `pronouns`."""
    found: list[tuple[int, int, Mark | None]] = [(m.start, m.end, m) for m in reading.of(*labels)]
    if pronouns:
        for match in _PRONOUN.finditer(reading.text):
            if all(match.end() <= mark.start or mark.end <= match.start() for mark in reading.marks):
                found.append((match.start(), match.end(), None))
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at: dict[int, Mark | None] = {}
    position = 0
    length = len(reading.text)
    for start, end, mark in [*sorted(found, key=lambda sign: sign[:2]), (length, length, None)]:
        for offset in range(position, start):
            if reading.text[offset] not in _QUOTES:
                chars.append(reading.text[offset])
                starts.append(offset)
                ends.append(offset + 1)
        if end > start >= position:
            at[len(chars)] = mark
            chars.append(N)
            starts.append(start)
            ends.append(end)
        position = max(position, end)
    return Signs("".join(chars), tuple(starts), tuple(ends), at)
