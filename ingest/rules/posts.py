"""The posts around a person's name in one sentence, as blocks: 科技部副部长|张三, X大学|李四|教授.

Only reads what stands there; which posts become facts is decided in `people.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.near import mark_ending, mark_starting, named, owner_before
from ingest.words.people import JOINT, SHARED, PersonMark
from ingest.words.places import load_places
from ingest.words.titles import Title

_ALLIANCE_WORD = later(
    r"(?:本|该)?(?:联盟|同盟|联合体|共同体|(?<![\u4e00-\u9fff])分会|(?<=[本该])分会)(?:的|首届|首任|第[一二三四五六七八九十]届|本届|新一届|现任|理事会"
    r"|秘书处|[（(][^()（）]{1,12}[)）])*$"
)
_TERM = later(r"(?:首届|首任|第[一二三四五六七八九十]届|本届|新一届|现任|时任|理事会|[（(][A-Za-z]{2,12}[)）])+$")
_NOISE = "﹡*※★☆▓ "
# Departments whose head is a head in the unit; a bureau or faculty is a unit of its own.
_DEPARTMENT = later(r"[\u4e00-\u9fff]{2,8}(?:部|室|办|办公室|组|党委|党组|事业部|分公司|中心)$")
_UNIT = later(r"[\u4e00-\u9fffA-Za-z0-9()&-]+$")
_LEAD = later(
    r"^(?:(?:会议|大会|仪式|活动)?由|为|是|(?:成立)?大会选出|选出|(?:特|特别|续)?聘?请|聘任|推选|推举|选举|提名|任命|以|和|及|与"
    r"|以及|暨|同意|其中|原|时任|现任|来自|邀请|包括|代表|副理事长|理事长|在|于|据|"
    r"[\u4e00-\u9fff]{0,6}(?:会上|仪式上|期间|会议上|现场))+"
)
_FORM = later(
    r"(?:公司|集团|大学|学院|研究院|研究所|科学院|设计院|总院|院|所|中心|总?站|厂|局|厅|司|委|部|办|协会"
    r"|学会|商会|联合会|促进会|基金会|委员会|实验室|医院|银行|学校|政府|处|园区|管委会|股份|重工|科技|矿)$"
)
_NO_UNIT = later(
    r"(?:我|本|该)[校司院所厂]|[省市县区](?:委|府|里|政府)|(?:该|本|各|我|其|某|全|有关|相关|成员)?(?:公司"
    r"|集团|学校|大学|学院|院|所|省|市|县|区|国家|全国|中国|中央|企业|单位|联盟|部|委|党委|党组|协会|学会"
    r"|校|厂|秘书处|理事会|办公室|会议|大会|部门|研究院|研究所|中心|机构|行业|专家|技术|我国|理事|副|原"
    r"|专家组|双方|委员会|专业委员会|专家委员会|技术委员会)|[0-9]+|[\u4e00-\u9fff]{1,4}[省市县区州]"
)
_OWN = later(
    r"(?:我|本)(?:校|院|司|公司|集团|所)|公司(?=[\u4e00-\u9fff])|校(?=[\u4e00-\u9fff]{2,6}(?:处|部|办|室|院)$)"
)
_OFFICE = later(r"(?:处|部|办|室|科|组|公司.{0,4}中心)$")
_FUNCTION = later(r"[的了着将被把对从向等于并但也还均都就这那]|担任|出任|当选|出席|参加|表示|介绍|联盟|单位|[0-9]{3}")
# Heads of places are not held in a unit named before them (市委常委、副市长).
_PARTY = later(r"(?:党组|党委)(?:成员|委员)$")
_LOCAL = later(r"[省市区县州]长$")
_FREE = later(r"(?:^|[\s、，。；：()“”\"《》]|[届的由请任为是选举和及与并现新其后聘出生]|[0-9])$")
_GIVEN = later(r"(?:同志|先生|女士)?(?:为|任|担任|出任|当选为?)[^，。；]{2,14}[、和及]")
_GIVES = later(r"(?:同志|先生|女士)?(?:为|任|担任|出任|当选|(?:[、和及与]|以及)[^，。；]{2,40}?(?:担任|出任|当选))")
_COMMA = later(r"[，,]$")
_JOINT = later(r"(?:、|兼|和|及|暨|兼任)$")
# 理事长：张三 某某公司董事长
_LABELLED = later(r"(?:长|主席|主任|顾问|委员|理事|监事)：$")
# What may stand between a person and the next whose post names no unit of its own.
_GOES_ON = later(r"(?:分别|先后)?(?:(?:出席|参加|到会|主持|致辞|讲话)[^，。；：、]{0,8})?[，、]|以?及|[和与]")
_OFFICE_OF = later(r"[\u4e00-\u9fff]{2,6}(?:部|处|室|办|办公室)$")


@dataclass(frozen=True, slots=True)
class Post:
    """A title and who gives it: a unit's mark, the writer's own unit, or an alliance (`alliance` = by name or 联盟).

    `free` = nothing stands before the title that could hold it; `loose` = no mark holds the unit.
    """

    start: int
    title: Title | None
    unit: Ref | None = None
    kind: str = ""
    alliance: bool = False
    named: Ref | None = None
    free: bool = False
    loose: bool = False


@dataclass(frozen=True)
class Block:
    """A person with the posts read off its left and right side; `[start, end)` covers all of it."""

    person: PersonMark
    posts: tuple[Post, ...]
    start: int
    end: int


def holder(reading: Reading, title: Title | None, end: int, floor: int = 0, titles: Iterable[Title] = ()) -> Post:
    """The post whose title begins at `end`; nothing before `floor` belongs to it."""
    text, marks = reading.text, named(reading)
    term = _TERM.search(text, max(0, end - 24), end)
    at = term.start() if term and not mark_ending(marks, end) else end
    at = len(text[:at].rstrip(_NOISE))
    mark = mark_ending(marks, at)
    inner = mark is None and title is not None and _inside(marks, text, at)
    if inner and _DEPARTMENT.fullmatch(text, inner.end, at):
        mark = inner
    if mark is not None and mark.label == "Alliance":
        return Post(mark.start, title, alliance=True, named=mark.ref)
    if mark is not None:
        return Post(mark.start, title, unit=mark.ref, kind=mark.kind)
    word = _ALLIANCE_WORD.search(text, max(0, end - 24), end)
    if word is not None:
        return Post(word.start(), title, alliance=True)
    if any(other.end == at for other in titles):
        return Post(at, title)
    own = owner_before(reading, end)
    if own is not None:
        return Post(own[1], title, unit=own[0])
    if title is not None and (unit := unmarked_unit(text, floor, at, title.scope)):
        return _of_owner(reading, title, at, unit)
    return Post(at, title, free=bool(_FREE.search(text, max(0, at - 2), at)) or at == 0)


def _of_owner(reading: Reading, title: Title, at: int, unit: str) -> Post:
    """我校化学学院 is a faculty of the writer's own university, 校科技处 an office of it."""
    own = _OWN.match(unit)
    start = at - len(unit)
    if own is None:
        return Post(start, title, unit=Ref("Organization", unit), loose=True)
    owner = reading.context.owner
    if _OFFICE.search(unit):
        return Post(start, title, unit=owner) if owner else Post(start, title)
    name = (owner.name if owner else "") + unit[own.end() :]
    return Post(start, title, unit=Ref("Organization", name), loose=True)


def _inside(marks: Sequence[Mark], text: str, end: int) -> Mark | None:
    """The last unit before `end` with nothing but its department behind it: X公司|研发部."""
    before = [mark for mark in marks if mark.label == "Organization" and mark.end < end]
    if before and end - before[-1].end <= 10 and not re.search(r"[、，。；：()\s]", text[before[-1].end : end]):
        return before[-1]
    return None


def unmarked_unit(text: str, floor: int, end: int, scope: str) -> str:
    """The unit that ends at `end` and that no mark holds, since its form alone names nobody: 北控磁浮|董事长张三.

    Only a title and a name behind it make it one, so it is asked for nowhere else. Empty when there is none.
    """
    match = _UNIT.search(text, max(floor, end - 26), end)
    if match is None:
        return ""
    unit = _LEAD.sub("", match[0])
    formed = bool(_FORM.search(unit))
    if not 2 <= len(unit) <= 24 or _NO_UNIT.fullmatch(unit) or unit in _places():
        return ""
    if (
        _FUNCTION.search(unit)
        or unit.count("(") != unit.count(")")
        or (not formed and (scope not in ("employer", "rank") or len(unit) > 10))
    ):
        return ""
    return unit


@cache
def _places() -> frozenset[str]:
    return frozenset(load_places())


def blocks(reading: Reading, titles: Sequence[Title], people: Sequence[PersonMark]) -> list[Block]:
    """The people of a sentence with their posts, in order."""
    by_end = {title.end: title for title in titles}
    by_start = {title.start: title for title in titles}
    ends = {person.end for person in people}
    return [_block(reading, person, by_end, by_start, ends) for person in people]


def sharing(reading: Reading, parts: Sequence[Block]) -> list[Block]:
    """The blocks with those without posts given the one that they share: 副秘书长甲、乙和丙."""
    result: list[Block] = []
    for part in parts:
        before = result[-1] if result else None
        if before is not None and not part.posts and JOINT.fullmatch(reading.text, before.end, part.start):
            posts = tuple(p for p in before.posts if _is_shared(p, before, result))
            part = replace(part, posts=posts) if before.end == before.person.end else part
        result.append(part)
    return result


def going_on(reading: Reading, parts: Sequence[Block]) -> list[Block]:
    """The blocks with posts that name no unit held in that of the person before: 某院院长甲、副院长乙."""
    result: list[Block] = []
    for part in parts:
        before = result[-1] if result else None
        giver = next((p for p in before.posts if p.unit), None) if before is not None else None
        if before is not None and giver is not None and _GOES_ON.fullmatch(reading.text, before.end, part.start):
            # What stands at the person's own unit names who has the posts left of it.
            part = replace(part, posts=tuple(_taken_over(p, giver, part) for p in part.posts))
        result.append(part)
    return result


def _taken_over(post: Post, giver: Post, part: Block) -> Post:
    if post.title is None or not post.free or post.start == part.person.end or _LOCAL.search(post.title.text):
        return post
    own = post.title.scope == "employer" or (giver.kind == "association" and post.title.scope in ("alliance", "both"))
    return replace(post, unit=giver.unit, kind=giver.kind, free=False, loose=giver.loose) if own else post


def _is_shared(post: Post, holder: Block, before: Sequence[Block]) -> bool:
    """Whether the post stands right before the name, or was itself taken over from the name before."""
    if post.title is None or not SHARED.match(post.title.text):
        return False
    taken = any(post in other.posts for other in before[:-1])
    return post.title.end == holder.person.start or taken


def _block(
    reading: Reading, person: PersonMark, by_end: dict[int, Title], by_start: dict[int, Title], ends: set[int]
) -> Block:
    text, marks = reading.text, named(reading)
    floor = max((end for end in ends if end <= person.start), default=0)
    posts: list[Post] = []
    cursor = len(text[: person.start].rstrip(" "))
    start = person.start
    while True:
        title = by_end.get(cursor)
        if title is None or title.start in ends:
            break
        post = holder(reading, title, title.start, floor, by_end.values())
        posts.append(post)
        start = post.start
        joint = _JOINT.search(text, max(0, start - 2), start)
        if joint is None and _opens_with_post(reading, by_end.get(start - 1), start - 1):
            joint = _COMMA.search(text, start - 1, start)
        if joint and floor and _GIVEN.fullmatch(text, floor, start) and _GIVES.match(text, person.end):
            # 选举甲为秘书长、某公司董事长乙为理事长: the post before the comma is 甲's.
            break
        # Two titles may follow each other without a joint: 总工程师高级工程师张三.
        cursor = joint.start() if joint else start
        if joint is None and cursor not in by_end:
            break
    unit = mark_ending(marks, len(text[: person.start].rstrip(" 的"))) if not posts else None
    end = person.end
    after = by_start.get(person.end)
    if unit is not None and unit.label == "Alliance" and after is not None and after.scope != "address":
        start = unit.start
        posts.append(Post(unit.start, after, alliance=True, named=unit.ref))
    if unit is not None and unit.label == "Organization":
        start = unit.start
        posts.append(Post(unit.start, after, unit=unit.ref, kind=unit.kind))
    if after is not None:
        end = after.end
        if unit is None and after.scope != "address":
            posts.append(Post(person.end, after))
    elif (posts or text.startswith("(", person.end) or _LABELLED.search(text, 0, person.start)) and (
        behind := _behind(reading, person.end, by_start)
    ) is not None:
        posts.append(behind[0])
        end = behind[1]
    return Block(person, _inherited(posts), start, end)


def _opens_with_post(reading: Reading, title: Title | None, end: int) -> bool:
    """Whether the sentence opens with a post of the alliance and a comma: 联盟秘书长，某公司院长张三主持."""
    if title is None or title.end != end or reading.text[end : end + 1] not in ("，", ","):
        return False
    post = holder(reading, title, title.start)
    return post.alliance and post.start == 0


def _behind(reading: Reading, end: int, by_start: dict[int, Title]) -> tuple[Post, int] | None:
    """张三(X大学教授), and the row of a table: 张三|X大学|教授."""
    bracket = reading.text[end : end + 1] in ("(", " ")
    mark = mark_starting(reading.of("Organization"), end + bracket)
    if mark is None:
        return None if bracket else _row(reading.text, end, by_start)
    title = by_start.get(mark.end) or by_start.get(mark.end + (reading.text[mark.end : mark.end + 1] == " "))
    stop = title.end if title else mark.end
    if bracket and reading.text[stop : stop + 1] == ")":
        stop += 1
    elif not bracket and title is None and stop < len(reading.text) and reading.text[stop] not in " \n|，；。":
        return None
    return Post(end, title, unit=mark.ref, kind=mark.kind), stop


def _row(text: str, end: int, by_start: dict[int, Title]) -> tuple[Post, int] | None:
    """The rest of a row whose unit no mark holds: 张三|广西蚕业技术推广总站|站长."""
    title = next((by_start[start] for start in sorted(by_start) if start > end), None)
    if title is None or title.start - end > 26 or re.search(r"[\s、，。；：()]", text[end : title.start]):
        return None
    unit = unmarked_unit(text, end, title.start, "both")
    if not unit or len(unit) != title.start - end or len(unit) < 4:
        return None
    return Post(end, title, unit=Ref("Organization", unit), loose=True), title.end


def _inherited(posts: Sequence[Post]) -> tuple[Post, ...]:
    """厅党组成员、副厅长: the second title is held in the unit of the first. `posts` run from right to left.

    Membership in a party committee is left out beside another post.
    """
    result: list[Post] = []
    for index, post in enumerate(posts):
        scope = post.title.scope if post.title else ""
        local = post.title is not None and bool(_LOCAL.search(post.title.text))
        if post.free and not local and scope in ("employer", "rank", "both", "alliance"):
            giver = next((p for p in posts[index + 1 :] if not p.free), None)
            if giver is not None and giver.unit and (scope not in ("both", "alliance") or giver.kind == "association"):
                post = Post(post.start, post.title, unit=giver.unit, kind=giver.kind)
        if post.loose and post.unit is not None and _OFFICE_OF.fullmatch(post.unit.name):
            # 某大学党委常委、宣传部部长: the office is the university's.
            giver = next((p for p in posts[index + 1 :] if p.unit and not p.loose), None)
            if giver is not None and giver.kind != "government":
                post = replace(post, unit=giver.unit, kind=giver.kind, loose=False)
        result.append(post)
    told = [post for post in result if post.title is None or not _PARTY.search(post.title.text)]
    return tuple(told or result)
