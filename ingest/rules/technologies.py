"""Which technologies an alliance or organisation works on, where the text says that it does (研发, 攻关, 突破, 采用).

A technology that is only spoken of is none; goals that name one are also read by `qualitative.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Grade
from ingest.finding import Finding, Named, Relation
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.items import Item, plain_items
from ingest.rules.spoken import named_above

_KIND = r"(?:技术|工艺|装备|设备|方法|路线|流程|系统|材料|器件|部件|产品)"
# A longer sentence is a table or a page that lost its lines.
_LONG = 2000
_HINT = later("研发|研究|开发|攻关|突破|攻克|采用|研制|掌握|围绕|打通|许可|引入")
# 围绕A、B和C开展攻关; 在A、B等方面研究开发…
_ABOUT = later(
    r"(?:围绕|针对|聚焦)(?P<list>[^，。；：]{2,80}?)(?:等)?(?:[一二两三四五六七八九十0-9]{0,2}(?:大|个|项)?(?:方向"
    r"|领域|方面|环节|系统|重点|关键技术|共性技术|难题|技术))?(?:，)?(?:联合|共同|集中|协同)*(?:开展|进行|组织|实施)"
    r"(?=[^，。；]{0,10}(?:攻关|研究|研发|开发|“|项目))"
)
_IN = later(
    r"在(?P<list>[^，。；：]{2,80}?)等?(?:方面|领域|方向|环节)，?(?:联合|共同|重点|集中)*(?:研究开发"
    r"|开展[^，。；]{0,8}(?:研究|研发|攻关)|研发|攻关|联合攻关|研究)"
)
_VERB = later(
    r"(?P<verb>(?:将|要|还|共同|联合|重点|主要|已经?|力争|集中|探索|协同|计划|先后|自主|要点|成功)*(?:研究开发|开展"
    r"|研究(?![院所会生员室机单制提确决部表认发])|研发(?![中机投人经平队])|开发(?![区商公中利])|攻关|攻克|突破|掌握"
    r"|打通|采用(?!的)|研制|引入|走通))(?:了|出了|出|成)?(?P<list>[^，。；：“]{2,90})"
)
_END = later(
    rf"(?:等)?(?:[一二两三四五六七八九十0-9]{{0,2}}[大个项])?(?:的)?(?:系统|一批|若干)?(?:节能|环保|关键|共性|核心"
    rf"|前沿|重大|要害|主要|新型|先进|先进适用|产业)*(?:{_KIND}|手艺)?(?:的)?(?:研究与开发|研究开发|研究|研发|开发"
    rf"|攻关|难题|瓶颈|等)*$"
)
_TECHNOLOGY = later(
    rf"(?:{_KIND}|手艺)(?:的)?(?:研究|研发|开发|攻关|难题|瓶颈)?$|(?:支架|机组|部件|芯片|新工艺|硅钢|作业车)$"
)
_VAGUE = later(
    r"(?:[^、]{0,6})(?:项目|课题|工程|合作|工作|活动|交流|培训|服务|试点|问题|制约|标准|平台|能力|人才|体系|机制"
    r"|战略|规划|专利|论文|成果|市场|经营|管理|会议|论坛|攻关|协作|知识产权|发展|进步|升级|创新|需求|(?:水平|能力"
    r"|质量)提升)$|^(?:产业|行业|本|相关|关键|共性|核心|一批|一大批|大批|若干|多项|多个|系列|一系列"
    r"|自主|联合|协同|科技|技术|应用|前沿|重大|基础|理论|新|工艺|产品|装备|的|和|及|与|共|性)*$"
)
_ATTRIBUTE = later(
    r"^(?:[^、]{0,30}?(?:知识产权|核心技术|国际先进水平|世界水平|自主品牌)[^、]{0,4}的|各类[^的]{0,4}的?"
    r"|多种[^的]{0,6}的?|典型牌号的|基于[^的]{2,10}的)+"
)
_AMOUNT = later("[0-9]+(?:项|个|种|台|套|件|条|余|多|%|亿|万)|[一二两三四五六七八九十]+(?:项|个|种|台|套|条)")
_NOBODY = later(
    r"\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳])?(?:(?:本|该|此|我)?(?:联盟|联合体|同盟)(?:成员单位"
    r"|成员|各单位)?|在[^，。；]{2,20}上|将|要|拟|并|还|也|已|先后|计划|重点|主要|共同|联合|目前|现在|建立后|成立后"
    r"|今后|全面|积极|着力|努力|协同|集中|通过|组织|力量|力争|为|使|[一二三]是)*"
)
_LONGEST = 22


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """WORKS_ON with the technologies found."""
    for reading in readings:
        if reading.sentence.heading or len(reading.text) > _LONG or not _HINT.search(reading.text):
            continue
        for holder, item, start, end, cue, grade in _found(reading):
            technology = Ref("Technology", item.name)
            span = reading.span(min(start, item.start), max(end, item.end))
            yield Named(technology, reading.span(item.start, item.end), f"technologies.{cue}", grade)
            also = named_above(reading, holder)
            yield Relation("WORKS_ON", holder, technology, span, f"technologies.{cue}", grade, also=also)


_Hit = tuple[Ref, Item, int, int, str, Grade]


def _found(reading: Reading) -> Iterator[_Hit]:
    text = reading.text
    taken: list[tuple[int, int]] = []
    for cue, pattern in (("about", _ABOUT), ("in", _IN), ("verb", _VERB)):
        for match in pattern.finditer(text):
            start, end = match.span("list")
            if any(start < e and s < end for s, e in taken):
                continue
            holder = _holder(reading, match.start())
            if holder is None or not _may(text, match, cue):
                continue
            items = list(_items(text, start, end, match[0] if cue == "verb" else ""))
            if items:
                taken.append((start, end))
            grade: Grade = "high" if len(items) > 1 or cue != "verb" else "medium"
            for item in items:
                yield holder, item, match.start(), item.end, cue, grade


def _may(text: str, match: re.Match[str], cue: str) -> bool:
    """Whether a verb's object is a technology by its own words: it ends in 技术, 工艺 … or is being studied."""
    if re.search("[个项](?:项目|课题|工程)|等(?:项目|课题|工程)", text[match.start() : match.end() + 4]):
        return False
    if cue != "verb":
        return True
    verb, listed = match["verb"], match["list"]
    if verb.endswith("开展"):
        return bool(re.search(r"(?:研究|攻关|研发|技术开发)(?:工作)?$", listed))
    return _TECHNOLOGY.search(listed) is not None


def _items(text: str, start: int, end: int, whole: str) -> Iterator[Item]:
    listed = text[start:end]
    parts = len(re.findall("[、]", listed))
    closing = _END.search(listed)
    kind = re.search(rf"(?:{_KIND}|手艺)", closing[0]) if closing else None
    stop = start + (closing.start() if closing else len(listed))
    if parts == 0 and kind is not None and closing is not None and not re.search("等|关键|共性|核心|前沿", closing[0]):
        # One technology keeps its own 技术: 炉渣干法粒化技术.
        stop = start + closing.start() + closing[0].index(kind[0]) + len(kind[0])
    for item in plain_items(text, start, stop, _LONGEST + 14):
        name, begin = item.name, item.start
        lead = _ATTRIBUTE.match(name)
        if lead is not None:
            begin, name = begin + lead.end(), name[lead.end() :]
        if 2 <= len(name) <= _LONGEST and not _VAGUE.match(name) and not _AMOUNT.search(name):
            yield Item(begin, item.end, name, False)


def _holder(reading: Reading, position: int) -> Ref | None:
    """The organisation or alliance that the verb speaks of: named in its clause or the one before, else spoken of."""
    text = reading.text
    before = [m for m in reading.of("Organization", "Alliance") if m.end <= position]
    if before:
        last = before[-1]
        between = text[last.end : position]
        listed = text[last.start - 1 : last.start] in ("、", "和", "与", "及")
        if last.label == "Organization":
            if not listed and re.fullmatch(r"[^，。；、]{0,10}(?:为主，)?[^，。；、]{0,6}", between) is not None:
                return last.ref
            first = before[0]
            done = re.search("[已现]", text[last.end : position + 4])
            if first.start == 0 and first.label == "Organization" and done:
                # 甲集团…，先后与乙合作，现在已研制出…: the sentence is about whom it begins with.
                return first.ref
            if re.match("[的、]", between) or listed:
                return reading.context.alliance if "联盟" in between or "同盟" in between else None
        elif re.search("[，；]", between) is None or _bare(text, position):
            return last.ref
        return None
    return reading.context.alliance if _bare(text, position) else None


def _bare(text: str, position: int) -> bool:
    """Whether nobody else stands before the verb in its clause, so that it speaks of the alliance spoken of."""
    start = max((text.rfind(mark, 0, position) for mark in "，；：、"), default=-1) + 1
    return _NOBODY.fullmatch(text, start, position) is not None
