"""Names of units that a copy has run together: 甲有限公司乙有限公司丙大学.

Previews of documents leave out the line breaks of a list. One name behind another may be a branch (某公司研究院), so
only a row of several is cut.
"""

from __future__ import annotations

from ingest.later import later
from ingest.words.places import load_places

# What a next name begins with: a place, or the country.
_PLACES = "|".join(sorted(place for place in load_places() if len(place) > 1))
_NEXT = rf"(?=(?:[\u4e00-\u9fff]{{2,3}}[省市县区]|{_PLACES}|中国|国家|全国|中科院)[\u4e00-\u9fff]{{2}})"
_UNIT = r"(?:公司|大学|学院|研究院|研究所|中心|协会|学会|合作社)"
# A company's full form ends a name wherever another unit's name follows it.
_CUT = later(
    rf"(?:有限(?:责任)?公司|股份公司)(?:\([^()]{{1,8}}\))?(?![的和与及等为是在将由分、对于从以所总])(?=[\u4e00-\u9fff()]{{2,30}}?{_UNIT})"
    rf"|(?:大学|学院|研究院|研究所|[^之]所|中心|协会|学会|合作社){_NEXT}"
)
_FEWEST = 3
_HINT = "有限"


def glued_at(text: str) -> frozenset[int]:
    """Where one name ends and the next begins without a sign between them, if that happens several times over."""
    if _HINT not in text:
        return frozenset()
    cuts = [match.end() for match in _CUT.finditer(text)]
    return frozenset(cuts) if len(cuts) >= _FEWEST else frozenset()
