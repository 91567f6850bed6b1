"""The items of an enumeration of projects or technologies: quoted titles, else what 、 和 及 part, without what closes
the list (等三个项目, 等关键技术).

Units and alliances are lists of their own (`skeleton.py`); here an item is any short phrase.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingest.later import later
from ingest.values.lists import split_list

_QUOTED = later(r"“([^“”]{2,50})”|「([^「」]{2,50})」|\"([^\"]{2,50})\"")
_BETWEEN = later(r"[”」\"]?[、，,和与及以\s]*(?:以及)?[“「\"]?")
_NOTHING = later(
    r"^(?:等|其他|相关|有关|一批|多项|若干|一系列|各项|重大|关键|共性|前沿|核心|本|该|此|这|上述|以下|各|技术|项目"
    r"|工程|产品|问题|工作|合作|研究|开发|研发|攻关|应用|产业化|推广)*$"
)
_BAD = later(
    r"[。；：！？]|^(?:并|为|将|在(?!线|役)|对(?!二)|以|使|实现|促进|推动|提高|提升|加强|加快|组织|解决|满足|形成"
    r"|建立)|(?:工作|问题|合作|建设|交流|服务|活动|会议|培训|研讨)$"
)
_LEAD = later(
    r"^(?:了|出|起|一批|一系列|若干|多项|新型的?|具有[^的，]{2,16}的|拥有[^的，]{2,24}的|自主知识产权的|国家"
    r"(?:“?[^“”、]{0,6}”?)?(?:重大)?(?:科技)?(?:专项|支撑计划)?的?(?=“))+"
)

_CONJUNCTION = later("以及|(?<![协饱柔缓温共中总])和|(?<![普涉以])及(?!其)")
_PINYIN = later(r"\([a-zA-Zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü ]+\)")


@dataclass(frozen=True, slots=True)
class Item:
    """One item at `[start, end)` of the sentence; `quoted` = it stands between quotation marks."""

    start: int
    end: int
    name: str
    quoted: bool


def quoted_items(text: str, start: int, end: int) -> list[Item]:
    """The quoted titles of a stretch."""
    found = []
    for match in _QUOTED.finditer(text, start, end):
        group = next(i for i in (1, 2, 3) if match[i] is not None)
        found.append(Item(match.start(group), match.end(group), match[group], True))
    return found


def joined_to(text: str, items: list[Item]) -> list[Item]:
    """The first quoted items that nothing but list signs parts from each other."""
    kept = items[:1]
    for item in items[1:]:
        if not _BETWEEN.fullmatch(text, kept[-1].end, item.start):
            break
        kept.append(item)
    return kept


def plain_items(text: str, start: int, end: int, longest: int = 28) -> list[Item]:
    """The items of a list without quotation marks; common words and clauses are left out.

    与 and a 和 before the last item belong to names more often than not (煤气管理与发电, 煤和生物质联合循环): only
    和, 及, 以及 between longer parts of the last item cut it.
    """
    found: list[Item] = []
    items = split_list(text, start, end, marks="、", words=False).items
    for position, item in enumerate(items):
        for begin, name in _parts(item.start, item.surface, position == len(items) - 1):
            lead = _LEAD.match(name)
            if lead is not None:
                begin, name = begin + lead.end(), name[lead.end() :]
            if len(name) < 2 or len(name) > longest or _NOTHING.match(name) or _BAD.search(name):
                continue
            whole = _prefixed(found, name)
            bare = _PINYIN.sub("", whole)
            found.append(Item(begin, begin + len(name), bare, False))
    return found


def _parts(start: int, surface: str, last: bool) -> list[tuple[int, str]]:
    cut = _CONJUNCTION.search(surface) if last else None
    if cut is None or min(cut.start(), len(surface) - cut.end()) < 2:
        return [(start, surface)]
    return [(start, surface[: cut.start()]), (start + cut.end(), surface[cut.end() :])]


def _prefixed(found: list[Item], name: str) -> str:
    """煤的气化、液化、制烯烃: short items share what stands before 的 in the first."""
    if not found or len(name) > 3 or "的" not in found[0].name:
        return name
    thing = found[0].name.split("的")[0]
    if len(thing) > 4 or any(item.end - item.start > 3 for item in found[1:]):
        return name
    return f"{thing}{name}" if name.startswith("制") else f"{thing}的{name}"
