"""Names that only their list makes recognisable: 宝钢、鞍钢…, 中科院A、B和C研究所.

An item of a list is taken for an organisation when its neighbours are, or when the list closes with a count of units
(等10家单位). Items that are common words, or hold a word that no name holds, are left out.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache

from ingest.later import later
from ingest.marks import Mark
from ingest.words.places import load_places
from ingest.words.tokens import Tokens, Words

_SEGMENT_END = later(r"[，；：。！？\n]")
_COUNT_NOUN = r"(?:大?型?[\u4e00-\u9fff]{0,8}?)(?:单位|单元|企业|公司|集团|高校|大学|院所|机构|盟员|厂商|成员|大户|[外国央民]企|家)"
_CLOSING = later(
    rf"(?:等|共|这)?(?!一[家所个])[0-9一二三四五六七八九十百两几数多余]+(?:余|多)?(?:(?:家|所){_COUNT_NOUN}?|个{_COUNT_NOUN})|(?:等|这样的|之类的){_COUNT_NOUN}"
)
# So does the role that all of them get: 甲、乙、丙为副理事长单位.
_ROLE = later(r"(?:等|均|都|分别)?(?:为|任|担任|当选为?|成为)[^，。；、]{0,14}?(?:理事长?|会长|成员|会员)单位")
# A word for units before the first item says the same of it: 零部件企业——甲、乙; 成员单位：甲、乙.
_OPENING = later(r"(?:企业|公司|高校|院所|单位)(?:——|：)$|(?:成员|会员|盟员|发起|理事)单位(?:包括|有|为|是)：?$")
# What the closing words call the items of a list, when they call all of them the same.
_STATED = (
    ("company", later(r"(?:企业|公司|集团|厂商|大户)$")),
    ("university", later(r"(?:高校|大学)$")),
    ("institute", later(r"院所$")),
)
_LAST_JOIN = later(r"以及|和|及|与|或")
# What is done, not who does it: 技术攻关、成果转化、市场拓展.
_ACTIVITIES = frozenset(["拓展", "推广", "开发", "培训", "交流", "合作", "服务", "转化", "攻关", "建设", "管理", "标准", "制定", "应用", "示范", "咨询", "平台", "市场", "营销", "保护", "融资", "研讨", "展览", "改造", "升级", "推进", "培养", "共享", "协同", "发展", "生产", "加工", "制造", "研发", "研究", "检测", "认证", "运营", "运行", "维护", "回收", "利用", "处理", "治理", "销售", "采购", "设计", "测试", "试验", "评价", "评估", "监测", "规划", "检验"])  # fmt: skip
Free = Callable[[int], bool]
_VERBS = frozenset(
    ["先后", "陆续", "相继", "积极", "率先", "一致", "双双", "合计", "首次", "去年", "今年", "就", "已经", "曾"]
)
# Words for many units, and what is built, are no names.
_GROUPS = ("企业", "单位", "高校", "院校", "院所", "机构", "部门", "行业", "厂商", "工程", "领导", "嘉宾")
# An item with such an ending is a name even if all its words are common ones: 国际创新研究院.
_FORMED = later(r"[\u4e00-\u9fff·()]{3,20}(?:研究院|研究所|研究会|有限公司|大学|学院|协会|学会|促进会|联合会|实验室)$")
_NOT_FORMED = later(r"(?:国家|省部?|市|企业)级|^(?:国家|省|企业)?重点实验室|^(?:相关|有关|知名|部分|各|多)")
_LEGAL = later(r"有限(?:责任)?公司$")
# What may stand between the comma and the place where a brand was cut: 、中自|环保科技股份有限公司.
_BRAND = later(r"(?![\u4e00-\u9fff]*?[和与及由在是含即为对向被把将等])[\u4e00-\u9fff]{1,4}$")
_CUT_BRAND = 4
_NO_BRAND = frozenset("和与及由在是含即为对向被把将等")
_TOPIC = later(r"(?:博士点|硕士点|学科|专业|流动站|工作站|平台|团队)$")
_COUNTED = later(r"等(?:近|超|约)?[0-9一二三四五六七八九十百两几数]+(?:余|多)?[家所个]")
_BARE = later(r"[\u4e00-\u9fffA-Za-z0-9()·&-]{2,16}$")
_SHARED = later(r"(研究所|研究院|大学|学院|公司|集团)$")
_PREFIX = later(r"(中科院|中国科学院|中国农科院|中国农业科学院|中国林科院|中国林业科学研究院|中国医学科学院)")


@dataclass(frozen=True)
class _Item:
    start: int
    end: int


@cache
def _places() -> frozenset[str]:
    return frozenset(load_places())


def complete_lists(tokens: Tokens, marks: list[Mark], words: Words) -> list[Mark]:
    """The marks with those added that lists make recognisable; sorted by start."""
    if "、" not in tokens.text:
        return marks
    added: list[Mark] = []
    position = 0
    for end in [*(m.start() for m in _SEGMENT_END.finditer(tokens.text)), len(tokens.text)]:
        if tokens.text.find("、", position, end) >= 0:
            added += _segment(tokens, position, end, marks, words)
        position = end + 1
    kept = [m for m in marks if not any(a.start <= m.start and m.end <= a.end for a in added)]
    return sorted([*kept, *added], key=lambda m: m.start)


def _segment(tokens: Tokens, start: int, end: int, marks: list[Mark], words: Words) -> list[Mark]:
    text = tokens.text
    items = _items(tokens, start, end, marks, words)
    if not items:
        return []
    covered = [_mark_at(item, marks) for item in items]
    organizations = [mark for mark in covered if mark is not None and mark.label == "Organization"]
    shared = _shared_endings(text, items, covered)
    if shared:
        return shared
    last = items[-1].end if items else end
    closing = _CLOSING.match(text, last) or _OPENING.search(text[max(0, start - 8) : items[0].start])
    closing = closing or _ROLE.match(text, last)
    closed = closing is not None and "项" not in text[last : last + 6]
    kind = next((key for key, noun in _STATED if closing and noun.search(closing[0])), "")
    bare = [item for item, mark in zip(items, covered, strict=True) if mark is None]
    if len(bare) > 1 and bare[-2:] == items[-2:] and _TOPIC.search(text, items[-1].start, items[-1].end):
        # 某实验室以及电子政务与资源管理博士点: both parts belong to what is no unit.
        bare = bare[:-2]
    whole = [
        replace(mark, start=item.start, name=text[item.start : mark.end])
        for item, mark in zip(items[1:], covered[1:], strict=True)
        if mark is not None and _is_cut(tokens, item, mark, words)
    ]
    if whole:
        return whole
    # 安徽某某 beside others: the place belongs to the name that the tables hold.
    placed = [
        replace(mark, start=item.start)
        for item, mark in zip(items, covered, strict=True)
        if mark is not None
        and mark.label == "Organization"
        and mark.end == item.end
        and text[item.start : mark.start] in _places()
    ]
    if not bare or not (organizations or (closed and len(items) >= 2)):
        return placed
    rich = (len(organizations) >= 2 and len(organizations) * 2 >= len(items)) or closed
    return placed + [
        Mark(item.start, item.end, "Organization", text[item.start : item.end], kind, "list", "medium")
        for item in bare
        if _is_bare_name(tokens, item, words, rich)
        and not any(item.start < m.end and m.start < item.end for m in marks)
    ]


def _is_cut(tokens: Tokens, item: _Item, mark: Mark, words: Words) -> bool:
    """Whether a company's name begins with the item, though a word that ends names stands in its brand."""
    front = tokens.text[item.start : mark.start]
    if mark.label != "Organization" or mark.how == "table" or not _LEGAL.search(mark.name) or not _BRAND.match(front):
        return False
    if front.endswith(("单位", "企业", "成员", "会员")):
        # 理事单位甲公司、会员单位乙公司
        return False
    inside = [w for i, w in enumerate(tokens.words) if item.start <= tokens.starts[i] < mark.start]
    return not any(len(word) > 1 and (word in words.hard or word in words.lead) for word in inside)


def _items(tokens: Tokens, start: int, end: int, marks: list[Mark], words: Words) -> list[_Item]:
    text = tokens.text
    inside = [(m.start, m.end) for m in marks if start <= m.start < end]

    def free(offset: int) -> bool:
        return not any(s <= offset < e for s, e in inside)

    cuts = [i for i in range(start, end) if text[i] == "、" and free(i)]
    if not cuts:
        return []
    pieces = [_Item(s, e) for s, e in zip([start, *(c + 1 for c in cuts)], [*cuts, end], strict=True)]
    for number, piece in enumerate(pieces[1:-1], 1):
        # 某实验室等近50家高校、企业: the list ends where it is counted, though a comma follows.
        counted = _COUNTED.search(text, piece.start, piece.end)
        if counted is not None and free(counted.start()):
            pieces = [*pieces[:number], _Item(piece.start, counted.start())]
            break
    first = _after_last_stop(tokens, pieces[0], words, inside)
    tail = _split_last(tokens, pieces[-1], free, words)
    return [item for item in (first, *pieces[1:-1], *tail) if item.end > item.start]


def _after_last_stop(tokens: Tokens, item: _Item, words: Words, inside: list[tuple[int, int]]) -> _Item:
    start = item.start
    for index, word in enumerate(tokens.words):
        offset = tokens.starts[index]
        free = item.start <= offset < item.end and not any(s <= offset < e for s, e in inside)
        if free and (word in words.hard or word in words.lead or tokens.counts(index, words)):
            start = offset + len(word)
    for s, e in inside:
        if e < item.end and s >= start and e > start and tokens.text[e : item.end]:
            start = max(start, e) if tokens.text[e] in "(" else start
    while start < item.end and tokens.text[start] in "—-":
        start += 1
    return _Item(start, item.end)


def _split_last(tokens: Tokens, item: _Item, free: Free, words: Words) -> list[_Item]:
    text = tokens.text
    end = item.end
    closing = next(
        (m for m in _CLOSING.finditer(text, item.start, end) if m.start() > item.start and free(m.start())), None
    )
    if closing is not None:
        end = closing.start()
    elif (etc := text.find("等", item.start, end)) > item.start and free(etc):
        end = etc
    parts: list[_Item] = []
    start = item.start
    for match in _LAST_JOIN.finditer(text, item.start, end):
        if match.start() > start and free(match.start()) and tokens.is_boundary(match.start()):
            parts.append(_Item(start, match.start()))
            start = match.end()
    parts.append(_Item(start, _before_verb(tokens, start, end, free, words)))
    return parts


def _before_verb(tokens: Tokens, start: int, end: int, free: Free, words: Words) -> int:
    """Where the last item ends: at the first word that no name holds (A、B和C|联合发起)."""
    for index in range(bisect_left(tokens.starts, start), len(tokens.words)):
        offset = tokens.starts[index]
        if offset >= end:
            break
        word = tokens.words[index]
        if offset > start and free(offset) and (word in words.hard or word in words.lead or word in _VERBS):
            # 、中自|环保科技有限公司: one character before the name that was cut belongs to its brand.
            if len(word) == 1 and offset - start < _CUT_BRAND and not free(offset + 1) and word not in _NO_BRAND:
                continue
            return offset
    return end


def _mark_at(item: _Item, marks: list[Mark]) -> Mark | None:
    return next((m for m in marks if item.start <= m.start < item.end), None)


def _is_bare_name(tokens: Tokens, item: _Item, words: Words, rich: bool) -> bool:
    text = tokens.text[item.start : item.end]
    if rich and _FORMED.match(text) and not _NOT_FORMED.search(text):
        return not any(
            word in words.hard and len(word) > 1
            for index, word in enumerate(tokens.words)
            if item.start <= tokens.starts[index] < item.end
        )
    if not _BARE.match(text) or text in words.generic or len(text) > (10 if rich else 6):
        return False
    inside = [w for i, w in enumerate(tokens.words) if item.start <= tokens.starts[i] < item.end]
    if any(word in words.hard and len(word) > 1 for word in inside) or all(word in words.generic for word in inside):
        return False
    if re.search(r"[0-9%]|联盟|下设|指导|提议|以及", text) or text.endswith(
        ("等", "的", "化", "性", "率", "技术", "工艺", "设备", "领域", "产品", "项目", "系统", *_GROUPS)
    ):
        return False
    if inside[-1] in _ACTIVITIES or inside[0] in words.lead:
        return False
    # One dictionary word is more often a common noun than a name.
    return rich or len(inside) > 1


def _shared_endings(text: str, items: list[_Item], covered: list[Mark | None]) -> list[Mark]:
    if len(items) < 2 or (covered[-1] is None and not _SHARED.search(text[items[-1].start : items[-1].end])):
        return []
    first = items[0]
    prefix = _PREFIX.match(text, first.start)
    ending = _SHARED.search(text[items[-1].start : items[-1].end])
    if prefix is None or ending is None or _SHARED.search(text[first.start : first.end]):
        return []
    head, tail = prefix[0], ending[0]
    marks: list[Mark] = []
    for number, item in enumerate(items):
        surface = text[item.start : item.end]
        if number and (surface.startswith(head) or len(surface) > 16):
            return []
        name = (surface if number == 0 else head + surface) + (
            "" if surface.endswith((tail, "所", "院", "中心", "大学")) else tail
        )
        marks.append(
            Mark(item.start, item.end, "Organization", name, "institute" if "研究" in tail else "", "list", "medium")
        )
    return marks
