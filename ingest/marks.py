"""What is marked in a sentence before any rule reads it: names, amounts and dates, with their characters.

Offsets of a mark are relative to its sentence's text; `Reading.span` leads to the tidied text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from graph.facts import Grade, Span
from ingest.values.amounts import Amount
from ingest.values.dates import DateMention
from ingest.words.sentences import Sentence

How = Literal["table", "name", "list", "short", "quote"]


class Ref(NamedTuple):
    """An entity by label and the name it has in this text (folded, without line breaks).

    A tuple, because refs are made and hashed for every mark and finding.
    """

    label: str
    name: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A name at `[start, end)` of a sentence. `kind` is the kind key of an organisation, else empty; `how` it was
    found: in a table, by its own form, as an item of a list, as a short form that the text explains, by quotes."""

    start: int
    end: int
    label: str
    name: str
    kind: str
    how: How
    grade: Grade

    @property
    def ref(self) -> Ref:
        """The entity that it names."""
        return Ref(self.label, self.name)


@dataclass(frozen=True)
class Context:
    """What a sentence cannot say itself. `alliance` = what 联盟, 本联盟, 该联盟 mean here, with the tidied span that
    named it; `owner` = whom 我校, 我司 mean; `date` = the source's own date (as in graph.moment), else empty; `unit` =
    the organisation that the sentences before spoke of, for 该校, 该所."""

    alliance: Ref | None = None
    alliance_span: Span | None = None
    owner: Ref | None = None
    date: str = ""
    genre: str = ""
    unit: Mark | None = None


@dataclass(frozen=True)
class Reading:
    """One sentence as rules see it: marks sorted by start and free of overlaps within organisations and alliances."""

    sentence: Sentence
    marks: tuple[Mark, ...]
    amounts: tuple[Amount, ...]
    dates: tuple[DateMention, ...]
    context: Context
    # Its place among the document's readings, from 0; what rules count in lines is counted in this.
    position: int = 0
    # Nothing in it that a rule could read (ingest/rules/silence.py); people named before may stand in it.
    silent: bool = False
    # What rules have worked out of the sentence and other rules ask again (its skeleton), by name.
    worked_out: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    # The sentence's own characters, tidied; every rule asks for them.
    text: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", self.sentence.text)

    def span(self, start: int, end: int) -> Span:
        """Characters `[start, end)` of the sentence as a span of the tidied text."""
        return Span(self.sentence.start + start, self.sentence.start + end)

    def of(self, *labels: str) -> tuple[Mark, ...]:
        """The marks of these labels, in order."""
        # Most sentences have no marks at all, and every rule asks.
        return tuple([mark for mark in self.marks if mark.label in labels]) if self.marks else ()
