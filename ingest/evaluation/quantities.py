"""When two written amounts, subjects or holders are the same; nothing here knows of scores."""

from __future__ import annotations

import re
from collections.abc import Mapping
from math import isclose

from graph.quantity import MULTIPLIERS, fold_unit, normalise
from ingest.evaluation.align import Alignment
from ingest.evaluation.marked import AmountMark, EntityMark, Marked, folded
from ingest.words.tidy import fold

_SELF = ("联盟", "本联盟", "该联盟", "联合体", "全联盟")


def same_field(name: str, mark: AmountMark, found: AmountMark, gold: Marked, text: Marked, pairs: Alignment) -> bool:
    """Whether one field of a found amount is as marked. Raises KeyError for a field that is not compared."""
    if name == "holder":
        return same_holder(mark, found, gold, text, pairs)
    return {
        "status": bool(mark.statuses & found.statuses),
        "comparator": mark.comparator == found.comparator,
        "value": same_value(mark, found),
        "unit": same_unit(mark, found),
        "deadline": mark.deadline is None or mark.deadline == found.deadline,
        "subject": same_phrase(mark.subject, mark.metric, found.subject, found.metric),
        "metric": same_phrase(mark.metric, mark.subject, found.metric, found.subject),
    }[name]


def same_value(mark: AmountMark, found: AmountMark) -> bool:
    """380 万吨 and 3800000 吨 are the same; so are 380 and 380 whatever the units, which are judged apart."""
    pairs = ((mark.value, found.value), (mark.value_max, found.value_max))
    return all(_close(one, other) for one, other in pairs) or _same_written_out(mark, found)


def same_unit(mark: AmountMark, found: AmountMark) -> bool:
    """As written, or another multiplier with a number that fits it, or another word for the same amount."""
    unit = _spelt(found.units[0])
    if unit in {_spelt(one) for one in mark.units}:
        return True
    rests = {_rest(one) for one in mark.units}
    return (_rest(unit) in rests and _same_written_out(mark, found)) or _same_normalised(mark, found)


def same_phrase(wanted: str, beside: str, given: str, given_beside: str) -> bool:
    """Subject or metric: one inside the other after dropping 的 and blanks, or inside both fields together."""
    wanted_, given_ = _bare(wanted), _bare(given)
    if wanted_ in _SELF and (not given_ or given_.endswith(("联盟", "联合体"))):
        return True
    if not wanted_ or not given_:
        return wanted_ == given_ or (not given_ and wanted_ in folded(given_beside))
    whole, given_whole = wanted_ + folded(beside), given_ + folded(given_beside)
    return wanted_ in given_whole or given_ in wanted_ or (given_ in whole and len(given_) > 1)


def same_holder(mark: AmountMark, found: AmountMark, gold: Marked, text: Marked, pairs: Alignment) -> bool:
    """The marked holder, or the one that the marked subject names: a company's capacity is its own too."""
    if mark.holder is None:
        return True
    if found.holder is None:
        return False
    aligned = pairs.marks.get(found.holder, "")
    if aligned == mark.holder:
        return True
    return _names_it(gold.entities, aligned, mark.subject) or _names_it(text.entities, found.holder, mark.subject)


def _names_it(entities: Mapping[str, EntityMark], id_: str, subject: str) -> bool:
    entity = entities.get(id_)
    if entity is None or entity.label == "Alliance":
        return False
    return any(len(name) > 1 and folded(name) in folded(subject) for name in (entity.name, *entity.aliases))


def _same_written_out(mark: AmountMark, found: AmountMark) -> bool:
    """The same number when 万 and 亿 are multiplied out."""
    given = _factor(found.units[0])
    pairs = ((mark.value, found.value), (mark.value_max, found.value_max))
    return any(
        all(_close(_times(one, _factor(unit)), _times(other, given)) for one, other in pairs) for unit in mark.units
    ) or _same_normalised(mark, found)


def _same_normalised(mark: AmountMark, found: AmountMark) -> bool:
    if mark.value is None or found.value is None:
        return False
    given = normalise(found.value, found.value_max, _spelt(found.units[0]))
    wanted = [normalise(mark.value, mark.value_max, _spelt(unit)) for unit in mark.units]
    return given is not None and any(
        one is not None
        and one.unit == given.unit
        and _close(one.value, given.value)
        and _close(one.value_max, given.value_max)
        for one in wanted
    )


def _factor(unit: str) -> int:
    return next((factor for word, factor in MULTIPLIERS if _spelt(unit).startswith(word)), 1)


def _rest(unit: str) -> str:
    unit = _spelt(unit)
    word = next((word for word, _ in MULTIPLIERS if unit.startswith(word)), "")
    return unit[len(word) :]


def _spelt(unit: str) -> str:
    """The unit in one spelling; traditional characters are the same unit."""
    return fold_unit(fold(unit))


def _bare(phrase: str) -> str:
    """Without a pointing word: 该生产线 is as good as 生产线."""
    return re.sub(r"^(?:该|本|此|其|全)(?=..)", "", folded(phrase))


def _times(value: float | None, factor: int) -> float | None:
    return None if value is None else value * factor


def _close(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)
