"""An extraction as the JSON object that `lianmeng extract` writes (docs/extract.md, docs/extract.schema.json).

Offsets are raw ones, names keep the file's own characters. Findings that speak of one edge become one relation here;
which name is canonical, and what enters the graph, is left to `resolve.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from graph.facts import Span
from graph.model import Model, load_model
from graph.quantity import MULTIPLIERS, Quantity
from ingest.extraction import Extraction, TextEntity
from ingest.finding import Claim, ClauseFound, Count, Relation, Value
from ingest.marks import Ref

Json = dict[str, Any]
_TARGET_STATUS = frozenset({"target", "expected"})
_GRADES = {"high": 0, "medium": 1, "low": 2}
_STATES = ("ended", "current", "proposed")
F = TypeVar("F", Relation, Value, Claim, Count, ClauseFound)


@dataclass(frozen=True)
class _View:
    """An extraction with what every item needs: the id of a name, and raw spans."""

    extraction: Extraction
    ids: Mapping[Ref, str]

    def id(self, ref: Ref) -> str | None:
        return self.ids.get(ref)

    def span(self, span: Span) -> list[int]:
        raw = self.extraction.tidied.raw_span(span.start, span.end)
        return [raw.start, raw.end]

    def evidence(self, findings: Sequence[Relation | Value | Claim | Count | ClauseFound]) -> list[list[int]]:
        """The stored span first, then the other findings' and what is needed to understand them."""
        spans = [finding.span for finding in findings]
        spans += sorted(span for finding in findings for span in finding.also)
        return [self.span(span) for span in dict.fromkeys(spans)]

    def own(self, span: Span) -> str:
        """The file's own characters of a tidied span, without what tidying passed over between them."""
        text, offset = self.extraction.document.text, self.extraction.tidied.raw_offset
        return "".join(text[offset(place)] for place in range(span.start, span.end))


def extraction_json(extraction: Extraction, model: Model | None = None, *, rules: bool = False) -> Json:
    """The extraction in the format of docs/extract.md; the same extraction always gives the same object.

    With `rules`, every item also names the rules behind it: {fact: [rule, …]}, where the fact "" is the item itself
    and `roles=initiator` one property of an edge. `bench/quality.py` uses it; it is not part of the format.
    """
    model = model or load_model()
    view = _View(extraction, _ids(extraction.entities))
    claims = extraction.claims
    document = extraction.document
    result: Json = {
        "source": {
            "title": document.header.title,
            "characters": len(document.text),
            "sha256": document.sha256,
        },
        "entities": [_entity(view, entity, model) for entity in extraction.entities],
        "relations": _grouped(extraction.relations, _edge_key(view), lambda of: _relation(view, of)),
        "values": _grouped(extraction.values, _value_key(view), lambda of: _value(view, of)),
        "targets": _amounts(view, [claim for claim in claims if claim.status in _TARGET_STATUS]),
        "figures": _amounts(view, [claim for claim in claims if claim.status not in _TARGET_STATUS]),
        "counts": _grouped(extraction.counts, _count_key(view), lambda of: _count(view, of)),
        "clauses": _grouped(extraction.clauses, _clause_key(view), lambda of: _clause(view, of)),
    }
    return result if rules else _without_rules(result)


def _ids(entities: Iterable[TextEntity]) -> dict[Ref, str]:
    numbered = [(f"e{number}", entity) for number, entity in enumerate(entities, 1)]
    ids = {Ref(entity.ref.label, alias): id_ for id_, entity in reversed(numbered) for alias in entity.aliases}
    return ids | {entity.ref: id_ for id_, entity in numbered}


def _entity(view: _View, entity: TextEntity, model: Model) -> Json:
    names: dict[str, str] = {}
    for mention in entity.mentions:
        names.setdefault(view.extraction.tidied.text[mention.start : mention.end], view.own(mention))
    return {
        "id": view.id(entity.ref),
        "type": model.kinds[entity.kind or "other"].label if entity.ref.label == "Organization" else entity.ref.label,
        "name": names.get(entity.ref.name, entity.ref.name),
        "aliases": sorted(names.get(alias, alias) for alias in entity.aliases),
        "mentions": [view.span(mention) for mention in entity.mentions],
        "rules": {"": [entity.rule]},
    }


def _grouped(
    findings: Iterable[F], key: Callable[[F], tuple[object, ...] | None], item: Callable[[Sequence[F]], Json]
) -> list[Json]:
    groups: dict[tuple[object, ...], list[F]] = {}
    for finding in sorted(findings, key=lambda f: (f.span, repr(f))):
        found = key(finding)
        if found is not None:
            groups.setdefault(found, []).append(finding)
    return [item(group) for group in groups.values()]


def _edge_key(view: _View) -> Callable[[Relation], tuple[object, ...] | None]:
    return lambda finding: _known(finding.type, view.id(finding.head), view.id(finding.tail))


def _value_key(view: _View) -> Callable[[Value], tuple[object, ...] | None]:
    return lambda finding: _known(view.id(finding.entity), finding.property, finding.value)


def _count_key(view: _View) -> Callable[[Count], tuple[object, ...] | None]:
    return lambda finding: _known(view.id(finding.alliance), finding.kind, finding.span)


def _clause_key(view: _View) -> Callable[[ClauseFound], tuple[object, ...] | None]:
    return lambda finding: _known(view.id(finding.subject), finding.kind, finding.number, finding.span)


def _known(*parts: object) -> tuple[object, ...] | None:
    return None if None in parts else parts


def _relation(view: _View, findings: Sequence[Relation]) -> Json:
    first = findings[0]
    ordered = sorted(findings, key=lambda f: (f.property is not None, _GRADES[f.grade], f.span))
    rules: dict[str, set[str]] = {}
    for finding in findings:
        fact = "" if finding.property is None else f"{finding.property}={finding.value}"
        rules.setdefault(fact, set()).add(finding.rule)
    rules.setdefault("", {finding.rule for finding in findings})
    return {
        "type": first.type,
        "head": view.id(first.head),
        "tail": view.id(first.tail),
        "roles": sorted(set(_stated(findings, "roles"))),
        "since": _best(findings, "since"),
        "until": _best(findings, "until"),
        "state": _state(findings) if first.type == "MEMBER_OF" else None,
        "title": "、".join(dict.fromkeys(_stated(findings, "title"))) or None,
        "year": _best(findings, "year"),
        "kind": _best(findings, "kind"),
        "evidence": view.evidence(ordered),
        "rules": {fact: sorted(names) for fact, names in sorted(rules.items())},
    }


def _stated(findings: Iterable[Relation], name: str) -> list[str]:
    return [finding.value for finding in findings if finding.property == name and finding.value is not None]


def _best(findings: Iterable[Relation], name: str) -> str | None:
    stated = [f for f in findings if f.property == name and f.value is not None]
    best = min(stated, key=lambda f: (_GRADES[f.grade], f.span), default=None)
    return best.value if best else None


def _state(findings: Iterable[Relation]) -> str:
    """As in graph/choose.py: whoever has left was a member, and whoever is named as one is more than proposed."""
    said = {f.value if f.property == "state" else "current" for f in findings if f.property != "until"}
    return next((state for state in _STATES if state in said), "ended")


def _value(view: _View, findings: Sequence[Value]) -> Json:
    first = findings[0]
    return {
        "entity": view.id(first.entity),
        "property": first.property,
        "value": first.value,
        "evidence": view.evidence(findings),
        "rules": _rules(findings),
    }


def _amounts(view: _View, claims: Sequence[Claim]) -> list[Json]:
    def key(claim: Claim) -> tuple[object, ...] | None:
        holder = view.id(claim.holder)
        place = (claim.subject, claim.metric, claim.quantity, claim.deadline, claim.span)
        return None if holder is None else (holder, claim.status, *place)

    return _grouped(claims, key, lambda of: _amount(view, of))


def _amount(view: _View, findings: Sequence[Claim]) -> Json:
    first = findings[0]
    amount = first.quantity
    return {
        "holder": view.id(first.holder),
        "status": first.status,
        "subject": first.subject,
        "metric": first.metric,
        "comparator": amount.comparator if amount else None,
        "value": amount.value if amount else None,
        "value_max": amount.value_max if amount else None,
        "unit": (amount.unit or None) if amount else None,
        "normalised": _normalised(amount),
        "deadline": first.deadline or None,
        "evidence": view.evidence(findings),
        "rules": _rules(findings),
    }


def _normalised(amount: Quantity | None) -> Json | None:
    if amount is None or amount.normalised is None:
        return None
    normalised: Json = {"value": amount.normalised.value, "unit": amount.normalised.unit}
    if amount.normalised.value_max is not None:
        normalised["value_max"] = amount.normalised.value_max
    return normalised


def _count(view: _View, findings: Sequence[Count]) -> Json:
    first = findings[0]
    return {
        "alliance": view.id(first.alliance),
        "kind": first.kind,
        "count": _whole(first.quantity),
        "approximate": first.quantity.comparator != "=",
        "named": first.named,
        "evidence": view.evidence(findings),
        "rules": _rules(findings),
    }


def _whole(amount: Quantity) -> int | float:
    """The number of units: 上百家 is 100, whether 百 stands in the value or in the unit."""
    if amount.normalised is not None:
        return amount.normalised.value
    factor = next((number for word, number in MULTIPLIERS if amount.unit.startswith(word)), 1)
    return amount.value * factor


def _clause(view: _View, findings: Sequence[ClauseFound]) -> Json:
    first = findings[0]
    return {
        "concept": view.id(first.subject),
        "kind": first.kind,
        "number": first.number or None,
        "heading": first.heading or None,
        "evidence": view.evidence(findings),
        "rules": _rules(findings),
    }


def _rules(findings: Iterable[Value | Claim | Count | ClauseFound]) -> dict[str, list[str]]:
    return {"": sorted({finding.rule for finding in findings})}


def _without_rules(result: Json) -> Json:
    return {
        name: [{key: part for key, part in item.items() if key != "rules"} for item in items]
        if isinstance(items, list)
        else items
        for name, items in result.items()
    }
