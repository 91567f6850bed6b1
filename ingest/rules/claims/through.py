"""Comparing words that stand apart from their number: 提高到2015年的300万吨, 达到每小时2万件, 比进口产品低30%."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from graph.quantity import Comparator
from ingest.later import later
from ingest.values.amounts import Amount
from ingest.values.comparators import decide, words_before
from ingest.values.dates import DateMention

_RATE = later(r"每(?:小时|分钟|天|日|年|月|公里|千米|亩|公顷|吨|人|台|件|个|辆|户|平方米|立方米|千瓦时|度|秒)$")
# 成本比进口产品低30%
_BESIDE = later(r"[比较][^，。；]{2,14}?([低少轻短高多长快])(?:了|约|近)?$")


def seen_through(text: str, amount: Amount, dates: Sequence[DateMention]) -> Amount:
    """The amount with the comparing words that stand before a date or a rate in front of it, if it has none itself."""
    if amount.comparator_target != "=" or amount.value_max is not None:
        return amount
    start = amount.outer_start
    beside = _BESIDE.search(text, max(0, start - 18), start)
    if beside is not None:
        sign: Comparator = "+=" if beside[1] in "高多长快" else "-="
        return replace(amount, comparator_target=sign, comparator_stated=sign)
    rate = _RATE.search(text, max(0, start - 8), start)
    if rate is not None:
        start = rate.start()
    else:
        bare = start - 1 if text[start - 1 : start] == "的" else start
        date = next((d for d in dates if d.end == bare), None)
        if date is None:
            return amount
        start = date.start
    words = words_before(text, start, amount.unit == "%")
    if not words:
        return amount
    target, stated = decide(words, None, None)
    return replace(amount, comparator_target=target, comparator_stated=stated)
