"""Roles that stand right behind a unit: 某大学(理事长单位) in a list, and lines such as 某公司 副理事长单位.

What a list as a whole says of its units is read in `members.py`; a role in brackets is said of the one before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.facts import Span
from ingest.finding import Finding, Relation
from ingest.later import later
from ingest.marks import Mark, Reading
from ingest.rules.roles import ROLE, roles_of
from ingest.rules.skeleton import alliance_at, skeleton

RULE = "role.noted"
_BRACKET = later(rf"\((?:为|任|联盟)?(?P<role>{ROLE})(?P<unit>单位|成员|(?<=秘书处))\)")
_BEHIND = later(rf" +(?P<role>{ROLE})(?:单位|成员)[；，、。]?")
_OF_COUNCIL = later(r"理事|监事|秘书|主席|观察员|成员|会员|盟员")
_INDEX = later(r" *(?:[0-9]{1,3}[.、．)]? *)?[-·●]? *")
_NEAR = 2


def rule(readings: Sequence[Reading]) -> Iterable[Finding]:
    """Members with the role that stands behind each."""
    lines = {number: found for number, reading in enumerate(readings) if (found := _line(reading)) is not None}
    for number, reading in enumerate(readings):
        if any(number + step in lines for step in range(-_NEAR, _NEAR + 1) if step and number in lines):
            yield from _edges(reading, *lines[number])
        elif "(" in reading.text:
            for mark in reading.of("Organization"):
                match = _BRACKET.match(reading.text, mark.end)
                # In an alliance a council gives roles; 牵头 in brackets may be said of a project.
                if match is not None and _OF_COUNCIL.search(match["role"]):
                    yield from _edges(reading, mark, match["role"], match.end())


def _line(reading: Reading) -> tuple[Mark, str, int] | None:
    """The only unit of a line with the role behind it, and where that ends."""
    units = reading.of("Organization")
    if len(units) != 1 or "单位" not in reading.text:
        return None
    first = _INDEX.match(reading.text)
    match = _BEHIND.fullmatch(reading.text, units[0].end)
    return (units[0], match["role"], match.end()) if first and first.end() == units[0].start and match else None


def _edges(reading: Reading, mark: Mark, role: str, end: int) -> Iterator[Finding]:
    bones = skeleton(reading)
    at = next((sign for sign, marks in bones.at.items() if mark in marks), 0)
    found = alliance_at(reading, bones, at, at + 1)
    if found is None or mark.ref == found[0]:
        return
    alliance, here = found
    named = reading.context.alliance_span if here is None else None
    also: tuple[Span, ...] = () if named is None else (named,)
    span = reading.span(mark.start, end)
    yield Relation("MEMBER_OF", mark.ref, alliance, span, RULE, "high", also=also)
    for key in roles_of(role):
        yield Relation("MEMBER_OF", mark.ref, alliance, span, RULE, "high", "roles", key, also)
