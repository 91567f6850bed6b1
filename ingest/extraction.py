"""Everything read out of one document: its entities with their mentions, and all findings, before names are settled."""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Grade, Span
from ingest.finding import Claim, ClauseFound, Count, Relation, Value
from ingest.marks import Ref
from ingest.source import Document
from ingest.words.sentences import Sentence
from ingest.words.tidy import Tidied


@dataclass(frozen=True, slots=True)
class TextEntity:
    """An entity under the longest name this text has for it.

    `kind` is the kind key of an organisation, else empty. `aliases` are its other names in the text. `mentions` are
    tidied spans of all of them, sorted; the first one is the evidence that it exists.
    """

    ref: Ref
    kind: str
    aliases: tuple[str, ...]
    mentions: tuple[Span, ...]
    rule: str
    grade: Grade


@dataclass(frozen=True)
class Extraction:
    """What one document says. All spans are of `tidied.text`; `tidied.raw_span` leads to the document's text."""

    document: Document
    tidied: Tidied
    sentences: tuple[Sentence, ...]
    entities: tuple[TextEntity, ...]
    relations: tuple[Relation, ...]
    values: tuple[Value, ...]
    claims: tuple[Claim, ...]
    counts: tuple[Count, ...]
    clauses: tuple[ClauseFound, ...]
