"""What an amount is about: the thing (subject) and what is measured or counted of it (metric).

Read from the words before the amount in its clause (高炉利用系数达到…), else from those behind it (20个以上新品种,
5500m3高炉); what both leave out is taken from the clause before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.marks import Mark, Reading
from ingest.rules.claims.clauses import Around
from ingest.rules.claims.wording import load_wording, measure_of
from ingest.values.amounts import Amount

_WORDING = load_wording()
_ALLIANCE = re.compile(r"(?:本|该|此|我|全|全体)?(?:产业)?(?:联盟|联合体|同盟)(?:成员单位|成员|企业|各成员)?(?:的|要|将)?")
_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）|\[[^\]]*\]")
_NUMBERING = re.compile(r"^\s*(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]|[①-⑳]|第[一二三四五六七八九十]{1,3}[，、])\s*|^[●·■◆*-]\s*")
_LEADING = re.compile(
    r"(?:其中|并且|并|且|而|则|还|也|又|同时|此外|另外|力争|争取|预计|预期|有望|将要|将|要|拟|计划|规划|确保|保证|使得|使其|使|让|把|令|达到"
    r"|已经|已|现已|共计|合计|总共|共|累计(?=[^\u4e00-\u9fff]|完成|实现|投入|申请|获|推广|培养|建成|制定)|目前|当前|截至目前|全年|每年|年内|期间内|期间|之间|时间内|时间|内|前|后|底|末|年底|左右"
    r"|上述|这些|就|仅|约|近|只|有|为|是|在|到|其|的|全面|基本|大幅度?|进一步|逐步|率先|成功|共同|联合|组织|可以|可|能够|能|得到|通过|如期|先后|初步|实现全流程|全流程|以上|因此|由此|从而|较[^，。]{2,8}年|比[^，。]{2,8}年|同比|比上年|较上年|第[一二三四五]是|[一二三四五]是|和|及|与|以及|、|：|，|；|“|”)+"
)
_TRAILING = re.compile(
    r"(?:已经|已|将|要|可|能|会|均|都|则|约|近|超|仅|只|就|达到|达|到|为|是|有|占|至|了|的|高达|最高|最低|一直|始终|保持在?|预计|力争|同比|进一步|分别|累计|由|从|在|于|突破|平均|做|增长|提高|提升|降低|下降|减少|增加|延长|缩短|扩大|控制|稳定|不低|不高|超过"
    r"|每(?:小时|天|日|年|月|公里|千米|亩|吨|人|台|件|个|辆|户|平方米|立方米|千瓦时|度)|国际最?先进水平|较[^，。]{2,8}年?|比[^，。]{2,8}年?|比上年|较上年|只有|还有|共有|拥有|[：:“”、 ])+$"
)
_NOUN_ENDS = re.compile(r"中(?!心|药|试|间|成药|医|国|国产|央|外|型|小|高|低)|上(?!市|游|海)|内(?!容)|里(?!程)|通过|参加|参与|组成|出席|以上|左右|以下|[，。；：、（(）)“”]")
_SHARE = re.compile(r"占(?P<whole>[^，。；]{1,30}?)的?(?:比例|比重|份额)?的?$")
_CHANGED = re.compile("节能|节水|节电|节煤|节油|节材|减排|减重|增产|增收|增效|降耗|降本|提效|节约|节省|减损")
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class About:
    """`subject` and `metric` as far as the words give them ("" where not); `[start, end)` holds those words.

    `holder` is the organisation that the subject is; `delivers` = a verb of delivery governs the amount.
    """

    subject: str
    metric: str
    start: int
    end: int
    holder: Mark | None
    delivers: bool


def about(reading: Reading, amount: Amount, place: Around, dates: Sequence[tuple[int, int]]) -> About:
    """Subject and metric of one amount. `dates` are spans that say when, never what."""
    text = reading.text
    left = _Left(reading, place.left, amount.outer_start, dates)
    noun, noun_end = _noun_behind(text, amount, place.right)
    change = _CHANGED.search(text, amount.outer_start, amount.start)
    if change is not None:
        metric = _last_word(left.phrase) + change[0] if left.phrase and len(left.phrase) <= 6 else change[0]
        subject = "" if metric != change[0] else left.phrase
        return About(subject or left.subject, metric, left.start, amount.outer_end, left.holder, left.verb != "")
    if amount.is_count:
        return _counted(left, amount, noun, noun_end)
    return _measured(text, left, amount, noun, noun_end, place)


class _Left:
    """The words before an amount: who (`subject`), the verb that delivers, and the phrase between it and the amount."""

    def __init__(self, reading: Reading, start: int, end: int, dates: Sequence[tuple[int, int]]) -> None:
        self.holder: Mark | None = None
        self.subject = ""
        self.verb = ""
        text, offsets = _without(reading.text, start, end, dates)
        text, offsets = _strip(text, offsets)
        text, offsets = self._take_subject(reading, text, offsets)
        verb = _WORDING.verb.match(text)
        if verb is not None and (verb.end() == len(text) or not _WORDING.metric.fullmatch(text)):
            self.verb = verb["verb"]
            rest = _LEADING.match(text, verb.end())
            cut = rest.end() if rest else verb.end()
            self.start = offsets[0]
            text, offsets = text[cut:], offsets[cut:]
            again = _WORDING.verb.match(text)
            if again is not None and again.end() < len(text) and not _WORDING.metric.fullmatch(text):
                self.verb = again["verb"]
                text, offsets = text[again.end() :], offsets[again.end() :]
        else:
            self.start = offsets[0] if offsets else end
        self.phrase = _TRAILING.sub("", text)
        if self.holder is not None:
            self.start = min(self.start, self.holder.start)

    def _take_subject(self, reading: Reading, text: str, offsets: list[int]) -> tuple[str, list[int]]:
        if not offsets:
            return text, offsets
        first = next((m for m in reading.marks if m.start == offsets[0]), None)
        if first is not None and first.label in ("Organization", "Alliance"):
            cut = sum(1 for offset in offsets if offset < first.end)
            if first.label == "Organization":
                self.holder = first
                self.subject = first.name
            else:
                self.subject = "联盟"
            rest = _LEADING.match(text, cut)
            cut = rest.end() if rest else cut
            return text[cut:], offsets[cut:]
        own = _ALLIANCE.match(text)
        if own is not None and own.end() < len(text):
            self.subject = "联盟"
            rest = _LEADING.match(text, own.end())
            cut = rest.end() if rest else own.end()
            return text[cut:], offsets[cut:]
        return text, offsets


def _without(text: str, start: int, end: int, gaps: Sequence[tuple[int, int]]) -> tuple[str, list[int]]:
    """`text[start:end]` without brackets and dates, with the offset of every character kept."""
    out = [(m.start(), m.end()) for m in _BRACKETS.finditer(text, start, end)]
    out += [gap for gap in gaps if start <= gap[0] and gap[1] <= end]
    kept = [i for i in range(start, end) if not any(s <= i < e for s, e in out)]
    return "".join(text[i] for i in kept), kept


def _strip(text: str, offsets: list[int]) -> tuple[str, list[int]]:
    while True:
        match = _NUMBERING.match(text) or _LEADING.match(text)
        if match is None or match.end() == 0:
            return text, offsets
        text, offsets = text[match.end() :], offsets[match.end() :]


def _noun_behind(text: str, amount: Amount, right: int) -> tuple[str, int]:
    """The noun that follows an amount directly (20个以上|新品种), and where it ends."""
    start = amount.outer_end
    while start < right and text[start] in "的之级 ":
        start += 1
    closed = _NOUN_ENDS.search(text, start, right)
    end = closed.start() if closed else right
    noun = text[start:end]
    if not noun or len(noun) > _LONGEST or re.match(r"[，。；：、）)为是的已和与及并而以]|由|将|被|可|来自", noun):
        return "", amount.outer_end
    cut = re.search(r"[和与及](?!其)|(?:已|将|被|均|都|进行|得以|投入|达到).*$", noun)
    if cut is not None and cut.start() > 0 and not _WORDING.output.search(noun):
        noun = noun[: cut.start()]
    return noun, start + len(noun)


def _counted(left: _Left, amount: Amount, noun: str, noun_end: int) -> About:
    thing = left.phrase
    if noun and (not thing or left.verb == "" or len(thing) <= 1):
        subject = left.subject or (thing if left.verb == "" and len(thing) > 1 else "")
        return About(subject or "联盟", noun, left.start, noun_end, left.holder, left.verb != "")
    if left.verb:
        metric = left.verb + thing if left.verb in _WORDING.keep else thing or left.verb
        return About(left.subject or "联盟", metric, left.start, amount.outer_end, left.holder, True)
    subject, metric = split_metric(thing)
    return About(left.subject or subject, metric, left.start, amount.outer_end, left.holder, False)


def _measured(text: str, left: _Left, amount: Amount, noun: str, noun_end: int, place: Around) -> About:
    phrase = left.phrase
    share = _SHARE.search(text, place.left, amount.outer_start)
    if share is not None and amount.unit in ("%", "成", ""):
        before = text[place.left : share.start()]
        subject, metric = split_metric(_TRAILING.sub("", _LEADING.sub("", before, count=1)))
        start = place.left if before else share.start()
        metric = f"{metric}占{share['whole']}的份额"
        return About(left.subject or subject, metric, start, amount.outer_end, left.holder, False)
    if not phrase:
        if noun:
            subject, metric = split_metric(noun)
            if subject:
                return About(subject, metric, left.start, noun_end, left.holder, left.verb != "")
            return About(noun, measure_of(amount.unit), left.start, noun_end, left.holder, left.verb != "")
        metric = left.verb if left.verb in _WORDING.keep else ""
        return About(left.subject, metric, left.start, amount.outer_end, left.holder, left.verb != "")
    if left.verb:
        subject, metric = split_metric(phrase)
        if not _WORDING.metric.search(phrase):
            subject, metric = "", left.verb + phrase if left.verb in _WORDING.keep else phrase
        elif left.verb in _WORDING.keep:
            subject, metric = "", left.verb + phrase
        return About(left.subject or subject or "联盟", metric, left.start, amount.outer_end, left.holder, True)
    subject, metric = split_metric(phrase)
    end = amount.outer_end
    if noun and text[amount.outer_end : amount.outer_end + 1] == "的" and (not subject or len(phrase) > _LONGEST):
        # 总装机容量1500万千瓦的甲公司: what follows is the thing itself.
        subject, end = noun, noun_end
    elif place.bracket is not None and not subject:
        subject = _before_bracket(text, place.bracket)
    return About(left.subject or subject, metric, left.start, end, left.holder, False)


def split_metric(phrase: str) -> tuple[str, str]:
    """(thing, what is measured): 高炉粉尘排放浓度 → 高炉, 粉尘排放浓度; ("", phrase) where they cannot be parted."""
    particle = phrase.rfind("的")
    match = _WORDING.metric.search(phrase)
    if particle > 0 and 1 < len(phrase) - particle - 1 <= 14 and (match is None or match.start() > particle - 1):
        return phrase[:particle], phrase[particle + 1 :]
    if match is None:
        return "", phrase
    start = match.start()
    if len(match[0]) == 1:
        # 出口率: one character alone is no metric; the whole phrase is.
        return "", phrase
    return phrase[:start].rstrip("的"), match[0]


def _last_word(phrase: str) -> str:
    return phrase if len(phrase) <= 4 else ""


def _before_bracket(text: str, bracket: int) -> str:
    start = max((text.rfind(mark, 0, bracket) for mark in "，；：。、是由"), default=-1) + 1
    return text[start:bracket] if bracket - start <= 20 else ""
