"""Numbers at the beginning of provisions: 第三条, （二）, 1、, 一是, ①: their style and their number in figures."""

from __future__ import annotations

from dataclasses import dataclass

from ingest.later import later
from ingest.values.numerals import chinese_value

_CN = "[一二三四五六七八九十百零〇]{1,5}"
_STYLES = (
    ("article", later(rf"第({_CN}|[0-9]{{1,3}})条(?![款规约例件])[：:\s]?")),
    ("chapter", later(rf"第({_CN}|[0-9]{{1,3}})[章节]")),
    ("is", later(rf"({_CN})(?:是|要)(?=[^否])")),
    ("nth", later(rf"第({_CN})[，、是：]")),
    ("chinese", later(rf"({_CN})[、.．](?!.{{0,2}}方面)")),
    ("bracketed", later(rf"\(({_CN})\)")),
    ("figure_bracketed", later(r"\(([0-9]{1,2})\)")),
    ("figure", later(r"([0-9]{1,2})(?:[、)．]|\.(?![0-9]))")),
    ("circled", later(r"([①-⑳])")),
)
_LEAD = later(r"(?:#{1,6}|答[：:]|[·●◆■▪◇□★])\s*")
_LEADS = frozenset("#答·●◆■▪◇□★")
_FIRST = frozenset("第(0123456789一二三四五六七八九十百零〇①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳")
_INLINE = later(
    rf"(?:(?<=[；。：:，])|(?<=，))(?:{_CN}(?:是|要)|第{_CN}[，、是])|(?<=[；。：:])(?:[0-9]{{1,2}}[、)．]"
    rf"|\((?:{_CN}|[0-9]{{1,2}})\)|[①-⑳])"
)
# Whatever _INLINE can match has one of these; a quick look.
MAY_NUMBER_INSIDE = later(r"[；。：:，][第(0-9一二三四五六七八九十百零〇①-⑳]")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its style at `[start, end)` of a sentence; `figure` in Arabic figures."""

    start: int
    end: int
    style: str
    figure: str


def number_at(text: str, start: int = 0) -> Number | None:
    """The number that a provision begins with at `start`, marks of headings and answers passed over."""
    if text[start : start + 1] in _LEADS:
        lead = _LEAD.match(text, start)
        start = lead.end() if lead else start
    if text[start : start + 1] not in _FIRST:
        return None
    for style, pattern in _STYLES:
        match = pattern.match(text, start)
        if match is not None:
            return Number(start, match.end(), style, _figure(match[1]))
    return None


def numbers_in(text: str) -> list[Number]:
    """The number that the sentence begins with, and those of the same style inside it (一是…；二是…)."""
    if _FIRST.isdisjoint(text):
        return []
    found = [number for number in [number_at(text)] if number is not None]
    for match in _INLINE.finditer(text):
        number = number_at(text, match.start())
        if (
            number is not None
            and (not found or number.style == found[0].style)
            and number.start >= (found[-1].end if found else 0)
        ):
            found.append(number)
    return found


def _figure(written: str) -> str:
    if written.isdecimal():
        return str(int(written))
    if "①" <= written <= "⑳":
        return str(ord(written) - ord("①") + 1)
    value = chinese_value(written)
    return str(value) if isinstance(value, int) else written
