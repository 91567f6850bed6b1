"""An extraction → SourceFacts: canonical entities, raw spans, evidence for each fact. Pure."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from graph.facts import (
    ENTITY,
    VALUE,
    Entity,
    Evidence,
    Grade,
    Scalar,
    SourceFacts,
    SourceRecord,
    Span,
    Where,
    attest,
    source_facts,
)
from graph.identity import node_id, source_id
from graph.model import Model
from graph.quantity import Quantity
from ingest.canonical import Canon, Resolution
from ingest.extraction import Extraction, TextEntity
from ingest.finding import Claim, ClauseFound, Count, Relation
from ingest.marks import Ref
from ingest.source import Document


def source_record(document: Document, edition: str) -> SourceRecord:
    """What the graph keeps of the document itself."""
    header = document.header
    return SourceRecord(
        id=source_id(header.id or None, document.collection, document.path),
        title=header.title or document.path.rsplit("/", 1)[-1],
        collection=document.collection,
        path=document.path,
        genre=header.genre,
        publisher=header.publisher,
        address=header.address,
        date=header.date,
        origin=header.origin,
        based_on=header.based_on,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        characters=len(document.text),
        reader=document.reader,
        edition=edition,
    )


def source_facts_of(extraction: Extraction, canon: Canon, edition: str) -> SourceFacts:
    """All facts of one document. Raises ModelError when a finding does not fit the model."""
    record = source_record(extraction.document, edition)
    builder = _Builder(extraction, canon, record)
    builder.run()
    return source_facts(record, extraction.document.text, builder.entities.values(), builder.evidence)


@dataclass(frozen=True, slots=True)
class _Target:
    """A span in the tidied text with what is needed to quote it."""

    span: Span
    also: tuple[Span, ...]


class _Builder:
    """Collects entities and evidence of one document."""

    def __init__(self, extraction: Extraction, canon: Canon, record: SourceRecord) -> None:
        self._x = extraction
        self._canon = canon
        self._model: Model = canon.model
        self._record = record
        self._starts = [sentence.start for sentence in extraction.sentences]
        self._year = int(record.date[:4]) if record.date[:4].isdigit() else None
        self._ids: dict[Ref, str] = {}
        self._roots = {Ref(e.ref.label, name): e.ref for e in extraction.entities for name in (e.ref.name, *e.aliases)}
        self._contexts = dict(self._person_contexts())
        self._holders = dict(self._project_holders())
        self._original = record.original
        self._stretches: dict[tuple[int, int], Span] = {}
        self._raws: dict[tuple[int, int], Span] = {}
        self._places: dict[tuple[int, int], Where] = {}
        self.entities: dict[str, Entity] = {}
        self.evidence: list[Evidence] = []

    def run(self) -> None:
        """Entities first, because findings name them."""
        for label in ("Alliance", "Organization", "Place", "Concept", "Technology", "Policy", "Project", "Person"):
            for entity in self._x.entities:
                if entity.ref.label == label:
                    self._entity(entity)
        for relation in self._x.relations:
            self._relation(relation)
        for value in self._x.values:
            self._value(
                value.entity, value.property, value.value, _Target(value.span, value.also), value.rule, value.grade
            )
        for claim in self._x.claims:
            label = "Target" if claim.status in ("target", "expected") else "Figure"
            self._claim(
                label, claim.holder, claim.status, claim.subject, claim.metric, claim.quantity, claim.deadline, claim
            )
        for count in self._x.counts:
            node = self._claim(
                "Figure", count.alliance, "stated", count.kind, "member_count", count.quantity, "", count
            )
            if node and count.named:
                self._attest(
                    _Target(count.span, count.also),
                    node,
                    count.rule,
                    count.grade,
                    VALUE,
                    None,
                    "named",
                    str(count.named),
                )
        for clause in self._x.clauses:
            self._clause(clause)

    def _root(self, ref: Ref) -> Ref:
        return self._roots.get(ref, ref)

    def _entity(self, item: TextEntity) -> None:
        entity = self._canonical(item)
        self._ids[item.ref] = entity.id
        self.entities.setdefault(entity.id, entity)
        first, rest = item.mentions[0], item.mentions[1:]
        self._attest(_Target(first, rest), entity.id, item.rule, item.grade)
        name = entity.get("name")
        for alias in (item.ref.name, *item.aliases):
            if alias != name and "aliases" in self._model.nodes[item.ref.label].properties:
                span = next((m for m in item.mentions if self._surface(m) == alias), first)
                self._attest(_Target(span, ()), entity.id, item.rule, item.grade, VALUE, None, "aliases", alias)

    def _surface(self, span: Span) -> str:
        return self._x.tidied.text[span.start : span.end]

    def _canonical(self, item: TextEntity) -> Entity:
        label, name = item.ref.label, item.ref.name
        if label == "Organization":
            return self._canon.organization_entity(self._settled(item))
        if label == "Alliance":
            return self._canon.alliance_entity(self._canon.alliance(name))
        properties: dict[str, Scalar | tuple[Scalar, ...]] = {"name": name}
        if label == "Place":
            properties["name"] = self._canon.lexicon.places.get(name, name)
        elif label == "Policy":
            properties["name"] = name.strip("《》")
        elif label == "Person":
            properties["context"] = self._contexts.get(item.ref) or self._record.id
        elif label == "Project":
            properties["holder"] = self._holders.get(item.ref) or self._record.id
        return self._node(label, properties)

    def _settled(self, item: TextEntity) -> Resolution:
        """The text's longest name decides; when it leaves the name open, its other names in this text may settle it."""
        resolution = self._canon.organization(item.ref.name, self._year)
        if not resolution.unresolved:
            return resolution
        for alias in item.aliases:
            other = self._canon.organization(alias, self._year)
            if not other.unresolved:
                return other
        return resolution

    def _node(self, label: str, properties: dict[str, Scalar | tuple[Scalar, ...]]) -> Entity:
        key = [properties.get(part) for part in self._model.nodes[label].key]
        return Entity(node_id(self._model, label, key), label, None, tuple(sorted(properties.items())))

    def _person_contexts(self) -> Iterator[tuple[Ref, str]]:
        for type_ in ("SERVES", "WORKS_FOR"):  # the later one stands: the employer before the alliance
            for relation in self._x.relations:
                if relation.type == type_ and relation.head.label == "Person":
                    yield self._root(relation.head), self._context_name(relation.tail)

    def _context_name(self, ref: Ref) -> str:
        root = self._root(ref)
        if root.label == "Organization":
            return self._canon.organization(root.name, self._year).name
        return self._canon.alliance(root.name).name

    def _project_holders(self) -> Iterator[tuple[Ref, str]]:
        for type_ in ("UNDERTAKES", "RUNS"):
            for relation in reversed(self._x.relations):
                if relation.type == type_:
                    name = self._context_name(relation.head)
                    yield self._root(relation.tail), node_id(self._model, relation.head.label, [name])

    def _id(self, ref: Ref) -> str | None:
        return self._ids.get(self._root(ref))

    def _relation(self, item: Relation) -> None:
        head, tail = self._id(item.head), self._id(item.tail)
        if head is None or tail is None or head == tail:
            return
        if item.property is not None and item.value is not None:
            self._model.check(self._model.relations[item.type].properties[item.property], item.value)
        self._attest(
            _Target(item.span, item.also), head, item.rule, item.grade, item.type, tail, item.property, item.value
        )

    def _value(self, ref: Ref, property_: str, value: str, target: _Target, rule: str, grade: Grade) -> None:
        node = self._id(ref)
        if node is not None:
            self._model.check(self._model.nodes[ref.label].properties[property_], value)
            self._attest(target, node, rule, grade, VALUE, None, property_, value)

    def _claim(
        self, label: str, holder: Ref, status: str, subject: str, metric: str, amount: Quantity | None, deadline: str,
        item: Claim | Count,
    ) -> str | None:  # fmt: skip
        head = self._id(holder)
        if head is None:
            return None
        target = _Target(item.span, item.also)
        properties: dict[str, Scalar | tuple[Scalar, ...]] = {
            "holder": head,
            "status": status,
            "subject": subject,
            "metric": metric,
        }
        if deadline:
            properties["deadline"] = deadline
        if amount is not None:
            properties |= amount_properties(amount)
        node = self._node(label, properties)
        self.entities.setdefault(node.id, node)
        self._attest(target, node.id, item.rule, item.grade)
        relation = "HAS_TARGET" if label == "Target" else "HAS_FIGURE"
        self._attest(target, head, item.rule, item.grade, relation, node.id)
        if amount is not None:
            self._attest(target, node.id, item.rule, item.grade, VALUE, None, "written", written_amount(amount))
        return node.id

    def _clause(self, item: ClauseFound) -> None:
        tail = self._id(item.subject)
        if tail is None:
            return
        raw = self._x.tidied.raw_span(item.span.start, item.span.end)
        position = f"{item.kind}/{item.number or raw.start}"
        node = self._node("Clause", {"subject": tail, "source": self._record.id, "position": position})
        self.entities.setdefault(node.id, node)
        target = _Target(item.span, item.also)
        self._attest(target, node.id, item.rule, item.grade)
        self._attest(target, node.id, item.rule, item.grade, "CLAUSE_OF", tail)
        for name, value in (
            ("kind", item.kind),
            ("number", item.number),
            ("heading", item.heading),
            ("quote", self._surface(item.span)),
        ):
            if value:
                self._attest(target, node.id, item.rule, item.grade, VALUE, None, name, value)

    def _attest(
        self, target: _Target, head: str, rule: str, grade: Grade, type_: str = ENTITY, tail: str | None = None,
        property_: str | None = None, value: str | None = None,
    ) -> None:  # fmt: skip
        where = self._where(target.span)
        also = [self._raw(span) for span in target.also if span != target.span] if target.also else ()
        self.evidence.append(
            attest(
                where, head, rule=rule, grade=grade, type_=type_, tail=tail, property_=property_, value=value, also=also
            )
        )

    def _where(self, span: Span) -> Where:
        """Where a span of the tidied text stands; one span mostly says several facts."""
        found = self._places.get((span.start, span.end))
        if found is None:
            raw = self._raw(span)
            quote = self._x.document.text[raw.start : raw.end]
            found = Where(self._record.id, self._original, raw, quote, self._sentence(span))
            self._places[span.start, span.end] = found
        return found

    def _raw(self, span: Span) -> Span:
        key = span.start, span.end
        found = self._raws.get(key)
        if found is None:
            found = self._raws[key] = self._x.tidied.raw_span(*key)
        return found

    def _sentence(self, span: Span) -> Span:
        first = max(bisect_right(self._starts, span.start) - 1, 0)
        last = max(bisect_right(self._starts, span.end - 1) - 1, first)
        sentences = self._x.sentences
        start = min(sentences[first].start, span.start)
        end = max(sentences[last].start + len(sentences[last].text), span.end)
        found = self._stretches.get((start, end))
        if found is None:
            found = self._stretches[start, end] = self._x.tidied.raw_span(start, end)
        return found


def written_amount(amount: Quantity) -> str:
    """Value and unit as written, as the one text that `written` holds."""
    written = {"unit": amount.unit, "value": amount.value, "value_max": amount.value_max}
    return json.dumps(written, ensure_ascii=False, sort_keys=True)


def amount_properties(amount: Quantity) -> dict[str, Scalar | tuple[Scalar, ...]]:
    """The identity properties of a target or figure that has an amount."""
    properties: dict[str, Scalar | tuple[Scalar, ...]] = {"comparator": amount.comparator}
    norm = amount.normalised
    value, value_max, unit = (
        (norm.value, norm.value_max, norm.unit) if norm else (amount.value, amount.value_max, amount.unit)
    )
    properties["norm_value"] = value
    if value_max is not None:
        properties["norm_value_max"] = value_max
    if unit:
        properties["norm_unit"] = unit
    return properties
