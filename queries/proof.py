"""The evidence behind the rows of an answer, whatever the question: a few quotes for each relation and value shown.

A row names what it shows by ids: slots of relations, targets, figures and clauses that are facts themselves, or things
whose values and mutual relations are shown; which slots may prove them follows from the model alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Any

from graph.identity import edge_slot, value_slot
from queries.catalogue import shipped_model
from queries.evidence import attested
from queries.find import looks_like_id
from queries.reading import Reader

_GRADES = {"high": 0, "medium": 1, "low": 2}
# Ids that are slots by themselves: relations, and things that stand for a fact.
_DIRECT = ("ed", "vl", "tg", "fg", "cl")


def proofs(
    store: Reader, rows: Sequence[Mapping[str, Any]], each: int, most: int
) -> list[tuple[list[dict[str, Any]], int]]:
    """For each row its quotes (`each` for one relation or value, `most` for the row) and how many there are in all.

    A row that is a piece of evidence itself proves itself; a row that is a source has none.
    """
    wanted = [slots_of(row) for row in rows]
    found = attested(store, (slot for first, second in wanted for slot in (*first, *second)))
    proven = []
    for row, (first, second) in zip(rows, wanted, strict=True):
        if "quote" in row and "grade" in row:
            proven.append(([_of_itself(row)], 1))
            continue
        groups = [found[slot] for slot in first if slot in found] or [found[slot] for slot in second if slot in found]
        proven.append(picked(groups, each, most))
    return proven


def picked(groups: Iterable[Sequence[Mapping[str, Any]]], each: int, most: int) -> tuple[list[dict[str, Any]], int]:
    """The best quotes of each group of evidence in turn, each quote once, and how many pieces there are in all."""
    ordered = [sorted(group, key=lambda piece: _GRADES.get(piece["grade"], 3)) for group in groups]
    taken: dict[tuple[Any, ...], dict[str, Any]] = {}
    for turn in list(zip_longest(*ordered))[:each]:
        for piece in turn:
            if piece is not None:
                taken.setdefault((piece["source"]["id"], piece["start"], piece["end"]), brief(piece))
    total = len({piece["id"] for group in ordered for piece in group})
    return list(taken.values())[:most], total


def slots_of(row: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The slots that may prove what a row shows, and those that at least prove that its things exist."""
    direct = [text for text in _texts(row) if looks_like_id(text) and text[:2] in _DIRECT]
    shown = [*direct, *_values(row), *_ties(row)]
    things = [text for text in (row.get("id"), row.get("head_id")) if isinstance(text, str)]
    return list(dict.fromkeys(shown)), things or list(_listed(row))


def brief(piece: Mapping[str, Any]) -> dict[str, Any]:
    """A piece of evidence in few words: the quote, where it stands, and what a compiled source rests on."""
    source = piece["source"]
    short = {
        "fact": piece["fact"],
        "quote": piece["quote"],
        "source": source["title"],
        "source_id": source["id"],
        "start": piece["start"],
        "end": piece["end"],
        "grade": piece["grade"],
        "origin": source["origin"],
    }
    more = {"based_on": source["based_on"], "address": source["address"]}
    return short | {name: value for name, value in more.items() if value}


def _of_itself(row: Mapping[str, Any]) -> dict[str, Any]:
    names = {"fact": "fact", "quote": "quote", "source": "source_title", "source_id": "source", "start": "start",
             "end": "end", "grade": "grade", "origin": "origin", "based_on": "based_on"}  # fmt: skip
    return {name: row[column] for name, column in names.items() if row.get(column) not in (None, [])}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from _texts(item)
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)


def _values(row: Mapping[str, Any]) -> Iterator[str]:
    id_ = row.get("id")
    node = _node_of(id_)
    if node is not None:
        for name, value in row.items():
            known = node.properties.get(name)
            if known is not None and known.origin == "evidence" and value not in (None, [], ""):
                yield value_slot(str(id_), name)


def _ties(row: Mapping[str, Any]) -> Iterator[str]:
    """Relations between a thing and the things listed under it, where the row does not name their slots."""
    outer = row.get("id")
    for value in row.values():
        for item in value if isinstance(value, list) else ():
            if not isinstance(item, Mapping):
                continue
            if "slot" not in item:
                yield from _between(outer, item.get("id"))
            yield from _ties(item)


def _listed(row: Mapping[str, Any]) -> Iterator[str]:
    """The things listed in a row that counts them and is none itself."""
    for value in row.values():
        for item in value if isinstance(value, list) else ():
            if isinstance(item, Mapping) and isinstance(item.get("id"), str):
                yield item["id"]


def _between(one: Any, other: Any) -> Iterator[str]:
    first, second = _node_of(one), _node_of(other)
    if first is None or second is None:
        return
    for type_, relation in shipped_model().relations.items():
        if first.label in relation.heads and second.label in relation.tails:
            yield edge_slot(one, type_, other)
        if second.label in relation.heads and first.label in relation.tails:
            yield edge_slot(other, type_, one)


def _node_of(id_: Any) -> Any:
    if not isinstance(id_, str) or not looks_like_id(id_):
        return None
    return next((node for node in shipped_model().nodes.values() if node.prefix == id_[:2]), None)
