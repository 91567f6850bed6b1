"""Whose members a number counts, where the alliance that the sentence seems to speak of is named only behind it.

A text that tells of an association first, and of an alliance further down, counts the association's members.
"""

from __future__ import annotations

from ingest.later import later
from ingest.marks import Reading
from ingest.rules.skeleton import A, O, Skeleton

_ANOTHER = later(r"协会|学会|商会|促进会|研究会|联合会")
# 协会现有会员单位1000余家
_OF_ANOTHER = later(rf"(?:协会|学会|商会|促进会|研究会)(?:目前|现|共|已|拥)*有?[^，。；{O}{A}0-9]{{0,4}}$")


def is_anothers(
    reading: Reading, bones: Skeleton, number: tuple[int, int], named: tuple[int, int] | None, opening: Reading
) -> bool:
    """Whether the count at `number` of the skeleton is that of another body than the alliance found for it.

    `named` are the sentence's characters that name the alliance, None where the context gave it; `opening` is the
    first sentence of the paragraph.
    """
    end = bones.span(*number)[1]
    if named is not None and named[0] >= end:
        # 协同网的17个理事单位(甲联盟等): the bracket only lists whom the number counts.
        between = reading.text[end : named[0]]
        return between.count("(") > between.count(")")
    span = reading.context.alliance_span
    if named is not None or (span is not None and span.start < reading.sentence.start):
        return False
    first = next(iter(opening.of("Organization")), None)
    opens = first is not None and first.start < 8 and _ANOTHER.search(first.name) is not None
    return opens or _OF_ANOTHER.search(bones.text, 0, number[0]) is not None
