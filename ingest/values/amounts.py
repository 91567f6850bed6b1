"""All amounts of a sentence: number, unit as written, range, and the words that compare them, each with its span.

Whether an amount is a target or a stated fact is not seen here; `Amount.quantity(status)` gives the reading for
either. Years and other dates are kept out by the spans in `taken` (see `ingest.values.dates`).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from graph.quantity import Comparator, Normalised, Quantity, normalise, plain_number, quantity
from ingest.values.comparators import Word, decide, word_after, words_before
from ingest.values.numerals import DIGITS, NUMERAL, Numeral, arabic_value, chinese_value, from_match, multiplier
from ingest.values.units import Sort, may_begin, unit_at

Status = Literal["target", "expected", "achieved", "baseline", "stated"]


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount at `[start, end)`; `[outer_start, outer_end)` includes its comparing words (不少于20个以上).

    `value` counts in `unit`, as written (380, 万吨). `counted` is the measure word or the noun of a count. `change`
    is "from" or "to" in 由19个增加到55个. `money` marks 2000亿 without 元 where the clause speaks of money.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    value: int | float
    value_max: int | float | None
    unit: str
    counted: str | None
    comparator_target: Comparator
    comparator_stated: Comparator
    change: Literal["from", "to"] | None = None
    money: bool = False

    @property
    def is_count(self) -> bool:
        """Whether it counts things (8家, 15单位) rather than measures."""
        return self.counted is not None

    def comparator(self, status: Status) -> Comparator:
        """`>=` for 达到 in a target or an expectation, `=` in a fact."""
        return self.comparator_target if status in ("target", "expected") else self.comparator_stated

    def normalised(self) -> Normalised | None:
        """In the canonical unit; money left without 元 counts as money."""
        if not self.unit and self.counted:
            return Normalised(self.value, self.value_max, "1")
        return normalise(self.value, self.value_max, self.unit + "元" if self.money else self.unit)

    def quantity(self, status: Status) -> Quantity:
        """The amount as the graph keeps it."""
        made = quantity(self.comparator(status), self.value, self.unit, self.value_max, self.counted)
        return replace(made, normalised=self.normalised())


@dataclass(frozen=True, slots=True)
class _Core:
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
        return self.magnitude + ("" if self.sort == "noun" else self.word)

    @property
    def share(self) -> bool:
        return self.word in ("%", "％", "‰", "成", "倍", "番") or self.word.endswith("百分点")


def find_amounts(text: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """The amounts of a tidied sentence in order; none of them touches a span of `taken` (dates, names)."""
    spans = sorted(taken)
    cores: list[_Core] = []
    position, index = 0, 0
    while True:
        match = NUMERAL.search(text, position)
        if match is None:
            break
        position = match.end()
        while index < len(spans) and spans[index][1] <= match.start():
            index += 1
        if index < len(spans) and spans[index][0] < match.end():
            continue
        core = _core(text, match)
        if core is None:
            continue
        limit = next((start for start, _ in spans[index : index + 2] if start >= match.end()), len(text))
        if core.end > limit:
            continue
        cores.append(core)
        position = max(position, core.end)
    return tuple(_amounts(text, _joined(text, cores))) if cores else ()


_PERCENT = re.compile(r"分之(?:(?P<chinese>[〇零一二两三四五六七八九十百千点.]+)|(?P<arabic>\d+(?:\.\d+)?))")


def _core(text: str, match: re.Match[str]) -> _Core | None:
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
        return _Core(start, end, numeral.value, numeral.value_max, numeral.magnitude, "", None,
                     numeral.comparator, numeral.bare, numeral.arabic)  # fmt: skip
    word = text[end : unit.end].strip()
    if _is_year(numeral, word, text, start, unit.end):
        return None
    value, magnitude = numeral.value, numeral.magnitude
    if numeral.bare and magnitude == "万" and value == 1:
        value, magnitude = 10000, ""  # 万吨级: ten thousand of 吨
    return _Core(start, unit.end, value, numeral.value_max, magnitude, word, unit.sort,
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


def _is_year(numeral: Numeral, word: str, text: str, start: int, end: int) -> bool:
    # 2007年 is a date, and so are 近五年 and 6月's neighbours; 前三名 is a rank.
    if word in ("年", "日", "天", "个月") and text[start - 1 : start] in ("近", "前", "后") and start:
        return True
    if word in ("名", "位", "强") and text[start - 1 : start] == "前":
        return True
    if text[start - 1 : start] == "每" and start:
        return True
    plain = not numeral.magnitude and numeral.comparator is None
    return word == "年" and plain and isinstance(numeral.value, int) and 1000 <= numeral.value <= 2999


def _fraction(text: str, match: re.Match[str]) -> _Core | None:
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
        return _Core(match.start(), tail.end(), part, None, "", "%" if written == "百" else "‰", "measure",
                     None, False, True)  # fmt: skip
    value = plain_number(round(Decimal(str(part)) / Decimal(str(whole.total)), 6))
    return _Core(match.start(), tail.end(), value, None, "", "", "measure", None, False, True)


_RANGE = re.compile(r"\s?(?:-{1,2}|–|—{1,2}|－|~|～|∼|至|到)\s?")


def _joined(text: str, cores: list[_Core]) -> list[_Core]:
    """The cores with ranges (200-230mm, 20%~30%, 5000万至1亿元) made one."""
    found: list[_Core] = []
    index = 0
    while index < len(cores):
        core = cores[index]
        if index + 1 < len(cores):
            other = cores[index + 1]
            gap = _RANGE.fullmatch(text, core.end, other.start)
            if gap and core.inner is None and other.inner is None and not _from_before(text, core.start):
                whole = _range(core, other)
                if whole is not None:
                    found.append(whole)
                    index += 2
                    continue
        found.append(core)
        index += 1
    return found


def _range(low: _Core, high: _Core) -> _Core | None:
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
    return replace(high, start=low.start, value=value, value_max=high.value, bare=False, arabic=True)


_FROM = re.compile(r"(?:由|从)[^,，;；。、]{0,10}$")
_TO = re.compile(r"[^。;；、]{0,14}?(?:到|至|为|成|达)了?[^。;；、,，]{0,4}")
_RISE = re.compile("增|提|扩|发展|上升|壮大|升")
_FALL = re.compile("降|减|缩|压|控制")


def _from_before(text: str, start: int) -> bool:
    return _FROM.search(text[max(0, start - 12) : start]) is not None


def _amounts(text: str, cores: list[_Core]) -> list[Amount]:
    found: list[Amount] = []
    index = 0
    while index < len(cores):
        core = cores[index]
        if index + 1 < len(cores):
            pair = _change(text, core, cores[index + 1])
            if pair is not None:
                found.extend(pair)
                index += 2
                continue
        amount = _compared(text, core)
        if amount is not None:
            found.append(amount)
        index += 1
    return found


def _change(text: str, core: _Core, other: _Core) -> tuple[Amount, Amount] | None:
    """由19个增加到55个: what it was and what it becomes."""
    if other.start - core.end > 18 or not _from_before(text, core.start):
        return None
    between = text[core.end : other.start]
    if not _TO.fullmatch(between) or (core.sort and other.sort and core.word != other.word):
        return None
    if not core.sort and not other.sort and not (core.magnitude and other.magnitude):
        return None
    # The unit may stand with one of the two only.
    if core.sort is None:
        core = replace(core, word=other.word, sort=other.sort)
    elif other.sort is None:
        other = replace(other, word=core.word, sort=core.sort)
    first = _compared(text, core, certain=True)
    second = _compared(text, other, certain=True)
    if first is None or second is None:
        return None
    target, stated = second.comparator_target, second.comparator_stated
    if target == stated == "=" or target in ("+=", "-="):
        falls = bool(_FALL.search(between)) or (not _RISE.search(between) and _is_less(second, first))
        target, stated = ("<=" if falls else ">="), "="
    return replace(first, change="from"), replace(
        second, change="to", comparator_target=target, comparator_stated=stated
    )


def _is_less(one: Amount, other: Amount) -> bool:
    left, right = one.normalised(), other.normalised()
    if left is not None and right is not None:
        return left.value < right.value
    return one.value < other.value


_METRIC = re.compile("死亡|产值|GDP|国内生产|工业增|增加值|人口")
_MONEY = re.compile("投资|收入|产值|利润|资产|销售|资金|税|投入|总额|经费|贷款|融资|规模|营收|产业")
_CLOSES = frozenset(" ,，。;；、)）]】的以左上之及或!！?？\n”\"》")


def _compared(text: str, core: _Core, certain: bool = False) -> Amount | None:
    before = words_before(text, core.start, core.share)
    if core.sort == "count" and not core.magnitude:  # 突破5项技术 is a breakthrough, 突破3万家 a crossing
        before = tuple(word for word in before if not text.startswith("突破", word.start))
    after = word_after(text, core.end)
    if core.inner and after and after.target == ">":
        after = None
    money = core.sort is None and bool(core.magnitude) and _speaks_of_money(text, core.start)
    if not certain and not _is_amount(text, core, before, after, money):
        return None
    target, stated = decide(before, core.inner, after)
    if core.value_max is not None and target not in ("+=", "-="):
        target, stated = "=", "="
    unit = core.unit
    counted = None
    if core.sort in ("count", "noun"):
        counted = core.word
    return Amount(
        core.start, core.end, before[-1].start if before else core.start, after.end if after else core.end,
        core.value, core.value_max, unit, counted, target, stated, None, money,
    )  # fmt: skip


def _is_amount(text: str, core: _Core, before: tuple[Word, ...], after: Word | None, money: bool) -> bool:
    compared = bool(before) or after is not None
    if core.sort is None:
        if core.magnitude:
            return money or compared or core.inner is not None
        big_enough = core.arabic or (isinstance(core.value, float) or core.value >= 10)
        closed = core.end >= len(text) or text[core.end] in _CLOSES
        return bool(big_enough and not core.bare and closed and compared and (after is None or text[core.end] != "级"))
    if core.bare:
        if core.sort != "measure" or core.value == 1 or not core.magnitude:
            return (compared or core.inner is not None) and not _METRIC.match(text, core.end)
        return compared or not _METRIC.match(text, core.end)
    if not core.arabic and core.value_max is None and core.value in (1, 2) and not core.magnitude:
        # 一个, 一批 and 二类 are no counts; 两个 and 一吨 are
        one = core.value == 1 and (core.sort in ("count", "noun") or core.word in ("年", "天", "个月", "倍", "周"))
        second = text[core.start] == "二" and core.sort in ("count", "noun")
        return compared or not (one or second)
    return True


def _speaks_of_money(text: str, start: int) -> bool:
    return text[start - 1 : start] in ("￥", "¥") or _MONEY.search(text[max(0, start - 24) : start]) is not None

