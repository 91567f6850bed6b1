"""Lists of members under a heading or an opening line: 成员单位：, 理事长单位, （三）高校成员.

A line below belongs to the list while it holds units and little else.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from graph.facts import Span
from ingest.later import later
from ingest.marks import Reading, Ref
from ingest.rules.roles import ROLE, roles_of
from ingest.words.column_words import leading_headings

_HEADING = later(
    rf"(?:(?P<role>{ROLE})(?:单位|企业|高校|名单)+|(?:成员|会员|盟员|加盟|参与)(?:单位|企业|高校|院所|名单|一览|列表)+|(?:单位|企业|高校|成员)名单)"
)
_INTRO = later(
    rf"(?:(?P<role>{ROLE})(?:单位|名单|成员|企业)?|(?:成员|会员|盟员)(?:单位)?|单位)[^。；]{{0,20}}?(?:如下|名单|包括|分别是|分别为|有|为)*[：:]$"
)
# 理事单位：某公司, with the other ones in the lines below.
_LABELLED = later(rf"(?:(?:{ROLE})单位|(?:成员|会员|盟员)(?:单位)?)(?:[(（][^()（）]{{1,8}}[)）])?：(?=\S)")
# 理事长单位 某公司 张三, 2 某大学 副理事长单位: a row of a table, no heading.
_ROW = later(
    r"(?:单位|理事长|秘书长|理事|监事长|监事|主席) +\S"
    rf"|(?:公司|大学|学院|[院所]|集团|中心|协会|学会|[厂校]) +(?:{ROLE})(?:单位)?$"
    # So is 某大学(理事长单位).
    rf"|\((?:{ROLE})(?:单位|成员)?\)[；，、]?$"
)
# 理事长：张三 某公司董事长 is about a person.
_PERSON = later(rf"(?:{ROLE}|副?秘书长)：")
# What only sorts the units below it: 一、企业（3家）, 高校成员：.
_KIND_LINE = later(
    r"(?:[(（]?[一二三四五六七八九十0-9]{1,3}[)）、.．]\s*)?[\u4e00-\u9fff]{0,4}(?:企业|公司|高校|大学|院校|科研院所|院所|科研机构|研究机构|机构|协会|学会|社会组织|社会团体|行业组织|医院|单位)"
    r"(?:类|成员|会员)?(?:单位)?\s*(?:[(（]?共?[0-9一二三四五六七八九十百]{1,4}(?:家|所|个)[)）]?)?[：:]?"
)
# The role of one unit behind its name, which is no part of the line's own list.
_ROLE_BEHIND = later(rf"(?: +|\()(?:{ROLE})(?:单位|成员)\)?[；，、]?$")
# A line that states something is no item.
_SAYS = later(r"不|属于|属科|归入")
_LIMIT = 60


def member_heading(
    readings: Sequence[Reading], reading: Reading
) -> tuple[Ref, tuple[str, ...], tuple[Span, ...]] | None:
    """(alliance, roles, spans that say so) when the line is an item of a list of members, else None."""
    units = any(mark.label == "Organization" for mark in reading.marks)
    if not units or _PERSON.match(reading.text) or _is_row(reading) or not _is_item(reading):
        return None
    section = reading.sentence.section
    # An item that looks like a heading stands under the heading before it.
    above = list(section.chain()) if section is not None else []
    lines = [(s.heading, s.start, s.end) for s in above if s.start != reading.sentence.start]
    opening = _label(reading) or _opening(readings, reading)
    if opening is not None:
        lines.insert(0, opening)
    for heading, start, end in lines:
        if _ROW.search(heading) or _heads_table(heading):
            continue
        match = _HEADING.search(heading) or _INTRO.search(heading)
        if match is not None and reading.context.alliance is not None:
            spans = (Span(start, end), *((reading.context.alliance_span,) if reading.context.alliance_span else ()))
            return reading.context.alliance, roles_of(match["role"] or ""), spans
    return None


def _heads_table(text: str) -> bool:
    """Whether a line is the headings of a table, whose columns are no list: 联盟名称 牵头单位 成员单位."""
    return " " in text and len(leading_headings(text.split())) > 1


def _is_row(reading: Reading) -> bool:
    """Whether the line is a row about an alliance of its own: 2 某联盟 某大学 某公司."""
    return any(reading.text.startswith(" ", mark.end) for mark in reading.of("Alliance"))


def _is_item(reading: Reading) -> bool:
    covered = sum(mark.end - mark.start for mark in reading.marks if mark.label == "Organization")
    bare = re.sub(r"^[\s\d.、()（）·●|-]+|[\s，、；。|]", "", _ROLE_BEHIND.sub("", reading.text))
    return covered * 10 >= len(bare) * 6 and not _SAYS.search(bare)


def _label(reading: Reading) -> tuple[str, int, int] | None:
    """The label before the units of the line, with its place."""
    match = _LABELLED.match(reading.text)
    start = reading.sentence.start
    return None if match is None else (match.group(), start, start + match.end())


def _opening(readings: Sequence[Reading], reading: Reading) -> tuple[str, int, int] | None:
    """The nearest line above that opens a list with a colon, when only items stand between."""
    index = reading.sentence.index
    at = bisect_left(readings, index, key=lambda r: r.sentence.index)
    for other in reversed(readings[max(0, at - _LIMIT) : at]):
        if _KIND_LINE.fullmatch(other.text) and not _HEADING.search(other.text):
            continue
        if other.text.endswith(("：", ":")) or (
            other.sentence.heading
            and _HEADING.search(other.text)
            and not _ROW.search(other.text)
            and not _heads_table(other.text)
        ):
            sentence = other.sentence
            return sentence.text, sentence.start, sentence.start + len(sentence.text)
        label = _label(other)
        if label is not None:
            return None if "：" in reading.text else label
        if not (other.of("Organization") and _is_item(other)):
            return None
    return None
