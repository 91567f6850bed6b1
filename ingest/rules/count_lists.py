"""Which units stand in the list that a declared count closes, or opens with a colon.

What a number counts is said in `counts.py`; the words are those of `count_words.py`.
"""

from __future__ import annotations

import re

from ingest.marks import Mark
from ingest.rules.count_words import HELPING, LEADING, NUMERAL, PERSON_OF, TOLD_BEFORE
from ingest.rules.skeleton import A, O, Skeleton

_WHOLE_LIST = ("initiator", "member", "new_member")


def opens_list(bones: Skeleton, end: int) -> bool:
    """Whether a list follows the count that ends there: 12家单位分别是O、O."""
    text = bones.text[end:]
    return bool(re.match(rf"[^。；{O}]{{0,14}}(?:：|包括|分别是|分别为|即|为|是)[^。；{O}]{{0,4}}{O}", text))


def listed_units(bones: Skeleton, kind: str, start: int, end: int) -> list[Mark]:
    """The units that the count of this kind at `[start, end)` of the skeleton closes or opens."""
    text = bones.text
    before = re.search(
        rf"(?:{O}(?:[、，和与及以]|以及)*)+(?:等|共|在内的)*(?:(?<=等)[^，。；、]{{1,8}}的)?$", text[:start]
    )
    if kind in _WHOLE_LIST:
        # 丙、丁2家院所共9家单位: the whole list, its groups with their counts included.
        before = before or re.search(rf"{O}{NUMERAL}(?:家|所|个)[^，。；、{O}{A}]{{0,10}}[共，等]*$", text[:start])
    if before and kind in _WHOLE_LIST:
        first = max(text.rfind(mark, 0, start) for mark in "。；：") + 1
        first = max([first, *(m.end() for words in (HELPING, LEADING) for m in words.finditer(text, first, start))])
        return _themselves(bones, first, start)
    if before:
        told = TOLD_BEFORE.search(text, before.start(), start)
        return _themselves(bones, told.end() if told else before.start(), start)
    behind = re.match(
        rf"[^。；{O}]{{0,14}}(?:：|包括|分别是|分别为|有|即|为|是)[^。；{O}]{{0,4}}((?:{O}(?:[、，；和与及]|以及)*)+)",
        text[end:],
    )
    return bones.organizations(end + behind.start(1), end + behind.end(1)) if behind else []


def _themselves(bones: Skeleton, start: int, end: int) -> list[Mark]:
    """The units of a stretch without those whose people are spoken of: 某院院士张三提议."""
    signs = [at for at in range(start, end) if bones.text[at] == O and not PERSON_OF.match(bones.text, at + 1)]
    return [mark for at in signs for mark in bones.at[at]]
