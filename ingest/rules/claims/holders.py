"""Who holds a target or figure: the organisation that the subject is, for its own figures; else the alliance named
last or spoken of; else an organisation of the sentence. Without any of them there is no claim.
"""

from __future__ import annotations

from ingest.marks import Reading, Ref
from ingest.rules.claims.drafts import AIMS, Draft
from ingest.rules.spoken import alliance_before


def holder_of(reading: Reading, draft: Draft) -> Ref | None:
    """The holder of a claim, or None."""
    own = draft.about.holder
    if own is not None and draft.status not in AIMS:
        return own.ref
    if draft.about.own and draft.status not in AIMS and reading.context.owner is not None:
        return reading.context.owner
    alliance = alliance_before(reading, draft.amount.start)
    if alliance is not None:
        return alliance
    if own is not None:
        return own.ref
    return reading.context.owner
