"""Names of associations that go on behind their ending: their branches, and two that share one house.

中国某协会某分会 and 某学会某专业委员会 are units that lists name whole; 某市企业联合会/企业家协会 is one body.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.later import later
from ingest.marks import Mark

_BRANCH = later(
    r"(?!会长|理事|秘书|成员|会员|常务|副|的|和|与|及|在|为|是|等|成立|下设|设立)[\u4e00-\u9fff]{2,12}?(?:分会|专业委员会|专委会|工作委员会|分支机构)"
    r"(?![\u4e00-\u9fff]{0,3}(?:成立|换届|会长|主任|秘书长|年会))"
)
# 某学会某专业委员会 is the society's, though 委员会 alone ends names of ministries.
OF_ASSOCIATION = later(
    r"(?:[协学商]会|联合会|促进会|研究会)[\u4e00-\u9fff]{2,12}(?:分会|专业委员会|专委会|工作委员会)$"
)
_HINTS = ("分会", "委员会", "专委会", "分支机构", "/")


def whole_associations(text: str, marks: Sequence[Mark]) -> list[Mark]:
    """The marks with those of associations reaching to the end of a branch's name, and of two with a slash made one."""
    if not any(hint in text for hint in _HINTS):
        return list(marks)
    kept: list[Mark] = []
    for mark in marks:
        before = kept[-1] if kept else None
        if before is not None and mark.start < before.end:
            continue
        if before is not None and _is_one_house(text, before, mark):
            kept[-1] = replace(before, end=mark.end, name=text[before.start : mark.end], how="name")
            continue
        match = _BRANCH.match(text, mark.end) if mark.kind == "association" else None
        if match is not None:
            mark = replace(mark, end=match.end(), name=mark.name + match[0], how="name")
        kept.append(mark)
    return kept


def _is_one_house(text: str, one: Mark, other: Mark) -> bool:
    both = one.kind == other.kind == "association"
    return both and text[one.end : other.start] == "/"
