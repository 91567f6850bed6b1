"""Bare names that only their neighbourhood makes recognisable: 恒川海工董事长张三, 牵头单位是京联物流.

Outside lists a short company name is taken only behind or before a cue that units stand at, and, but for the title of
a person, only when it reads as a brand with a trade (洛水玻璃). Lists are left to `enumerations.py`.
"""

from __future__ import annotations

from bisect import bisect_left

from ingest.later import later
from ingest.marks import Mark
from ingest.words.tokens import Tokens, Words

_SHORTEST = 3
_X = r"(?P<name>[\u4e00-\u9fff]{3,8}?)"
_HAN = "\u4e00-\u9fff"
_TITLED = later(
    r"(?:^|(?<=[，。；、：“”（(和及由与]))(?P<name>[\u4e00-\u9fff]{2,6}?)"
    r"(?:董事长|总经理|副总经理|总裁|副总裁|执行董事|总工程师|副总工程师)(?:兼[\u4e00-\u9fff]{2,5})?(?=[\u4e00-\u9fff]{2,4})"
)
_CUED = (
    later(rf"(?:牵头|发起|依托|理事长|秘书长|成员|主办|承办|共建|支撑)单位(?:是|为|：){_X}(?=[，。；、]|$)"),
    later(rf"由{_X}(?=承担|牵头|发起|负责|领衔|主导|研制)"),
    later(
        rf"(?:既有|亦有|还有|也有|包括){_X}(?=等(?:[0-9一二三四五六七八九十]+家)?[{_HAN}]{{0,6}}(?:企业|单位|公司|大户|厂商))"
    ),
    later(rf"(?:^|(?<=[，。；])){_X}(?=(?:当选|被推选|担任|出任|作为)[{_HAN}]{{0,8}}(?:单位|发起人))"),
)
_CUES = later(r"董事长|总经理|总裁|执行董事|总工程师|单位[是为：]|由[^，。；]{3,8}(?:承担|牵头|发起|负责|领衔|主导|研制)|既有|亦有|还有|也有|包括|当选|被推选|担任|出任|作为")  # fmt: skip
# The trades that brands carry in their short names.
_TRADES = frozenset(
    [
        "玻璃",
        "石化",
        "钢铁",
        "电气",
        "物流",
        "汽车",
        "集团",
        "能源",
        "药业",
        "制药",
        "重工",
        "电子",
        "光电",
        "稀土",
        "材料",
        "新材",
        "新材料",
        "化工",
        "食品",
        "生物",
        "通信",
        "磁浮",
        "茶业",
        "股份",
        "科技",
        "水泥",
        "铝业",
        "铜业",
        "矿业",
        "煤业",
        "煤电",
        "电力",
        "电器",
        "机械",
        "机床",
        "船舶",
        "航空",
        "建材",
        "陶瓷",
        "纺织",
        "化纤",
        "种业",
        "农业",
        "牧业",
        "乳业",
        "酒业",
        "环保",
        "软件",
        "信息",
        "数控",
        "智能",
        "机器人",
        "半导体",
        "光伏",
        "风电",
        "锂电",
        "动力",
        "传感",
        "精工",
        "海工",
        "重装",
        "装备",
        "医药",
        "医疗",
        "健康",
    ]
)


def cued_names(tokens: Tokens, marks: list[Mark], words: Words) -> list[Mark]:
    """Marks for bare names at a cue, where no mark stands yet."""
    if not _CUES.search(tokens.text):
        return []
    found: list[Mark] = []
    for pattern in (_TITLED, *_CUED):
        for match in pattern.finditer(tokens.text):
            start, end = match.span("name")
            if any(start < m.end and m.start < end for m in (*marks, *found)):
                continue
            if _is_name(tokens, start, end, words, titled=pattern is _TITLED):
                found.append(Mark(start, end, "Organization", match["name"], "company", "list", "medium"))
    return found


def _is_name(tokens: Tokens, start: int, end: int, words: Words, *, titled: bool) -> bool:
    first = bisect_left(tokens.starts, start)
    last = bisect_left(tokens.starts, end)
    if tokens.starts[first] != start or tokens.starts[last] != end:
        return False
    inside = tokens.words[first:last]
    if any(word in words.hard or word in words.lead for word in inside) or all(
        word in words.generic for word in inside
    ):
        return False
    if "联盟" in tokens.text[start:end] or tokens.text[start] in "我本该此各某" or inside[0] in words.generic:
        return False
    if titled:
        return len(inside) > 1
    if len(inside) == 1:
        return len(inside[0]) > _SHORTEST and inside[0][-2:] in _TRADES
    return inside[-1] in _TRADES
