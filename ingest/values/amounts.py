"""All amounts of a sentence: number, unit as written, range, and the words that compare them, each with its span.

Whether an amount is a target or a stated fact is not seen here; `Amount.quantity(status)` gives the reading for
either. Years and other dates are kept out by the spans in `taken` (see `ingest.values.dates`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from graph.quantity import Comparator, Normalised, Quantity, normalise, quantity
from ingest.later import later
from ingest.values.comparators import Word, decide, word_after, words_before
from ingest.values.measured import Measured, measured_at, ranges_joined, starts_a_change
from ingest.values.numerals import NUMERAL

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


def find_amounts(text: str, taken: Iterable[tuple[int, int]] = ()) -> tuple[Amount, ...]:
    """The amounts of a tidied sentence in order; none of them touches a span of `taken` (dates, names)."""
    spans = sorted(taken)
    cores: list[Measured] = []
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
        core = measured_at(text, match)
        if core is None:
            continue
        limit = next((start for start, _ in spans[index : index + 2] if start >= match.end()), len(text))
        if core.end > limit:
            continue
        cores.append(core)
        position = max(position, core.end)
    return tuple(_amounts(text, ranges_joined(text, cores))) if cores else ()


_TO = later(r"[^。;；、]{0,14}?(?:到|至|为|成|达)了?[^。;；、,，]{0,4}")
_RISE = later("增|提|扩|发展|上升|壮大|升")
_FALL = later("降|减|缩|压|控制")


def _amounts(text: str, cores: list[Measured]) -> list[Amount]:
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


def _change(text: str, core: Measured, other: Measured) -> tuple[Amount, Amount] | None:
    """由19个增加到55个: what it was and what it becomes."""
    if other.start - core.end > 18 or not starts_a_change(text, core.start):
        return None
    between = text[core.end : other.start]
    if not _TO.fullmatch(between) or (core.sort and other.sort and core.word != other.word):
        return None
    if not core.sort and not other.sort and not (core.magnitude and other.magnitude):
        return None
    # The unit may stand with one of the two only.
    if core.sort is None:
        core = core._replace(word=other.word, sort=other.sort)
    elif other.sort is None:
        other = other._replace(word=core.word, sort=core.sort)
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


_METRIC = later("死亡|产值|GDP|国内生产|工业增|增加值|人口")
_MONEY = later("投资|收入|产值|利润|资产|销售|资金|税|投入|总额|经费|贷款|融资|规模|营收|产业")
_CLOSES = frozenset(' ,，。;；、)）]】的以左上之及或!！?？\n”"》')


def _compared(text: str, core: Measured, certain: bool = False) -> Amount | None:
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


def _is_amount(text: str, core: Measured, before: tuple[Word, ...], after: Word | None, money: bool) -> bool:
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
