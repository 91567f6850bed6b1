"""A marked text, whoever marked it: a person (gold) or the program (extraction), in one shape that can be compared.

Reads the format of `lianmeng extract`, with the gold files' `optional`. The development gold has conventions of its
own and is read in `development.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from graph.facts import Span
from ingest.words.tidy import fold

ANY = "*"
_KIND_LABELS = frozenset(
    {"Company", "University", "ResearchInstitute", "Association", "Government", "Hospital", "OtherOrganization"}
)
_STEPS = ("founded", "approved", "recognised", "pilot_started", "registered", "planned")
AMOUNT_FIELDS = ("comparator", "value", "unit", "deadline", "status", "subject", "metric", "holder")
_QUOTES = {"《": "》", "“": "”", "‘": "’", "「": "」", "『": "』", "〈": "〉", '"': '"'}


@dataclass(frozen=True, slots=True)
class Mention:
    """One place of a name. `spans[0]` is the mark; the others are accepted as exact too."""

    spans: tuple[Span, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class EntityMark:
    """`type` is a node label or kind label; ANY stands for what the model does not score."""

    id: str
    index: int
    type: str
    name: str
    aliases: tuple[str, ...]
    mentions: tuple[Mention, ...]
    optional: bool = False

    @property
    def label(self) -> str:
        """The primary label."""
        return "Organization" if self.type in _KIND_LABELS else self.type


@dataclass(frozen=True, slots=True)
class EdgeMark:
    """`details` = the properties that have one value: since, until, state, title, year, kind; None = unknown."""

    index: int
    type: str
    head: str
    tail: str
    roles: frozenset[str]
    details: Mapping[str, str | None]
    evidence: tuple[Span, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ValueMark:
    """A single value of an entity."""

    index: int
    entity: str
    property: str
    value: str
    evidence: tuple[Span, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class AmountMark:
    """A target or figure; `list` says which. `units` are all accepted (the first one is as written)."""

    list: str
    index: int
    holder: str | None
    statuses: frozenset[str]
    subject: str
    metric: str
    comparator: str | None
    value: float | None
    value_max: float | None
    units: tuple[str, ...]
    deadline: str | None
    evidence: tuple[Span, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class CountMark:
    """A declared number of members; `alliance` ANY and `kind` ANY accept every one."""

    index: int
    alliance: str
    kind: str
    count: float
    approximate: bool | None
    named: int | None
    evidence: tuple[Span, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """One provision."""

    index: int
    subject: str
    kind: str
    number: str
    heading: str
    evidence: tuple[Span, ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a gold marks completely; the rest of an extraction is not judged. None = everything."""

    relations: frozenset[str] | None = None
    roles: frozenset[str] | None = None
    values: frozenset[str] = frozenset((*_STEPS, "founded_place", "short_name"))
    target_fields: tuple[str, ...] = AMOUNT_FIELDS
    figure_fields: tuple[str, ...] = AMOUNT_FIELDS
    count_fields: tuple[str, ...] = ("approximate", "named")
    details: bool = True
    clauses: bool = True


@dataclass(frozen=True)
class Marked:
    """Everything marked in one text, entities by id."""

    entities: Mapping[str, EntityMark]
    edges: tuple[EdgeMark, ...]
    values: tuple[ValueMark, ...]
    amounts: tuple[AmountMark, ...]
    counts: tuple[CountMark, ...]
    clauses: tuple[ClauseMark, ...]
    scope: Scope = field(default_factory=Scope)


def read_marked(data: Mapping[str, Any], text: str) -> Marked:
    """Gold or extraction in the format of docs/extract.md; `text` is the text that the offsets point into."""
    entities = {
        item["id"]: EntityMark(
            item["id"],
            index,
            item["type"],
            item["name"],
            tuple(item["aliases"]),
            tuple(Mention((span,)) for span in _spans(item["mentions"], text)),
            bool(item.get("optional")),
        )
        for index, item in enumerate(data["entities"])
    }
    return Marked(
        entities,
        tuple(_edge(index, item, text) for index, item in enumerate(data["relations"])),
        tuple(
            ValueMark(i, v["entity"], v["property"], str(v["value"]), _spans(v["evidence"], text), _optional(v))
            for i, v in enumerate(data["values"])
        ),
        tuple(_amount(name, i, a, text) for name in ("targets", "figures") for i, a in enumerate(data[name])),
        tuple(
            CountMark(
                i,
                c["alliance"],
                c["kind"],
                c["count"],
                c["approximate"],
                c["named"],
                _spans(c["evidence"], text),
                _optional(c),
            )
            for i, c in enumerate(data["counts"])
        ),
        tuple(
            ClauseMark(
                i,
                c["concept"],
                c["kind"],
                c["number"] or "",
                c["heading"] or "",
                _spans(c["evidence"], text),
                _optional(c),
            )
            for i, c in enumerate(data.get("clauses", []))
        ),
    )


def trimmed(span: Span, text: str) -> Span:
    """The span without blanks and a pair of quotes around it: 《纲要》 and 纲要 are one mark."""
    start, end = span.start, span.end
    while end - start > 1 and text[start].isspace():
        start += 1
    while end - start > 1 and text[end - 1].isspace():
        end -= 1
    if end - start > 2 and _QUOTES.get(text[start]) == text[end - 1]:
        return Span(start + 1, end - 1)
    return Span(start, end)


def folded(text: str) -> str:
    """A name or phrase without what does not matter for comparing it: blanks, quotes, 的, widths, traditional forms."""
    return re.sub(r"[\s的《》“”‘’\"'「」『』]", "", fold(text)).lower()


def overlap(one: Span, other: Span) -> float:
    """Shared characters over all characters of two spans: 1 = equal, 0 = apart."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    if shared <= 0:
        return 0.0
    return shared / (max(one.end, other.end) - min(one.start, other.start))


def closest(ones: Iterable[Span], others: Iterable[Span]) -> float:
    """The largest overlap between two sets of spans."""
    others = tuple(others)
    return max((overlap(one, other) for one in ones for other in others), default=0.0)


def _optional(item: Mapping[str, Any]) -> bool:
    return bool(item.get("optional"))


def _spans(pairs: Iterable[Any], text: str) -> tuple[Span, ...]:
    return tuple(trimmed(Span(start, end), text) for start, end in pairs)


def _edge(index: int, item: Mapping[str, Any], text: str) -> EdgeMark:
    details = {name: item.get(name) for name in ("since", "until", "title", "year", "kind")}
    if item["type"] == "MEMBER_OF":
        details["state"] = item.get("state") or "current"
    roles = frozenset(item["roles"])
    evidence = _spans(item["evidence"], text)
    return EdgeMark(index, item["type"], item["head"], item["tail"], roles, details, evidence, _optional(item))


def _amount(name: str, index: int, item: Mapping[str, Any], text: str) -> AmountMark:
    return AmountMark(
        name,
        index,
        item["holder"],
        frozenset({item["status"]}),
        item["subject"] or "",
        item["metric"] or "",
        item["comparator"],
        item["value"],
        item["value_max"],
        (item["unit"] or "",),
        item["deadline"] or "",
        _spans(item["evidence"], text),
        _optional(item),
    )
