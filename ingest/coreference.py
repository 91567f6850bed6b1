"""Which names of a text mean the same, and what 联盟, 本联盟 and 我校 mean in each sentence.

Short forms are those that the text explains (以下简称), those that shorten exactly one formal alliance of the text
(轻量化联盟), and legal endings left out. A bare word ending in 联盟 that shortens nothing is no alliance.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from graph.facts import Span
from ingest.later import later
from ingest.marks import Context, Mark, Ref
from ingest.source import Document
from ingest.words.forms import local_bodies, without_legal_form
from ingest.words.owner import stated_owner
from ingest.words.sentences import Section, Sentence

_REACH = 120
_REMEMBERED = 4096
_COUNTRY = later(r"^(?:国家|中国|全国|我国)")
_LONGEST_ALIAS = 60
_OPENS_EXPLANATION = frozenset('(，,”" ，、')
_BRACKETED = later(r"[”\"]?\s*\(([^()]{1,80})\)")
_DEFINED = later(
    r"(?:以下|下文)?(?:统一)?(?:简称|下称|又称|又名|简称为|以下称)[：:为]?[“\"‘《]?([\u4e00-\u9fffA-Za-z][^”\"’》)，。；、]{1,19})[”\"’》]?"
)
_DEFINED_AT_ONCE = later(r"[”\"]?[，,]?(?:以下|下文)?(?:统一)?(?:简称|下称|又称|又名|以下称)")
_ENGLISH = later(
    r"英文(?:名称?|缩写|简称|全称)[：:为是]{0,2}[“\"]?([A-Z][A-Za-z&. \-]{1,58}[A-Za-z])(?:\(([A-Z][A-Za-z0-9-]{1,9})\))?"
)
_SHORT_FORM = later(r"[\u4e00-\u9fffA-Za-z]{2,8}")
_PRONOUN = later(r"(?:本|该|此)?(?:产业|创新|产教融合)?(?:联盟|联合体|共同体|中心)$")
_OWNER = later(r"我(?:校|司|院|所|公司|集团|厂|会|中心)|本(?:校|公司|院|所)(?!有)")
_THIS = later(r"(?:该|此)(?:联盟|联合体|共同体)")
_LISTED = later(r"[”》\"]?(?:、(?:以及|及|和)?|以及)[“《\"]?")
# Bodies, posts and a founding behind a name tell that the text speaks of it as an alliance with members.
_BODIES = later(
    r"[”\"]?(?:\(?(?:以下|下文)?(?:简称|下称)|(?:第[一二三四五]届|首届|常务|新一届|的)*(?:成立(?:大会|仪式|于)|理事会|副?理事长|秘书处|秘书长"
    r"|(?:成员|会员|理事|发起|牵头)单位|(?:会员|成员)大会|章程|(?:轮值|联席|执行)主席|专家委员会)"
    r"|(?:正式|宣告|宣布|揭牌)*(?:成立|揭牌)(?=[，。；]|大会|仪式|暨|$))"
)
# 在某地成立, 牵头组建|某某创新共同体: what else tells that a community is a body with members.
_MADE = later(r"[”\"]?(?:[^，。；]{0,6}日)?(?:在|于)[^，。；]{2,16}(?:成立|揭牌|启动)")
_MAKERS = later(r"(?:牵头|发起|联合|共同|倡议)(?:组建|成立|发起|建立|创建|设立|共建)(?:了|成立)?[“\"]?$")
_FEWEST = 4
# Alliances of airlines and states have members, too.
_OTHER_KIND = later(r"(?:星空|天合|飞翼|航空公司|航空|政治|军事|关税)联盟")
# An alliance with a post behind it is whose office a guest holds, not what the text goes on about.
_OFFICE = later(r"(?:理事会|研发|常务|执行|名誉|轮值|联席|副)*(?:理事长|秘书长|主席|会长|主任|首席|顾问)(?!单位)")
# What a document only plans is not yet spoken of: 《关于筹备成立某联盟的方案》.
_PLANNED = later(r"《关于(?:筹备|筹建|申请|拟)[^》]*$")
_REGION = later(r"^([\u4e00-\u9fff]{2,3})[省市]")
_FRONT = later(r"[\u4e00-\u9fff]{2,3}[省市]")
_BRACKETS = later(r"\([^()]*\)")
_RENAMES = later(r"更名为|改名为|前身(?:为|是)|升级为|更名成")
_ENDING = later(r"(?:产业)?(?:技术)?(?:创新)?(?:战略)?(?:联盟|创新联合体|联合体|同盟|产教(?:融合)?(?:发展)?共同体)$")


@dataclass(frozen=True)
class Names:
    """`canonical[ref]` = the longest name of the same entity in this text; absent = the ref is its own."""

    canonical: Mapping[Ref, Ref]

    def of(self, ref: Ref) -> Ref:
        """The entity's longest name in this text."""
        return self.canonical.get(ref, ref)


@lru_cache(maxsize=_REMEMBERED)
def stem(name: str) -> str:
    """What tells an alliance from others: without 国家/中国 in front, the common ending and the word 产业."""
    bare = _COUNTRY.sub("", name)
    return _ENDING.sub("", bare).replace("产业", "")


def _key(name: str) -> str:
    """The stem, in which 某市 and 某 in front are the same place."""
    return _REGION.sub(r"\1", stem(name))


def is_shortened(short: str, name: str) -> bool:
    """Whether the characters of `short` stand in `name` in this order; a branch shortens only a branch."""
    if short.endswith(("分会", "分联盟")) != name.endswith(("分会", "分联盟")):
        return False
    position = 0
    for char in short:
        found = name.find(char, position)
        if found < 0:
            return False
        position = found + 1
    return True


def settle_alliances(marked: Sequence[tuple[Sentence, list[Mark]]], title: str) -> list[list[Mark]]:
    """The marks of each sentence with doubtful alliances (grade low) kept only where they shorten a formal one."""
    formal = {m.name for _, marks in marked for m in marks if m.label == "Alliance" and m.grade == "high"}
    explained = {
        alias: mark
        for sentence, marks in marked
        if marks
        for mark, alias in explained_names(sentence.text, marks)
        if not _PRONOUN.fullmatch(alias)
    }
    doubtful = any(m.label == "Alliance" and m.grade != "high" for _, marks in marked for m in marks)
    other_kind = doubtful and any(_OTHER_KIND.search(sentence.text) for sentence, _ in marked)
    told = frozenset(() if other_kind else _with_bodies(marked))
    settled: list[list[Mark]] = []
    for _, marks in marked:
        kept: list[Mark] = []
        for mark in marks:
            if mark.label != "Alliance" or mark.grade == "high" or mark.name in explained:
                kept.append(mark)
                continue
            whole = [name for name in formal if is_shortened(stem(mark.name), stem(name)) and len(stem(mark.name)) >= 2]
            if whole:
                kept.append(replace(mark, how="short", grade="high" if len(whole) == 1 else "medium"))
            elif mark.name in title or mark.name in told or (mark.how == "quote" and not other_kind):
                kept.append(replace(mark, grade="medium"))
        settled.append(kept)
    return [_with_explained(s.text, kept, explained) for (s, _), kept in zip(marked, settled, strict=True)]


def _with_bodies(marked: Sequence[tuple[Sentence, list[Mark]]]) -> Iterator[str]:
    """Doubtful alliances of which the text tells bodies or a founding."""
    for sentence, marks in marked:
        for mark in marks:
            doubtful = mark.label == "Alliance" and mark.grade == "low" and len(stem(mark.name)) >= _FEWEST
            if doubtful and (_BODIES.match(sentence.text, mark.end) or _is_made(sentence.text, mark)):
                yield mark.name


def _is_made(text: str, mark: Mark) -> bool:
    """Whether a community is set up by those named before it, or at a place behind it."""
    if not mark.name.endswith("共同体"):
        return False
    return bool(_MADE.match(text, mark.end) or _MAKERS.search(text, 0, mark.start))


def _with_explained(text: str, marks: list[Mark], explained: Mapping[str, Mark]) -> list[Mark]:
    """The marks with every mention of an explained short name that no mark holds."""
    if not explained:
        return marks
    found = list(marks)
    for alias, whole in explained.items():
        position = text.find(alias)
        while position >= 0:
            end = position + len(alias)
            if not any(position < m.end and m.start < end for m in found) and not _inside_word(text, position, end):
                found.append(Mark(position, end, whole.label, alias, whole.kind, "short", whole.grade))
            position = text.find(alias, end)
    return sorted(found, key=lambda m: m.start)


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether Latin letters go on beyond the span."""
    before, behind = text[start - 1 : start], text[end : end + 1]
    return (before.isascii() and before.isalpha() and text[start].isascii()) or (
        behind.isascii() and behind.isalpha() and text[end - 1].isascii()
    )


def explained_names(text: str, marks: Iterable[Mark]) -> list[tuple[Mark, str]]:
    """(mark, other name) wherever a text says 以下简称 or 英文名称 or puts a short form in brackets behind a name."""
    found: list[tuple[Mark, str]] = []
    if "(" not in text and "称" not in text and "英文" not in text:
        return found
    for mark in marks:
        rest = text[mark.end : mark.end + _REACH]
        if not rest or rest[0] not in _OPENS_EXPLANATION:
            continue
        match = _BRACKETED.match(rest)
        names = [alias for part in _DEFINED.finditer(match[1] if match else rest) for alias in re.split(r"或", part[1])]
        if not match and names and not _DEFINED_AT_ONCE.match(rest):
            names = []
        for english in _ENGLISH.finditer(re.split(r"[。；]|联盟、", rest)[0]):
            names += [part for part in english.groups() if part]
        if match and not names and _SHORT_FORM.fullmatch(match[1]):
            short = match[1]
            if short.isascii() or is_shortened(short, mark.name):
                names.append(short)
        found += [(mark, alias.strip()) for alias in dict.fromkeys(names) if 1 < len(alias.strip()) <= _LONGEST_ALIAS]
    return found


def same_names(
    sentences: Sequence[Sentence], marks: Sequence[Sequence[Mark]], shorts: Mapping[str, str] | None = None
) -> Names:
    """Names that mean one entity, led to the longest of them; `shorts` = short form → whole name of organisations."""
    groups = {Ref("Organization", short): Ref("Organization", name) for short, name in (shorts or {}).items()}
    refs = sorted(
        {m.ref for line in marks for m in line if m.label in ("Alliance", "Organization")},
        key=lambda r: (-len(r.name), r.name),
    )
    for sentence, line in zip(sentences, marks, strict=True):
        for mark, alias in explained_names(sentence.text, line) if line else ():
            if not _PRONOUN.fullmatch(alias):
                groups[Ref(mark.label, alias)] = mark.ref
    alliances = [ref for ref in refs if ref.label == "Alliance"]
    apart = _renamed(sentences, marks)
    by_stem: dict[str, Ref] = {}
    for ref in alliances:
        by_stem.setdefault(_key(ref.name), ref)
    for ref in alliances:
        longest = by_stem[_key(ref.name)]
        if longest != ref and frozenset((ref, longest)) not in apart:
            groups.setdefault(ref, longest)
        elif ref not in groups and len(stem(ref.name)) >= 2:
            whole = [
                o
                for o in alliances
                if o != ref
                and frozenset((o, ref)) not in apart
                and by_stem[_key(o.name)] == o
                and is_shortened(stem(ref.name), stem(o.name))
                and (not re.search(r"技术创新|创新联合体", ref.name) or _is_fuller(o.name, ref.name))
            ]
            if len(whole) == 1:
                groups[ref] = whole[0]
    for short, full in local_bodies(ref.name for ref in refs if ref.label == "Organization"):
        groups.setdefault(Ref("Organization", short), Ref("Organization", full))
    by_form: dict[str, Ref] = {}
    for ref in refs:
        if ref.label == "Organization":
            form = without_legal_form(ref.name)
            longest = by_form.setdefault(form, ref)
            if longest != ref and len(form) >= 2:
                groups.setdefault(ref, longest)
    return Names({ref: _root(ref, groups) for ref in groups})


def _renamed(sentences: Sequence[Sentence], marks: Sequence[Sequence[Mark]]) -> set[frozenset[Ref]]:
    """Pairs of alliances of which one sentence says that one became the other: they are two, however alike."""
    pairs: set[frozenset[Ref]] = set()
    for sentence, line in zip(sentences, marks, strict=True):
        refs = [m.ref for m in line if m.label == "Alliance"]
        if len(set(refs)) > 1 and _RENAMES.search(sentence.text):
            pairs |= {frozenset((one, other)) for one in refs for other in refs if one != other}
    return pairs


def _is_fuller(name: str, bare: str) -> bool:
    """Whether a formal name is another one with a bracket, or with its province or city in front."""
    front = name[: -len(bare)] if name.endswith(bare) else ""
    return _BRACKETS.sub("", name) == bare or bool(_FRONT.fullmatch(front))


def _root(ref: Ref, groups: Mapping[Ref, Ref]) -> Ref:
    seen = {ref}
    while ref in groups and groups[ref] not in seen:
        ref = groups[ref]
        seen.add(ref)
    return ref


def contexts(
    document: Document, sentences: Sequence[Sentence], marks: Sequence[Sequence[Mark]], names: Names
) -> list[Context]:
    """For each sentence what 联盟 means before it is read, and whom the writer calls 我校."""
    writer = document.header.owner or stated_owner(document.text)
    owner = Ref("Organization", writer) if writer else None
    spoken = [_spoken_of(sentence.text, line) for sentence, line in zip(sentences, marks, strict=True)]
    all_alliances = {names.of(m.ref) for line in spoken for m in line}
    only = next(iter(all_alliances)) if len(all_alliances) == 1 else None
    first_span: dict[Ref, Span] = {}
    for sentence, line in zip(sentences, marks, strict=True):
        for mark in line:
            ref = names.of(mark.ref)
            if ref not in first_span:
                first_span[ref] = Span(sentence.start + mark.start, sentence.start + mark.end)
    title = next(
        (ref for ref in sorted(all_alliances, key=lambda r: -len(r.name)) if ref.name in document.header.title), None
    )
    main = title or _first_headed(sentences, marks, names)
    by_section: dict[Section, Ref] = {}
    current = main or only
    named: Ref | None = None
    named_in = 0
    unit: Mark | None = None
    context: Context | None = None
    result: list[Context] = []
    for sentence, line, alliances in zip(sentences, marks, spoken, strict=True):
        alliances = [m for m in alliances if not is_listed(sentence.text, m, line)]
        distinct = list(dict.fromkeys(names.of(m.ref) for m in alliances))
        if sentence.heading and sentence.section and len(distinct) == 1:
            by_section[sentence.section] = current = distinct[0]
        elif sentence.heading and sentence.section and not distinct:
            current = next((by_section[s] for s in sentence.section.chain() if s in by_section), current)
        this = named is not None and sentence.paragraph <= named_in and _THIS.search(sentence.text)
        here = named if this else current
        if context is None or context.alliance != here or context.unit != unit:
            span = first_span.get(here) if here else None
            context = Context(here, span, owner, document.header.date, document.header.genre, unit)
        result.append(context)
        if distinct and not sentence.heading:
            named, named_in = distinct[-1], sentence.paragraph
        if distinct and not sentence.heading and not (main and main not in distinct and _of_a_unit(line)):
            branch = next((ref for ref in distinct if ref.name.endswith(("分会", "分联盟"))), None)
            told = dict.fromkeys(names.of(m.ref) for m in alliances if not _OFFICE.match(sentence.text, m.end))
            spoken_of = list(told) or (distinct if current is None else [])
            if spoken_of:
                current = branch or (spoken_of[0] if len(spoken_of) <= 2 else current or spoken_of[-1])
        if line or sentence.heading:
            unit = next((m for m in line if m.label == "Organization"), None if sentence.heading else unit)
    return result


def _spoken_of(text: str, line: Sequence[Mark]) -> list[Mark]:
    """The alliances of a sentence, without those that a document in it only plans."""
    alliances = [m for m in line if m.label == "Alliance"]
    return [m for m in alliances if not _PLANNED.search(text, 0, m.start)] if "《" in text else alliances


def _first_headed(sentences: Sequence[Sentence], marks: Sequence[Sequence[Mark]], names: Names) -> Ref | None:
    """The only alliance that the text's first line names, when the text has no title of its own."""
    first = {names.of(m.ref) for m in marks[0] if m.label == "Alliance"} if marks and sentences[0].heading else set()
    return next(iter(first)) if len(first) == 1 else None


def _of_a_unit(marks: Sequence[Mark]) -> bool:
    """Whether a sentence speaks of a unit, and of alliances only as what that unit takes part in."""
    return next((m.label == "Organization" for m in marks if m.label in ("Organization", "Alliance")), False)


def is_listed(text: str, mark: Mark, marks: Sequence[Mark]) -> bool:
    """Whether an alliance stands as one item among units: 某学会、某联盟等3家单位."""
    for other in marks:
        if other.label == "Organization":
            between = text[other.end : mark.start] if other.end <= mark.start else text[mark.end : other.start]
            if 0 < len(between) <= 3 and _LISTED.fullmatch(between):
                return True
    return False


def is_pronoun(word: str) -> bool:
    """Whether a word stands for the alliance spoken of: 联盟, 本联盟, 该联盟, 联合体, 共同体."""
    return bool(_PRONOUN.fullmatch(word))


def owner_mentions(text: str) -> list[tuple[int, int]]:
    """Spans of 我校, 我司, 本公司 …"""
    return [match.span() for match in _OWNER.finditer(text)]
