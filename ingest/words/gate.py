"""Which sentences can hold a name at all; the others are not even cut into words.

A sentence without a known name, an ending of names, a place that a name may open with or a word that units stand at
holds no name that the finders would find. The gate lets too many through, never too few.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ahocorasick_rs import AhoCorasick

from ingest.words.lexicon import Lexicon

_ALLIANCES = ("联盟", "同盟", "联合体", "聯盟", "共同体")
# Words at which lists end and bare names stand (enumerations.py, cued.py).
_CUES = [
    "单位",
    "单元",
    "企业",
    "公司",
    "集团",
    "高校",
    "院所",
    "机构",
    "盟员",
    "厂商",
    "成员",
    "大户",
    "董事长",
    "总经理",
    "总裁",
    "执行董事",
    "总工程师",
    "承担",
    "牵头",
    "发起",
    "负责",
    "领衔",
    "主导",
    "研制",
    "当选",
    "被推选",
    "担任",
    "出任",
    "作为",
    "亦有",
    "还有",
    "既有",
    "也有",
    "包括",
    "厅",
    "局",
    "简称",
    "下称",
    "又称",
    "又名",
]
_NUMERALS = "0123456789一二三四五六七八九十百两几数多余"


def make_gate(lexicon: Lexicon, anchors: frozenset[str], signs: Iterable[str] = ()) -> Callable[[str], bool]:
    """Whether names must be looked for in a text; `anchors` = what names of one-character endings open with, `signs` =
    further words that open the gate."""
    endings = {suffix for suffix, _ in lexicon.suffixes if len(suffix) > 1}
    counted = {numeral + unit for numeral in _NUMERALS for unit in ("家", "所")}
    words = {*lexicon.patterns, *endings, *anchors, *_ALLIANCES, *_CUES, *counted, *signs}
    automaton = AhoCorasick(sorted(word for word in words if word))

    def may_hold(text: str) -> bool:
        return bool(automaton.find_matches_as_indexes(text))

    return may_hold
