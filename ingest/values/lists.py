"""An enumeration cut into its items at 、 ， ； 和 及 以及 与 或 outside brackets and quotation marks, with spans.

What an item is, and what items share (中科院A、B和C研究所), is left to the names; so is joining again what a 和 inside
a name has cut, for which every item keeps the separator before it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.later import later

# The conjunctions, kept from words that only contain them (参与, 普及, 碳中和, 和平, 及其).
_CONJUNCTION = (
    r"以及(?!其)|(?<![协饱柔缓温共中总暖祥平附谐调呼太人])和(?!谐|平|解|田|县|利时|硕|顺|林|气|睦|约|声|服|记|浩|静|政|龙|邦)"
    r"|(?<![参给赋授])与(?!会|否|时|日俱|众|此|其|之)"
    r"|(?<![普涉以波触顾企提论推遍言])及(?!其|时|格|以|早|至|物|第)|或者|或(?!许|者|多或少)"
)
_COMMA = r"(?<![0-9])[,，]|[,，](?![0-9]{3})"
_NUMBER = r"[(（]?[0-9０-９]{1,3}[)）.．、](?![0-9])|[①-⑳]"
_TOKEN = later(
    rf"(?P<number>(?<=\S)(?:\s(?:{_NUMBER})|[①-⑳]))|(?P<open>[(（\[【《〈「『“‘{{])|(?P<close>[)）\]】》〉」』”’}}])|(?P<quote>\")"
    rf"|(?P<mark>[、;；]|{_COMMA})|(?P<word>{_CONJUNCTION})"
)
_HINT = later(r"[、,，;；和与及或①-⑳]|\s[(（]?[0-9０-９]")
_CLOSING = dict(zip("(（[【《〈「『“‘{", "))]]》〉」』”’}", strict=True))
_SAME = {"）": ")", "】": "]"}

# 等 closes a list at its end, before a number and before what is counted; 高等, 等离子 and 平等 are words.
_ETC = later(
    r"(?<![高平同优中初对均何相特一二三头甲])等(?=$|[\s,，。;；、)）]|[0-9０-９〇一二两三四五六七八九十百数几多]|余|共|各|近|约|一批|单位"
    r"|企业|高校|院校|院所|机构|科研|大学|知名|国内|国际|行业|部门|专家|领导|有关|相关|成员|骨干|龙头|著名|地|省|市|人|公司)"
)
_NUMBERING = later(rf"\s*(?:{_NUMBER}|[(（][一二三四五六七八九十]{{1,3}}[)）])?\s*")


@dataclass(frozen=True, slots=True)
class Item:
    """One item at `[start, end)` without blanks and numbering. `before` is the separator in front, "" for the first."""

    start: int
    end: int
    surface: str
    before: str

    @property
    def joint(self) -> bool:
        """Whether only a word (和, 与) parts it from the item before, which a name may contain."""
        return self.before[:1] in tuple("和及以与或")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """The items in order, and where 等 closes the list (its offset), or None. Empty items are left out."""

    items: tuple[Item, ...]
    etc: int | None


def split_list(
    text: str, start: int = 0, end: int | None = None, marks: str = "、,，;；", words: bool = True
) -> Enumeration:
    """The items of `text[start:end]`, cut at the given `marks` and, if `words`, at conjunctions.

    Nothing is cut inside a pair of brackets or quotation marks; a bracket that is never closed does not count.
    """
    stop = len(text) if end is None else min(end, len(text))
    closed = _ETC.search(text, start, stop)
    cuts: list[tuple[int, int]] = []
    if _HINT.search(text, start, stop) or closed:
        covered = _covered(text, start, stop)
        closed = _outside(_ETC.finditer(text, start, stop), covered)
        if closed:
            stop = closed.start()
        index = 0
        for match in _TOKEN.finditer(text, start, stop):
            while index < len(covered) and covered[index][1] <= match.start():
                index += 1
            if index < len(covered) and covered[index][0] <= match.start():
                continue
            if match["number"]:
                cuts.append((match.start(), match.start() + match[0][0].isspace()))
            elif (match["mark"] and match[0] in marks) or (match["word"] and words):
                cuts.append(match.span())
    items: list[Item] = []
    here, before = start, ""
    for cut_start, cut_end in (*cuts, (stop, stop)):
        item = _item(text, here, cut_start, before)
        if item is not None:
            items.append(item)
            before = ""
        # Of several separators in a row (、和) the mark counts.
        before = _stronger(before if item is None else "", text[cut_start:cut_end] or " ")
        here = cut_end
    return Enumeration(tuple(items), closed.start() if closed else None)


def _stronger(one: str, other: str) -> str:
    return one if one and one in "、,，;；" else other


def _outside(matches: Iterator[re.Match[str]], covered: list[tuple[int, int]]) -> re.Match[str] | None:
    index = 0
    for match in matches:
        while index < len(covered) and covered[index][1] <= match.start():
            index += 1
        if index >= len(covered) or match.start() < covered[index][0]:
            return match
    return None


def _item(text: str, start: int, end: int, before: str) -> Item | None:
    numbering = _NUMBERING.match(text, start, end)
    if numbering:
        start = numbering.end()
    surface = text[start:end].rstrip()
    return Item(start, start + len(surface), surface, before) if surface else None


def _covered(text: str, start: int, stop: int) -> list[tuple[int, int]]:
    """The outermost pairs of brackets and quotation marks, as spans in order."""
    stack: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    quote: int | None = None
    for match in _TOKEN.finditer(text, start, stop):
        char = match[0]
        if match["open"]:
            stack.append((_CLOSING[char], match.start()))
        elif match["close"]:
            if stack and stack[-1][0] == _SAME.get(char, char):
                pairs.append((stack.pop()[1], match.end()))
        elif match["quote"]:
            if quote is None:
                quote = match.start()
            else:
                pairs.append((quote, match.end()))
                quote = None
    outer: list[tuple[int, int]] = []
    for pair in sorted(pairs):
        if not outer or pair[0] >= outer[-1][1]:
            outer.append(pair)
    return outer
