"""Takes sources in, in any order, and lays their facts aside on disk: what is final as lines, the claims to be sorted.

Evidence belongs to one source, so its lines need no sorting: the blocks of the sources are put in order at the end.
Deciding edges and values from the claims is left to view.py.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from graph.bulk.columns import EVIDENCE, SEPARATOR, SOURCE, TEXT, element, line, quoted
from graph.bulk.runs import Row, Runs
from graph.bulk.tables import Table, Tables
from graph.facts import ENTITY, Entity, Evidence, SourceFacts, SourceRecord
from graph.model import Model
from graph.store.versions import Meta, changed, record_row

TABLES = {
    "evidence": Table(("Evidence",), EVIDENCE),
    "source": Table(("Source",), SOURCE),
    "text": Table(("SourceText",), TEXT),
    "in": Table(("IN",), (), ("Evidence", "Source")),
    "has_text": Table(("HAS_TEXT",), (), ("Source", "SourceText")),
}
# The first thing of a node in the sorted claims: its entity, before any relation type or VALUE.
ENTITY_FIRST = ""
# Entities that wait, each once, for the claims' next run.
_WAITING = 20_000


class Spool:
    """`add` sources; then `write_sources` and `claims`, each once. `meta` is what the Meta node says of all of them."""

    def __init__(self, model: Model, scratch: Path) -> None:
        self.model, self.meta, self.longest = model, Meta(f"{0:032x}", 0, {}), 0
        self._claims = Runs(scratch, "claims")
        self._index = Runs(scratch, "index")
        self._entities: dict[str, Row] = {}
        self._blocks = (scratch / "blocks").open("w+b")
        self._lists = _names_of_lists(model)

    def close(self) -> None:
        """Closes the scratch file; removing the folder is left to whoever made it."""
        self._blocks.close()

    def add(self, facts: SourceFacts) -> None:
        """A source with all its facts. Raises ModelError, before anything is taken, for what cannot stand in a file."""
        for original in facts.source.based_on:
            element(original)
        for item in facts.evidence:
            if item.property in self._lists:
                element(item.value)
        place = (facts.source.collection, facts.source.path)
        for entity in facts.entities:
            self.add_entity(entity, place)
        self.add_source(facts.source, facts.facts_digest, facts.text, facts.evidence)

    def add_entity(self, entity: Entity, place: tuple[str, str] = ("", "")) -> None:
        """A node. Where sources differ the last place (collection, path) stands, as when they are loaded in order."""
        known = self._entities.get(entity.id)
        if known is None:
            if len(self._entities) >= _WAITING:
                self._keep_entities()
        elif known[2:4] >= place:
            return
        self._entities[entity.id] = (entity.id, ENTITY_FIRST, *place, entity.kind_label or "", entity.properties)

    def add_source(self, record: SourceRecord, facts_digest: str, text: str, evidence: Iterable[Evidence]) -> None:
        """A source with its evidence, which is sorted by id; its entities come by `add_entity`."""
        row = record_row(record, facts_digest)
        self.meta = changed(self.meta, None, row)
        lines: list[str] = []
        ends: list[str] = []
        for item in evidence:
            if item.type != ENTITY:
                self._claims.add(_claim(item), len(item.value or ""))
            lines.append(evidence_line(item))
            ends.append(f'"{item.id}","{item.source}"\n')
        id_ = quoted(record.id)
        self._lay_aside("evidence", record.id, lines)
        self._lay_aside("in", record.id, ends)
        self._lay_aside("source", record.id, [line(SOURCE, row)])
        self._lay_aside("text", record.id, [f"{id_},{quoted(text)}\n"])
        self._lay_aside("has_text", record.id, [f"{id_},{id_}\n"])

    def write_sources(self, tables: Tables) -> None:
        """Sources, texts and evidence into their files, sorted by source and, within one, as they came."""
        for table, _, offset, length in self._index.sorted():
            self._blocks.seek(offset)
            tables.write_bytes(TABLES[table], self._blocks.read(length))
        tables.longest = max(tables.longest, self.longest)

    def claims(self) -> Iterator[Row]:
        """Everything said, sorted by node: (id, ENTITY_FIRST, collection, path, kind label, properties), then its
        claims (head, type, tail, property, value, grade, source, original, start) with "" for what is None."""
        self._keep_entities()
        return self._claims.sorted()

    def _keep_entities(self) -> None:
        for row in self._entities.values():
            self._claims.add(row)
        self._entities.clear()

    def _lay_aside(self, table: str, source: str, lines: Sequence[str]) -> None:
        if not lines:
            return
        self.longest = max(self.longest, max(map(len, lines)))
        data = "".join(lines).encode()
        self._index.add((table, source, self._blocks.tell(), len(data)))
        self._blocks.write(data)


def evidence_line(e: Evidence) -> str:
    """An evidence as a line of EVIDENCE, written out because there are so many of them."""
    also = quoted(SEPARATOR.join(f"{span.start}-{span.end}" for span in e.also)) if e.also else ""
    tail = "" if e.tail is None else f'"{e.tail}"'
    property_ = "" if e.property is None else f'"{e.property}"'
    value = "" if e.value is None else quoted(e.value)
    return (
        f'"{e.id}","{e.source}",{quoted(e.original)},"{e.slot}","{e.fact}","{e.head}","{e.type}",{tail},{property_},'
        f"{value},{e.start},{e.end},{quoted(e.quote)},{e.sentence_start},{e.sentence_end},{also},{quoted(e.rule)},"
        f'"{e.grade}"\n'
    )


def _claim(e: Evidence) -> Row:
    return (e.head, e.type, e.tail or "", e.property or "", e.value or "", e.grade, e.source, e.original, e.start)


def _names_of_lists(model: Model) -> frozenset[str]:
    holders = [node.properties for node in model.nodes.values()]
    holders += [relation.properties for relation in model.relations.values()]
    return frozenset(item.name for properties in holders for item in properties.values() if item.many)
