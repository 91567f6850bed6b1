"""Which line breaks are real: the end of a sentence, heading, list item or table row. All others are soft.

Copies of web pages break lines at every link and in the middle of names; plain text is often hard-wrapped. A break is
soft unless the line before it is complete or the line after it begins something new.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.later import later
from ingest.words.endings import UNIT_END
from ingest.words.grids import grid_lines
from ingest.words.segment import Segmenter

NUMBERING = later(
    r"[ ]*(?:#{1,6} |第[一二三四五六七八九十百零〇\d]{1,4}[章节条]|[一二三四五六七八九十]{1,3}[、.．]|\([一二三四五六七八九十\d]{1,3}\)"
    r"|\d{1,2}[、)]|\d{1,2}[.．](?!\d)|[①-⑳]|[·●◆■▪◇□★*-](?=[ \u4e00-\u9fff]))"
)
_COMPLETE = later(r"[。！？；：…|](?:[”’\"』」)]*)$|\.$")
_OPEN_END = later(r"[，、(“‘《/·—和与及或的在由为以对从向将把被是于至到等其各该第约近超达]$")
# A label opens a line of its own: 副理事长单位：…
_LABEL = later(r"[\u4e00-\u9fff]{2,12}：|[\u4e00-\u9fff]{2,8}(?:单位|理事长|秘书长|理事|监事长|监事) ")
# A row of a table in running text: its first cell is a post.
_ROW = later(r"[\u4e00-\u9fff]{0,8}(?:单位|理事长|秘书长|理事|监事长|监事|主席|会长) [\u4e00-\u9fff]")
# A label with its first name, and a name below it: 副理事长单位：某某大学 / 某某研究院.
_FIRST_OF_LIST = later(rf"[\u4e00-\u9fff]{{2,12}}：[\u4e00-\u9fffA-Za-z()]{{4,40}}{UNIT_END}")
_NEXT_OF_LIST = later(rf"[\u4e00-\u9fffA-Za-z()、]{{4,60}}{UNIT_END}")
_UNITS_IN_ROW = later(
    rf"(?:[\u4e00-\u9fffA-Za-z()]{{4,40}}{UNIT_END} ){{1,9}}[\u4e00-\u9fffA-Za-z()]{{4,40}}{UNIT_END}"
)
# One alliance a line, with what a bracket notes of it: 某联盟(牵头单位：甲大学).
_NOTED = later(r"[0-9.、． ]*[^()，。；]{4,40}(?:联盟|联合体|共同体)[”\"]?\([^()：]{2,8}：[^()]{2,}\)[；，、]?")
_NOTE = later(r"(?:注|备注|说明|附)[：:\d]")
# A line that tells people by their posts: 理事长：张三 副理事长：李四.
_PEOPLE = later(
    r"(?:(?:名誉|常务|执行|副)*(?:理事长|秘书长|主席|会长|主任|监事长|组长|顾问)：[ ]?[\u4e00-\u9fff]{2,4}?[ ]*)+"
)
# A person beside the post at home: 张三 某某大学教授.
_PERSON_AND_POST = later(
    r"[\u4e00-\u9fff]{2,3} [\u4e00-\u9fff()]{3,30}(?:董事长|总经理|总裁|总工程师|教授|院士|研究员|院长|所长|校长|书记|主任)"
)
# A line about the page: 2024-04-29 18:23:33 来源：某日报 作者：张三.
_ABOUT_PAGE = later(
    r"(?:\d{4}-\d{1,2}-\d{1,2}(?!\d)|(?:来源|作者|(?:发布|更新)?(?:时间|日期))[：:])[^，。；！？]{0,60}"
)
# A line that is a date alone: (2014年12月18日).
_DATE = later(r"[(（ ]*\d{4}[-年./]?\d{1,2}[-月./]?\d{0,2}日?[)） ]*")
_LONGEST_TAIL = 20
_FEWEST_COMMAS = 3
# The end of a name cut in two: 钢铁研究 / 总院，由其牵头.
_NAME_TAIL = later(
    r"(?:(?:股份|责任|有限)*公司|集团|大学|学院|研究院|研究所|总院|研究中心|(?:技术|创新|战略)*联盟|协会|学会|院|所)[，、；。)）]"
)
_CLOSING_START = later(r"[，、。；：！？)”’》%]")
# Words that end no heading and stand in none.
_NOT_IN_HEADING = frozenset(
    [
        "是",
        "由",
        "在",
        "将",
        "把",
        "被",
        "于",
        "它",
        "他",
        "她",
        "我",
        "我们",
        "其",
        "这",
        "那",
        "为",
        "以",
        "并",
        "且",
        "而",
        "了",
        "着",
        "过",
        "从",
        "向",
        "对",
    ]
)
_NOT_AT_END = frozenset(
    [
        "≤",
        "≥",
        "的",
        "和",
        "与",
        "及",
        "以及",
        "或",
        "等",
        "实施",
        "建立",
        "促进",
        "推动",
        "围绕",
        "进行",
        "实现",
        "包括",
        "来自",
        "通过",
        "开展",
        "形成",
        "要",
        "有",
        "不",
    ]
)
_PUNCTUATION = later(r"[，。；！？…]")
_NEW_PARAGRAPH = later(r"(?:\d{4}年|来源|发布时间|作者|记者|本报|近日|日前|日期|时间|编辑|责任编辑)")
_LONGEST_HEADING = 24
_LONGEST_TITLE = 60


@dataclass(frozen=True)
class Breaks:
    """Finds soft breaks; the segmenter tells whether a short line can be a heading."""

    segmenter: Segmenter

    def soft(self, text: str, rows: frozenset[int] | None = None) -> list[tuple[int, int]]:
        """Spans of line breaks (with blanks around them) that lie inside sentences; `rows` = the lines that begin a row
        or cell of a table, where they are known already."""
        found: list[tuple[int, int]] = []
        begins = True
        first = True
        line_start = 0
        number = 0
        rows = grid_lines(text) if rows is None else rows
        while (end := text.find("\n", line_start)) >= 0:
            line = text[line_start:end]
            stop = end + 1
            next_end = text.find("\n", stop)
            following = text[stop : next_end if next_end >= 0 else len(text)]
            if not line.strip():
                begins = True
            else:
                begins = number + 1 in rows or self._is_real(line, following, begins, first)
                first = False
                if not begins:
                    found.append((end, stop))
            line_start = stop
            number += 1
        return found

    def _is_real(self, line: str, following: str, begins: bool, first: bool) -> bool:
        if not following.strip() or _same_columns(line, following) or _DATE.fullmatch(following):
            return True
        if (
            _PEOPLE.fullmatch(line)
            or _PERSON_AND_POST.fullmatch(following)
            or _ABOUT_PAGE.fullmatch(line)
            or _ABOUT_PAGE.fullmatch(following)
        ):
            return True
        if _ROW.match(line) and not _ROW.match(following):
            # The row goes on, unless what follows begins something else.
            return (
                bool(_NOTE.match(following) or NUMBERING.match(following) or _PUNCTUATION.search(following))
                or len(following) > _LONGEST_TAIL
            )
        if _CLOSING_START.match(following) or (_NAME_TAIL.match(following) and not _COMPLETE.search(line)):
            return False
        if _COMPLETE.search(line):
            return True
        if _OPEN_END.search(line) and not NUMBERING.match(line):
            return False
        if _FIRST_OF_LIST.fullmatch(line) and _NEXT_OF_LIST.fullmatch(following):
            return True
        if any(form.fullmatch(line) and form.fullmatch(following) for form in (_UNITS_IN_ROW, _NOTED)):
            return True
        if (
            NUMBERING.match(following)
            or _LABEL.match(following)
            or following.startswith("|")
            or ("  " in line and "  " in following)
        ):
            return True
        if not begins:
            return False
        return self.is_heading(line) or (first and self._is_title(line, following))

    def _is_title(self, line: str, following: str) -> bool:
        if len(line) > _LONGEST_TITLE or _PUNCTUATION.search(line):
            return False
        return bool(_NEW_PARAGRAPH.match(following)) or len(following) > len(line) or self._can_end(line)

    def is_heading(self, line: str) -> bool:
        """Whether a line that begins a paragraph can be a heading or a list item of its own."""
        line = line.strip()
        if NUMBERING.match(line):
            return len(line) <= _LONGEST_TITLE and not _PUNCTUATION.search(line) and self._is_whole(line)
        if (
            not 2 <= len(line) <= _LONGEST_HEADING
            or _PUNCTUATION.search(line)
            or re.search("[、：].", line)
            or re.search(r"[“《(][^”》)]*$", line)
        ):
            return False
        return self._can_end(line)

    def _is_whole(self, line: str) -> bool:
        words = [word for word in self.segmenter.cut(line.strip()) if word.strip()]
        return bool(words) and words[-1] not in _NOT_AT_END and words[-1] not in _NOT_IN_HEADING

    def _can_end(self, line: str) -> bool:
        return self._is_whole(line) and not any(word in _NOT_IN_HEADING for word in self.segmenter.cut(line))


def _same_columns(line: str, following: str) -> bool:
    """Whether two lines are rows of one comma-separated table: as many commas in both, and no other punctuation."""
    commas = line.count("，")
    return (
        commas >= _FEWEST_COMMAS and commas == following.count("，") and not re.search(r"[。；！？]", line + following)
    )
