"""Who holds which post: SERVES in an alliance, WORKS_FOR a unit (phrasing.md section 5).

Posts stand before a name (X公司董事长、联盟理事长张三), behind it (X大学李四教授) or come by a verb (当选副理事长).
A title with a unit before it is held there; one without is held in the alliance, if it is a post that alliances have.
Guests keep their employers; nothing here makes a member.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ahocorasick_rs import AhoCorasick, MatchKind

from graph.facts import Grade, Span
from ingest.finding import Finding, Named, Relation
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.near import alliance_near, named, pieces
from ingest.rules.pairs import alliances_of_each
from ingest.rules.posts import Block, Post, blocks, going_on, holder, sharing
from ingest.words.people import APPOINTS, find_people, stands_alone, titles_of
from ingest.words.titles import TITLE_HINT, Title

# 分会会长 is a post of the branch, whose name may not be marked.
_BRANCH = later(r"(?<![\u4e00-\u9fff])(?:该|本)?分会(?:的)?(?:名誉|执行|常务|副)*(?:会长|理事长|主席|秘书长)")
_JOINT = later(r"(?:、|，|和|及|与|以及|暨|；)?(?:以及|和|及|与)?")
_APPOINTS = later(
    rf"(?:同志|先生|女士|等[0-9一二三四五六七八九十]*[人位名]?(?:专家|学者|院士|教授|代表)?)?(?P<verb>{APPOINTS})"
)
# 某会长李四为联盟主席颁发证书 does something for the chairman.
_FOR = later(r"(?:们)?(?:颁发|颁授|授予|授牌|揭牌|揭幕|佩戴|送上|赠送|点赞|献花)")
_INTO = later(
    r"(?P<alliance>(?:本|该)?(?:联盟|同盟|联合体|共同体|分会|理事会)(?:的)?)?(?:的|首届|首任"
    r"|[第新]?[一二三四五六七八九]届|本届|理事会|\s)*"
)
_NAMES = later(
    r"(?:人选)?(?:现)?(?:共|有)?(?:[0-9一二三四五六七八九十]+[名位人])?(?P<each>分别)?(?:由|为|是|：|:)(?:来自)?"
)
_TITLE_JOINT = later(r"(?:、|和|及|与|兼|以及|兼任)$")


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """People with their posts; then every other place where the text names them."""
    found: dict[str, None] = {}
    marked: set[Span] = set()
    branch: tuple[Ref, Span] | None = None
    for reading in pieces(readings):
        for mark in reading.of("Alliance"):
            if mark.name.endswith("分会"):
                branch = mark.ref, reading.span(mark.start, mark.end)
        if reading.silent or not TITLE_HINT.search(reading.text):
            continue
        if branch is not None and _BRANCH.search(reading.text):
            context = replace(reading.context, alliance=branch[0], alliance_span=branch[1])
            reading = replace(reading, context=context)
        for finding in _sentence(reading):
            if isinstance(finding, Named) and finding.ref.label == "Person":
                found.setdefault(finding.ref.name)
                marked.add(finding.span)
            yield finding
    if found:
        yield from _again(readings, list(found), marked)


def _sentence(reading: Reading) -> Iterator[Finding]:
    taken = [(mark.start, mark.end) for mark in named(reading)]
    titles = titles_of(reading.text, taken)
    people = find_people(reading.text, taken, titles)
    if not people:
        return
    parts = blocks(reading, titles, people)
    parts = going_on(reading, sharing(reading, parts))
    relations: dict[Block, list[Finding]] = {part: [] for part in parts}
    for part in parts:
        for post in part.posts:
            relations[part] += _held(reading, part, post)
    for part, relation in [*_appointed(reading, titles, parts), *_introduced(reading, titles, parts)]:
        relations[part].append(relation)
    for part, edges in _shared_out(reading, relations).items():
        # A guest with a title alone (副总理某某) is named, too.
        if edges or any(post.title is not None for post in part.posts):
            span = reading.span(part.person.start, part.person.end)
            yield Named(Ref("Person", part.person.name), span, "people.name", part.person.grade)
            yield from edges


def _shared_out(reading: Reading, relations: dict[Block, list[Finding]]) -> dict[Block, list[Finding]]:
    """The edges with an alliance for each person where 分别 shares as many out among them."""
    serving = [
        part for part, edges in relations.items() if any(isinstance(e, Relation) and e.type == "SERVES" for e in edges)
    ]
    alliances = alliances_of_each(reading) if len(serving) > 1 else ()
    if len(alliances) != len(serving):
        return relations
    own = dict(zip(sorted(serving, key=lambda part: part.start), alliances, strict=True))
    return {
        part: [
            replace(edge, tail=own[part]) if isinstance(edge, Relation) and edge.type == "SERVES" else edge
            for edge in edges
        ]
        for part, edges in relations.items()
    }


def _held(reading: Reading, part: Block, post: Post) -> Iterator[Finding]:
    """The edge of one post that stands beside the name."""
    title = post.title
    scope = title.scope if title else ""
    end = max(part.person.end, title.end if title else 0)
    stretch = (min(post.start, part.person.start), end)
    if post.unit is not None:
        yield from _works_for(reading, part, post, stretch)
    elif title is not None and (post.alliance or (post.free and scope in ("alliance", "both"))):
        yield from _serves(reading, part, post, title, stretch, "high" if post.alliance else "medium")


def _works_for(reading: Reading, part: Block, post: Post, stretch: tuple[int, int]) -> Iterator[Finding]:
    assert post.unit is not None
    person, span = Ref("Person", part.person.name), reading.span(*stretch)
    if post.loose and (at := reading.text.find(post.unit.name, stretch[0], stretch[1])) >= 0:
        yield Named(post.unit, reading.span(at, at + len(post.unit.name)), "people.unmarked_unit", "medium")
    if post.title is None or post.title.scope == "address":
        yield Relation("WORKS_FOR", person, post.unit, span, "people.unit", "medium")
    else:
        grade: Grade = "medium" if post.loose else "high"
        title = post.title.text
        yield Relation("WORKS_FOR", person, post.unit, span, "people.employer", grade, "title", title)


def _serves(
    reading: Reading, part: Block, post: Post, title: Title, stretch: tuple[int, int], grade: Grade
) -> Iterator[Relation]:
    near = (post.named, ()) if post.named is not None else alliance_near(reading, post.start)
    if near is None or (_BRANCH.search(reading.text) and not near[0].name.endswith("分会")):
        return
    alliance, also = near
    person = Ref("Person", part.person.name)
    span = reading.span(*stretch)
    yield Relation("SERVES", person, alliance, span, "people.serves", grade, "title", title.text, tuple(also))


def _appointed(reading: Reading, titles: Sequence[Title], parts: Sequence[Block]) -> Iterator[tuple[Block, Finding]]:
    """A、B(分别)担任/当选/被聘为 titles."""
    for part in parts:
        verb = _APPOINTS.match(reading.text, part.end)
        if verb is None:
            continue
        chain = _titles_after(reading, titles, verb.end())
        if not chain or (verb["verb"] == "为" and _FOR.match(reading.text, max(p.title.end for p in chain if p.title))):
            continue
        group = _group_before(reading, parts, part, counted=verb[0].startswith("等"))
        each = "分别" in verb["verb"] and len(chain) == len(group) > 1
        for index, member in enumerate(group):
            for post in [chain[index]] if each else chain:
                assert post.title is not None
                yield from ((member, edge) for edge in _given(reading, member, post))


def _introduced(reading: Reading, titles: Sequence[Title], parts: Sequence[Block]) -> Iterator[tuple[Block, Finding]]:
    """理事长为A; 秘书长、副秘书长分别为A和B."""
    for title in titles:
        opening = _NAMES.match(reading.text, title.end)
        if opening is None:
            continue
        group = _group_after(reading, parts, opening.end())
        if not group:
            continue
        chain = _titles_before(reading, titles, title)
        each = bool(opening["each"]) and len(chain) == len(group) > 1
        for index, member in enumerate(group):
            for post in [chain[index]] if each else (chain if len(group) == 1 else chain[-1:]):
                yield from ((member, edge) for edge in _given(reading, member, post))


def _given(reading: Reading, part: Block, post: Post) -> Iterator[Finding]:
    """The edge of a post that a verb or a colon gives."""
    title = post.title
    assert title is not None
    stretch = (min(part.start, title.start), max(part.end, title.end))
    if post.unit is not None:
        yield from _works_for(reading, part, post, stretch)
    elif post.alliance or (post.free and title.scope in ("alliance", "both")):
        yield from _serves(reading, part, post, title, stretch, "high" if post.alliance else "medium")


def _titles_after(reading: Reading, titles: Sequence[Title], start: int) -> list[Post]:
    """The posts that follow a verb of appointment, first to last; the first tells who gives them all."""
    for title in titles:
        if title.start < start:
            continue
        if title.start - start > 40:
            return []
        into = _INTO.match(reading.text, start)
        assert into is not None
        first = holder(reading, title, title.start)
        if into.end() == title.start:
            first = Post(title.start, title, alliance=bool(into["alliance"]), free=True)
        elif first.free or re.search(r"[，。；、：]", reading.text[start : first.start]) or first.start > start + 4:
            return []
        chain = [first]
        last = title.end
        for following in titles:
            between = reading.text[last : following.start]
            if following.start > last and len(between) <= 2 and _TITLE_JOINT.search(between):
                chain.append(replace(first, start=following.start, title=following))
                last = following.end
        return chain
    return []


def _titles_before(reading: Reading, titles: Sequence[Title], last: Title) -> list[Post]:
    """The posts joined before an opening (秘书长、副秘书长分别为), first to last."""
    chain = [last]
    for title in reversed([t for t in titles if t.end < last.start]):
        between = reading.text[title.end : chain[0].start]
        if len(between) > 2 or not _TITLE_JOINT.search(between):
            break
        chain.insert(0, title)
    first = holder(reading, chain[0], chain[0].start)
    return [replace(first, start=title.start, title=title) for title in chain]


def _group_before(reading: Reading, parts: Sequence[Block], last: Block, *, counted: bool) -> list[Block]:
    """The people joined before `last`; a comma joins those who are counted: 甲，乙等7位专家."""
    ends = "；" if counted else "，；"
    group = [last]
    for part in reversed([p for p in parts if p.end <= last.start]):
        if not _JOINT.fullmatch(reading.text, part.end, group[0].start) or part.end == group[0].start:
            break
        if any(mark in ends for mark in reading.text[part.end : group[0].start]):
            break
        group.insert(0, part)
    return group


def _group_after(reading: Reading, parts: Sequence[Block], start: int) -> list[Block]:
    group: list[Block] = []
    for part in parts:
        end = group[-1].end if group else start
        if part.start < end:
            continue
        joint = reading.text[end : part.start]
        if joint and not (group and _JOINT.fullmatch(joint) and "；" not in joint and "，" not in joint):
            break
        group.append(part)
    return group


def _again(readings: Sequence[Reading], names: Sequence[str], marked: set[Span]) -> Iterator[Named]:
    """Every other place where the text names these people."""
    known = sorted(marked)
    starts = [span.start for span in known]
    automaton = AhoCorasick(names, matchkind=MatchKind.LeftmostLongest)
    for reading in readings:
        units = [(mark.start, mark.end) for mark in named(reading)]
        for index, start, end in automaton.find_matches_as_indexes(reading.text):
            span = reading.span(start, end)
            place = bisect_left(starts, span.start)
            told = any(k.start < span.end and span.start < k.end for k in known[max(0, place - 1) : place + 1])
            unit = bisect_left(units, (start, end))
            inside = any(s < end and start < e for s, e in units[max(0, unit - 1) : unit + 1])
            if not told and not inside and stands_alone(reading.text, start, end):
                yield Named(Ref("Person", names[index]), span, "people.again", "medium")
