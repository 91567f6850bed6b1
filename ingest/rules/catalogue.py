"""All rules in the order in which they are asked. Adding a kind of fact = a file in this folder and a row here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from ingest.finding import Finding
from ingest.marks import Reading
from ingest.rules import (
    clauses,
    counts,
    definitions,
    founding,
    guides,
    headless,
    members,
    noted,
    parts,
    people,
    places,
    policies,
    projects,
    qualitative,
    running,
    succession,
    tables,
    targets,
    technologies,
)

RULES: tuple[Callable[[Sequence[Reading]], Iterable[Finding]], ...] = (
    founding.rule,
    members.rule,
    noted.rule,
    tables.rule,
    running.rule,
    headless.rule,
    counts.rule,
    targets.rule,
    qualitative.rule,
    projects.rule,
    technologies.rule,
    people.rule,
    guides.rule,
    policies.rule,
    definitions.rule,
    clauses.rule,
    succession.rule,
    parts.rule,
    places.rule,
)
# These look into sentences that have none of the words of silence.py, too.
ALL_SENTENCES = frozenset({people.rule})
