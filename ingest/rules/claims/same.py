"""One target that a text tells twice in other words: a table's 高炉 and the sentence's 大型高炉 with the same number.

Only what nothing else could mean is joined: holder, status, metric, comparator, number, unit and deadline are the same,
and one subject is missing or ends the other (大型高炉 ends with 高炉; 高炉煤气 does not). Across sources nothing is
joined: what a target is follows from its own words, whatever else has been read.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace

from graph.quantity import Quantity
from ingest.coreference import is_pronoun
from ingest.finding import Claim
from ingest.marks import Ref

_OF_KIND = "产品"


def with_one_subject(claims: Sequence[Claim], root: Callable[[Ref], Ref]) -> tuple[Claim, ...]:
    """The claims with the fullest subject wherever several tell the same; `root` = the holder by its longest name."""
    subjects: dict[Hashable, set[str]] = {}
    for claim in claims:
        if claim.quantity is not None and claim.metric:
            subjects.setdefault(_key(claim, claim.quantity, root), set()).add(claim.subject)
    return tuple(
        claim
        if claim.quantity is None or not claim.metric
        else replace(claim, subject=_fullest(claim.subject, subjects[_key(claim, claim.quantity, root)]))
        for claim in claims
    )


def _key(claim: Claim, amount: Quantity, root: Callable[[Ref], Ref]) -> Hashable:
    norm = amount.normalised
    number = (norm.value, norm.value_max, norm.unit) if norm else (amount.value, amount.value_max, amount.unit)
    said = claim.metric, amount.comparator, number, amount.counted, claim.deadline
    return root(claim.holder), claim.status, *said


def _fullest(subject: str, others: set[str]) -> str:
    """The only subject that says more than this one; the subject itself where several do, or none."""
    fuller = {other for other in others if _says_more(other, subject)}
    longest = max(fuller, key=len, default=subject)
    return longest if all(other == longest or _says_more(longest, other) for other in fuller) else subject


def _says_more(longer: str, shorter: str) -> bool:
    if longer == shorter or _is_missing(longer):
        return False
    return _is_missing(shorter) or longer.endswith(shorter) or longer == shorter + _OF_KIND


def _is_missing(subject: str) -> bool:
    return not subject or is_pronoun(subject)
