"""Numbers as Chinese texts write them: 1,500, 3.5万, 十八, 两千零二十, 1500余, 30多亿, 3万多, 数十, 百亿, 〇.〇三.

Only the number itself: its value, its trailing 万/亿 (which belongs to the unit as written: 380万吨 is 380 of 万吨) and
what 余, 多, 几 say about it. Units, comparator words around it and dates are left to the modules beside this one.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from graph.quantity import Comparator, plain_number
from ingest.later import later

DIGITS = {
    **{c: i for i, c in enumerate("〇一二三四五六七八九")},
    **{c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")},
    **{"○": 0, "两": 2, "貳": 2, "參": 3, "陸": 6, "兩": 2},
}
_STEPS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_BIG = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_TENS = {"廿": "二十", "卅": "三十"}
# Longer runs are no amounts but serial numbers and noise; the bounds keep the conversion linear and the value (with a
# 万 behind it) within the 64 bits of a store.
LONGEST = 40
LONGEST_DIGITS = 14

_FOLD = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_ARABIC = "0-9０-９"
# 千瓦, 千克, 千米 are units: their 千 is no part of the number before.
_THOUSAND = "千(?![瓦克米卡帕伏赫焦])"
_CHINESE = "".join(DIGITS) + "".join(_STEPS).replace("千", "") + "".join(_TENS)
_STEP = f"(?:[十百]|{_THOUSAND})"
NUMERAL = later(
    rf"(?P<arabic>[{_ARABIC}]{{1,3}}(?:[,，][{_ARABIC}]{{3}})+(?![{_ARABIC}])(?:[.．][{_ARABIC}]+)?"
    rf"|[{_ARABIC}]+(?:[.．][{_ARABIC}]+)?)"
    rf"(?P<arabic_some>[余多几]?)(?P<arabic_big>{_STEP}?(?:万亿|[万亿萬億])|{_STEP}?)(?P<arabic_more>[余多]?)"
    rf"|(?P<vague>数|几|上|成(?=[百千]))(?P<vague_base>{_STEP}?(?:万亿|[万亿萬億])|{_STEP})"
    rf"|(?P<chinese>(?:[{_CHINESE}]|{_THOUSAND})(?:[{_CHINESE}万亿萬億]|{_THOUSAND})*(?:[点.·．][{''.join(DIGITS)}]+)?|[万亿萬億]亿?)"
    rf"(?P<chinese_some>[余多几]?)(?P<chinese_big>[万亿萬億]*)"
)


class Numeral(NamedTuple):
    """A number at `[start, end)`. `value` excludes `magnitude` (万, 亿, 百万 …): the whole is value x multiplier.

    `value_max` is the end of 七八 or 三四十. `comparator` is what 余, 多, 几, 数, 上 say, else None. `bare` marks a
    magnitude that stands alone (百, 亿), which is a number only beside a unit or a comparator.
    """

    start: int
    end: int
    value: int | float
    value_max: int | float | None
    magnitude: str
    comparator: Comparator | None
    bare: bool
    arabic: bool

    @property
    def total(self) -> int | float:
        """The value with its magnitude: 30多亿 gives 3000000000."""
        return scale(self.value, self.magnitude)


def multiplier(magnitude: str) -> int:
    """What 万, 亿, 百万, 千亿 … multiply with; 1 for ""."""
    factor = 1
    for char in magnitude:
        factor *= _STEPS.get(char, 0) or _BIG.get(char, 1)
    return factor


def scale(value: int | float, magnitude: str) -> int | float:
    """The value times its magnitude, computed in decimals."""
    return plain_number(Decimal(str(value)) * multiplier(magnitude))


def find_numerals(text: str) -> Iterator[Numeral]:
    """All numbers of a text in order, whatever they count (ordinals and years too)."""
    for match in NUMERAL.finditer(text):
        found = from_match(match)
        if found is not None:
            yield found


def from_match(match: re.Match[str]) -> Numeral | None:
    """The number of one match of NUMERAL, or None where its characters are no number (十二五, long serials)."""
    start, end = match.span()
    if end - start > LONGEST:
        return None
    if match["arabic"]:
        return _mixed(match)
    if end - start == 1 and match[0] in DIGITS:
        return Numeral(start, end, DIGITS[match[0]], None, "", None, False, False)
    if match["vague"]:
        word, base = match["vague"], match["vague_base"]
        steps, big = base.rstrip("万亿萬億"), base.lstrip("十百千")
        comparator: Comparator = ">=" if word in "上成" else ">"
        return Numeral(start, end, multiplier(steps), None, _plain_big(big), comparator, False, False)
    written, tail = match["chinese"], match["chinese_big"]
    big = written[len(written.rstrip("万亿萬億")) :]
    steps = written[: len(written) - len(big)]
    some = match["chinese_some"]
    if any(char in _BIG for char in steps):  # 三亿五千万 is one number, 3.5亿 would not be as written
        steps, big = written, ""
    if big and (tail or not steps):  # 三万多亿 is no number; 万 and 亿 alone are
        if tail:
            return None
        return Numeral(start, end, 1, None, _plain_big(big), _some(some), True, False)
    span: tuple[int | float, int | None] | None = _neighbours(steps)
    if span is None:
        value = chinese_value(steps)
        if value is None:
            return None
        span = (value, None)
    bare = all(char in _STEPS for char in steps) and steps != "十"
    return Numeral(start, end, span[0], span[1], _plain_big(big or tail), _some(some), bare, False)


def arabic_value(text: str) -> int | float | None:
    """The value of 1500, 1,500, 3.50 in digits of either width; None for a leading zero (a serial, 007)."""
    if len(text) < 10 and text.isascii() and text.isdecimal() and text[0] != "0":
        return int(text)
    plain = text.translate(_FOLD).replace(",", "")
    if len(plain) > LONGEST_DIGITS or (len(plain) > 1 and plain[0] == "0" and plain[1] != "."):
        return None
    return plain_number(Decimal(plain))


def chinese_value(text: str) -> int | float | None:
    """The value of a number written wholly in Chinese, or None where the characters do not make one.

    两千零二十 is 2020, 二〇〇七 is 2007 (digits one by one), 三万五 is 35000, 〇.〇三 is 0.03.
    """
    for short, long in _TENS.items():
        text = text.replace(short, long)
    whole, point, decimals = re.sub("[.·．]", "点", text).partition("点")
    if point:
        head = chinese_value(whole)
        if head is None or not isinstance(head, int) or not decimals or any(c not in DIGITS for c in decimals):
            return None
        return plain_number(Decimal(f"{head}." + "".join(str(DIGITS[c]) for c in decimals)))
    if not whole or len(whole) > LONGEST:
        return None
    if all(char in DIGITS for char in whole):
        return _spelled(whole)
    return _sections(whole)


def _spelled(text: str) -> int | None:
    # A year or a serial read digit by digit; 两 and a lone pair such as 三五 are not written so.
    if len(text) == 1:
        return DIGITS[text]
    if "两" in text or not 3 <= len(text) <= LONGEST_DIGITS:
        return None
    return int("".join(str(DIGITS[c]) for c in text))


def _sections(text: str) -> int | None:
    # 亿 and 万 part a number into sections; each section runs through 千, 百, 十 in falling order.
    for names, big in (("亿億", 10**8), ("万萬", 10**4)):
        cut = max(text.rfind(name) for name in names)
        if cut >= 0:
            left, right = _sections(text[:cut]) if cut else None, _rest(text[cut + 1 :], big)
            return None if left is None or right is None else left * big + right
    total, digit, last_step, zero = 0, None, 10**4, False
    for char in text:
        if char in _STEPS:
            step = _STEPS[char]
            if step >= last_step or (digit is None and step != 10 and (total or zero)):
                return None
            total += (digit or 1) * step
            digit, last_step, zero = None, step, False
        elif digit is not None or (DIGITS[char] == 0 and zero):
            return None
        elif DIGITS[char] == 0:
            zero = True
        else:
            digit = DIGITS[char]
    if digit is None:
        return None if zero else total
    if not zero and last_step in (100, 1000):
        return total + digit * last_step // 10  # 一百五 is 150
    return total + digit


def _rest(text: str, big: int) -> int | None:
    # What follows 万 or 亿: nothing, a lower number, or the short form of 三万五 (35000).
    if not text:
        return 0
    if len(text) == 1 and DIGITS.get(text):
        return DIGITS[text] * big // 10
    value = _sections(text[1:] if DIGITS.get(text[0]) == 0 else text)
    return value if value is not None and 0 < value < big else None


def _neighbours(text: str) -> tuple[int, int] | None:
    # 七八, 三五, 三四十, 五六百: two neighbouring digits make a range.
    if len(text) < 2 or text[0] not in DIGITS or text[1] not in DIGITS or any(c not in _STEPS for c in text[2:]):
        return None
    low, high = DIGITS[text[0]], DIGITS[text[1]]
    if not low or "两" in text[1] or not (high == low + 1 or (low, high) == (3, 5)):
        return None
    factor = multiplier(text[2:])
    return low * factor, high * factor


def _mixed(match: re.Match[str]) -> Numeral | None:
    value = arabic_value(match["arabic"])
    if value is None:
        return None
    some = match["arabic_some"] or match["arabic_more"]
    return Numeral(*match.span(), value, None, _plain_big(match["arabic_big"]), _some(some), False, True)


def _some(word: str) -> Comparator | None:
    return ">" if word else None


def _plain_big(word: str) -> str:
    return word.replace("萬", "万").replace("億", "亿")
