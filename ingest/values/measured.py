"""A number with its unit, before anything compares it: 12.5万亩, 百分之三十, and ranges made one (200-230mm).

Also the place where a number is refused that measures nothing: codes (A320, GB/T1234), ordinals (第三届), years.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from graph.quantity import Comparator, plain_number
from ingest.later import later
from ingest.values.numerals import DIGITS, Numeral, arabic_value, chinese_value, from_match, multiplier
from ingest.values.units import Sort, may_begin, unit_at


class Measured(NamedTuple):
    """A number with its unit, not yet compared. `unit` includes the magnitude; `sort` is None without a unit."""

    start: int
    end: int
    value: int | float
    value_max: int | float | None
    magnitude: str
    word: str
    sort: Sort | None
    inner: Comparator | None
    bare: bool
    arabic: bool

    @property
    def unit(self) -> str:
        """The unit as written with its multiplier (万吨); empty for 15单位."""
        return self.magnitude + ("" if self.sort == "noun" else self.word)

    @property
    def share(self) -> bool:
        """Whether it is a percentage or a multiple, before which 节能 and 增产 are changes."""
        return self.word in ("%", "％", "‰", "成", "倍", "番") or self.word.endswith("百分点")


_PERCENT = later(r"分之(?:(?P<chinese>[〇零一二两三四五六七八九十百千点.]+)|(?P<arabic>\d+(?:\.\d+)?))")


def measured_at(text: str, match: re.Match[str]) -> Measured | None:
    """The number of one match of NUMERAL with its unit, or None for ordinals, codes, years and loose digits."""
    start, end = match.span()
    following = text[end : end + 1]
    if end - start == 1 and following not in _AFTER_DIGIT and text[start] in DIGITS and not may_begin(following):
        return None  # the 一 of 统一, 一批, 一起: most characters that look like numbers
    if following == "分" and text.startswith("分之", end):
        return _fraction(text, match)
    if start and (text[start - 1] in "第_#@&" or _is_latin(text[start - 1]) or _joined_code(text, start)):
        return None
    numeral = from_match(match)
    if numeral is None:
        return None
    if following == "." and text[end + 1 : end + 2].isdigit():
        return None  # 1.2.3
    unit = unit_at(text, end, arabic=numeral.arabic)
    if unit is None:
        return Measured(start, end, numeral.value, numeral.value_max, numeral.magnitude, "", None,
                     numeral.comparator, numeral.bare, numeral.arabic)  # fmt: skip
    word = text[end : unit.end].strip()
    if _is_year_or_rank(numeral, word, text[start - 1 : start]):
        return None
    value, magnitude = numeral.value, numeral.magnitude
    if numeral.bare and magnitude == "万" and value == 1:
        value, magnitude = 10000, ""  # 万吨级: ten thousand of 吨
    return Measured(start, unit.end, value, numeral.value_max, magnitude, word, unit.sort,
                 numeral.comparator, numeral.bare, numeral.arabic)  # fmt: skip


_AFTER_DIGIT = frozenset("分-–—－~～∼至到 \u3000")


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalpha()


def _joined_code(text: str, start: int) -> bool:
    # GB/T-1234, COVID-19, 1.2.3, 1/3
    if start < 2 or text[start - 1] not in "-—/.:":
        return False
    joint, last = text[start - 1], text[start - 2]
    return _is_latin(last) or joint == "." or (joint == "/" and last.isdigit())


def _is_year_or_rank(numeral: Numeral, word: str, ahead: str) -> bool:
    # 2007年 is a date, 近五年 a span of time, 前三名 a rank, 每3年 a rate.
    if ahead == "每" or (word in ("年", "日", "天", "个月") and ahead in ("近", "前", "后") and ahead):
        return True
    if word in ("名", "位", "强") and ahead == "前":
        return True
    plain = not numeral.magnitude and numeral.comparator is None
    return word == "年" and plain and isinstance(numeral.value, int) and 1000 <= numeral.value <= 2999


def _fraction(text: str, match: re.Match[str]) -> Measured | None:
    # 百分之三十 is 30 of 百分之, that is %; 三分之一 a number without unit
    tail = _PERCENT.match(text, match.end())
    if tail is None:
        return None
    part = arabic_value(tail["arabic"]) if tail["arabic"] else chinese_value(tail["chinese"])
    whole = from_match(match)
    if part is None or whole is None or not whole.value:
        return None
    written = match[0]
    if written in ("百", "千"):
        return Measured(match.start(), tail.end(), part, None, "", "%" if written == "百" else "‰", "measure",
                     None, False, True)  # fmt: skip
    value = plain_number(round(Decimal(str(part)) / Decimal(str(whole.total)), 6))
    return Measured(match.start(), tail.end(), value, None, "", "", "measure", None, False, True)


_RANGE = later(r"\s?(?:-{1,2}|–|—{1,2}|－|~|～|∼|至|到)\s?")


def ranges_joined(text: str, cores: list[Measured]) -> list[Measured]:
    """The cores with ranges (200-230mm, 20%~30%, 5000万至1亿元) made one."""
    found: list[Measured] = []
    index = 0
    while index < len(cores):
        core = cores[index]
        if index + 1 < len(cores):
            other = cores[index + 1]
            gap = _RANGE.fullmatch(text, core.end, other.start)
            if gap and core.inner is None and other.inner is None and not starts_a_change(text, core.start):
                whole = _range(core, other)
                if whole is not None:
                    found.append(whole)
                    index += 2
                    continue
        found.append(core)
        index += 1
    return found


def _range(low: Measured, high: Measured) -> Measured | None:
    if (high.sort is None and not high.magnitude) or low.value_max is not None or high.value_max is not None:
        return None
    if low.word and low.word != high.word:
        return None
    # 5-10万元 counts both in 万元, 5000万至1亿元 both in 亿元.
    value: int | float = low.value
    if low.word or low.magnitude:
        factor = Decimal(multiplier(low.magnitude)) / Decimal(multiplier(high.magnitude))
        value = plain_number(Decimal(str(low.value)) * factor)
    if value >= high.value:
        return None
    return high._replace(start=low.start, value=value, value_max=high.value, bare=False, arabic=True)


_FROM = later(r"(?:由|从)[^,，;；。、]{0,10}$")


def starts_a_change(text: str, start: int) -> bool:
    """Whether 由 or 从 stands shortly before: then 到 leads to a second amount and makes no range."""
    return _FROM.search(text[max(0, start - 12) : start]) is not None
