"""One made-up source: a text that lists the members of some alliances, and the facts that it states.

The evidence is laid out as ingest lays it out: one of each entity at its first mention, an edge at the member's name
with the alliance's heading in `also`, each role a fact of its own. What the lists hold is decided in make_graph.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from graph.facts import VALUE, Entity, Evidence, SourceFacts, SourceRecord, Span, Where, attest, source_facts
from graph.identity import node_id, source_id
from graph.model import Model

COLLECTION, EDITION, RULE = "made", "made-1", "made.list"
MINISTRY = "国家产业主管部"


@dataclass(frozen=True)
class Member:
    """An organisation: name, kind key, lineage, and the short name that every source gives it."""

    name: str
    kind: str
    lineage: str
    alias: str | None


@dataclass(frozen=True)
class Listed:
    """What a source says of one alliance: its members with their roles, values (None: not said), who guides it."""

    name: str
    members: tuple[tuple[Member, tuple[str, ...]], ...]
    founded: str
    field: str | None
    region: str | None
    guided: bool


def made_source_id(path: str) -> str:
    """The id of the made source of that path."""
    return source_id(None, COLLECTION, path)


def make_source(model: Model, path: str, lists: Sequence[Listed]) -> SourceFacts:
    """The source with that path, one line an alliance."""
    lines = [_line(one) for one in lists]
    text = "".join(lines)
    sha = sha256(text.encode()).hexdigest()
    record = SourceRecord(
        made_source_id(path), f"成员名单 {path}", COLLECTION, path, "list", "official", "", "2025-06-01", "original", (),
        sha, sha, len(text), "made/1", EDITION,
    )  # fmt: skip
    writer = _Writer(model, record, text)
    start = 0
    for one, line in zip(lists, lines, strict=True):
        writer.say(one, Span(start, start + len(line)))
        start += len(line)
    return source_facts(record, text, writer.entities.values(), writer.evidence)


def _line(one: Listed) -> str:
    parts = [f"{one.name}{one.founded}成立"]
    parts += [f"，领域为{one.field}"] if one.field else []
    parts += [f"，地域为{one.region}"] if one.region else []
    parts += [f"，由{MINISTRY}指导"] if one.guided else []
    named = "、".join(f"{m.name}（{m.alias}）" if m.alias else m.name for m, _ in one.members)
    return f"{''.join(parts)}，成员有{named}。\n"


@dataclass
class _Writer:
    model: Model
    record: SourceRecord
    text: str
    entities: dict[str, Entity] = field(default_factory=dict)
    evidence: list[Evidence] = field(default_factory=list)

    def say(self, one: Listed, line: Span) -> None:
        at = Span(line.start, line.start + len(one.name))
        alliance = self._entity("Alliance", one.name, None, one.name, at, line)
        for name, value in (("founded", one.founded), ("field", one.field), ("region", one.region)):
            if value is not None:
                self._attest(self._find(value, at.end, line), line, alliance, (at,), VALUE, None, name, value)
        end = at.end
        if one.guided:
            span = self._find(MINISTRY, end, line)
            ministry = self._entity("Organization", MINISTRY, "Government", MINISTRY, span, line)
            self._attest(span, line, ministry, (at,), "GUIDES", alliance, "roles", "guiding")
            end = span.end
        for member, roles in one.members:
            span = self._find(member.name, end, line)
            kind = self.model.kinds[member.kind].label
            id_ = self._entity("Organization", member.name, kind, member.lineage, span, line)
            for role in roles or (None,):
                self._attest(span, line, id_, (at,), "MEMBER_OF", alliance, "roles" if role else None, role)
            end = span.end
            if member.alias:
                alias = self._find(member.alias, end, line)
                self._attest(alias, line, id_, (), VALUE, None, "aliases", member.alias)
                end = alias.end

    def _entity(self, label: str, name: str, kind: str | None, lineage: str, span: Span, line: Span) -> str:
        id_ = node_id(self.model, label, (name,))
        if id_ not in self.entities:
            self.entities[id_] = Entity(id_, label, kind, (("lineage", lineage), ("name", name)))
            self._attest(span, line, id_, ())
        return id_

    def _attest(
        self, span: Span, line: Span, head: str, also: tuple[Span, ...], type_: str = "ENTITY", tail: str | None = None,
        name: str | None = None, value: str | None = None,
    ) -> None:  # fmt: skip
        quote = self.text[span.start : span.end]
        where = Where(self.record.id, self.record.original, span, quote, line)
        self.evidence.append(
            attest(where, head, rule=RULE, grade="high", type_=type_, tail=tail, property_=name, value=value, also=also)
        )

    def _find(self, words: str, start: int, line: Span) -> Span:
        at = self.text.index(words, start, line.end)
        return Span(at, at + len(words))
