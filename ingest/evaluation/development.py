"""The development gold (its own conventions, and mapping.json beside it) in the shape of `marked.py`.

The mapping says what each of its types is scored as; what it maps to nothing is neither demanded nor judged.
Conventions are written in the file itself: alt, nested_in, optional, generic, kind=nominal, coref_mentions, modality,
kind_model.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from graph.facts import Span
from ingest.evaluation.marked import (
    ANY,
    AmountMark,
    CountMark,
    EdgeMark,
    EntityMark,
    Marked,
    Mention,
    Scope,
    ValueMark,
    trimmed,
)

Json = Mapping[str, Any]
# Figures in the mapping's words "about a whole industry or country: optional", and "except": no figures at all.
_OPTIONAL_CLAIMS = frozenset({"c7", "c10", "c22"})
_NO_CLAIMS = frozenset({"c2", "c3"})
_RIGHT = ("comparator", "value", "unit")


def is_development(data: Json) -> bool:
    """Whether a gold file follows the development gold's conventions."""
    return "conventions" in data


def read_development(data: Json, mapping: Json, text: str) -> Marked:
    """The development gold over `text`, as far as `mapping` scores it."""
    entities = {item["id"]: _entity(index, item, mapping, text) for index, item in enumerate(data["entities"])}
    edges, values = _relations(data, mapping, entities, text)
    scored = [rule["type"] for rule in mapping["relations"].values() if rule and "type" in rule]
    scored += ["RUNS", "UNDERTAKES"]
    scope = Scope(
        relations=frozenset(scored),
        roles=frozenset(rule["role"] for rule in mapping["relations"].values() if rule and "role" in rule),
        values=frozenset(rule["value"] for rule in mapping["relations"].values() if rule and "value" in rule),
        figure_fields=(*_RIGHT, "subject", "metric"),
        count_fields=("named",),
        details=False,
        clauses=False,
    )
    amounts = (*_targets(data, text), *_figures(data, text))
    return Marked(entities, edges, values, amounts, tuple(_counts(data, text)), (), scope)


def _entity(index: int, item: Json, mapping: Json, text: str) -> EntityMark:
    optional = bool(item.get("optional") or item.get("generic"))
    mentions = [_mention(mention, text) for mention in item["mentions"]]
    mentions += [Mention(_mention(mention, text).spans, True) for mention in item.get("coref_mentions", [])]
    type_ = mapping["entities"].get(item["type"]) or ANY
    names = (item["canonical"], tuple(item.get("aliases", ())))
    doubtful = optional or all(mention.optional for mention in mentions)
    return EntityMark(item["id"], index, type_, *names, tuple(mentions), doubtful)


def _mention(mention: Json, text: str) -> Mention:
    spans = [[mention["start"], mention["end"]], *mention.get("alt", [])]
    doubtful = bool(mention.get("optional") or mention.get("nested_in") or mention.get("kind") == "nominal")
    return Mention(tuple(dict.fromkeys(trimmed(Span(start, end), text) for start, end in spans)), doubtful)


def _relations(
    data: Json, mapping: Json, entities: Mapping[str, EntityMark], text: str
) -> tuple[tuple[EdgeMark, ...], tuple[ValueMark, ...]]:
    edges: dict[tuple[str, str, str], EdgeMark] = {}
    values: list[ValueMark] = []
    for item in data["relations"]:
        rule = mapping["relations"].get(item["type"])
        head, tail = item["head"], item["tail"]
        if not rule or rule.get("type") == "HAS_TARGET":
            continue  # HAS_TARGET is scored through the targets
        evidence = (trimmed(Span(*item["evidence"]), text),)
        if "value" in rule:
            value = item["qualifiers"].get("date") or entities[tail].name
            values.append(ValueMark(len(values), head, rule["value"], value, evidence))
            continue
        if rule.get("reversed"):
            head, tail = tail, head
        type_ = rule.get("type") or rule.get("alliance" if entities[head].label == "Alliance" else "company")
        fits = all(entities[id_].label == rule.get(f"only_{end}", entities[id_].label)
                   for end, id_ in (("head", head), ("tail", tail)))  # fmt: skip
        if not fits or type_ is None or ANY in (entities[head].type, entities[tail].type):
            continue
        key = (type_, head, tail)
        before = edges.get(key)
        roles = (before.roles if before else frozenset()) | ({rule["role"]} if "role" in rule else set())
        index = before.index if before else len(edges)
        edges[key] = EdgeMark(index, *key, roles, {}, before.evidence if before else evidence)
    return tuple(edges.values()), tuple(values)


def _targets(data: Json, text: str) -> Iterator[AmountMark]:
    for index, item in enumerate(data["targets"]):
        expected = "modality" in item
        yield AmountMark(
            "targets",
            index,
            item["alliance"],
            frozenset({"expected"} if expected else {"target", "expected"}),
            item["subject"] or "",
            item["metric"] or "",
            item["comparator"],
            item["value"],
            item["value_max"],
            (item["unit"] or "",),
            _deadline(item),
            (trimmed(Span(item["start"], item["end"]), text),),
        )


def _deadline(item: Json) -> str | None:
    """As in graph.moment; None where only words are given."""
    if item["deadline"] is None:
        return ""
    if "deadline_norm" in item:
        return str(item["deadline_norm"]).split(" ")[0]
    year = re.fullmatch(r"(\d{4})年?", item["deadline"])
    return year[1] if year else None


def _figures(data: Json, text: str) -> Iterator[AmountMark]:
    for index, item in enumerate(data["claims"]):
        if item["id"] in _NO_CLAIMS:
            continue
        yield AmountMark(
            "figures",
            index,
            None,
            frozenset({"achieved", "baseline", "stated"}),
            item["subject"] or "",
            item["metric"] or "",
            item["comparator"],
            item["value"],
            None,
            _units(item),
            None,
            (trimmed(Span(item["start"], item["end"]), text),),
            item["id"] in _OPTIONAL_CLAIMS,
        )


def _units(item: Json) -> tuple[str, ...]:
    """The unit, and without or with the part that the text only implies."""
    unit = item["unit"] or ""
    units = [unit, re.sub(r"\(.*?\)", "", unit)]
    if "unit_implied" in item:
        units.append(item["unit_implied"])
    return tuple(dict.fromkeys(units))


def _counts(data: Json, text: str) -> Iterator[CountMark]:
    for index, item in enumerate(data["declared_counts"]):
        kind = item["kind_model"]
        evidence = (trimmed(Span(item["start"], item["end"]), text),)
        alliance = item["alliance"] if kind else ANY
        yield CountMark(
            index, alliance or ANY, kind or ANY, item["count"] or 0, None, item["named"], evidence, kind is None
        )
