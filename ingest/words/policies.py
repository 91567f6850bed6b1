"""Names of policies in a sentence: documents in book quotes that are named as one, and the known programmes.

A charter, a paper or a standard in book quotes is no policy. Which names of a text mean one policy is found by
`same_policies`: the years in brackets differ from copy to copy, and 《规划纲要》 shortens a longer name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from ingest.later import later
from ingest.words.shipped import read_table
from ingest.words.tidy import fold

_QUOTED = later(r"《([^《》]{2,60}?)》")
_DOCUMENT = later(
    r"(?:规划|纲要|办法|意见|决定|通知|方案|条例|行动计划|计划|细则|规定|指南|指引|目录|若干政策|政策|措施|法"
    r"|战略|通则|工程|决议|建议|行动)"
    r"(?:\([^()]{1,24}\))?$"
)
# A plan of a period, told without book quotes: 国家“十三五”科技创新规划.
_PLAN = later(
    r"(?:国家|全国|联盟|行业)?“十[一二三四五]五”[\u4e00-\u9fff]{0,8}?规划(?:纲要)?(?![期中时])"
    r"|中长期发展规划(?:\([^()]{4,16}\))?"
)
_NO_POLICY = later(
    r"^(?:关于)?(?:联盟|合作|工作)(?:方案|计划|办法|意见)$|(?:方法|做法|算法|用法|说法|书法|立法)$"
    r"|联盟章程"
)
_YEARS = later(r"\([^()]*\)$")


@dataclass(frozen=True, slots=True)
class PolicyMark:
    """A policy at `[start, end)` of a sentence, without its quotes."""

    start: int
    end: int
    name: str


@cache
def _known() -> tuple[re.Pattern[str], Mapping[str, str]]:
    names: dict[str, str] = {}
    for row in read_table("policies"):
        names[fold(row["name"])] = fold(row["name"])
        if row["alias"]:
            names[fold(row["alias"])] = fold(row["name"])
    longest = sorted(names, key=lambda name: (-len(name), name))
    return re.compile("|".join(map(re.escape, longest))), names


def find_policies(text: str) -> list[PolicyMark]:
    """The policies that a sentence names, in order."""
    found = [*_documents(text)] if "《" in text else []
    plans = _PLAN.finditer(text) if "规划" in text else ()
    for match in [*plans, *_known()[0].finditer(text)]:
        if all(match.end() <= mark.start or mark.end <= match.start() for mark in found):
            found.append(PolicyMark(match.start(), match.end(), match[0]))
    return sorted(found, key=lambda mark: mark.start)


def _documents(text: str) -> Iterator[PolicyMark]:
    for match in _QUOTED.finditer(text):
        name = match[1]
        if _DOCUMENT.search(name) and not _NO_POLICY.search(name):
            yield PolicyMark(match.start(1), match.end(1), name)


def same_policies(names: Iterable[str]) -> Mapping[str, str]:
    """Each name of a text → the longest name of the same policy in it.

    Names that differ in the bracket at the end are one; a short name is one with the only longer name that ends so.
    """
    distinct = sorted(set(names), key=lambda name: (-len(name), name))
    whole: dict[str, str] = {}
    for name in distinct:
        whole.setdefault(_YEARS.sub("", name), name)
    result: dict[str, str] = {}
    for name in distinct:
        stem = _YEARS.sub("", name)
        longer = [other for other in whole if other != stem and other.endswith(stem)]
        result[name] = whole[longer[0]] if len(longer) == 1 else whole[stem]
    known = _known()[1]
    return {name: _official(name, whole_name, distinct, known) for name, whole_name in result.items()}


def _official(name: str, whole: str, distinct: list[str], known: Mapping[str, str]) -> str:
    """The full name of a known programme, when this text has it too."""
    full = known.get(name, "")
    return full if full in distinct else whole
