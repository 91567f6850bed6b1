"""The types that travel between ingest and store.

A fact exists only as `Evidence`: an entity, an edge or a value that names the characters of a source which say so.
`SourceFacts` holds what one source says; it cannot be built with a fact without evidence, with a quote that is not
what stands in the text, or with an edge whose ends nobody attests.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Literal

from graph.errors import ModelError
from graph.identity import digest, edge_slot, fact_id, value_slot

Grade = Literal["high", "medium", "low"]
Scalar = str | int | float | bool

ENTITY = "ENTITY"
VALUE = "VALUE"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)`: Python code points of the raw text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ModelError(f"区间 [{self.start}, {self.end}) 是空的或倒置的 (not a span)")


@dataclass(frozen=True, slots=True)
class Entity:
    """A node and what follows from its key and the tables alone.

    `label` is the primary label; `kind_label` stands beside Organization and nowhere else; `properties` are the
    model's properties of origin `identity`, sorted by name (lists as tuples).
    """

    id: str
    label: str
    kind_label: str | None
    properties: tuple[tuple[str, Scalar | tuple[Scalar, ...]], ...]

    def get(self, name: str) -> Scalar | tuple[Scalar, ...] | None:
        """The property of that name, or None."""
        return dict(self.properties).get(name)


@dataclass(frozen=True, slots=True)
class Evidence:
    """One span of one source that says one fact. Made by `attest`, which works out slot, fact and id.

    `type` is a relation type, ENTITY or VALUE. An entity: head only. An edge: head and tail, and `property`/`value`
    when it attests a role, a date … of the edge. A value: head, property, value. `also` = spans elsewhere that are
    needed to understand it (the heading that names the alliance, other mentions).
    """

    id: str
    source: str
    original: str
    slot: str
    fact: str
    head: str
    type: str
    tail: str | None
    property: str | None
    value: str | None
    start: int
    end: int
    quote: str
    sentence_start: int
    sentence_end: int
    also: tuple[Span, ...]
    rule: str
    grade: Grade


@dataclass(frozen=True, slots=True)
class Where:
    """Where in which source something is said: source id, what it counts under, quote span and sentence span."""

    source: str
    original: str
    span: Span
    quote: str
    sentence: Span

    def __post_init__(self) -> None:
        if len(self.quote) != self.span.end - self.span.start:
            raise ModelError(f"引文与区间长度不符 (quote does not fit its span)：{self.quote!r} {self.span}")
        if not (self.sentence.start <= self.span.start and self.span.end <= self.sentence.end):
            raise ModelError(f"引文不在所属句子内 (quote outside its sentence)：{self.span} {self.sentence}")


def attest(
    where: Where,
    head: str,
    *,
    rule: str,
    grade: Grade,
    type_: str = ENTITY,
    tail: str | None = None,
    property_: str | None = None,
    value: str | None = None,
    also: Iterable[Span] = (),
) -> Evidence:
    """Evidence with its slot, fact and id. Raises ModelError when the parts do not make a fact."""
    if type_ == ENTITY:
        fits = tail is None and property_ is None and value is None
    elif type_ == VALUE:
        fits = tail is None and property_ is not None and value is not None
    else:
        fits = tail is not None and (property_ is None) == (value is None)
    if not fits:
        raise ModelError(f"证据不成事实 (not a fact)：{type_} {head} {tail} {property_}={value}")
    if type_ == ENTITY:
        slot = head
    elif type_ == VALUE:
        slot = value_slot(head, property_ or "")
    else:
        slot = edge_slot(head, type_, tail or "")
    fact = fact_id(slot, property_, value)
    spans = tuple(sorted(set(also))) if also else ()
    identity = (
        where.source, where.original, fact, head, type_, tail or "", property_ or "", "" if value is None else value,
        str(where.span.start), str(where.span.end), where.quote, str(where.sentence.start), str(where.sentence.end),
        ";".join([f"{span.start}-{span.end}" for span in spans]) if spans else "", rule, grade,
    )  # fmt: skip
    return Evidence(
        id=f"ev-{digest(*identity)}",
        source=where.source,
        original=where.original,
        slot=slot,
        fact=fact,
        head=head,
        type=type_,
        tail=tail,
        property=property_,
        value=value,
        start=where.span.start,
        end=where.span.end,
        quote=where.quote,
        sentence_start=where.sentence.start,
        sentence_end=where.sentence.end,
        also=spans,
        rule=rule,
        grade=grade,
    )


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """A document or table as the graph keeps it. Empty text where something is not known.

    `id` as in identity.source_id; `origin` original or compiled; `based_on` the originals of a compiled source
    (one line each); `sha256` of the bytes, `text_sha256` of the decoded text in UTF-8; `characters` its length;
    `reader` with its version; `edition` = digest of tables, model and ingest code.
    """

    id: str
    title: str
    collection: str
    path: str
    genre: str
    publisher: str
    address: str
    date: str
    origin: str
    based_on: tuple[str, ...]
    sha256: str
    text_sha256: str
    characters: int
    reader: str
    edition: str

    @property
    def original(self) -> str:
        """What this source's evidence counts under: its originals, one a line, else its own text."""
        return "\n".join(self.based_on) if self.based_on else self.text_sha256


@dataclass(frozen=True)
class SourceFacts:
    """What one source says. `entities` and `evidence` are sorted by id and free of repeats."""

    source: SourceRecord
    text: str
    entities: tuple[Entity, ...]
    evidence: tuple[Evidence, ...]

    def __post_init__(self) -> None:
        attested = {item.head for item in self.evidence if item.type == ENTITY}
        if attested != {entity.id for entity in self.entities} or len(attested) != len(self.entities):
            raise ModelError("实体与证据不符 (an entity without evidence, or evidence without its entity)")
        for item in self.evidence:
            if item.source != self.source.id:
                raise ModelError(f"证据 {item.id} 属于别的来源 (of another source)")
            if self.text[item.start : item.end] != item.quote or item.sentence_end > len(self.text):
                raise ModelError(f"证据 {item.id} 的引文与原文不符 (quote is not what stands in the text)")
            if item.head not in attested or (item.tail is not None and item.tail not in attested):
                raise ModelError(f"证据 {item.id} 的端点没有证据 (an end that nobody attests)")

    @property
    def facts_digest(self) -> str:
        """Changes whenever a fact of this source changes."""
        parts = [item.id for item in self.evidence]
        parts += [repr(tuple(getattr(entity, f.name) for f in fields(entity))) for entity in self.entities]
        return digest(*parts)


def source_facts(
    source: SourceRecord, text: str, entities: Iterable[Entity], evidence: Iterable[Evidence]
) -> SourceFacts:
    """SourceFacts from entities and evidence in any order and with repeats.

    Raises ModelError when two entities of one id differ, or as `SourceFacts` does.
    """
    by_id: dict[str, Entity] = {}
    for entity in entities:
        if by_id.setdefault(entity.id, entity) != entity:
            raise ModelError(f"同一编号的两个实体不同 (two entities of one id differ)：{by_id[entity.id]} {entity}")
    unique = {item.id: item for item in evidence}
    return SourceFacts(
        source,
        text,
        tuple(by_id[key] for key in sorted(by_id)),
        tuple(unique[key] for key in sorted(unique)),
    )
