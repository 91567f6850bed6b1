"""How many members a text declares, of which kind, and how many of them it names (phrasing.md section 3).

Numbers of people at a meeting, of alliances, and of units that are not members are no counts. The words are those of
`count_words.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from graph.quantity import Comparator, quantity
from ingest.finding import Count, Finding
from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.count_lists import listed_units, opens_list
from ingest.rules.count_owners import is_anothers
from ingest.rules.count_words import (
    ABOUT,
    ACTING,
    BEFORE_KIND,
    COUNT,
    DESCRIBED,
    GROWING,
    GROWTH,
    INITIATING,
    INITIATORS_ARE,
    KINDS,
    LEADING_MANY,
    MIXED,
    NEAR,
    NOT_MEMBERS_BEFORE,
    OF_COUNCIL,
    OF_MEMBERS,
    ONCE,
    OTHER,
    PERSONS,
    SEVERAL,
    SPOKEN_OF,
)
from ingest.rules.skeleton import A, O, Skeleton, alliance_at, skeleton
from ingest.values.numerals import find_numerals

_UNIT = later(r"家|所|单位|单元|个|名")
_NUMERAL = later(r"[0-9一二三四五六七八九十百千两零〇]|数[十百]|几十")
# (二)副理事长单位(3家)
_HEADED = later(r"单位\(共?[0-9一二三四五六七八九十百]+家\)")
_WHOLE = later(r"发起|成员|共有来自|吸引|会员|盟员|组成|理事|加盟|加入|汇集|汇聚|囊括|涵盖|吸纳|吸收|联合|牵头")
_LIST_HEADING = later(r"成员|会员|盟员|发起|理事|组成|名单")
_CALLED = later(r"组成|成员|会员|发起单位|参加|加入")
_EVERYWHERE = later(r"全国|全行业|全省|我国|规模以上|世界")
_DRAWN = later(r"吸引|吸纳|汇聚|汇集|加入|加盟|共有来自")
_AT_MEETING = later(r"出席|参加[^，。]{0,6}(?:会议|大会|仪式|论坛)|来自|参会|到会|服务|带动|调研|走访")


@dataclass(frozen=True)
class _Declared:
    start: int
    end: int
    kind: str
    value: int
    comparator: Comparator
    unit: str


@dataclass
class _Heard:
    """What was declared before: (alliance, value) → kinds; a number said again is about the same units."""

    counts: set[tuple[Ref, str, int]] = field(default_factory=set)
    values: set[tuple[Ref, int]] = field(default_factory=set)

    units: dict[Ref, dict[str, str]] = field(default_factory=dict)

    def add(self, alliance: Ref, declared: _Declared, units: Iterable[Mark]) -> None:
        self.counts.add((alliance, declared.kind, declared.value))
        self.values.add((alliance, declared.value))
        self.units.setdefault(alliance, {}).update((mark.name, mark.kind) for mark in units)

    def named(self, alliance: Ref, declared: _Declared) -> int:
        """How many units of the kind were named before, when they are as many as the number says; else none."""
        kinds = self.units.get(alliance, {}).values()
        same = sum(kind == declared.kind for kind in kinds)
        return same if same == declared.value else 0


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Declared counts of the alliance's members."""
    heard = _Heard()
    opening: Reading | None = None
    for reading in readings:
        if opening is None or reading.sentence.paragraph != opening.sentence.paragraph:
            opening = reading
        if (
            not _UNIT.search(reading.text)
            or not _NUMERAL.search(reading.text)
            or (reading.sentence.heading and not reading.of("Organization") and not _HEADED.search(reading.text))
        ):
            continue
        bones = skeleton(reading)
        declared = list(_declared(bones, reading))
        for one in declared:
            found = alliance_at(reading, bones, one.start, one.end)
            if found is None or is_anothers(reading, bones, (one.start, one.end), found[1], opening):
                continue
            if not _is_about(bones, one, reading, heard, found[0], declared):
                continue
            units = listed_units(bones, one.kind, one.start, one.end)
            named = len(units) or heard.named(found[0], one)
            heard.add(found[0], one, units)
            yield _count(reading, bones, one, found[0], named)


def _count(reading: Reading, bones: Skeleton, declared: _Declared, alliance: Ref, named: int) -> Count:
    here = any(m.ref == alliance for m in reading.marks)
    also = () if here or reading.context.alliance_span is None else (reading.context.alliance_span,)
    return Count(
        alliance,
        declared.kind,
        quantity(declared.comparator, declared.value, declared.unit),
        named,
        reading.span(*bones.span(declared.start, declared.end)),
        "counts.declared",
        "high" if declared.comparator == "=" else "medium",
        also,
    )


def _declared(bones: Skeleton, reading: Reading) -> Iterator[_Declared]:
    text = bones.text
    taken: list[tuple[int, int]] = []
    dates = [(d.start, d.end) for d in reading.dates]
    for match in GROWTH.finditer(text):
        clause = text[max(text.rfind(mark, 0, match.start("old")) for mark in "。；") + 1 : match.end()]
        taken.append(match.span())
        if re.search(rf"成员|会员|盟员|理事|{A}", clause) and not re.search(
            r"(?:相关|产业链|规模|全国)[^，]{0,4}企业", clause
        ):
            yield from _growth(match)
    for match in ONCE.finditer(text):
        if _overlaps(match, taken):
            continue
        taken.append(match.span())
        if re.search(r"成员|会员|盟员|单位", text[: match.start()]) and (made := _make(match, "member", "")):
            yield made
    for match in BEFORE_KIND.finditer(text):
        if _overlaps(match, taken):
            continue
        if MIXED.search(text[: match.start()]):
            taken.append(match.span())
            continue
        kind = _kind_of_members(match["noun"], text, match.start())
        made = _make(match, kind, match["more"] or "")
        if DESCRIBED.search(text, 0, match.start("number")) or PERSONS.search(text, 0, match.start()):
            taken.append(match.span())
        elif kind and made:
            taken.append(match.span())
            yield made
    for match in COUNT.finditer(text):
        where = bones.span(match.start("number"), match.end("number"))
        if _overlaps(match, taken) or any(where[0] < e and s < where[1] for s, e in dates):
            continue
        made = _counted(match, text)
        if made is not None:
            yield made


def _overlaps(match: re.Match[str], taken: list[tuple[int, int]]) -> bool:
    return any(match.start("number") < e and s < match.end("number") for s, e in taken)


def _counted(match: re.Match[str], text: str) -> _Declared | None:
    noun = match["noun"]
    if NOT_MEMBERS_BEFORE.search(text[max(0, match.start() - 20) : match.start()]):
        return None
    if match["unit"] is None and not re.match(r"(?:成员|会员|理事|副理事长|发起)?单位", noun):
        return None
    if match["unit"] in ("个", "名", "位") and not re.match(
        r"[^，。]{0,8}(?:成员|会员|单位|企业|高校|机构|院所|盟员|理事|发起|公司)", noun
    ):
        return None
    if LEADING_MANY.match(text, max(match.end("unit"), match.end("number"))):
        return None
    kind = _kind(noun, text, match.start())
    if SPOKEN_OF.search(text[: match.start()]) and not re.match(r"(?:发起|成员|会员|理事)", noun):
        return None
    if match.start() == 0 and kind in ("company", "university", "institute") and ACTING.search(noun):
        return None
    if kind in ("company", "university", "institute") and SEVERAL.match(text, match.end()):
        founded = re.match(r"[^，。；：]{0,16}?(?:发起|倡议|倡导)", text[match.end() :])
        kind = "initiator" if founded else "member"
    if kind == "member" and OF_COUNCIL.search(text[: match.start()]):
        kind = "council_member"
    if kind == "member" and GROWING.search(text[max(0, match.start() - 8) : match.start()]):
        kind = "new_member"
    return _make(match, kind, match["more"] or match["more2"] or "")


def _growth(match: re.Match[str]) -> Iterator[_Declared]:
    noun = match["noun"] or match["behind"]
    kind = next((kind for kind, pattern in KINDS if pattern.match(noun)), "") if noun else "member"
    old, new = (next(iter(find_numerals(match[group])), None) for group in ("old", "new"))
    if kind and old is not None and new is not None:
        comparator = NEAR.get(match["more"] or "") or NEAR.get(match["near"] or "") or "="
        yield _Declared(match.start("old"), match.end("unit"), kind, int(old.value), "=", match["unit"])
        yield _Declared(match.start("new"), match.end("new") + 1, kind, int(new.value), comparator, match["unit"])


def _kind(noun: str, text: str, start: int) -> str:
    stripped = re.sub(r"^(?:以上|左右)", "", noun)
    other = OTHER.search(stripped[:8])
    for kind, pattern in KINDS:
        match = pattern.match(stripped)
        if match is None:
            continue
        if other and other.start() <= match.end() and kind not in ("vice_chair", "council_member", "initiator"):
            return ""
        return _plain(stripped, text, start) if kind == "member" else kind
    return ""


def _plain(noun: str, text: str, start: int) -> str:
    """The kind of a count of units as such: members, initiators, those that join, or none of the alliance."""
    around = text[start : start + 40]
    if re.search(r"退出", around[:16]):
        return ""
    joins = re.match(r"[^，。；]{0,14}(?:加入|入盟)", around) and re.search(r"同意|批准|通过|增补|吸收", text[:start])
    if re.match(r"[^，。；]{0,6}新(?:加入|增|成员)", around) or joins:
        return "new_member"
    if re.match(r"[^，。]{0,6}(?:成员|会员|盟员)", noun):
        return "member"
    if not noun and (named_kind := _kind_before(text, start)):
        return named_kind
    if re.match(r"[^，。]{0,6}(?:牵头|依托|共建|合作|参股|下属)", noun):
        return ""
    if INITIATING.search(around) or INITIATORS_ARE.search(text[:start]):
        return "initiator"
    return "member"


def _kind_of_members(noun: str, text: str, start: int) -> str:
    """The kind of a noun before its number; 医院会员92家 counts hospitals."""
    kind = _kind(noun, text, start)
    of = OF_MEMBERS.search(text, 0, start) if noun in ("会员", "成员", "会员单位", "成员单位") else None
    return next((key for key, pattern in KINDS if of and pattern.match(of[0])), kind)


def _kind_before(text: str, start: int) -> str:
    """The kind of a list that a bare count closes: 参加的企业是O、O等7家."""
    opening = re.search(
        rf"(企业|公司|高校|大学|院所|研究机构|科研机构|协会|医院)(?:成员)?(?:单位)?(?:还|主要)?(?:有|是|为|包括|：)[^。；{A}]*$",
        text[:start],
    )
    return next((kind for kind, pattern in KINDS if opening and pattern.match(opening[1])), "") if opening else ""


def _make(match: re.Match[str], kind: str, more: str) -> _Declared | None:
    number = next(iter(find_numerals(match["number"])), None)
    if number is None or not kind:
        return None
    comparator: Comparator = NEAR.get(more) or NEAR.get(match["near"] or "") or "="
    noun = match["noun"]
    behind = match.start("noun") > match.start("number")
    size = next((m.end() for _, p in KINDS if (m := p.match(noun))), 0) if behind else 0
    end = match.start("noun") + size if size else max(match.end("unit"), match.end("number"))
    start = match.start("number") if not match["near"] or match["near"].startswith("共") else match.start("near")
    if not behind:
        start = match.start("noun")
    return _Declared(start, end, kind, int(number.value), comparator, match["unit"] or "")


def _is_about(
    bones: Skeleton, declared: _Declared, reading: Reading, heard: _Heard, alliance: Ref, together: Sequence[_Declared]
) -> bool:
    clause_start = max(bones.text.rfind(mark, 0, declared.start) for mark in "。；") + 1
    ends = [i for i in (bones.text.find(mark, declared.end) for mark in "。；") if i >= 0]
    clause = bones.text[clause_start : min(ends or [len(bones.text)])]
    before = bones.text[max(0, declared.start - 10) : declared.end]
    if _EVERYWHERE.search(before) and O not in clause and not (A in clause and _DRAWN.search(clause)):
        return False
    if _AT_MEETING.search(clause) and not re.search(r"发起|组成|成员|理事单位|会员|加入|加盟|共有来自", clause):
        return False
    named = len(listed_units(bones, declared.kind, declared.start, declared.end))
    if named and opens_list(bones, declared.end):
        return True
    if (alliance, declared.kind, declared.value) in heard.counts:
        return True
    if re.search(r"上述$", bones.text[: declared.start]) and (alliance, declared.value) in heard.values:
        return True
    if _adds_up(declared, together, heard, alliance):
        return True
    section = reading.sentence.section
    listed = section is not None and _LIST_HEADING.search(section.heading)
    if not ABOUT.search(bones.text) and not listed:
        return False
    if re.search(rf"{O}$", bones.text[: declared.start]) and declared.value <= 2:
        # 甲大学、乙大学两所高校…: a list that its count closes is one only where it ends or the units are called members.
        closes = re.match(r"[，；。、和]|以及|等|$", bones.text[declared.end :])
        return named >= declared.value and bool(closes or _CALLED.search(clause))
    return bool(named or (_WHOLE.search(clause) and declared.value > 1))


def _adds_up(declared: _Declared, together: Sequence[_Declared], heard: _Heard, alliance: Ref) -> bool:
    """Whether the kinds counted in one sentence make up a number declared before or with them."""
    kinds = [
        one for one in together if one.kind not in ("member", "initiator", "new_member", "vice_chair", "council_member")
    ]
    if declared not in kinds or len(kinds) < 2:
        return False
    total = sum(one.value for one in kinds)
    totals = {value for ref, value in heard.values if ref == alliance} | {o.value for o in together if o not in kinds}
    return total in totals or total + 1 in totals
