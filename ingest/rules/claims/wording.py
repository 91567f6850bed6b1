"""The words that measure and deliver (ingest/words/metrics.tsv), as patterns.

Whether a phrase names a measure (利用系数), a thing that is delivered (发明专利) or a verb that delivers it (申请) is
read from the table alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.quantity import unit_row
from ingest.values.tables import rows

# What a bare amount in front of a thing measures (5500m3高炉, 百万千瓦机组), by the dimension of its unit.
_OF_DIMENSION = {
    "mass": "规模",
    "volume": "容积",
    "power": "功率",
    "money": "金额",
    "area": "面积",
    "length": "尺寸",
    "mass_per_time": "规模",
    "speed": "速度",
    "energy": "电量",
    "time": "时间",
    "pressure": "压力",
    "ratio": "比例",
}


@dataclass(frozen=True)
class Wording:
    """`verb` matches a delivering verb at a phrase's beginning, `metric` a metric at its end, `output` a thing."""

    verb: re.Pattern[str]
    keep: frozenset[str]
    metric: re.Pattern[str]
    output: re.Pattern[str]


def load_wording() -> Wording:
    """The patterns of the shipped table."""
    words: dict[str, list[str]] = {}
    for word, sort, _ in rows("metrics.tsv", 3):
        words.setdefault(sort, []).append(word)
    either = {sort: "|".join(sorted(map(re.escape, found), key=len, reverse=True)) for sort, found in words.items()}
    return Wording(
        verb=re.compile(rf"(?P<verb>{either['verb']}|{either['keep']})(?P<done>了|出|起|过)?(?!量|额|率|能力)"),
        keep=frozenset(words["keep"]),
        metric=re.compile(rf"(?:{either['part']})*(?:{either['head']})$"),
        output=re.compile(rf"(?:{either['output']})$"),
    )


def measure_of(unit: str) -> str:
    """What an amount in this unit measures when nothing says it: 规模 for 吨, 功率 for 千瓦, else 数值."""
    found = unit_row(unit)
    return _OF_DIMENSION.get(found[0].dimension, "数值") if found else "数值"
