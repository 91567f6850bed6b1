"""Which projects an alliance runs and which an organisation undertakes (phrasing.md section 6).

A carrier of a project (由甲承担, 乙参与) is no member for that; whether it is one is said elsewhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Grade
from ingest.finding import Finding, Named, Relation
from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.items import Item, joined_to, plain_items, quoted_items
from ingest.rules.spoken import alliance_before, named_above

_WORK = r"(?:项目|课题|工程|专项|计划项目|研究课题|科技项目)"
_ENDS = later(rf"{_WORK}$")
_WITH = later(r"[”」\"]?(?:项目|工程|课题|研制)")
_FIRST = later(r"(?:(?:第?一[座个条家]|首[座个条])(?:工业化的|国家级?的?)?)?")
# A longer sentence is a table or a page that lost its lines.
_LONG = 2000
_HINT = later(r"项目|课题|工程|专项|承担|示范线|示范装置|生产线|中试线|龙头|基地|建设")
_RUNS = later(
    r"(?P<verb>(?:先期|首先|首批|率先|共同|联合|组织|重点|优先|已|将|正在)*(?:开展|实施|启动|组织实施|承担|推进|立项"
    r"|申报|设立|部署)+(?:了|的)?)"
)
_CLOSES = later(
    rf"(?:等|的)*(?:共|这)?(?:[一二两三四五六七八九十0-9]{{1,3}}(?:余|多)?[个项大])?"
    rf"(?:[\u4e00-\u9fff]{{0,10}}?){_WORK}(?!组)"
)
_COUNTED = later(
    rf"(?:等|共)?(?:[一二两三四五六七八九十0-9]{{1,3}}(?:余|多)?[个项大])(?:[\u4e00-\u9fff]{{0,8}}?){_WORK}"
)
_HEAD = later(
    r"以[“「\"]?(?P<name>[^“”「」\"，。；]{2,40})[”」\"]?(?:项目|工程|课题|研制|研发|开发)?为(?:龙头|重点|抓手|牵引"
    r"|突破口|核心)"
)
_BY = later(rf"[“「\"](?P<name>[^“”「」\"]{{2,50}})[”」\"]\s*(?:{_WORK})?(?:则|主要|将)?由")
_THAT = later(rf"(?:该|此|这一|上述){_WORK}(?:主要|具体)?由")
_CARRIES = later(r"(?:牵头|负责|共同|联合|主持|具体)*承担|(?:牵头|负责)(?:组织)?实施|牵头|主持")
_JOINS = later(r"(?:等)?(?:联盟)?(?:成员)?(?:单位|企业|高校|院所)?(?:共同)?(?:参与|参加|协作)")
_DOES = later(
    rf"(?:还|也|已|将|正在|在|积极地?|先后|主要|牵头|探索|、|共同|负责|具体)*(?P<verb>承担|实施|推进|推动|投资建设"
    rf"|建设|启动|开展|主持)(?:着|了|的)?(?P<name>[^，。；：“”]{{2,40}}?(?:{_WORK}|厂|示范线|示范装置|生产线|基地))"
    rf"(?P<work>的(?:研发|建设|实施|进展|研究|攻关))?(?=[，。；：、的]|$)"
)
_CARRIED = later(
    rf"(?:牵头|负责|主持)?(?:承担|实施|建设|投资建设)的(?P<name>[^，。；：“”、的]{{2,20}}?(?:{_WORK}|厂|示范线"
    rf"|生产线))"
)
_BUILDS = later(
    r"(?:建成|建设|新建|建造|形成|搭建)(?:了)?(?:一[条套座个批])?(?P<name>[^，。；：、“”0-9]{2,30}?(?:示范线"
    r"|示范装置|示范工程|生产线|中试线|试验线|示范基地))(?=[，。；、]|$)"
)
_WORKS = later(
    r"(?:(?!的|承担|建设|实施|负责|启动|等|和|与|组织|推进)[\u4e00-\u9fff]){2,8}?工程(?!技术|师|院|研究|公司|中心|局"
    r"|学|实验|机械|装备|设备|建设|总|咨询|设计|集团|有限|勘察|项目|材料)"
)
_DEVELOPS = later(
    r"(?:开展|实施)[“「\"][^“”」\"]{2,160}[”」\"]的(?P<name>[^，。；“”]{4,40}?的(?:开发与应用|研究与应用|研究与开发"
    r"|研发与产业化|开发与产业化|研发与应用))"
)
_VAGUE = later(
    r"^(?:一批|多项|若干|重大|重点|相关|有关|国家|省|市|科研|科技|研发|合作|产业化|示范|本|该|此|各|上述"
    r"|[0-9一二三四五六七八九十个项]|863|973|等|支撑|计划|攻关|技术)*(?:项目|课题|工程|专项)?$"
)


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """RUNS of alliances and UNDERTAKES of organisations, with the projects found."""
    for reading in readings:
        if reading.sentence.heading or len(reading.text) > _LONG or not _HINT.search(reading.text):
            continue
        for holder, item, start, end, cue, grade in _found(reading):
            if _VAGUE.match(item.name):
                continue
            project = Ref("Project", item.name)
            type_ = "RUNS" if holder.label == "Alliance" else "UNDERTAKES"
            span = reading.span(min(start, item.start), max(end, item.end))
            also = named_above(reading, holder)
            yield Named(project, reading.span(item.start, item.end), f"projects.{cue}", grade)
            yield Relation(type_, holder, project, span, f"projects.{cue}", grade, also=also)


_Hit = tuple[Ref, Item, int, int, str, Grade]


def _found(reading: Reading) -> Iterator[_Hit]:
    yield from _headed(reading)
    yield from _listed(reading)
    yield from _carried(reading)
    yield from _done(reading)
    yield from _named_after(reading)
    yield from _built(reading)


def _headed(reading: Reading) -> Iterator[_Hit]:
    """联盟以“P”项目为龙头."""
    for match in _HEAD.finditer(reading.text):
        quoted = reading.text[match.start() + 1] in '“「"'
        if not quoted and _ENDS.search(match["name"]) is None and _WITH.match(reading.text, match.end("name")) is None:
            continue
        holder = alliance_before(reading, match.start())
        if holder is not None:
            item = Item(match.start("name"), match.end("name"), match["name"], quoted)
            yield holder, item, match.start(), match.end(), "headed", "high" if quoted else "medium"


def _listed(reading: Reading) -> Iterator[_Hit]:
    """联盟先期开展A、B和C三个项目的攻关; 组织实施“A”“B”等项目."""
    text = reading.text
    for match in _DEVELOPS.finditer(text):
        if (who := _agent(reading, match.start())) is not None:
            item = Item(match.start("name"), match.end("name"), match["name"], False)
            yield who, item, match.start(), match.end(), "listed", "medium"
    for match in _RUNS.finditer(text):
        stop = _stop(text, match.end())
        items = joined_to(text, quoted_items(text, match.end(), stop))
        quoted = bool(items) and re.search(rf"{_WORK}|任务", text[items[-1].end : items[-1].end + 16]) is not None
        if not quoted or re.search("[，；]", text[match.end() : items[0].start]):
            counted = _COUNTED.search(text, match.end(), stop)
            if counted is None or not re.search("[、和及]", text[match.end() : counted.start()]):
                continue
            items = plain_items(text, match.end(), counted.start())
        who = _agent(reading, match.start())
        if who is None:
            continue
        grade: Grade = "high" if quoted or len(items) > 1 else "medium"
        for item in items:
            yield who, item, match.start(), item.end, "listed", grade


def _carried(reading: Reading) -> Iterator[_Hit]:
    """“P”项目由甲承担，乙、丙参与."""
    text = reading.text
    for match, item in _told_of(text):
        stop = next((i for i in (text.find("；", match.end()), text.find("。", match.end())) if i >= 0), len(text))
        following = _BY.search(text, match.end(), stop)
        stop = following.start() if following else stop
        carries = _CARRIES.search(text, match.end(), stop)
        if carries is None:
            continue
        joins = _JOINS.search(text, carries.end(), stop)
        for mark in reading.of("Organization"):
            first = match.end() <= mark.start and mark.end <= carries.start()
            second = joins is not None and carries.end() <= mark.start and mark.end <= joins.end()
            if first or second:
                end = carries.end() if first else (joins.end() if joins else mark.end)
                yield mark.ref, item, match.start(), end, "carried", "high"


def _told_of(text: str) -> Iterator[tuple[re.Match[str], Item]]:
    """Each “P”由, and 该项目由 behind the project that the sentence has quoted before it."""
    for match in _BY.finditer(text):
        yield match, Item(match.start("name"), match.end("name"), match["name"], True)
    for match in _THAT.finditer(text):
        before = quoted_items(text, 0, match.start())
        if len(before) == 1:
            yield match, before[0]


def _done(reading: Reading) -> Iterator[_Hit]:
    """甲承担P项目的研发; 甲投资建设P厂; 甲承担的P工程; 联盟建设P示范线."""
    text = reading.text
    for mark in reading.of("Organization"):
        carried = _CARRIED.match(text, mark.end)
        if carried is not None:
            item = Item(carried.start("name"), carried.end("name"), carried["name"], False)
            yield mark.ref, item, mark.start, carried.end(), "done", "medium"
            continue
        match = _DOES.match(text, mark.end)
        if match is None:
            continue
        name = match["name"][_FIRST.match(match["name"]).end() :]  # type: ignore[union-attr]
        if match["work"] is not None and match["verb"] in ("承担", "实施", "开展", "主持"):
            name = re.sub(r"(?:项目|课题)$", "", name)
        if len(name) >= 3 and "、" not in name:
            start = match.end("name") - len(match["name"]) + match["name"].rfind(name)
            item = Item(start, start + len(name), name, False)
            yield mark.ref, item, mark.start, match.end(), "done", "medium"


def _named_after(reading: Reading) -> Iterator[_Hit]:
    """甲集团北山工程采用…: works that carry their owner's name."""
    for mark in reading.of("Organization"):
        match = _WORKS.match(reading.text, mark.end)
        if match is not None and not _VAGUE.match(match[0]):
            yield mark.ref, Item(mark.end, match.end(), match[0], False), mark.start, match.end(), "named", "medium"


def _built(reading: Reading) -> Iterator[_Hit]:
    """联盟建成万吨级示范线: one that is spoken of as such, not a number of them."""
    for match in _BUILDS.finditer(reading.text):
        before = [m for m in reading.of("Organization") if m.end <= match.start()]
        if before and not re.search("[，。；]", reading.text[before[-1].end : match.start()]):
            continue
        holder = alliance_before(reading, match.start())
        if holder is not None and re.search("级|一[条套座个]", match[0]):
            item = Item(match.start("name"), match.end("name"), match["name"], False)
            yield holder, item, match.start(), match.end(), "built", "medium"


def _stop(text: str, start: int) -> int:
    return min((i for i in (text.find(mark, start) for mark in "。；") if i >= 0), default=len(text))


def _agent(reading: Reading, position: int) -> Ref | None:
    """Who does it: the organisation directly before the verb, else the alliance named or meant."""
    before = [m for m in reading.of("Organization", "Alliance") if m.end <= position]
    if before:
        last = before[-1]
        between = reading.text[last.end : position]
        near = len(between) <= 6 and not re.search("[，。；]", between)
        if last.label == "Organization" and near and _single(reading, last):
            return last.ref
    return alliance_before(reading, position)


def _single(reading: Reading, mark: Mark) -> bool:
    return reading.text[mark.start - 1 : mark.start] not in ("、", "和", "与", "及")
