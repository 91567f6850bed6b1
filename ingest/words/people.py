"""Names of people in a sentence: known by a title beside them, a verb of appointment, or their place in a list.

A name is a surname of the table and one or two characters that no function word is made of. Without a title in the
sentence nobody is looked for: most sentences have none. Whose titles they are, is left to the rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from graph.facts import Grade
from ingest.later import later
from ingest.marks import Mark
from ingest.words.places import load_places
from ingest.words.shipped import read_table
from ingest.words.titles import Title, find_titles

# Longer stretches without an end mark are no sentences, and looking for people in lists is quadratic.
_LONGEST = 2000
_UNITS = ("Organization", "Alliance")
Spans = Sequence[tuple[int, int]]

APPOINTS = (
    r"(?:分别|共同|一致|继续|仍|拟|将|现)*(?:当选(?:为)?|成为(?=(?:联盟|首届|第[一二三四五]届|副|执行|名誉|常务|轮值|联席)*(?:理事长|秘书长|主席|会长))|(?:继续)?(?:担任|出任|就任|兼任|连任|荣任|续任"
    r"|接任|担负)|受聘(?:担任|为|任)?|被?(?:聘请|聘任|聘|任命|推选|推举|选举|选|增补|增选|提名)(?:担任|为"
    r"|任)"
    r"|(?:为|任|兼)(?=[^，。；]{0,16}$)|为|任|兼)"
)
_BEFORE_TITLE = (
    r"(?:为|是)?(?:(?:本|该)?(?:联盟|同盟|联合体|共同体|分会|理事会|协会)|的|首届|首任|[第新]?[一二三四五六]届|本届"
    r"|\s)*"
)
_APPOINTS = later(APPOINTS)
_INTO = later(_BEFORE_TITLE)
_NAMES = later(
    r"(?:人选)?(?:现)?(?:共|有)?(?:[0-9一二三四五六七八九十]+[名位人])?(?:分别)?(?:由|为|是|：|:)"
    r"|(?:分别)?(?:由|为|是|：|:)"
)
# 方以文等5人当选
_COUNTED = later(r"(?<=[\u4e00-\u9fff])(?:同志|先生|女士|等[0-9一二三四五六七八九十]+[人位名](?:专家|学者)?)$")
_REGION_END = later(r"[；。]|担任|出任|担负|组成")
_BOUNDARY = later(
    r"(?:[\s、，。；：！？()“”\"‘’《》\[\]|…—:;*]|[0-9]|(?<![成])由|为|(?<!不)是|请|聘任|聘|选|选举|推选"
    r"|推举|提名|任命|增补|增选|邀请|和|及|与|暨|同意|产生|宣布|其中|包括|代表|学者|专家|科学家|记者"
    r"|负责人|我国|著名|表彰|委派|推荐|当选|免去)$"
)
_FOLLOWS = later(
    r"[一二两三四五六七八九十]+[位名人]|"
    r"[\s、，。；：！？()“”\"‘’《》\[\]|…—*·:;0-9]|担|出任|就任|兼|连任|当选|任|为|是|获|荣|被|受|应邀|等"
    r"|和(?!平)|及|与|以及|同|暨|出席|到会|到场|到|莅|列席|参加|参与|主持|致|讲|发言|作|做|在|对|向|就|从"
    r"|率|带|代表|介绍"
    r"|表示|指出|说|认为|强调|宣|透露|泄漏|告诉|提|回答|解释|称|谈|希望|要求|一行|先后|分别|共同|亲|陪同"
    r"|会见|签|因|还|也|将|的|曾|则|至今|来|走|现场|发起|领衔|牵头|主讲|团队|接受|陈述|汇报|总结|点评|揭"
    r"|授|颁|祝|说明|担负|首先|随后"
    r"|最后|以|于|特别|充分|高度|围绕|结合|负责|组织|主任委员|领导|建议|呼吁|展望|发布|发表|主|共|并|已|又"
    r"|再|不|通过|参观|考察|调研|听取|详细|进行|开|继续|仍|拟|现|原|分享|阐述|回顾|当|成为|成|担当|携|推"
    r"|如[此是]|这样|充满|满怀|见证|启动|开幕|去|早|日前|近日|今"
)
_BAD = frozenset(
    "的了是在和与及等为由被将对向从到把让使其该本各并或而但也还均都就经按据即称任兼请有因则这那此如说届获"
    "当担率表介指认出主参致宣受以于至不没很最更又再已曾应之所个家名位者会长们副总院校所厂局处部司省市区县"
    "厅州社团股"
)
# In the middle of a name some of them do stand (林向东, 王为民).
_BAD_INSIDE = _BAD - frozenset("向为以应出入本来表会新先长任从名家元以至全如经其有之强")
_STOPS = tuple("、，。；)")
_BAD_LAST = frozenset("省市区县州局厅部院所校司系处室厂站会团镇乡村组社委办科股员工业")
# Posts that several hold at once, what joins those named behind one, and what ends the row of them.
SHARED = later(r"副|常务理事|理事$|监事$|委员|顾问|[\u4e00-\u9fff]*委员会(?:副主任|委员)|[\u4e00-\u9fff]*顾问$")
JOINT = later(r"、|以及|[和及与]")
_SHARES = later(
    r"、|以及|[和及与]|等|[，。；]|(?:一起|共同|分别|先后|也)?(?:出席|参加|到会|列席|主持|陪同|见证|参与)|$"
)
_CJK = later(r"[\u4e00-\u9fff]+$")
_LATIN = later(r"[\u4e00-\u9fff]{2,7}·[\u4e00-\u9fff]{2,8}")
_ROW = later(
    r"(?:理事长?|会长|主席|秘书长?|监事长?|依托|观察员|成员|会员|盟员|牵头|共建|组长|发起|支撑|承担|参与|挂靠)"
    r"(?:单位|企业|高校|院所)?[\s：:]*$"
)
_JOINTS = later(r"(?:、|，|和|及|与|以及|暨)$")


@dataclass(frozen=True, slots=True)
class PersonMark:
    """A person's name at `[start, end)` of a sentence."""

    start: int
    end: int
    name: str
    grade: Grade


@dataclass(frozen=True)
class _Tables:
    single: frozenset[str]
    double: frozenset[str]
    words: frozenset[str]


@cache
def _tables() -> _Tables:
    surnames = [row["surname"] for row in read_table("surnames")]
    return _Tables(
        frozenset(name for name in surnames if len(name) == 1),
        frozenset(name for name in surnames if len(name) > 1),
        frozenset(row["word"] for row in read_table("notnames")),
    )


def titles_of(text: str, taken: Spans) -> list[Title]:
    """The titles of a sentence that do not lie in the names of units."""
    return [title for found in find_titles(text) if (title := _outside(text, found, taken)) is not None]


def _outside(text: str, title: Title, taken: Spans) -> Title | None:
    """The title, or what of it stands behind the unit whose name it overlaps: 某指导委员会|秘书长."""
    over = [(s, e) for s, e in taken if s < title.end and title.start < e]
    if not over:
        return title
    start, end = over[-1]
    if len(over) > 1 or not start < title.start < end < title.end:
        return None
    rest = next(find_titles(text[end : title.end]), None)
    return Title(end, title.end, text[end : title.end], rest.scope) if rest and rest.start == 0 else None


def find_people(text: str, taken: Spans, titles: Sequence[Title]) -> list[PersonMark]:
    """The people that a sentence names, sorted by start. `taken` are the spans of units and alliances."""
    if not titles:
        return list(_in_row(text, taken))
    finder = _Finder(text, taken, titles)
    kept: list[PersonMark] = []
    beside = list(finder.beside_titles())
    for mark in [*beside, *finder.sharing(beside), *finder.appointed(), *finder.in_lists(), *_in_row(text, taken)]:
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda mark: mark.start)


def without_people(text: str, marks: list[Mark]) -> list[Mark]:
    """The marks without those that only a list made units, where they are people or hold their titles."""
    if len(text) > _LONGEST or not any(mark.how == "list" for mark in marks):
        return marks
    taken = [(mark.start, mark.end) for mark in marks if mark.how != "list" and mark.label in _UNITS]
    titles = titles_of(text, taken)
    spans = [(title.start, title.end) for title in titles]
    spans += [(person.start, person.end) for person in find_people(text, taken, titles)]
    return [m for m in marks if m.how != "list" or not any(s < m.end and m.start < e for s, e in spans)]


def name_lengths(text: str, start: int) -> Iterator[int]:
    """Possible lengths of a name that begins at `start`, the longer first."""
    tables = _tables()
    if text[start : start + 2] in tables.double:
        surname = 2
    elif text[start : start + 1] in tables.single:
        surname = 1
    else:
        return
    for given in (2, 1):
        end = start + surname + given
        inner = text[start + surname : end]
        if len(inner) < given or not _CJK.match(inner) or (given == 2 and inner[0] in _BAD_INSIDE):
            continue
        # 韩征和、张三: a word that joins stands at no name's end before a comma.
        if inner[-1] in _BAD and not (inner[-1] in "和与及为向以" and text[end : end + 1] in _STOPS and given == 2):
            continue
        if any(text[start : start + n] in tables.words for n in (2, 3)):
            continue
        yield surname + given


@cache
def _unit_beginnings() -> tuple[str, ...]:
    """Words with which the names of units begin in the rows of tables: 张三|广西…公司."""
    return (*(place for place in load_places() if len(place) > 1), "中国", "国家", "全国", "中科院", "中央")


class _Finder:
    def __init__(self, text: str, taken: Spans, titles: Sequence[Title]) -> None:
        self.text = text
        self.taken = taken
        self.titles = titles
        self.title_starts = {title.start for title in titles}
        self.ends = {end for _, end in taken} | {title.end for title in titles}
        self.unit_ends = {end for _, end in taken}
        self.unit_starts = {start for start, _ in taken}

    def beside_titles(self) -> Iterator[PersonMark]:
        """院长张三, 联盟秘书长 李四, 王五院士."""
        for title in self.titles:
            if title.scope != "address":
                yield from self._from(title.end, "high")
            yield from self._until(title.start, "high")

    def appointed(self) -> Iterator[PersonMark]:
        """吴某担任理事长, also the names in a list before it."""
        for title in self.titles:
            verbs = _APPOINTS.finditer(self.text, max(0, title.start - 24), title.start)
            verb = next((m for m in verbs if self._leads_into(m.end(), title.start)), None)
            if verb is None:
                continue
            counted = _COUNTED.search(self.text, 0, verb.start())
            end = counted.start() if counted else verb.start()
            while True:
                found = next(iter(self._until(end, "medium")), None)
                if found is None:
                    break
                yield found
                # 甲大学张三、乙大学李四等5人: a unit may stand between the joint and the name.
                start = next((s for s, e in self.taken if e == found.start), found.start) if counted else found.start
                joint = _JOINTS.search(self.text, 0, start)
                if joint is None or start in {e for _, e in self.taken}:
                    break
                end = joint.start()

    def _leads_into(self, start: int, title: int) -> bool:
        """Whether nothing but the alliance that gives it stands between a verb and a title: 当选(某联盟)理事长."""
        named = next((e for s, e in self.taken if s == start and e <= title), start)
        return _INTO.fullmatch(self.text, named, title) is not None

    def sharing(self, people: Sequence[PersonMark]) -> Iterator[PersonMark]:
        """副秘书长A、B和C出席: those who share the title of the first."""
        titled = {title.end for title in self.titles if SHARED.match(title.text)}
        for person in people:
            position = person.end
            while person.start in titled and (joint := JOINT.match(self.text, position)) is not None:
                found = next(iter(self._from(joint.end(), "medium")), None)
                if found is None or not _SHARES.match(self.text, found.end):
                    break
                yield found
                position = found.end

    def in_lists(self) -> Iterator[PersonMark]:
        """副理事长为A院士、B; 秘书长、副秘书长分别为X大学A及Y公司B."""
        for title in self.titles:
            opening = _NAMES.match(self.text, title.end)
            if opening is None:
                continue
            stop = _REGION_END.search(self.text, opening.end())
            end = stop.start() if stop else len(self.text)
            openings = (t.start for t in self.titles if t.start > opening.end() and _NAMES.match(self.text, t.end))
            following = next(openings, end)
            position = opening.end()
            limit = min(end, following)
            while position < limit:
                if position in self.ends or position == opening.end() or _JOINTS.search(self.text, 0, position):
                    found = next(iter(self._from(position, "medium", limit)), None)
                    if found is not None:
                        yield found
                        position = found.end
                        continue
                position += 1

    def _from(self, start: int, grade: Grade, limit: int | None = None) -> Iterator[PersonMark]:
        while self.text[start : start + 1] == " ":
            start += 1
        limit = len(self.text) if limit is None else limit
        foreign = _LATIN.match(self.text, start)
        lengths = [foreign.end() - start] if foreign else list(name_lengths(self.text, start))
        for length in lengths:
            end = start + length
            if end <= limit and self._free(start, end) and self._ends_well(end):
                yield PersonMark(start, end, self.text[start:end], grade)
                return

    def _until(self, end: int, grade: Grade) -> Iterator[PersonMark]:
        for length in (4, 3, 2):
            start = end - length
            if start < 0 or length not in name_lengths(self.text, start) or not self._free(start, end):
                continue
            if self.text[end - 1] in _BAD_LAST and start not in self.unit_ends:
                continue
            of_unit = self.text[start - 1 : start] == "的" and start - 1 in self.unit_ends
            if start == 0 or start in self.ends or of_unit or _BOUNDARY.search(self.text, max(0, start - 4), start):
                yield PersonMark(start, end, self.text[start:end], grade)
                return

    def _free(self, start: int, end: int) -> bool:
        spans = [*self.taken, *((t.start, t.end) for t in self.titles)]
        return not any(s < end and start < e for s, e in spans)

    def _ends_well(self, end: int) -> bool:
        if end == len(self.text) or end in self.title_starts or end in self.unit_starts:
            return True
        return bool(_FOLLOWS.match(self.text, end)) or any(self.text.startswith(a, end) for a in _unit_beginnings())


def _in_row(text: str, taken: Spans) -> Iterator[PersonMark]:
    """副理事长单位 X大学 张三: a row of a table of units with their people."""
    for start, end in taken:
        rest = text[end:].strip(" ")
        if 2 <= len(rest) <= 4 and len(rest) in name_lengths(rest, 0) and _ROW.search(text, max(0, start - 16), start):
            offset = len(text) - len(text[end:].lstrip(" "))
            yield PersonMark(offset, offset + len(rest), rest, "medium")


def stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a known name stands there for itself; one of two characters may be part of other words."""
    return end - start > 2 or end == len(text) or bool(_FOLLOWS.match(text, end))
