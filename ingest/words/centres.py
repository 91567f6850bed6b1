"""Centres of collaborative innovation (协同创新中心) that are alliances, told from those that are a unit's own.

Many a university keeps such a centre as a house of its own, and a centre may sit in an alliance like any unit. It is an
alliance where the text tells its founding, its recognition, its leader or the list of those who make it up; everywhere
else it stays the organisation that its form makes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.later import later
from ingest.marks import Mark
from ingest.words.alliances import AllianceFinder
from ingest.words.segment import Segmenter
from ingest.words.sentences import Sentence
from ingest.words.tokens import tokenize

HINT = "协同创新"
_END = later(r"协同创新(?:研究)?中心")
# What kind of centre, and not which: 省级协同创新中心, 2011协同创新中心, 首批协同创新中心.
_KIND = later(
    r"(?:[\u4e00-\u9fff]{2,4}(?:省|市|自治区))?(?:国家|教育部|全国|我[国省市校]|全[省市]|本[省市校]|首批|首个|第[一二三四五六七八九十]批|各|省部共建|[国省部厅市校]级|区域|行业|产业|高校|企业|省|市|校"
    r"|级|的|[“”\"]|2011)*"
)
_LEVEL = later(r"[\u4e00-\u9fff]{0,6}?(?:国家|省部?|部|市|厅|校)级")
# Behind the name: its founding, its recognition, who leads it, who makes it up.
_TOLD = later(
    r"[”\"]?(?:\([^()]{1,40}\))?(?:等[0-9一二三四五六七八九十]+[家个](?:协同创新)?(?:中心)?)?(?:，|正式|是|于[^，。；]{2,16}|[^，。；：由]{0,12}?(?:年|月|日)|成功|被|在[\u4e00-\u9fff]{2,12})*"
    r"(?:(?P<several>由[^。；]{2,80}?(?:牵头|联合|共同|组建|组成|共建|发起)|系由"
    r"|的?(?:牵头|协同|参与|核心|共建|成员|理事长?|依托|支撑)(?:单位|高校|院所))"
    r"|成立|揭牌|获批|获准|通过[^，。；]{0,10}(?:认定|评审|验收|论证)|认定|入选|立项)"
)
# Before the name, in its own clause.
_MADE = later(
    r"(?:组建|共建|成立|创建|培育|发起|牵头|获批|认定|建立|揭牌|公布|入选|立项)(?:了|的|为|建设|设立)?[^。；，：、]{0,12}$"
    r"|(?:中心)[^。；]{0,12}?(?:分别)?(?:是|为|包括|有|如下|：)：?[“\"]?$"
)
_THIS = later(
    r"该中心[^。；，]{0,6}?(?:以[^。；]{2,160}?为依托|由[^。；]{2,80}?(?:牵头|联合|共同|组建|组成|共建|发起)|联合)"
)
_JOINT = later(r"[”\"]?(?:、|和|与|及|以及|、?以及)[“\"]?")
_UNIT_JOINT = later(r"(?:、|、?以及|、?和|及)[“\"]?")
_LABEL = later(r"[”\"]?：")
_LONGEST = 40


@dataclass(frozen=True)
class _Centre:
    mark: Mark
    told: bool


def with_centres(
    marked: Sequence[tuple[Sentence, list[Mark]]], finder: AllianceFinder, segmenter: Segmenter
) -> list[tuple[Sentence, list[Mark]]]:
    """The marks with the centres that the text tells of as alliances in the place of what stood there."""
    found = {
        index: _centres(sentence, marks, finder, segmenter)
        for index, (sentence, marks) in enumerate(marked)
        if HINT in sentence.text
    }
    told = {centre.mark.name for line in found.values() for centre in line if centre.told}
    if not told:
        return list(marked)
    return [
        (sentence, _laid_over(marks, [c.mark for c in found.get(index, ()) if c.mark.name in told]))
        for index, (sentence, marks) in enumerate(marked)
    ]


def _laid_over(marks: list[Mark], centres: list[Mark]) -> list[Mark]:
    kept = [m for m in marks if all(m.end <= c.start or c.end <= m.start for c in centres)]
    return sorted([*kept, *centres], key=lambda m: m.start)


def _centres(sentence: Sentence, marks: list[Mark], finder: AllianceFinder, segmenter: Segmenter) -> list[_Centre]:
    text = sentence.text
    tokens = tokenize(text, segmenter)
    spans: list[tuple[int, int]] = []
    for match in _END.finditer(text):
        start = finder.left(tokens, match.end(), {end for _, end in spans})
        level = _LEVEL.match(text, start, match.start())
        start = level.end() if level else start
        name = text[start : match.end()]
        if start < match.start() and not _KIND.fullmatch(text, start, match.start()) and len(name) <= _LONGEST:
            spans.append((start, match.end()))
    told: list[bool] = []
    for place, (start, end) in enumerate(spans):
        before = place and told[-1] and _JOINT.fullmatch(text, spans[place - 1][1], start)
        told.append(bool(before) or _is_told(text, start, end, marks))
    # 甲中心、乙中心获批: what is told of the last is told of those joined to it.
    for place in range(len(spans) - 2, -1, -1):
        joined = _JOINT.fullmatch(text, spans[place][1], spans[place + 1][0])
        told[place] = told[place] or (told[place + 1] and joined is not None)
    if len(spans) == 1 and _THIS.search(text, spans[0][1]):
        told = [True]
    return [
        _Centre(Mark(start, end, "Alliance", text[start:end], "", "name", "high"), is_told)
        for (start, end), is_told in zip(spans, told, strict=True)
    ]


def _is_told(text: str, start: int, end: int, marks: Sequence[Mark]) -> bool:
    units = [m for m in marks if m.label == "Organization" and not (start < m.end and m.start < end)]
    if any(_UNIT_JOINT.fullmatch(text, m.end, start) or _UNIT_JOINT.fullmatch(text, end, m.start) for m in units):
        return False
    label = _LABEL.match(text, end)
    if label is not None and any(m.start == label.end() for m in units):
        return True
    told = _TOLD.match(text, end)
    if told is not None and told["several"]:
        return True
    # 某大学某中心揭牌 speaks of a house of the university, unless several are said to make it up.
    own = any(text.endswith(("大学", "学院"), start, at) for at in range(start + 4, min(end, start + 16)))
    return not own and (told is not None or bool(_MADE.search(text, max(0, start - 60), start)))
