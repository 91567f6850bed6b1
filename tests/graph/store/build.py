"""Small sources out of statements, and the graph that a set of sources must make, computed the long way round.

`expected_lines` decides everything anew from all evidence and never looks at a difference, so that it says what the
loader must arrive at by any road.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from graph import choose
from graph.facts import VALUE, Entity, Evidence, Grade, SourceFacts, SourceRecord, Span, Where, attest, source_facts
from graph.identity import digest, node_id, source_id
from graph.model import Model
from graph.store.decide import evidence_row, node_row
from graph.store.versions import Meta, changed, record_row

AMOUNT = {"holder": "", "status": "target", "subject": "产能", "metric": "产量", "comparator": ">=", "norm_unit": "t"}


@dataclass(frozen=True)
class Tables:
    """What the tables say under one edition: kind labels, lineages and canonical names by name."""

    edition: str = "edition-1"
    kinds: Mapping[str, str] = field(default_factory=dict)
    lineages: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Said:
    """One statement: `what` is member, role, state, since, alias, stated, founded, target, project or part."""

    what: str
    one: str
    other: str
    value: str = ""
    grade: Grade = "high"


def build(
    model: Model, name: str, statements: Iterable[Said], tables: Tables | None = None, **record: Any
) -> SourceFacts:
    """SourceFacts of the source `name` that makes these statements, one sentence each."""
    return _Writer(model, name, tables or Tables(), record).facts(list(statements))


class _Writer:
    def __init__(self, model: Model, name: str, tables: Tables, record: dict[str, Any]) -> None:
        self.model, self.tables = model, tables
        self.id = source_id(None, "tests", name)
        self.name = name
        self.record = record
        self.entities: dict[str, Entity] = {}
        self.evidence: list[Evidence] = []

    def facts(self, statements: Sequence[Said]) -> SourceFacts:
        sentences = [f"{self.name}：{s.what} {s.one} {s.other} {s.value} {s.grade}。" for s in statements]
        text = "".join(sentences) or "空。"
        record = SourceRecord(
            id=self.id,
            title=self.name,
            collection="tests",
            path=self.name,
            genre="news",
            publisher="media",
            address="",
            date="",
            origin="original",
            based_on=(),
            sha256=digest(text, "bytes"),
            text_sha256=digest(text),
            characters=len(text),
            reader="text 1",
            edition=self.tables.edition,
        )
        record = replace(record, **self.record)
        start = 0
        for said, sentence in zip(statements, sentences, strict=True):
            where = Where(self.id, record.original, Span(start, start + len(sentence)), sentence,
                          Span(start, start + len(sentence)))  # fmt: skip
            self.say(where, said)
            start += len(sentence)
        return source_facts(record, text, self.entities.values(), self.evidence)

    def say(self, where: Where, said: Said) -> None:
        if said.what in ("member", "role", "state", "since", "until"):
            property_ = {"member": None, "role": "roles"}.get(said.what, said.what)
            head, tail = self.node(where, said.one), self.node(where, said.other)
            self.edge(where, said, "MEMBER_OF", head, tail, property_)
        elif said.what == "part":
            self.edge(where, said, "PART_OF", self.node(where, said.one), self.node(where, said.other), None)
        elif said.what == "project":
            head = self.node(where, said.one)
            tail = self.put(where, "Project", [said.other, head], {"name": said.other, "holder": head})
            self.edge(where, said, "RUNS", head, tail, None)
        elif said.what == "target":
            head = self.node(where, said.one)
            given = {**AMOUNT, "holder": head, "norm_value": int(said.other) * 10000, "deadline": "2015"}
            key = [given.get(name) for name in self.model.nodes["Target"].key]
            tail = self.put(where, "Target", key, given)
            self.edge(where, said, "HAS_TARGET", head, tail, None)
            written = json.dumps({"unit": said.value, "value": int(said.other), "value_max": None}, ensure_ascii=False)
            self.evidence.append(
                attest(where, tail, rule="test", grade=said.grade, type_=VALUE, property_="written", value=written)
            )
        else:
            property_ = {"alias": "aliases", "stated": "kind_stated", "founded": "founded"}[said.what]
            head = self.node(where, said.one)
            self.evidence.append(
                attest(where, head, rule="test", grade=said.grade, type_=VALUE, property_=property_, value=said.other)
            )

    def node(self, where: Where, name: str) -> str:
        """An alliance when its name says so, else an organisation."""
        name = self.tables.names.get(name, name)
        label = "Alliance" if name.endswith("联盟") else "Organization"
        properties: dict[str, Any] = {"name": name}
        if name in self.tables.lineages:
            properties["lineage"] = self.tables.lineages[name]
        return self.put(where, label, [name], properties)

    def put(self, where: Where, label: str, key: Sequence[object], properties: Mapping[str, Any]) -> str:
        id_ = node_id(self.model, label, key)
        kind = self.tables.kinds.get(str(key[0]), "OtherOrganization") if label == "Organization" else None
        self.entities[id_] = Entity(id_, label, kind, tuple(sorted(properties.items())))
        self.evidence.append(attest(where, id_, rule="test", grade="high"))
        return id_

    def edge(self, where: Where, said: Said, type_: str, head: str, tail: str, property_: str | None) -> None:
        value = said.value if property_ else None
        self.evidence.append(
            attest(where, head, rule="test", grade=said.grade, type_=type_, tail=tail, property_=property_, value=value)
        )


def expected_lines(model: Model, sources: Iterable[SourceFacts]) -> list[str]:
    """The export of a graph that holds exactly these sources."""
    ordered = sorted(sources, key=lambda facts: facts.source.id)
    meta = Meta(f"{0:032x}", 0, {})
    entities: dict[str, Entity] = {}
    evidence: list[Evidence] = []
    for facts in ordered:
        meta = changed(meta, None, record_row(facts.source, facts.facts_digest))
        entities.update({entity.id: entity for entity in facts.entities})
        evidence += facts.evidence
    lines = [_line("graph", {"format": 1, "data_version": meta.data_version, "edition": meta.edition})]
    edges = _edges(model, evidence)
    for label in model.nodes:
        for key in sorted(key for key, entity in entities.items() if entity.label == label):
            lines.append(_node(model, entities, edges, evidence, entities[key]))
    for type_, relation in model.relations.items():
        for label in relation.heads:
            some = sorted(ends for ends in edges if ends[1] == type_ and entities[ends[0]].label == label)
            for head, _, tail in sorted(some):
                content = {"type": type_, "head": head, "tail": tail, "properties": edges[(head, type_, tail)]}
                lines.append(_line("edge", content))
    for facts in ordered:
        lines.append(_line("source", record_row(facts.source, facts.facts_digest)))
        lines.append(_line("text", {"id": facts.source.id, "text": facts.text}))
        lines += [_line("evidence", evidence_row(item)) for item in facts.evidence]
    return lines


def _edges(model: Model, evidence: Iterable[Evidence]) -> dict[tuple[str, str, str], dict[str, Any]]:
    claims: dict[tuple[str, str, str, str], list[choose.Claim]] = {}
    for item in evidence:
        if item.type in model.relations:
            claims.setdefault((item.head, item.type, item.tail or "", item.slot), []).append(choose.claim_of(item))
    edges = {}
    for (head, type_, tail, slot), some in claims.items():
        chosen = choose.edge(model.relations[type_], some)
        assert chosen is not None
        edges[(head, type_, tail)] = {"id": slot} | {key: value for key, value in chosen.items() if value is not None}
    return edges


def _node(
    model: Model,
    entities: Mapping[str, Entity],
    edges: Mapping[tuple[str, str, str], Mapping[str, Any]],
    evidence: Iterable[Evidence],
    entity: Entity,
) -> str:
    chosen: dict[str, choose.Stored] = {}
    mine = [item for item in evidence if item.type == VALUE and item.head == entity.id]
    for name in sorted({item.property or "" for item in mine}):
        claims = [choose.claim_of(item) for item in mine]
        chosen |= choose.value(model, model.nodes[entity.label], entity.kind_label, name, claims)
    counted = [(head, tail) for (head, type_, tail), edge in edges.items() if type_ == "MEMBER_OF" and edge["counted"]]
    if entity.label == "Alliance":
        chosen["member_count"] = sum(tail == entity.id for _, tail in counted)
    if entity.label == "Organization":
        lineage = entity.get("lineage")
        family = {key for key, other in entities.items() if lineage and other.get("lineage") == lineage} | {entity.id}
        chosen["alliance_count"] = len({tail for head, tail in counted if head in family})
    labels = sorted(filter(None, (entity.label, entity.kind_label)))
    return _line("node", {"id": entity.id, "labels": labels, "properties": node_row(model, entity, chosen)})


def _line(what: str, content: Mapping[str, object]) -> str:
    return json.dumps({"what": what, **content}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
