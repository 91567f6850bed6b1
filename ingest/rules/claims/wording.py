"""The words that measure and deliver (ingest/words/metrics.tsv), as patterns.

Whether a phrase names a measure (利用系数), a thing that is delivered (发明专利) or a verb that delivers it (申请) is
read from the table alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.quantity import unit_row
from ingest.later import later
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
_NO_VERB = "(?!量|额|率|能力|后|的|中(?![试心药国间型等小高])|过的|线|基地|成本|规模|周期|工序|面积|销售额)"
_NOT_ALONE = {"生产": "生产(?!企业|经营)", "应用": "应用(?!基础)", "服务": "服务(?!器|业|平台)"}


@dataclass(frozen=True)
class Wording:
    """`verb` matches a delivering verb at a phrase's beginning, `ending` one at its end after two characters or more;
    `metric` a measure at its end, `output` a thing. `keep` are verbs that belong to the metric (节约标准煤), `kept` one
    that ends a phrase (污泥积存)."""

    verb: re.Pattern[str]
    ending: re.Pattern[str]
    keep: frozenset[str]
    kept: re.Pattern[str]
    metric: re.Pattern[str]
    anywhere: re.Pattern[str]
    output: re.Pattern[str]

    def inside(self, phrase: str) -> re.Match[str] | None:
        """The last measure that a phrase names anywhere."""
        return next(reversed(list(self.anywhere.finditer(phrase))), None)


def load_wording() -> Wording:
    """The patterns of the shipped table."""
    words: dict[str, list[str]] = {}
    for word, sort, _ in rows("metrics.tsv", 3):
        words.setdefault(sort, []).append(word)
    either = {
        sort: "|".join(_NOT_ALONE.get(word, re.escape(word)) for word in sorted(found, key=len, reverse=True))
        for sort, found in words.items()
    }
    long_heads = "|".join(re.escape(word) for word in sorted(words["head"], key=len, reverse=True) if len(word) > 1)
    return Wording(
        verb=re.compile(
            rf"(?P<each>年可?|每年可?|一年|累计)?(?P<verb>{either['verb']}|{either['keep']})(?:了|出|起|过"
            rf"(?!程))?{_NO_VERB}"
        ),
        ending=re.compile(rf"(?<=..)({either['verb']}|配备|配置|浇铸|列出)$"),
        keep=frozenset(words["keep"]),
        kept=re.compile(rf"(?<=..)(?:年|累计)?(?:{either['keep']}|减产)$"),
        metric=re.compile(rf"(?:{either['part']})*(?:{either['head']})$"),
        anywhere=re.compile(rf"(?:{either['part']})*(?:{long_heads})"),
        output=re.compile(rf"(?:{either['output']})$"),
    )


WORDING = load_wording()


_WIDE = later("我国|全国|国内|全球|世界|全行业|我省|全省|我市|全市|行业(?!标准|协会)|环球|国外")


def is_wide(phrase: str) -> bool:
    """Whether a phrase speaks of a whole country, market or trade."""
    return _WIDE.search(phrase) is not None


def measure_of(unit: str) -> str:
    """What an amount in this unit measures when nothing says it: 规模 for 吨, 功率 for 千瓦, else 数值."""
    if unit in ("℃", "°C", "摄氏度", "K"):
        return "温度"
    found = unit_row(unit)
    return _OF_DIMENSION.get(found[0].dimension, "数值") if found else "数值"
