"""Titles of people in a sentence: 副理事长, 专家委员会主任, 院士, with what they are titles of.

A title that names a unit (理事长单位, 院长办公室, 理事会) is none. Whose title it is, is left to the rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.later import later
from ingest.words.shipped import read_table

Scope = Literal["alliance", "both", "employer", "rank", "address"]

_COMMITTEE = later(
    r"(?:(?:专家|技术|学术|顾问|咨询|指导|标准化?|知识产权|战略|科学|管理|执行|工作)+(?:委员会|组)|专委会|科技委)"
    r"(?:常务|执行|名誉|副)*(?:主任委员|主任|主席|委员|秘书长|首席科学家|首席专家|顾问|组长|召集人)"
)
# 专家委员会由甲任主任，乙任副主任
_COMMITTEE_BY = later(r"(?:专家|技术|学术|顾问|咨询|指导|战略|科学)+委员会，?(?:由|选举|聘请|推选)[^。；]{1,40}$")
# 副总 alone is short for 副总经理; it begins longer titles.
_DEPUTY = later(
    r"副总(?!经理|裁|监|编|工|设计|会计|经济|农艺|地质|师|理|干事|领事|督|指挥|协调|召集|顾问|司|公司|部|会|队|量)"
)
_OF_COMMITTEES = frozenset(("主任", "副主任", "委员", "组长", "副组长", "主任委员", "副主任委员"))
_COMMITTEE_HINT = later(r"委|专家组|顾问组|指导组|工作组")
_NOT_BEHIND = later(
    r"单位|单元|企业|高校|院校|方(?=[、，。；：为是的由和与将共在代]|$)|办公|会(?!见|议?上|长)|处(?!长)|团(?!队)|级|工作站|工作委|后流动|后科研"
    r"|学位|任职|席位|人选|候选"
    r"|职务|一职|负责制|制度?(?!定|订)|助理(?=、)|联席|扩大|台(?!湾)|[0-9一二三四五六七八九十两]+[名人位家个]"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A title at `[start, end)` of a sentence, its prefixes (副, 名誉) included."""

    start: int
    end: int
    text: str
    scope: Scope


@dataclass(frozen=True)
class _Words:
    titles: tuple[str, ...]
    scopes: tuple[Scope, ...]
    automaton: AhoCorasick
    prefixes: tuple[str, ...]


@cache
def _words() -> _Words:
    rows = read_table("titles")
    titles = tuple(row["title"] for row in rows if row["scope"] != "prefix")
    scopes: tuple[Scope, ...] = tuple(row["scope"] for row in rows if row["scope"] != "prefix")  # type: ignore[misc]
    prefixes = (row["title"] for row in rows if row["scope"] == "prefix")
    automaton = AhoCorasick(titles, matchkind=MatchKind.LeftmostLongest)
    return _Words(titles, scopes, automaton, tuple(sorted(prefixes, key=lambda word: (-len(word), word))))


def title_words() -> tuple[str, ...]:
    """All titles; a sentence without any of them, and without a unit, names nobody."""
    return _words().titles


def find_titles(text: str) -> Iterator[Title]:
    """The titles of a sentence from left to right."""
    words = _words()
    floor = 0
    committee = False
    for start, end, scope in _bases(text, words):
        if start < floor or _NOT_BEHIND.match(text, end):
            continue
        given = "委员会" in text and bool(_COMMITTEE_BY.search(text, 0, start))
        committee = committee or given or bool(_COMMITTEE.match(text, start, end))
        start = _with_prefixes(text, start, floor, words.prefixes)
        # 专家委员会主任由甲担任，副主任由乙担任: the second is the committee's, too.
        joints = "，、；任为" if given else "，、；"
        if committee and scope == "employer" and text[start - 1] in joints and text[start:end] in _OF_COMMITTEES:
            scope = "alliance"
        yield Title(start, end, text[start:end], scope)
        floor = end


def _bases(text: str, words: _Words) -> Iterable[tuple[int, int, Scope]]:
    """Titles without prefixes; one of a committee (专家委员会主任) before the shorter one in it."""
    plain: list[tuple[int, int, Scope]] = [
        (s, e, words.scopes[index]) for index, s, e in words.automaton.find_matches_as_indexes(text)
    ]
    if "副总" in text:
        plain = sorted([*plain, *((*m.span(), "employer") for m in _DEPUTY.finditer(text))])
    if not plain or not _COMMITTEE_HINT.search(text):
        return plain
    committees: list[tuple[int, int, Scope]] = [(*m.span(), "alliance") for m in _COMMITTEE.finditer(text)]
    free = [p for p in plain if not any(c[0] < p[1] and p[0] < c[1] for c in committees)]
    return sorted([*committees, *free])


def _with_prefixes(text: str, start: int, floor: int, prefixes: tuple[str, ...]) -> int:
    while True:
        prefix = next((p for p in prefixes if text.endswith(p, floor, start)), None)
        if prefix is None:
            return start
        start -= len(prefix)


TITLE_HINT = later(r"[总长事士授员席家问人书记裁理监师任生政表OTF]")
