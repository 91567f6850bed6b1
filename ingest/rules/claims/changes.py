"""A change told by a verb whose object stands between it and the number: 降低能耗15%, 提高出材率6个百分点, 减少排放到3万吨.

The object is the metric, the verb says which way, and what stands before the verb is the subject.
"""

from __future__ import annotations

from dataclasses import replace

from graph.quantity import Comparator
from ingest.later import later
from ingest.marks import Reading
from ingest.rules.claims.clauses import Around
from ingest.rules.claims.phrases import plain
from ingest.rules.claims.subjects import About
from ingest.values.amounts import Amount

_RISES = "提高|提升|增加(?!值)|扩大|延长"
_FALLS = "降低|减少|缩短|减轻|削减|压减"
# 提高幅度15%, 降低比例: how far it changed, not what.
_CHANGE = later(
    rf"(?:(?P<rise>{_RISES})|(?P<fall>{_FALLS}))了?(?!幅度|比例|速度|率|量|值|额|的|到|至|为)"
    r"(?P<what>[^，。；：、0-9()（）“”的]{2,12}?)(?P<to>达到|[到至为])?(?:约|近|超过?|逾|不少于|不低于)?$"
)
_LONGEST = 20


def changed(reading: Reading, place: Around, amount: Amount, words: About) -> tuple[Amount, About]:
    """The amount and its words with direction, metric and subject set where a verb with its object says them."""
    text = reading.text
    if amount.change or (amount.is_count and amount.unit not in ("个百分点", "百分点")):
        return amount, words
    match = _CHANGE.search(text, place.left, amount.outer_start)
    if match is None:
        return amount, words
    said = [m.end for m in reading.of("Organization", "Alliance")] + [d.end for d in reading.dates]
    left = max([place.left, *(end for end in said if place.left < end <= match.start())])
    before = plain(text[left : match.start()])
    ours = "联盟" in before or not 2 <= len(before) <= _LONGEST
    subject = words.subject if words.holder is not None else "" if ours else before
    words = replace(words, subject=subject, metric=match["what"], start=match.start(), known=True, delivers=ours)
    if match["to"]:
        reach: Comparator = ">=" if match["rise"] else "<="
        return (replace(amount, comparator_target=reach) if amount.comparator_target == "=" else amount), words
    sign: Comparator = "+=" if match["rise"] else "-="
    return replace(amount, comparator_target=sign, comparator_stated=sign), words
