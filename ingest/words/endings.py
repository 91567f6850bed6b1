"""The ends of units' names that say that a name is over (suffixes.tsv), as a pattern for whole lines and cells."""

from __future__ import annotations

from ingest.words.shipped import read_table

# What ends in 科学院 or 股份 may go on, and an ending of one character stands within too many words.
_MAY_GO_ON = ("科学院", "农科院", "林科院", "股份", "控股", "分校")
_UNIT_KINDS = frozenset({"company", "university", "institute", "association", "hospital"})
_ENDINGS = sorted(
    row["suffix"]
    for row in read_table("suffixes")
    if row["kind"] in _UNIT_KINDS and len(row["suffix"]) > 1 and row["suffix"] not in _MAY_GO_ON
)
UNIT_END = rf"(?:{'|'.join(_ENDINGS)})(?<!分公司)"
