"""Which step of an alliance's life a date dates: planned, approved, recognised, pilot started, registered, founded.

A step is a cue behind the date and before the next date, or right before it (成立于 …). Whose step it is, is left to
`founding.py`.
"""

from __future__ import annotations

import re

from ingest.later import later
from ingest.marks import Reading
from ingest.values.dates import DateMention

STEPS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("planned", later(r"(?:将|拟|计划|预计)[^，。；]{0,16}(?:成立|组建)|筹建|筹备")),
    (
        "pilot_started",
        later(
            r"试点工作启动|启动[^，。；]{0,10}试点|列为[^，。；]{0,16}试点|(?:开展|进行)[^，。；]{0,6}试点"
            r"|(?:成为|入选|确定为|列入|纳入|获批)[^，。；]{0,20}试点"
        ),
    ),
    ("recognised", later(r"认定")),
    (
        "approved",
        later(r"(?:获|经|被)[^，。；]{0,14}(?:批准|批复|核准)|批准(?!.{0,4}加入)|批复|获批|同意[^，。；]{0,16}(?:组建|成立|筹建)"),
    ),
    ("registered", later(r"登记|注册成立|备案")),
    (
        "founded",
        later(
            r"(?:签约|揭牌|宣布|宣告|正式|挂牌|发起|组织|联合|共同|缔约|牵头|倡导)*成立|成立大会|组建|创建|创立|始建于|签约|签署[^，。；]{0,12}协议"
            r"|签订[^，。；]{0,12}协议|揭牌|缔结|(?:揭牌|正式|宣布)建立|(?<=[\u4e00-\u9fff])(?<![点备程目作])启动(?=[，。；]|$|仪式|大会)"
        ),
    ),
)  # fmt: skip
ANY_STEP = later(
    r"成立|组建|创建|创立|始建|签约|签署|签订|揭牌|缔结|建立|启动|登记|备案|批准|批复|核准|获批|同意|认定|试点|筹建|筹备"
)
# What is founded here is a part of the alliance, or another thing.
OTHER_BODY = later(
    r"(?:理事会|委员会|秘书处|专家组|工作组|分会|专委会|工作站|实验室|公司|研究院|分联盟|办公室|中心|基地)[^，。；]{0,4}(?:正式)?(?:揭牌)?成立|换届|第[二三四五]届"
)
_BODY_BEFORE = later(r"(?:理事会|委员会|秘书处|专家组|工作组|专委会|实验室|公司|研究院|办公室)(?:已|也)?(?:于|在)?$")
_STEP_BEFORE = later(r"(?:成立|始建|组建|创建|创立|创办)于$|成立(?:时间|日期)[为：]{0,2}$")
_PILOT = later(
    r"(?:列入|纳入|开展|启动|确定为|成为|入选|选为|获批|列为|进行)[^，。；]{0,20}试点|试点工作|试点(?:联盟)?之一"
)
_PILOT_BEFORE = later(r"试点(?:工作)?(?:于|在|自)?$")
# What an alliance that exists signs, and at which meetings.
_OTHER_CONTRACT = later(
    r"(?:会员|成员)(?:代表)?大会|年会|第[二三四五六七八九十0-9]+[届次]|(?:合作|战略|框架|入驻|投资)协议|合同|与[^，。；]{2,24}(?:签署|签订|签约)"
)
_OF_PROJECTS = later(r"了?[^，。；]{0,12}(?:项目|订单|基金|金额)")
_OTHER_OBJECT = later(
    r"了[^，。；联协]{0,16}(?:基金|公司|研究院|研究所|实验室|[^新]中心|基地|平台|工作组|专委会|委员会|分会|工作站|学院)"
)
_OTHER_TITLE = later(
    r"为[^，。；]{0,20}(?:实验室|工程(?:技术)?(?:研究)?中心|技术中心|基地|企业|平台|产品|园区|示范区|工作站|名牌|商标)"
)
# 某联盟成立大会于2012年9月28日在长沙召开
_MEETING_BEFORE = later(
    r"(?:联盟|联合体|同盟|共同体|协同创新中心)(?:\([^()]*\))?[”\"]?(?:成立|揭牌|创立)(?:大会|仪式|会议)(?:暨[^，。；]{2,24})?(?:于|在)$"
)
_IS_HELD = later(
    r"(?:[上下]午|晚上?)?，?(?:在[^，。；]{2,24})?(?:隆重|顺利|圆满|成功|如期|正式)?(?:召开|举行|举办|启幕|开幕)"
)
# 计划于2022年3月成立
_PLANNED_BEFORE = later(r"(?:计划|拟|将|预计|预定|争取|力争)(?:定?于|在)?(?:“?[^，。；“”]{0,2})$")
# A day with an hour, or behind 发布时间, is the day of the posting.
_POSTED = later(r"\s*\d{1,2}[:：]\d{2}")
_POSTING = later(r"(?:发布|发表|更新|上传|添加|录入)?(?:时间|日期)[:：]?\s*$|(?:发布|发表|更新|编辑|阅读)于?[:：]?\s*$")
_REACH = 90
Stretch = tuple[int, int]


def is_posting(reading: Reading, mention: DateMention) -> bool:
    """Whether the date says when the page was posted."""
    before = reading.text[: mention.start]
    if _STEP_BEFORE.search(before):
        return False
    return bool(_POSTED.match(reading.text, mention.end) or _POSTING.search(before))


def founds_another(text: str, step: str, where: Stretch) -> bool:
    """Whether the cue at `where` is of another thing: an agreement with a partner, a fund, a member's laboratory."""
    if step == "founded":
        if "签" in text[slice(*where)] and "成立" not in text[slice(*where)]:
            return bool(_OTHER_CONTRACT.search(text) or _OF_PROJECTS.match(text, where[1]))
        return bool(_OTHER_OBJECT.match(text, where[1]))
    return step == "recognised" and bool(_OTHER_TITLE.match(text, where[1]))


def steps_of(reading: Reading, mention: DateMention) -> tuple[tuple[str, Stretch], ...]:
    """The steps that a date dates with the characters of their cue: mostly one, or none; 备案成立 is two."""
    text = reading.text
    before = text[: mention.start]
    others = [d.start for d in reading.dates if d.start > mention.start and d.kind == "date"]
    end = min([*others, len(text), mention.end + _REACH])
    stretch = text[mention.end : end]
    if (pilot := _PILOT_BEFORE.search(before)) and re.match(r"(?:正式)?(?:启动|开始)", stretch):
        return (("pilot_started", (pilot.start(), mention.end + 2)),)
    if OTHER_BODY.search(stretch) or _BODY_BEFORE.search(before):
        return ()
    if match := _STEP_BEFORE.search(before):
        if match[0].startswith("始建") and re.match(r"[^。；]{0,20}筹", stretch):
            return (("planned", match.span()),)
        return (("founded", match.span()),)
    if _MEETING_BEFORE.search(before) and _IS_HELD.match(stretch):
        return (("founded", (mention.start, mention.start)),)
    clause = re.match(r"[，,]?[^，。；]*", stretch)
    if clause and (pilot := _PILOT.search(clause[0])) and not re.search(r"将|拟", clause[0]):
        step = "approved" if re.search(r"获批[^，。；]{0,6}试点", clause[0]) else "pilot_started"
        return ((step, (mention.end + pilot.start(), mention.end + pilot.end())),)
    if clause and (joint := re.search(r"(?P<first>备案|注册|登记|批准|获批)成立", clause[0])):
        where = mention.end + joint.start(), mention.end + joint.end()
        return ("founded", where), ("approved" if joint["first"] in ("批准", "获批") else "registered", where)
    best: tuple[int, str, Stretch] | None = None
    for step, pattern in STEPS:
        match = pattern.search(stretch)
        if match is not None and (best is None or match.start() < best[0] - 2):
            best = match.start(), step, (mention.end + match.start(), mention.end + match.end())
    if best is not None and founds_another(text, best[1], best[2]):
        return ()
    if best is not None and best[1] == "founded" and _PLANNED_BEFORE.search(before):
        return (("planned", best[2]),)
    return ((best[1], best[2]),) if best else ()
