"""What an amount is about: the thing (subject) and what is measured or counted of it (metric).

Read from the words before the amount in its clause (高炉利用系数达到…), else from those behind it (20个以上新品种,
5500m3高炉); what both leave out is taken over from the clause before by `targets.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ingest.later import later
from ingest.marks import Mark, Reading
from ingest.rules.claims.clauses import Around
from ingest.rules.claims.phrases import Phrase, phrase_before, plain
from ingest.rules.claims.wording import WORDING, measure_of
from ingest.values.amounts import Amount

_NOUN_ENDS = later(
    r"中(?!心|药|试|间|成药|医|国|央|外|型|小|高|低)|上(?!市|游|海)|内(?!容)|里(?!程)|通过|参加|参与|组成|出席|以上"
    r"|左右|以下|计算|由|从|[，。；：、（(）)“”]"
)
_THIS = later("(?:该|这一|这个|此|上述)(?:比例|指标|数字|数值|比重)")
_DEPENDS = later("(?:以上)?(?P<what>(?:依赖|依靠|靠|来自)[^，。；、]{1,8})")
_NO_NOUN = later(
    r"(?:建设|建成|用于|开展|购买|实施|新建|打造|支持)[^机线]|[，。；：、）)为是已和与及并而以]|由|将|被|可(?!再|靠"
    r"|循)|来自|左右"
)
_JOINED = later(r"[和与及](?!其)|(?:已|将|被|均|都|进行|得以|投入|达到).*$")
_SHARE = later(r"占(?!有|地|比|优|据|领)(?P<whole>[^，。；]{1,30}?)的?(?P<name>比例|比重|份额)?的?$")
_CHANGED = later("节能|节水|节电|节煤|节油|节材|减排|减重|增产|增收|增效|降耗|降本|提效|减损")
_YEARLY = later("^年(?:产|处理|加工|生产|销售)")
_FIRST = later("(?:首个|第一个|首家|首套|唯一)$|^(?:我国|国内|全国|世界)?$")
# 在2800万吨饲料中应用, 在50条生产线上推广
_APPLIED = later(
    "的?(?P<noun>[^，。；、]{1,12}?)(?:中|上|内)?(?:得到|得以|进行)?(?P<verb>推广应用|应用|推广|使用|示范)"
)
_WORK = later("的?(?:制定|制订|研制|编制|建设|申报|研究|推广|开发|试点)(?:工作|任务)$")
_NUMBER = later("[0-9][0-9.]*[多余]?[万亿]?[元家个吨项户人]+")
_LONGEST = 26


@dataclass(frozen=True, slots=True)
class About:
    """`subject` and `metric` as far as the words give them ("" where not); `[start, end)` holds those words.

    `holder` is the organisation that the subject is, `own` the writer's own one. `known` = a measure, an output or a
    verb of delivery is named; `delivers` = such a verb governs the amount.
    """

    subject: str
    metric: str
    start: int
    end: int
    holder: Mark | None = None
    known: bool = False
    delivers: bool = False
    verb: str = ""
    own: bool = False


def about(reading: Reading, amount: Amount, place: Around, dates: Sequence[tuple[int, int]]) -> About:
    """Subject and metric of one amount. `dates` are spans that say when, never what."""
    left = phrase_before(reading, place.left, amount.outer_start, dates)
    words = _about(reading, amount, place, left)
    return replace(words, own=True) if left.own else words


def _about(reading: Reading, amount: Amount, place: Around, left: Phrase) -> About:
    text = reading.text
    noun, noun_end = _noun_behind(reading, amount, place.right)
    change = _CHANGED.search(text, amount.outer_start, amount.start)
    if change is not None:
        near = left.text if len(left.text) <= 6 and not WORDING.metric.search(left.text) else ""
        whole = near + change[0] if near in ("废水", "废气", "碳", "污染物", "二氧化碳") else change[0]
        subject = left.subject or (left.text if whole == change[0] else "")
        return About(subject, whole, left.start, amount.outer_end, left.holder, True, left.verb != "", left.verb)
    applied = _APPLIED.match(text, amount.outer_end)
    if applied is not None and text[: amount.outer_start].endswith(("在", "于")):
        metric = applied["verb"] + applied["noun"]
        return About(left.subject or left.text or "联盟", metric, left.start, applied.end(), left.holder, True, True)
    if amount.is_count:
        return _counted(left, amount, noun, noun_end)
    return _measured(text, left, amount, noun, noun_end, place)


def _noun_behind(reading: Reading, amount: Amount, right: int) -> tuple[str, int]:
    """The noun that follows an amount directly (20个以上|新品种), and where it ends."""
    text = reading.text
    start = amount.outer_end
    if amount.change == "from":
        return "", start
    for other in reading.amounts:
        # 2台100万千瓦级机组: the thing stands behind both.
        if other.start == start:
            start = other.outer_end
            right = max(right, text.find("，", start) if "，" in text[start:] else len(text))
    while start < right and text[start] in "的之级 ":
        start += 1
    mark = next((m for m in reading.marks if m.start == start and m.label == "Organization"), None)
    if mark is not None:
        return mark.name, mark.end
    closed = _NOUN_ENDS.search(text, start, right)
    noun = text[start : closed.start() if closed else right]
    if len(noun) < 2 or len(noun) > _LONGEST or _NO_NOUN.match(noun):
        return "", amount.outer_end
    cut = _JOINED.search(noun)
    if cut is not None and cut.start() > 0 and not WORDING.output.search(noun):
        noun = noun[: cut.start()]
    work = _WORK.search(noun)
    return noun[: work.start()] if work is not None else noun, start + len(noun)


def _counted(left: Phrase, amount: Amount, noun: str, noun_end: int) -> About:
    thing = left.text
    if noun and (not thing or not left.verb or len(thing) <= 1):
        subject = left.subject or (thing if not left.verb and len(thing) > 1 else "")
        known = bool(left.verb or WORDING.output.search(noun))
        metric = _delivered(left, noun)
        return About(subject or "联盟", metric, left.start, noun_end, left.holder, known, left.verb != "", left.verb)
    if left.verb and not thing and not left.holder and left.subject not in ("", "联盟"):
        # 技术培训不少于10场
        return About("联盟", left.subject + left.verb, left.start, amount.outer_end, None, True, True, left.verb)
    if left.verb:
        etc = thing.rfind("等")
        metric = _delivered(left, thing[etc + 1 :] if etc > 0 and WORDING.output.search(thing) else thing)
        return About(left.subject or "联盟", metric, left.start, amount.outer_end, left.holder, True, True, left.verb)
    subject, metric = split_metric(thing)
    known = bool(WORDING.output.search(thing) or WORDING.metric.search(thing))
    return About(left.subject or subject or "联盟", metric, left.start, amount.outer_end, left.holder, known)


def _measured(text: str, left: Phrase, amount: Amount, noun: str, noun_end: int, place: Around) -> About:
    end = amount.outer_end
    share = _SHARE.search(text, place.left, amount.outer_start)
    if share is not None and (amount.unit in ("%", "成") or amount.unit == ""):
        return _share(text, left, share, end, place)
    holder, verb, delivers = left.holder, left.verb, left.verb != ""
    phrase = left.text
    if noun and _YEARLY.match(phrase):
        thing, _ = split_metric(noun)
        return About(thing or noun, phrase, left.start, noun_end, holder, True, delivers, verb)
    if _THIS.fullmatch(phrase):
        return About("", "", left.start, end, holder)
    depends = _DEPENDS.match(text, amount.outer_end)
    if depends is not None and phrase:
        return About(left.subject or phrase, depends["what"], left.start, depends.end(), holder, True)
    if not phrase or phrase in ("按", "按照", "以"):
        return _bare(left, amount, noun, noun_end)
    if left.verb:
        subject, metric = split_metric(phrase)
        if left.verb in WORDING.keep or not WORDING.metric.search(phrase):
            subject, metric = "", _delivered(left, phrase)
        return About(left.subject or subject or "联盟", metric, left.start, end, holder, True, True, verb)
    done = WORDING.kept.search(phrase)
    measure_named = WORDING.metric.search(phrase)
    if done is not None and not noun and (measure_named is None or len(measure_named[0]) <= len(done[0])):
        return About(left.subject or phrase[: done.start()], done[0], left.start, end, holder, True)
    subject, metric = split_metric(phrase)
    known = WORDING.metric.search(phrase) is not None
    uses = WORDING.ending.search(subject)
    if uses is not None:
        # 甲铸机浇铸厚度200mm的铸坯: subject, verb, measure, and behind the amount what is measured.
        subject = subject[: uses.start()]
        if noun and text[amount.outer_end : amount.outer_end + 1] == "的":
            return About(left.subject or subject, noun + metric, left.start, noun_end, holder, known)
    if holder is None and left.subject == "联盟" and subject:
        return About(subject, metric, left.start, end, holder, known)
    if noun and text[amount.outer_end : amount.outer_end + 1] == "的":
        if not known and WORDING.metric.search(noun):
            return About(left.subject or phrase, split_metric(noun)[1], left.start, noun_end, holder, True)
        if _FIRST.search(left.subject or subject) or len(phrase) > _LONGEST:
            # 年处理量20万吨的甲厂: what follows is the thing itself.
            named = metric if len(metric) <= _LONGEST else metric[-6:]
            return About(noun, named, left.start, noun_end, holder, known)
    if place.bracket is not None and not subject:
        subject = _before_bracket(text, place.bracket)
    return About(left.subject or subject, metric, left.start, end, holder, known)


def _share(text: str, left: Phrase, share: re.Match[str], end: int, place: Around) -> About:
    before = text[place.left : share.start()]
    bare = plain(before)
    subject, metric = split_metric(bare)
    if left.subject and bare.startswith(left.subject):
        metric = bare[len(left.subject) :].lstrip("的")
    if not metric and place.bracket is not None:
        subject = _before_bracket(text, place.bracket)
    name = share["name"] or "份额"
    whole = _NUMBER.sub("", share["whole"])
    return About(
        left.subject or subject, f"{metric}占{whole}的{name}", min(left.start, share.start()), end,
        left.holder, True,
    )  # fmt: skip


def _bare(left: Phrase, amount: Amount, noun: str, noun_end: int) -> About:
    """An amount with no phrase before it: 采用5500m3高炉, 建成万吨级示范线, 2018年达到50万吨."""
    verb = left.verb
    if noun:
        thing, measure = split_metric(noun)
        if thing and WORDING.metric.search(noun):
            return About(left.subject or thing, measure, left.start, noun_end, left.holder, True, verb != "", verb)
        if noun.startswith("规模"):
            # 按5亿元规模运作
            return About(left.subject, "规模", left.start, noun_end, left.holder, True, verb != "", verb)
        measure = measure_of(amount.unit)
        if left.subject and left.subject != "联盟":
            return About(left.subject, noun + measure, left.start, noun_end, left.holder, verb != "", verb != "", verb)
        return About(noun, measure, left.start, noun_end, left.holder, verb != "", verb != "", verb)
    metric = left.each + verb if verb in WORDING.keep else ""
    return About(left.subject, metric, left.start, amount.outer_end, left.holder, bool(metric), verb != "", verb)


def _delivered(left: Phrase, thing: str) -> str:
    """The metric of a delivery: 专利 of 申请专利, but 年节约标准煤 with its verb."""
    if left.verb in WORDING.keep or not thing:
        return left.each + left.verb + thing
    return ("年" if left.each not in ("", "累计") else "") + thing


def split_metric(phrase: str) -> tuple[str, str]:
    """(thing, what is measured): 高炉粉尘排放浓度 → 高炉, 粉尘排放浓度; ("", phrase) where they cannot be parted."""
    particle = phrase.rfind("的")
    match = WORDING.metric.search(phrase)
    if particle > 0 and 1 < len(phrase) - particle - 1 <= 14 and (match is None or match.start() > particle - 1):
        return phrase[:particle], phrase[particle + 1 :]
    if match is None or len(match[0]) == 1:
        # One character (出口率) is no metric by itself: the whole phrase is.
        return "", phrase
    subject = phrase[: match.start()].rstrip("的")
    if WORDING.verb.fullmatch(subject):
        return "", phrase  # 建设周期
    return "" if subject.endswith("、") else subject, match[0]


def named_before(clause: str) -> tuple[str, str]:
    """What a clause without an amount names for the one behind it: 甲产品的生产能力，| 2010年要达到…"""
    bare = plain(clause)
    verb = WORDING.verb.match(bare)
    if verb is not None:
        bare = bare[verb.end() :]
    match = WORDING.metric.search(bare) or WORDING.inside(bare)
    return split_metric(bare[: match.end()]) if match is not None else ("", "")


def _before_bracket(text: str, bracket: int) -> str:
    start = max((text.rfind(mark, 0, bracket) for mark in "，；：。、是由"), default=-1) + 1
    return text[start:bracket] if bracket - start <= 20 else ""
