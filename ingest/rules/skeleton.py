"""A sentence with its names replaced by one sign each, so that a pattern speaks of "a list of units", not of names.

O stands for an organisation, L for a list of them with the counts that close it, A for an alliance or a word that stands for the alliance spoken of. Brackets that name
nobody are left out (六家集团(产量占全国的25%) reads on). Signs are private-use characters that no text has.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.coreference import is_listed
from ingest.later import later
from ingest.marks import Mark, Reading, Ref

O = "\ue000"  # noqa: E741 - the field's sign for an organisation in these patterns
A = "\ue001"
L = "\ue002"
# Every alternative begins with a character of its own, which lets the search pass over all others.
_PRONOUN = later(
    r"联盟|本联盟|该联盟|此联盟|这个联盟|我联盟|本(?:创新)?联合体|该(?:创新)?联合体|此(?:创新)?联合体|联合体(?<![\u4e00-\u9fff]联合体)|[本该此](?:产教融合)?共同体|共同体(?<![\u4e00-\u9fff]共同体)"
)
_BRANCH = later(r"分联盟|(?<![\u4e00-\u9fff])分会")
_THAT_CENTRE = later(r"该中心")
_QUOTES = later('[“”"《》]')
_CLOSE_BEHIND = later(rf"[^，。；：{A}{L}{O}]{{0,8}}{A}")
_BRACKET = later(r"\([^()]*\)")
# What a bracket behind a name says of the name alone; the units in it are no members of a list.
_ASIDE = later(r"简称|下称|又称|英文|缩写|子公司|下属|所属|控股|旗下|原名|原为|现名|前身")
_COUNT_ASIDE = later(r"\(共?[0-9一二三四五六七八九十百]{1,4}(?:家|所|个)\)")
# What stands in a bracket right behind an alliance is said of that one: 某联合体(牵头单位：甲)、另一联合体(牵头单位：乙).
_NOTED = later(rf"{A}\([^()]*$")
# Words that stand for units named before.
_THAT_UNIT = later(r"该(?:校|所|院|公司|企业|集团|单位|厂)")
_THOSE_UNITS = later(
    r"[这上][述]?(?P<number>[两二三四五六七八九十]|[0-9]{1,2})(?:所|家|个)(?:高校|大学|院校|企业|公司|单位|院所|科研院所|研究院所|机构|成员)"
)
_NUMBERS = {digit: value for value, digit in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_FITS = {
    "校": ("university",),
    "所": ("institute",),
    "院": ("institute", "university", "hospital"),
    "公司": ("company",),
    "企业": ("company",),
    "集团": ("company",),
    "厂": ("company",),
}

# What joins the items of a list of units.
_JOIN = r"(?:、?(?:以及|和|及|与|暨|同)|[、，；,])"
NUMBER = r"(?:[0-9]{1,6}|[一二三四五六七八九十百两几数近]{1,6})(?:余|多|几)?"
# What a list of units counts at its end: 等10家单位, 六家大型集团, 等国内骨干企业, 共15家.
UNIT_NOUN = r"(?:单位|企业|高校|大学|院校|学校|院所|研究所|研究院|机构|公司|集团|部门|厂商|厂家|盟员|成员|会员|协会|医院|[外国央民]企|政府|组织|团体|力量)"
# What describes the units counted holds no verb: 12家企业当选副理事长单位 counts 企业.
_DESCRIBED = rf"(?:(?!当选|担任|成为|作为|发起|参加|参与|加入|出任|推选|组成|牵头|[为是任由])[^，。；：、{O}{A}])"
_COUNT = rf"(?:共|共计|合计|总计|这|在内的|国内|国内外|全国)*{NUMBER}(?![年月日])(?:(?:家|所|个|名|位|大)(?:{_DESCRIBED}{{0,12}}?{UNIT_NOUN}(?:(?:{_JOIN}|[和与及、]{_DESCRIBED}{{0,6}}?)?{UNIT_NOUN})*)?|{UNIT_NOUN})(?:代表)?"
_CLOSED = rf"(?:等?{_COUNT}|等(?:{_DESCRIBED}{{0,12}}?{UNIT_NOUN}(?:{_JOIN}[^，。；：、{O}{A}]{{0,4}}?{UNIT_NOUN})*)?)"
_AND = r"(?:[、，]以及|、?(?:以及|和|及|与|暨|同)|、|[、，；]?\s?(?:[(（]?[0-9]{1,2}[.、)）．]|[①-⑳])\s?)"
# Names that a copy has run together are a list, too, if they are many.
_ENUM = rf"(?:{O}{{3,}}|{O}(?:{_AND}{O})*)"
# A comma joins units only in a list of commas, or behind a group that its count has closed.
_COMMAS = rf"{O}(?:[，；,]{O}){{2,}}(?![、和与及])"
_GROUPS = later(
    rf"(?>(?:(?:{_ENUM}{_CLOSED}|{O}(?:{_AND}{O})+(?=[，；]{O}[、和]{O}))(?:[，、；]?(?:以及|和|及|与|还有|并有)?)(?={O}))*(?:{_COMMAS}|{_ENUM})(?:{_CLOSED})?(?:[，、]?等?{_COUNT}(?:家)?)?)"
)


@dataclass(frozen=True)
class Skeleton:
    """`text` with signs; `starts[i]` is where character i of it stands in the sentence; `at` the mark of a sign."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    at: dict[int, tuple[Mark, ...]]

    def organizations(self, start: int, end: int) -> list[Mark]:
        """The organisations whose signs stand in `[start, end)` of the skeleton."""
        return [m for i, marks in self.at.items() if start <= i < end and self.text[i] in (O, L) for m in marks]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """`[start, end)` of the skeleton as characters of the sentence."""
        return self.starts[start], self.ends[end - 1]


def skeleton(reading: Reading) -> Skeleton:
    """The skeleton of a sentence; made once, however many rules ask for it."""
    made: Skeleton | None = reading.worked_out.get("skeleton")
    if made is None:
        made = reading.worked_out["skeleton"] = _skeleton(reading)
    return made


def collapsed(reading: Reading) -> Skeleton:
    """The skeleton of a sentence with its lists as one sign each; made once."""
    made: Skeleton | None = reading.worked_out.get("collapsed")
    if made is None:
        made = reading.worked_out["collapsed"] = collapse(skeleton(reading))
    return made


def _skeleton(reading: Reading) -> Skeleton:
    text = reading.text
    signs: list[tuple[int, int, str, tuple[Mark, ...]]] = []
    for mark in reading.marks:
        if mark.label == "Organization":
            signs.append((mark.start, mark.end, O, (mark,)))
        elif mark.label == "Alliance":
            # An alliance among units is a member like them.
            signs.append((mark.start, mark.end, O if is_listed(text, mark, reading.marks) else A, (mark,)))
    taken = [(m.start, m.end) for m in reading.marks]

    def free(start: int, end: int) -> bool:
        return not any(start < e and s < end for s, e in taken)

    if "联" in text or "共同体" in text:
        signs += [(*m.span(), A, _that_alliance(reading, m)) for m in _PRONOUN.finditer(text) if free(*m.span())]
        signs += [sign for sign in _branches(reading) if free(*sign[:2])]
    if "该中心" in text:
        signs += [sign for sign in _that_centre(reading) if free(*sign[:2])]
    signs += _pronouns(reading)
    named = [(s, e) for s, e, *_ in signs]
    for match in _BRACKET.finditer(text) if "(" in text else ():
        if any(s <= match.start() and match.end() <= e for s, e in named):
            continue
        if _COUNT_ASIDE.fullmatch(match[0]):
            # 副理事长单位(15家)： reads like 副理事长单位15家：
            signs += [(match.start(), match.start() + 1, "", ()), (match.end() - 1, match.end(), "", ())]
        elif (
            _ASIDE.search(match[0])
            or (match.start() + 1, match.end() - 1) in named
            or not any(match.start() <= s and e <= match.end() for s, e in named)
        ):
            signs.append((match.start(), match.end(), "", ()))
    signs += [(m.start(), m.end(), "", ()) for m in _QUOTES.finditer(text)]
    return _compose(text, sorted(signs, key=lambda sign: (sign[0], -sign[1])))


Sign = tuple[int, int, str, tuple[Mark, ...]]


def _that_alliance(reading: Reading, match: re.Match[str]) -> tuple[Mark, ...]:
    """该联盟: the only alliance that the sentence names before it, else nothing: the one of the context."""
    before = [m for m in reading.of("Alliance") if m.end <= match.start()] if match[0].startswith("该") else []
    return tuple(before[-1:]) if len({m.name for m in before}) == 1 else ()


def _that_centre(reading: Reading) -> list[Sign]:
    """该中心, where the alliance spoken of is a centre: the one the sentence names before it, or the one of the context."""
    signs: list[Sign] = []
    context = reading.context.alliance
    for match in _THAT_CENTRE.finditer(reading.text):
        before = [m for m in reading.marks if m.end <= match.start() and m.name.endswith("中心")]
        if before and before[-1].label == "Alliance":
            signs.append((*match.span(), A, (before[-1],)))
        elif not before and context is not None and context.name.endswith("中心"):
            signs.append((*match.span(), A, ()))
    return signs


def _branches(reading: Reading) -> list[Sign]:
    """分联盟 alone: the branch that the sentence names before it, or the one of the context."""
    signs: list[Sign] = []
    for match in _BRANCH.finditer(reading.text):
        branch = [m for m in reading.of("Alliance") if m.name.endswith(match[0]) and m.end <= match.start()]
        if branch:
            signs.append((*match.span(), A, (branch[-1],)))
        elif reading.context.alliance is not None and reading.context.alliance.name.endswith(match[0]):
            signs.append((*match.span(), A, ()))
    return signs


def _pronouns(reading: Reading) -> list[Sign]:
    """该校, 这两所高校: signs for units that were named before, in this sentence or the one before it."""
    signs: list[Sign] = []
    if "该" in reading.text:
        for match in _THAT_UNIT.finditer(reading.text):
            kinds = _FITS.get(match[0][1:], ())
            before = [m for m in reading.of("Organization") if m.end <= match.start()]
            if reading.context.unit is not None:
                before.insert(0, reading.context.unit)
            unit = next((m for m in reversed(before) if not kinds or m.kind in kinds), None)
            if unit is not None:
                signs.append((*match.span(), O, (_standing(unit, match),)))
    for match in _THOSE_UNITS.finditer(reading.text):
        number = _NUMBERS.get(match["number"]) or int(match["number"])
        before = [m for m in reading.of("Organization") if m.end <= match.start()]
        if len(before) >= number > 1:
            signs.append((*match.span(), O, tuple(_standing(m, match) for m in before[-number:])))
    return signs


def _standing(unit: Mark, match: re.Match[str]) -> Mark:
    return Mark(*match.span(), "Organization", unit.name, unit.kind, "short", "medium")


def _compose(text: str, signs: list[Sign]) -> Skeleton:
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at: dict[int, tuple[Mark, ...]] = {}
    position = 0
    for start, end, sign, marks in signs:
        if start < position:
            continue
        pieces.append(text[position:start])
        starts += range(position, start)
        ends += range(position + 1, start + 1)
        if sign:
            at[len(starts)] = marks
            pieces.append(sign)
            starts.append(start)
            ends.append(end)
        position = end
    pieces.append(text[position:])
    starts += range(position, len(text))
    ends += range(position + 1, len(text) + 1)
    return Skeleton(_restored("".join(pieces)), tuple(starts), tuple(ends), at)


# Words that a machine put for others in copies (phrasing.md section 11), each as long as what it stands for.
_SWAPPED = later(
    r"(?<=[家员长起事会办])单元|(?:配合|合营)(?=发起|倡议|倡导|组建|建立|成立)|结合(?=[国省市等]?\ue000)|&&"
)
_STANDS_FOR = {"单元": "单位", "配合": "共同", "合营": "共同", "结合": "联合", "&&": "牵头"}


def _restored(text: str) -> str:
    return _SWAPPED.sub(lambda match: _STANDS_FOR[match[0]], text)


def collapse(bones: Skeleton) -> Skeleton:
    """The skeleton with each list of units, its groups and closing counts as one sign L."""
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at: dict[int, tuple[Mark, ...]] = {}
    position = 0
    for match in _GROUPS.finditer(bones.text) if O in bones.text else ():
        start, end = match.span()
        for index, marks in bones.at.items():
            if position <= index < start:
                at[len(starts) + index - position] = marks
        pieces.append(bones.text[position:start])
        starts += bones.starts[position:start]
        ends += bones.ends[position:start]
        at[len(starts)] = tuple(bones.organizations(start, end))
        pieces.append(L)
        starts.append(bones.starts[start])
        ends.append(bones.ends[end - 1])
        position = end
    for index, marks in bones.at.items():
        if position <= index:
            at[len(starts) + index - position] = marks
    pieces.append(bones.text[position:])
    starts += bones.starts[position:]
    ends += bones.ends[position:]
    return Skeleton("".join(pieces), tuple(starts), tuple(ends), at)


def alliance_at(reading: Reading, bones: Skeleton, start: int, end: int) -> tuple[Ref, tuple[int, int] | None] | None:
    """Which alliance a stretch `[start, end)` of the skeleton speaks of, with the sentence's characters that name it.

    A sign inside the stretch (L是A的成员) or close behind it (L发起成立A), else the last before it, else the first after it; a sign without a mark, and a
    sentence without signs, mean the alliance of the context.
    """
    alliances = [i for i in bones.at if bones.text[i] == A]
    noted = _NOTED.search(bones.text, 0, start) if "(" in bones.text else None
    if noted is not None and bones.at[noted.start()]:
        mark = bones.at[noted.start()][0]
        return mark.ref, (mark.start, mark.end)
    inside = [i for i in alliances if start <= i < end]
    close = _CLOSE_BEHIND.match(bones.text, end) if alliances else None
    behind = [close.end() - 1] if close else []
    before = [i for i in alliances if i < start]
    after = [i for i in alliances if i >= end]
    for index in [*inside, *behind, *reversed(before), *after]:
        for mark in bones.at[index]:
            return mark.ref, (mark.start, mark.end)
        if reading.context.alliance is not None:
            return reading.context.alliance, None
    if reading.context.alliance is not None:
        return reading.context.alliance, None
    return None
