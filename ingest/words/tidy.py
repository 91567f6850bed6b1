"""Raw text → text that rules can read, with a map back.

Folds widths, punctuation and traditional characters one for one, then leaves out markup and soft line breaks. A kept
character keeps its raw offset, so every span of the tidied text is a span of the raw text. Which line breaks are soft
is decided in `lines.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from graph.facts import Span
from ingest.later import later
from ingest.source import Document
from ingest.words.grids import grid_lines
from ingest.words.lines import Breaks
from ingest.words.segment import Segmenter

_FOLD = {chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：！？"}
_FOLD |= dict(
    zip(
        "\u3000\u00a0\t\u2002\u2003﹙﹚〔〕〈〉「」『』﹑﹐﹔﹕｡､?!;・•‧∙●︰―‐‑–﹣",
        "     ()()《》“”‘’、，；：。、？！；···· ：—----",
        strict=True,
    )
)
# Pages write 陜西 with a character that has no simplified form of its own.
_FOLD["陜"] = "陕"
_COMMA = later(r"(?<![0-9]),|,(?![0-9])")
_COLON = later(r"(?<![0-9/a-zA-Z]):(?!//)|:(?![0-9/])")
_HIDDEN = later(
    r"<!--.*?-->|<(script|style)\b.*?</\1\s*>|</?[a-zA-Z][^<>\n]{0,300}>|&lt[;；]/?[a-zA-Z][^\n]{0,200}?&gt[;；]"
    r"|&(?:nbsp|ensp|emsp|ldquo|rdquo|middot|mdash|amp|quot|lt|gt|#\d{2,5}|#x[0-9a-fA-F]{2,4})[;；]"
    r"|!\[[^\]\n]{0,200}\]\([^)\s]{0,400}\)|(?<=\])\((?:https?:|/|#)[^)\s]{0,400}\)|https?://[\x21-\x7e]+"
    r"|\*\*|__|`+|(?m:^[ ]{0,3}(?:>+|[-*+])[ ]+)|[\u200b\u200c\u200d\ufeff\u00ad\r]|(?<=[\u4e00-\u9fff，。；、])[﹡＊*]+(?=[\u4e00-\u9fff，。；、])",
    re.DOTALL,
)
# Capitals are an abbreviation, not pinyin: 卫星产业联盟(SIA).
# Before a mark, and not a word, only what is a syllable; copies repeat it: 所(suo)(suo)的.
_SYLLABLE = r"(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[aeiouv]|[aeiou]{2,3})(?:ng?|r)?"
_PINYIN = later(
    r"(?:\((?=[a-z]{1,6}\)|[a-z]*[^a-z)])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,12}\))+(?=[\u4e00-\u9fff])"
    rf"|(?<=[\u4e00-\u9fff])(?P<py>\((?=[a-z]{{2}}){_SYLLABLE}\))(?:(?P=py)+|(?=[，。；：、！？”》)]))"
    r"|(?<=[\u4e00-\u9fff])\((?=[a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü])[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}\)"
)
# A copy that sets a comma before every mark: 甲大学，、乙大学，。
_STRAY = later(r"，(?=[，、。；：！？])")
_SPACE = later(r"(?<=[^\x21-\x7e\n ])[ ]+(?=[^ \n])|(?<=[^ \n])[ ]+(?=[^\x21-\x7e\n ])|[ ]+(?=\n)|(?<=\n)[ ]+")


_MARKUP = frozenset("<&*_`[!>-+﹡＊\u200b\u200c\u200d\ufeff\u00ad\r") | {":"}
# Labels and names set wide in a column: 理 事 长：何 敏 某公司董事长.
_WIDE = later(
    r"(?m:^) *(?P<label>(?:副 {1,4})?(?:[理监] {1,4}事(?: {1,4}长)?|秘 {1,4}书 {1,4}长|主 {1,4}[席任]|会 {1,4}长|顾 {1,4}问|委 {1,4}员|组 {1,4}长))(?=[：:])"
    r"|(?<=[长席任问员事][：:]) *(?P<name>[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff])(?= |\n|$|[，、；])"
)
_FIELD_GAP = later(r"[\u4e00-\u9fff)0-9] +(?=[\u4e00-\u9fff—-])")
# A row that opens with a post: 理事单位 某公司.
_ROW = later(r" *[\u4e00-\u9fff]{0,8}(?:单位|理事长|秘书长|理事|监事长|监事|主席|会长) +[\u4e00-\u9fff]")
# A person beside the post at home: 理事长：张某 某某公司董事长; without a label where the line ends with such a post.
_PERSON_ROW = later(
    r" *(?:(?:名誉|常务|执行|联席|副)*(?:理事长|秘书长|会长|主席|主任委员|监事长|组长)[：:] *[\u4e00-\u9fff]{2,4} +[\u4e00-\u9fff]{4}"
    r"|[\u4e00-\u9fff]{2,3} +[\u4e00-\u9fff()]{3,30}(?:董事长|总经理|总裁|总工程师|教授|院士|研究员|院长|所长|校长|书记|主任)$)"
)
_CHINESE = later(r"[\u4e00-\u9fff)(0-9—-]")
# Beside these a blank parts no cells.
_PARTS = frozenset({"、", "，", "；", "：", "\n", ""})


@dataclass(frozen=True)
class Tidied:
    """Tidied text; `starts[i]` is where the i-th kept run begins in it and `raw[i]` where in the raw text."""

    text: str
    starts: tuple[int, ...]
    raw: tuple[int, ...]

    def raw_offset(self, offset: int) -> int:
        """Raw offset of the tidied character at `offset`."""
        run = bisect_right(self.starts, offset) - 1
        return self.raw[run] + offset - self.starts[run]

    def raw_span(self, start: int, end: int) -> Span:
        """The raw characters from the first to the last tidied one, whatever was left out between them included."""
        return Span(self.raw_offset(start), self.raw_offset(end - 1) + 1)


def fold(text: str) -> str:
    """Text of equal length with widths, punctuation and traditional characters folded."""
    signs = set(text)
    if _FOLDS.isdisjoint(signs):
        return text
    # Few of the characters stand in any one text, and nothing folds into one of them: the order does not matter.
    for char in signs & _FOLD.keys():
        text = text.replace(char, _FOLD[char])
    if "," in text:
        text = _COMMA.sub("，", text)
    if ":" in text:
        text = _COLON.sub("：", text)
    return text if _TRADITIONAL.isdisjoint(signs) else _simplify(text)


# Characters that OpenCC gives another form (a test holds the file to it): a text without any is not converted at all.
_TABLE = resources.files("ingest.words").joinpath("traditional.tsv").read_text(encoding="utf-8")
_TRADITIONAL = frozenset("".join(_TABLE.splitlines()[1:]))
# Whatever folding may change: most names of the tables have nothing of it.
_FOLDS = _TRADITIONAL | frozenset(_FOLD) | {",", ":"}


@cache
def _converter() -> Callable[[str], str]:
    """OpenCC, loaded when the first traditional text comes: most processes never need it."""
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _simplify(text: str) -> str:
    if _TRADITIONAL.isdisjoint(text):
        return text
    converted = _converter()(text)
    if len(converted) == len(text):
        return converted
    return "\n".join(_simplify_line(line) for line in text.split("\n"))


def _simplify_line(line: str) -> str:
    convert = _converter()
    converted = convert(line)
    if len(converted) == len(line):
        return converted
    # A phrase changed its length: character by character keeps the offsets.
    return "".join(one if len(one) == 1 else old for old in line for one in (convert(old),))


# 回收率&gt;90%: the sign says something; blanks of no width keep the length.
_COMPARED = later(r"&(gt|lt|ge|le);(?=\s?[0-9])")
_SIGNS = {"gt": ">", "lt": "<", "ge": "≥", "le": "≤"}


def _compared(match: re.Match[str]) -> str:
    return _SIGNS[match[1]] + "\u200b" * (len(match[0]) - 1)


# The end of a block in markup that a copy has kept ends a line: 甲大学</p><p>乙研究院.
_BLOCK = later(r"</(?:p|div|li|tr|h[1-6])\s*>|<br\s*/?>", re.IGNORECASE)


def _line_end(match: re.Match[str]) -> str:
    return "\n" + "\u200b" * (len(match[0]) - 1)


def tidy(document: Document, segmenter: Segmenter) -> Tidied:
    """The document's body, tidied. Total: any text gives a result."""
    text = _COMPARED.sub(_compared, document.text)
    folded = fold(_BLOCK.sub(_line_end, text) if "<" in text else text)
    gaps = [(0, document.body)] if document.body else []
    signs = frozenset(folded)
    if not _MARKUP.isdisjoint(signs):
        gaps += [match.span() for match in _HIDDEN.finditer(folded, document.body)]
    if "(" in signs:
        gaps += [match.span() for match in _PINYIN.finditer(folded, document.body)]
    if "，" in signs:
        gaps += [match.span() for match in _STRAY.finditer(folded, document.body)]
    visible = _leave_out(folded, gaps)
    rows = grid_lines(visible.text)
    spaces = _needless_spaces(visible.text, rows)
    visible = _compose(visible, _leave_out(visible.text, spaces))
    breaks = Breaks(segmenter).soft(visible.text, rows)
    return _compose(visible, _leave_out(visible.text, breaks))


def _needless_spaces(text: str, rows: frozenset[int]) -> list[tuple[int, int]]:
    """Spans of blanks that part nothing; in a line of several fields (a table's row) they part the fields."""
    found: list[tuple[int, int]] = []
    if " " not in text:
        return found
    wide = [match.span("label" if match["label"] else "name") for match in _WIDE.finditer(text)]
    fields: dict[int, bool] = {}
    grid = frozenset(_starts(text, rows))
    for match in _SPACE.finditer(text):
        start, end = match.span()
        line_start = text.rfind("\n", 0, start) + 1
        if any(s <= start and end <= e for s, e in wide):
            found.append((start, end))
            continue
        if line_start in grid:
            if {text[start - 1 : start], text[end : end + 1]} & _PARTS:
                found.append((start, end))
            continue
        if line_start not in fields:
            line_end = text.find("\n", start)
            line = text[line_start : line_end if line_end >= 0 else len(text)]
            fields[line_start] = (
                len(_FIELD_GAP.findall(line)) >= 2 or bool(_ROW.match(line)) or bool(_PERSON_ROW.match(line))
            )
        if start > line_start and not text[line_start:start].strip("#"):
            # The blank behind the marks of a Markdown heading.
            continue
        inner = _CHINESE.match(text[start - 1 : start]) and _CHINESE.match(text[end : end + 1])
        if not (fields[line_start] and inner):
            found.append((start, end))
    return found


def _starts(text: str, lines: frozenset[int]) -> Iterator[int]:
    """Where the lines of these numbers begin."""
    start = 0
    for number in range(max(lines, default=-1) + 1):
        if number in lines:
            yield start
        start = text.find("\n", start) + 1


def _leave_out(text: str, gaps: list[tuple[int, int]]) -> Tidied:
    pieces: list[str] = []
    starts: list[int] = []
    raw: list[int] = []
    length = position = 0
    for start, end in [*sorted(gaps), (len(text), len(text))]:
        if start > position:
            pieces.append(text[position:start])
            starts.append(length)
            raw.append(position)
            length += start - position
        position = max(position, end)
    return Tidied("".join(pieces), tuple(starts) or (0,), tuple(raw) or (0,))


def _compose(outer: Tidied, inner: Tidied) -> Tidied:
    """`inner` was made from `outer.text`; the result leads from inner's text to outer's raw text."""
    starts: list[int] = []
    raw: list[int] = []
    ends = [*inner.starts[1:], len(inner.text)]
    run = 0
    for start, origin, end in zip(inner.starts, inner.raw, ends, strict=True):
        position = origin
        stop = origin + end - start
        while position < stop:
            while run + 1 < len(outer.starts) and outer.starts[run + 1] <= position:
                run += 1
            starts.append(start + position - origin)
            raw.append(outer.raw[run] + position - outer.starts[run])
            position = min(stop, outer.starts[run + 1] if run + 1 < len(outer.starts) else stop)
    return Tidied(inner.text, tuple(starts) or (0,), tuple(raw) or (0,))
