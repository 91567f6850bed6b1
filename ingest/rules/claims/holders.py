"""Who holds a target or figure: the organisation that the subject is, for its own figures; else the alliance named
last or spoken of; else an organisation of the sentence. Without any of them there is no claim.
"""

from __future__ import annotations

import re

from ingest.marks import Reading, Ref
from ingest.rules.claims.drafts import AIMS, Draft

_PRONOUN = re.compile(r"(?:本|该|此|我)?(?P<word>联盟|联合体|同盟)")


def holder_of(reading: Reading, draft: Draft) -> Ref | None:
    """The holder of a claim, or None."""
    own = draft.about.holder
    if own is not None and draft.status not in AIMS:
        return own.ref
    if draft.about.own and draft.status not in AIMS and reading.context.owner is not None:
        return reading.context.owner
    alliance = _alliance(reading, draft.amount.start)
    if alliance is not None:
        return alliance
    if own is not None:
        return own.ref
    mark = next((m for m in reversed(reading.of("Organization")) if m.end <= draft.amount.start), None)
    return mark.ref if mark is not None else reading.context.owner


def _alliance(reading: Reading, position: int) -> Ref | None:
    marks = reading.of("Alliance")
    before = [m for m in marks if m.end <= position]
    context = reading.context.alliance
    words = [
        match
        for match in _PRONOUN.finditer(reading.text, 0, position)
        if not any(m.start <= match.start() < m.end for m in marks)
    ]
    if words and context is not None and (not before or (words[-1].start() > before[-1].end and len(before) > 1)):
        return context
    if before:
        return before[-1].ref
    return context if context is not None else next((m.ref for m in marks), None)
