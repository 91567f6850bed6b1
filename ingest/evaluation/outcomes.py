"""What comparing gives: one outcome for every mark and every found item, and the sums over them.

Sections are paths such as `mentions/Organization/exact`, `membership`, `targets/right`; what they mean stands in
docs/evaluate.md. Printing is left to `render.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from graph.facts import Span

# right: marked and found; missed: marked only; false: found only; passed: optional, it counts neither way.
Verdict = Literal["right", "missed", "false", "passed"]


@dataclass(frozen=True, slots=True, order=True)
class Item:
    """Where an outcome's item stands in the extraction: list name, index, and the fact of it (as in report.py)."""

    list: str
    index: int
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One verdict. `what` says in words what was missed or wrong; `span` is raw; `item` is absent for a miss."""

    section: str
    verdict: Verdict
    what: str
    span: Span | None = None
    item: Item | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums of one section. Where nothing is marked and nothing found, every score is 1."""

    right: int = 0
    missed: int = 0
    false: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.right + other.right, self.missed + other.missed, self.false + other.false)

    @property
    def precision(self) -> float:
        """Right among what was found."""
        found = self.right + self.false
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Right among what is marked."""
        marked = self.right + self.missed
        return self.right / marked if marked else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = 2 * self.right + self.missed + self.false
        return 2 * self.right / both if both else 1.0

    @property
    def empty(self) -> bool:
        """Nothing marked and nothing found."""
        return not (self.right or self.missed or self.false)


@dataclass(frozen=True)
class FileScores:
    """The scores of one text. `sealed` texts show no sentences unless asked."""

    file: str
    sealed: bool
    text: str
    outcomes: tuple[Outcome, ...]

    @property
    def tallies(self) -> dict[str, Tally]:
        """Sums by section, with `relations/all` and `values/all` over their parts."""
        return tallies(self.outcomes)


def tallies(outcomes: Iterable[Outcome]) -> dict[str, Tally]:
    """Sums by section, sorted; sections in which nothing was marked or found are left out."""
    sums: dict[str, Tally] = {}
    for outcome in outcomes:
        for section in (outcome.section, *_wider(outcome.section)):
            one = Tally(outcome.verdict == "right", outcome.verdict == "missed", outcome.verdict == "false")
            sums[section] = sums.get(section, Tally()) + one
    return {section: sums[section] for section in sorted(sums) if not sums[section].empty}


def _wider(section: str) -> tuple[str, ...]:
    if section == "membership" or (section.startswith("relations/") and section.count("/") == 1):
        return ("relations/all",)
    return ("values/all",) if section.startswith("values/") else ()
