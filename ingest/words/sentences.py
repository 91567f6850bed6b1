"""Tidied text → sentences with their place: the headings above them, and whether they are headings or list items.

A sentence ends at 。！？ or a real line break; ；stays inside, because lists of members and roles run over it.
Navigation and advertising lines are marked as noise and read by no rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.later import later
from ingest.words.lines import NUMBERING, Breaks
from ingest.words.tidy import Tidied

_END = later(r"[。！？]+[”’\"』」)]*|\n")
_LEVELS = (
    (later(r"(#{1,6}) "), 0),
    (later(r"第[一二三四五六七八九十百零〇\d]{1,4}[章节]"), 1),
    (later(r"[一二三四五六七八九十]{1,3}[、.．]"), 2),
    (later(r"第[一二三四五六七八九十百零〇\d]{1,4}条"), 3),
    (later(r"\([一二三四五六七八九十]{1,3}\)"), 4),
    (later(r"\d{1,2}[、.．)]"), 5),
    (later(r"\(\d{1,2}\)|[①-⑳]"), 6),
)
# A row in running text: 3 某某联盟 某某大学.
_ROW = later(
    r" (?P<index>[0-9]{1,3})[.、．]? +[“\"]?[\u4e00-\u9fff()A-Za-z]{3,40}?(?:联盟|联合体|共同体)[”\"]? +(?=[\u4e00-\u9fffA-Za-z])"
)
_FEWEST_ROWS = 2
_NUMBER = later(r"[一二三四五六七八九十百零〇\d]+|[①-⑳]")
_NOISE = later(
    r"^(?:当前位置|您的位置|首页|上一篇|下一篇|上一条|下一条|相关(?:阅读|新闻|链接|文章|推荐)|推荐阅读|热门|分享到|分享至|打印本页|关闭窗口|返回顶部|扫一扫"
    r"|版权所有|Copyright|ICP|京ICP|浏览次数|点击次数|阅读次数|责任编辑|编辑：|字体：|字号|广告|点击(?:查看|咨询|下载|领取)|微信扫码|客服|更多精彩|免责声明"
    r"|联系电话|咨询热线|热线：|QQ|加微信|登录|注册|收藏|举报|网友评论|我要评论|图集|声明：)"
    r"|>>|[^>]{1,8}>[^>]{1,12}(?:>[^>]{1,20})+$|^(?:[^\s|]{2,6}\|){3,}"
)


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands above it; `level` 0 is a Markdown or unnumbered heading."""

    heading: str
    number: str
    level: int
    start: int
    end: int
    parent: Section | None

    def chain(self) -> Iterator[Section]:
        """This heading, then those above it."""
        section: Section | None = self
        while section is not None:
            yield section
            section = section.parent


@dataclass(frozen=True, slots=True)
class Sentence:
    """`text` begins at `start` of the tidied text. `heading` = the sentence is itself a heading or stands alone in
    its line without an end mark; `paragraph` counts lines that were not broken softly."""

    text: str
    start: int
    index: int
    paragraph: int
    section: Section | None
    heading: bool
    noise: bool


def split(tidied: Tidied, breaks: Breaks) -> list[Sentence]:
    """All sentences in order. Joined with their separators they give the tidied text back."""
    sentences: list[Sentence] = []
    section: Section | None = None
    paragraph = 0
    position = 0
    text = tidied.text
    for end in _ends(text):
        piece = text[position:end]
        stripped = piece.strip()
        if stripped:
            start = position + piece.index(stripped[0])
            alone = _alone(text, start, start + len(stripped))
            heading = alone and _is_heading(stripped, breaks)
            if heading:
                section = _enter(section, stripped, start)
            noise = alone and bool(_NOISE.search(stripped))
            sentences.append(Sentence(stripped, start, len(sentences), paragraph, section, heading, noise))
        if piece.endswith("\n") or text[end : end + 1] == "\n":
            paragraph += 1
        position = end
    return sentences


def _ends(text: str) -> Iterator[int]:
    rows = _row_starts(text) if " 1 " in text or " 1." in text else []
    ends = (match.end() for match in _END.finditer(text))
    yield from sorted({*rows, *ends}) if rows else ends
    if text and not text.endswith("\n"):
        yield len(text)


def _row_starts(text: str) -> list[int]:
    """Where the rows of tables begin that stand one behind the other in a line, each with an alliance: 1 甲联盟 …."""
    starts: list[int] = []
    run: list[re.Match[str]] = []
    for match in (*_ROW.finditer(text), None):
        if (
            match is not None
            and run
            and int(match["index"]) == len(run) + 1
            and "\n" not in text[run[-1].start() : match.start()]
        ):
            run.append(match)
            continue
        starts += [row.start() + 1 for row in run] if len(run) >= _FEWEST_ROWS else []
        run = [match] if match is not None and int(match["index"]) == 1 else []
    return starts


def _alone(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] in "\n ") and (end == len(text) or text[end] == "\n")


def _is_heading(line: str, breaks: Breaks) -> bool:
    # A row of a table (as the readers write it) is short and without an end mark, and yet no heading.
    return (
        not line.startswith("|")
        and not re.search(r"[。；]$", line)
        and (bool(re.match(r"#{1,6} ", line)) or breaks.is_heading(line.rstrip("：")))
    )


def _level(line: str) -> tuple[int, str]:
    for pattern, level in _LEVELS:
        match = pattern.match(line)
        if match:
            if level == 0:
                inner = line[match.end() :]
                return _level(inner) if NUMBERING.match(inner) else (0, "")
            number = _NUMBER.search(match[0])
            return level, number[0] if number else ""
    return 0, ""


def _enter(section: Section | None, line: str, start: int) -> Section:
    level, number = _level(line)
    while section is not None and section.level >= level:
        section = section.parent
    return Section(line, number, level, start, start + len(line), section)
