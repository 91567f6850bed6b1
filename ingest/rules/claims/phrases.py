"""The words before an amount, taken apart: who (subject), which verb delivers, and the phrase that names the measure.

Words that only frame it (其中, 力争, 将, 达到) and dates are left out; brackets say nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.later import later
from ingest.marks import Mark, Reading
from ingest.rules.claims.wording import WORDING

_ALLIANCE = later(
    r"(?:本|该|此|我|全|全体)?(?:产业)?(?:联盟|联合体|同盟|共同体)(?:成员单位|成员|企业|各成员)?(?:的|要|将)?"
)
_OWN = later(r"(?:我|本|该)?(?:公司|学校|企业|我校|我司|我院|我所)(?=已|将|现|拥有|累计|建|年|的|去年|计划|力争|实现)")
_BRACKETS = later(r"\([^()]*\)|\[[^\]]*\]")
_NUMBERING = later(
    r"\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳]|第[一二三四五六七八九十]{1,3}[，、])\s*|[●·■◆*-]\s*"
)
_LEADING = later(
    r"(?:其中|涉及|但是|但|不过|并且|并(?![网联行购])|且|而|则|还(?!原)|也|又|同时|此外|另外|为此|力争|争取|预计|预期"
    r"|有望|将要|将|"
    r"(?<!主)要(?!素)|拟|计划|规划|确保|保证|使得|使其"
    r"|使(?!用)|让(?!利)|把|令|目标(?:是|为)|推动|推进(?![剂器])|促进|助力|达到|已经|已|现已|共计|合计|总共|共"
    r"(?![性同建享赢计创轨聚识生用振混沉])"
    r"|累计(?=[^\u4e00-\u9fff]|完成|实现|投入|申请|获|推广|培养|建成|制定)|目前|当前(?!期)|截至目前|全年|每年|年内"
    r"|期间内|期间|之间|时间内|时间(?!利用)"
    r"|内(?![部蒙容存燃])|前(?![沿景端驱])|后(?![期续端备])|底(?![部盘])|末(?!端)|年底|左右|上述|这些|这(?:套|条|个"
    r"|项|一)|就(?!业)|仅|约(?!束)|近(?=[0-9约])|只(?=有)|有(?![效机色限])"
    r"|为(?!主)|是|在(?![线建役岗])|到(?![位岸])|其(?![他它])|的|全面|基本(?![农药建])|大幅度?|进一步|逐步|率先|成功"
    r"(?!率)|共同|联合(?![体收])|组织(?!化)|可以|可(?![再靠循])"
    r"|能够|能(?=达|将|使)|得到|通过(?!率)|如期|先后|初步|全流程|以上|因此|由此|从而|较[^，。]{2,8}年"
    r"|比[^，。]{2,8}年|同比|比上年|较上年|第?[一二三四五]是"
    r"|和(?!谐)|及(?!时)|与|以及|首次|以(?=全|我国|同)|占(?![地有比])|[、：，；“”\" ])+"
)
_TRAILING = later(
    r"(?:已经|已|将|(?<![主需重])要|(?<![许认])可|(?<![产性节功智])能|(?<![社协学])会|(?<!年)均|都|则|约|近|超|仅|只|就"
    r"|达到|达|到|为|是|(?<![占国所])有|占|至|了|的|高达"
    r"|最高|最低|一直|始终|保持在?|预计|力争|争取|有望|计划|同比|进一步|分别|累计|合计|共计|总计|总共|共|由|从|在|于"
    r"|突破|平均|做|增长|提高|提升|降低|下降|减少|增加|延长|缩短|扩大|控制|稳定|不低|不高|超过|高于|低于"
    r"|增至|降至|每(?:小时|分钟|天|日|年|月|公里|千米|亩|公顷|吨|人|台|件|个|辆|户|平方米|立方米|千瓦时|度)"
    r"|国际最?先进水平|国际领先水平"
    r"|[较比][^，。]{2,8}年|比上年|较上年|[较比][^，。]{2,14}?[低高多少轻短长快]|只有|还有|共有|拥有|(?:建成|建设"
    r"|新建|建)?一[条套座个台批]|[：:“”、 ])+$"
)
_WHAT = later("^[^，。；]*(?:单位|企业|成员|会员|盟员|公司|高校|院所)(?:之一)?(?:——|的|、)?[“]?$")
_WHO = later("联盟|联合体|同盟|公司|学校|企业|我[校司院所]")
_DEVELOPED = later(r"^(?:自主|共同|联合)*(?:研发|开发|研制|推广|生产)的")
_LONGEST = 120
# 完成研制样机: the second verb says what is delivered.
_LIGHT = frozenset(["完成", "实现", "组织", "开展", "主持", "实施", "达成", "承担", "通过"])
_LISTED = frozenset("、和与及等，")
_IN = later(
    r"(?:在|于)([^，。；]{2,20}?)(?:上(?!市|游)|中(?!心|试)|内(?!部)|方面|环节|领域)(?:实现|达到|使|将|把|完成)?"
)
_MADE = later(r"(?P<who>[^，。；]{2,24}?)(?:把|使得|使|让|令|已将|将)(?P<what>[\u4e00-\u9fffA-Za-z0-9]{2,})$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text` names the measure or the thing; `start` is where the words begin that say so."""

    text: str
    start: int
    subject: str = ""
    verb: str = ""
    holder: Mark | None = None
    own: bool = False
    each: str = ""


def phrase_before(reading: Reading, start: int, end: int, dates: Sequence[tuple[int, int]]) -> Phrase:
    """The words of `[start, end)`; `dates` are spans to leave out. `own` = the writer's own unit is the subject."""
    text, offsets = _strip(*_without(reading.text, max(start, end - _LONGEST), end, dates))
    if not offsets:
        return Phrase("", end)
    begin = offsets[0]
    subject, holder, own, cut = _subject(reading, text, offsets)
    text, offsets = _strip(text[cut:], offsets[cut:])
    text = _TRAILING.sub("", text)
    if subject in ("", "联盟") and (made := _MADE.match(text)) is not None:
        subject, text = _DEVELOPED.sub("", made["who"]) or subject, made["what"]
    if not subject and (inside := _IN.match(reading.text[begin - 1 : begin] + text)) is not None and inside.end() > 1:
        subject, text = inside[1], text[inside.end() - 1 :]
    verb, each, text = _verb(text)
    ending = WORDING.ending.search(text)
    if ending is not None and not verb:
        # 甲工程采用|5500m3高炉: the verb stands behind its subject.
        verb, text = ending[1], text[: ending.start()]
        subject, text = subject or text, ""
    return Phrase(text, begin, subject, verb, holder, own, each)


def _verb(text: str) -> tuple[str, str, str]:
    found = each = ""
    for _ in range(2):
        match = WORDING.verb.match(text)
        if match is None or (match.end() < len(text) and WORDING.metric.fullmatch(text)):
            return found, each, text
        if found and match.end() == len(text):
            return found, each, text
        if found and found not in _LIGHT:
            return found, each, text
        found, each = match["verb"], each or match["each"] or ""
        lead = _LEADING.match(text, match.end())
        text = text[lead.end() if lead else match.end() :]
    return found, each, text


def _subject(reading: Reading, text: str, offsets: list[int]) -> tuple[str, Mark | None, bool, int]:
    """(subject, the organisation that it is, whether it is the writer's own unit, how many characters name it)."""
    named = _apposed(reading, offsets)
    if named is not None:
        return named.name, named, False, sum(1 for offset in offsets if offset < named.end)
    first = next((m for m in reading.marks if m.start == offsets[0]), None)
    alone = first is not None and reading.text[first.end : first.end + 1] not in _LISTED
    if first is not None and alone and first.label in ("Organization", "Alliance"):
        cut = sum(1 for offset in offsets if offset < first.end)
        if first.label == "Organization":
            return first.name, first, False, cut
        return "联盟", None, False, cut
    own = _OWN.match(text)
    if own is not None:
        mark = next((m for m in reversed(reading.of("Organization")) if m.end <= offsets[0]), None)
        return own[0], mark, True, own.end()
    alliance = _ALLIANCE.match(text)
    if alliance is not None and alliance.end() < len(text):
        return "联盟", None, False, alliance.end()
    return "", None, False, 0


def _apposed(reading: Reading, offsets: list[int]) -> Mark | None:
    """The organisation behind what it is: (联盟)牵头单位甲公司, 骨干企业甲公司."""
    for mark in reading.of("Organization"):
        if offsets[0] < mark.start <= offsets[0] + 40 and mark.end <= offsets[-1]:
            ahead = reading.text[offsets[0] : mark.start]
            if _WHAT.search(ahead) and reading.text[mark.end : mark.end + 1] not in _LISTED:
                return mark
    return None


def _without(text: str, start: int, end: int, gaps: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
    """`text[start:end]` without brackets and dates, with the offset of every character kept."""
    out = [m.span() for m in _BRACKETS.finditer(text, start, end)]
    out += [gap for gap in gaps if start <= gap[0] and gap[1] <= end]
    if not out:
        return text[start:end], list(range(start, end))
    kept = [i for i in range(start, end) if not any(s <= i < e for s, e in out)]
    return "".join(text[i] for i in kept), kept


def _strip(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    while True:
        match = _NUMBERING.match(text) or (_LEADING.match(text) if not _IN.match(text) else None)
        if match is None or match.end() == 0:
            if _IN.match(text) and text[0] in "在于":
                return text[1:], offsets[1:]
            return text, offsets
        text, offsets = text[match.end() :], offsets[match.end() :]


def subject_of(
    reading: Reading, start: int, end: int, dates: Sequence[tuple[int, int]]
) -> tuple[str, Mark | None, bool]:
    """Who a clause without an amount speaks of: (subject, organisation, the writer's own), all empty where nobody."""
    end = min(end, start + _LONGEST)
    if _WHO.search(reading.text, start, end) is None and not any(start <= m.start < end for m in reading.marks):
        return "", None, False
    text, offsets = _strip(*_without(reading.text, start, end, dates))
    if not offsets:
        return "", None, False
    subject, holder, own, cut = _subject(reading, text, offsets)
    return (subject, holder, own) if cut < len(text) else ("", None, False)


def plain(text: str) -> str:
    """A phrase without the words that frame it at either end."""
    return _TRAILING.sub("", _strip(text, list(range(len(text))))[0])
