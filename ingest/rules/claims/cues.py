"""Which words make an amount a target, an expectation, an achievement or a plain statement (phrasing.md section 6).

Only the words of one clause, and its dates, are weighed here; what a clause takes over from those before it, from a
heading or from an opening line is decided in `scope.py` and `targets.py`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.later import later
from ingest.values.amounts import Status
from ingest.values.dates import DateMention

# A plan's name is no cue (科技支撑计划), its content is (规划提出, 按照规划).
_EXPECTED = later(r"预计|据?测算|估算|有望|可望|预测|预估|估计|预期(?!目标|实现以下|的?指标|将?实现下)")
_TARGET = later(
    r"力争|争取|确保(?!了)|拟(?!定了|合|人)|(?<![撑3炬动技家项才火展业星资培])计划"
    r"(?![、，。；）)”》等项课的书外单生]|经(?!过|[0-9一二三四五六七八九十]+年)|$)"
    r"|(?:按照?|根据|依照)[^，。；]{0,24}(?:规划|计划|方案|任务书|协议|部署|目标)[》”)]*(?:的?(?:要求|安排|部署))?"
    r"(?=$|将|要|到)"
    r"|规划(?:提出|明确|要求|目标|到|在|建设|用|中提出)|预期(?:目标|实现以下|的?指标)|目标(?!已)|下一步|今后|未来"
    r"|远期|(?:重点|主要|攻关)任务"
    r"|(?:以下|如下|下列)[^，。；]{0,6}(?:目标|指标|任务)|考核指标|需(?:要)?(?:完成|达到|实现)|希望|旨在|致力于"
    r"|提出[，：]?(?:到|用|在|要|力争)"
)
_TO_COME = later(
    r"(?<![既业早均都])将(?![^，。；]{1,40}(?:列为|列入|纳入|作为|定为|分为)(?!.{0,12}(?:达|到[0-9]))|领|军|士|近[0-9一二三四五六七八九十百]|来自)|(?<![需重主首必只摘纪概简扼紧次想])要"
    r"(?![求素点害么闻塞道件地旨紧务领义因事员职])"
    r"|(?<![适相反供对响感顺效])应(?:当|该)?(?:达|不|在[^，。；]{0,6}以|于|实施|完成|低|高|超|控|至少|按)|必须|须"
    r"(?!知)|不得|至(?:少|多)(?:要|应|须)"
)
_DONE = later(
    r"(?<!而)已(?!知|有的|故)|已经|业已|截至|截止|迄今|至今|先后|以来|去年|上年|前年|去[冬春夏秋]"
    r"|(?<=[达现成得造出获入到养动用收完产授发定订立办布建请担育破克制展列])了(?!解)|成功(?!率)|(?:做|降|提高|达)到了|曾"
)
_SOFTLY_DONE = later(r"累计|全年|同比|共(?:获|完成|实现|申请)|创造|荣获|上半年")
_STATED = later(
    r"(?<![由从较比])目前|现有|现已|如今|当前(?!的?(?:任务|目标))|据统计|据(?:了解|悉)|数据显示|尚(?!未来)|居(?:全国"
    r"|世界|行业)|(?<!还)仅(?:为|占|有)|高达"
)
# What has come of work: in a text without a date, a plan's years with these are gone by.
_RESULTS = later(
    r"(?:共|累计|先后|合计)(?:承担|申请|申报|完成|获|实现|制定|制订|培育|推广|建成|发表)|荣获|获(?:得|批|授权|国家|省|专利|奖)"
    r"|授权(?:发明)?专利|(?:取得|攻克|突破|承担|完成|制定|建成|推广|培育|申请|研发|开发)了"
)
# 与2012年相比, 较2012年, 由2010年的: the year that a change is counted from.
_BASE_BEFORE = later(r"(?:较|比|与|同|由|从|自|相比)$")


@dataclass(frozen=True, slots=True)
class Cue:
    """What a clause says of its amounts. `firm` = it holds whatever came before; else only where nothing did."""

    status: Status
    firm: bool


def cue_of(text: str, dates: Sequence[DateMention], year: int | None) -> Cue | None:
    """The cue of one clause, or None. `year` is the year of the source, if it is known."""
    if _EXPECTED.search(text):
        return Cue("expected", True)
    if _TARGET.search(text):
        return Cue("target", True)
    if _DONE.search(text) or any(d.kind == "span" or d.marker in ("as_of", "since") for d in dates):
        return Cue("achieved", True)
    if _STATED.search(text):
        return Cue("stated", True)
    if _TO_COME.search(text):
        return Cue("target", False)
    ahead = [is_ahead(text, date, year) for date in dates]
    if True in ahead:
        return Cue("target", False)
    if _SOFTLY_DONE.search(text) or False in ahead:
        return Cue("achieved", False)
    return None


def tells_results(text: str) -> bool:
    """Whether a sentence tells what came of work, and nothing in it aims: 十三五期间，共承担项目36项."""
    if _RESULTS.search(text) is None:
        return False
    return not any(pattern.search(text) for pattern in (_TARGET, _TO_COME, _EXPECTED))


def is_ahead(text: str, date: DateMention, year: int | None) -> bool | None:
    """Whether a date is one to come: by its frame (到2015年, 五年内), else against the year of the source.

    None when the date says nothing of it.
    """
    if date.kind == "term":
        return True
    if date.moment is None or date.kind in ("relative", "span"):
        return None
    if date.kind == "plan":
        last = date.moment.last
        return year is None or last is None or last.year >= year
    if date.moment.year is None:
        return None
    if year is not None:
        return date.moment.year > year or (date.marker == "by" and date.moment.year >= year)
    return True if date.marker == "by" else None


def is_base(text: str, start: int) -> bool:
    """Whether the date at `start` is only what a change is measured against."""
    return _BASE_BEFORE.search(text, max(0, start - 3), start) is not None
