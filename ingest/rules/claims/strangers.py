"""Whose amounts are certainly not the alliance's: those of a province or town (该省2011年…), of a trade as a statistic
counts it (规模以上企业), and what an authority demands or a plan of the state foresees (工信部提出，到2015年…).

A clause keeps the stranger of the one before it until it names somebody of its own: an alliance, an organisation, or
联盟 and its members in words.
"""

from __future__ import annotations

from ingest.later import later
from ingest.marks import Reading

_LEAD = (
    r"(?:(?:据了解|据悉|据统计|据介绍|目前|去年|今年|当前|其中|同时|此外|全年|[上下]半年|截至?[^，。；]{1,10}"
    r"|[0-9]{4}年[底末]?|到|“?十[一二三四五]五”?(?:期间|末)?)，?)*"
)
# 该省2011年LED产业…, 全市建材行业…
_REGION = later(rf"{_LEAD}(?:该|全|我|本)(?:省|市|县|区|州)(?![场级])")
_TRADE = later(
    rf"{_LEAD}(?:全国|全省|全市|全县|全区|全行业|我国)?[^，。；联盟占]{{0,4}}规模以上[^，。；联盟]{{0,10}}(?:企业|工业)"
)
_SAYS = later(r"(?:日前|近日|此前|还|也|曾|联合)*(?:要求|提出|规定|明确|印发|发布|预测)(?![了过]?(?:本|该)?联盟)")
_OURS = later(r"联盟|联合体|同盟|共同体|成员单位|会员单位|盟员")
# 联盟力争三年内，全省…: what an alliance means to reach in its province is its target.
_OURS_AIMS = later(r"(?:联盟|联合体|同盟)[^。；]{0,20}(?:力争|计划|目标|将|提出|确保|争取|致力|使|推动|带动|规划)")


def is_strange(reading: Reading, start: int, end: int, before: bool) -> bool:
    """Whether the clause `[start, end)` speaks of a stranger; `before` says whether the clause before it did."""
    text = reading.text
    if _OURS.search(text, start, end):
        return False
    if _demands(reading, start, end):
        return True
    if _REGION.match(text, start, end) or _TRADE.match(text, start, end):
        return _OURS_AIMS.search(text, 0, start) is None
    return before and not any(start <= m.start < end for m in reading.of("Organization", "Alliance"))


def _demands(reading: Reading, start: int, end: int) -> bool:
    """Whether an authority is the subject that demands or announces: 国家发展改革委要求…, 工信部提出."""
    return any(
        mark.kind == "government" and start <= mark.start <= start + 8 and _SAYS.match(reading.text, mark.end, end)
        for mark in reading.of("Organization")
    )
