"""Titles of people in a sentence: 副理事长, 专家委员会主任, 院士, with what they are titles of.

A title that names a unit (理事长单位, 院长办公室, 理事会) is none. Whose title it is, is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal

from ingest.words.lexicon import read_table

Scope = Literal["alliance", "both", "employer", "rank", "address"]

_COMMITTEE = (
    r"(?:(?:专家|技术|学术|顾问|咨询|指导|标准化?|知识产权|战略|科学|管理|执行|工作)+(?:委员会|组)|专委会|科技委)"
    r"(?:常务|执行|名誉|副)*(?:主任委员|主任|主席|委员|秘书长|首席科学家|首席专家|顾问|组长|召集人)"
)
_NOT_BEHIND = re.compile(
    r"单位|企业|高校|院校|方(?!面)|办公|会(?!见|议?上|长)|处(?!长)|团(?!队)|级|工作站|工作委|后流动|后科研"
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
    scopes: dict[str, Scope]
    base: re.Pattern[str]
    prefixes: tuple[str, ...]


@cache
def _words() -> _Words:
    scopes: dict[str, Scope] = {}
    prefixes: list[str] = []
    for row in read_table("titles"):
        if row["scope"] == "prefix":
            prefixes.append(row["title"])
        else:
            scopes[row["title"]] = row["scope"]  # type: ignore[assignment]
    longest = sorted(scopes, key=lambda word: (-len(word), word))
    base = re.compile(rf"(?P<committee>{_COMMITTEE})|(?:{'|'.join(map(re.escape, longest))})")
    return _Words(scopes, base, tuple(sorted(prefixes, key=lambda word: (-len(word), word))))


def find_titles(text: str) -> Iterator[Title]:
    """The titles of a sentence from left to right."""
    words = _words()
    floor = 0
    for match in words.base.finditer(text):
        start, end = match.span()
        if _NOT_BEHIND.match(text, end):
            continue
        scope: Scope = "alliance" if match["committee"] else words.scopes[match[0]]
        start = _with_prefixes(text, start, floor, words.prefixes)
        yield Title(start, end, text[start:end], scope)
        floor = end


def _with_prefixes(text: str, start: int, floor: int, prefixes: tuple[str, ...]) -> int:
    while True:
        prefix = next((p for p in prefixes if text.endswith(p, floor, start)), None)
        if prefix is None:
            return start
        start -= len(prefix)


TITLE_HINT = re.compile(r"[长事士授员席家问人书记裁理监师任生政表OTF]")
