"""From what a person types to the thing that is meant: by id, name, alias, spelling, characters or full text.

`resolve` gives the one thing that a parameter names, or says which names come near; `find` gives all hits with the
reason of each. Sounds and typing errors are left to `queries.name_index`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from graph.errors import NotFound, StatementRefused
from graph.identity import node_id
from queries.catalogue import shipped_model
from queries.names import fold, lucene_phrase, lucene_words, spellings, stem
from queries.reading import Reader

Reason = Literal["id", "former_id", "name", "alias", "former_name", "spelling", "part", "short", "text", "sound",
                 "near"]  # fmt: skip
NAMED = ("Alliance", "Organization", "Project", "Person", "Technology", "Policy", "Place", "Concept")

_ID = re.compile(r"[a-z]{2}-[0-9a-f]{20}")
_MOST = 200  # hits of one kind that are looked at; more do not help a person
_NEAR = 5
_SCORE = 60.0


@dataclass(frozen=True)
class Hit:
    """One thing found: what it is called, why it was found (`matched` = the name or alias that fits)."""

    id: str
    label: str
    name: str
    kind: str | None
    reason: Reason
    matched: str


def looks_like_id(text: str) -> bool:
    """Whether the text has the form of an id."""
    return _ID.fullmatch(text) is not None


def prefixes(labels: Iterable[str]) -> frozenset[str]:
    """What the ids of things of these labels begin with."""
    model = shipped_model()
    nodes, kept = model.nodes, model.bookkeeping
    return frozenset(nodes[label].prefix if label in nodes else kept[label].prefix for label in labels)


def resolve(store: Reader, text: str, labels: Sequence[str]) -> Hit:
    """The one thing of these labels that `text` (an id, a name or an alias) means.

    Raises NotFound with near names, also when several things bear the name.
    """
    for hits in (_by_id(store, text, labels), _by_name(store, text, labels), _by_alias(store, text, labels)):
        if len(hits) == 1:
            return hits[0]
        if hits:
            listed = tuple(f"{hit.name}（{hit.id}）" for hit in hits)
            raise NotFound(f"“{text}”不止一个 (ambiguous)；请用编号：{'、'.join(listed)}", listed)
    same = [hit for hit in _by_text(store, text, labels, "near") if fold(hit.matched) == fold(text)]
    if len({hit.id for hit in same}) == 1:
        return same[0]
    near = near_names(store, text, labels)
    what = "、".join(_called(label) for label in labels)
    advice = f"；相近的有：{'、'.join(near)}" if near else "；可以先用搜索 (search) 找它的名称"
    raise NotFound(f"没有名为“{text}”的{what} (not found){advice}", near)


def near_names(store: Reader, text: str, labels: Sequence[str]) -> tuple[str, ...]:
    """Up to five names that come close to the text, the closest first."""
    if not text.strip() or looks_like_id(text):
        return ()
    names = {hit.name for hit in _by_text(store, text, labels, "near")}
    ranked = process.extract(text, sorted(names), scorer=fuzz.WRatio, processor=stem, limit=_NEAR, score_cutoff=_SCORE)
    return tuple(name for name, _, _ in ranked)


def find(store: Reader, text: str, labels: Sequence[str] = NAMED, limit: int = 20) -> list[Hit]:
    """What the text may mean, best first; the reason of each hit is told. Any text whatever is safe."""
    text = text.strip()
    if not text:
        return []
    if looks_like_id(text):
        return _by_id(store, text, labels)
    hits = [*_by_name(store, text, labels), *_by_alias(store, text, labels)]
    if len(fold(text)) == 1:
        hits += _by_part(store, text, labels)
    else:
        found = _by_text(store, text, labels, "text")
        hits += sorted(found, key=lambda hit: _order(hit, text))
        if len(hits) < limit and len(text) <= 40:
            hits += _by_part(store, text, labels)
    return once(hits)[:limit]


def _order(hit: Hit, text: str) -> tuple[int, float, int, str]:
    wanted, name = fold(text), fold(hit.matched)
    rank = 0 if name == wanted else 1 if name.startswith(wanted) else 2 if wanted in name else 3
    return rank, -fuzz.WRatio(wanted, name), len(name), hit.id


def once(hits: Iterable[Hit]) -> list[Hit]:
    """Each thing once, at its first place."""
    seen: dict[str, Hit] = {}
    for hit in hits:
        seen.setdefault(hit.id, hit)
    return list(seen.values())


def _called(label: str) -> str:
    model = shipped_model()
    return model.nodes[label].zh if label in model.nodes else model.bookkeeping[label].zh


def _title(label: str) -> str:
    return "title" if label == "Source" else "heading" if label == "Clause" else "name"


def _returned(label: str, matched: str) -> str:
    title = _title(label)
    return f"RETURN n.id AS id, n.{title} AS name, n.kind AS kind, {matched} AS matched ORDER BY name, id LIMIT {_MOST}"


def _hits(rows: Iterable[dict[str, object]], label: str, reason: Reason) -> list[Hit]:
    return [
        Hit(str(row["id"]), label, str(row["name"] or row["id"]), None if row["kind"] is None else str(row["kind"]),
            reason, str(row["matched"] or row["name"] or row["id"]))
        for row in rows
    ]  # fmt: skip


def _by_id(store: Reader, text: str, labels: Sequence[str]) -> list[Hit]:
    if not looks_like_id(text):
        return []
    for label in labels:
        rows = store.read(f"MATCH (n:{label} {{id: $id}}) {_returned(label, 'n.id')}", {"id": text})
        if rows:
            return _hits(rows, label, "id")
    for label in labels:
        if label in ("Alliance", "Organization"):
            rows = store.read(
                f"MATCH (n:{label}) WHERE $id IN coalesce(n.former_ids, []) {_returned(label, 'n.id')}", {"id": text}
            )
            if rows:
                return _hits(rows, label, "former_id")
    return []


def _by_name(store: Reader, text: str, labels: Sequence[str]) -> list[Hit]:
    model = shipped_model()
    hits: list[Hit] = []
    for label in labels:
        node = model.nodes.get(label)
        if node and node.key == ("name",):
            # The id follows from the name, so the look-up needs no index of its own.
            ids = [node_id(model, label, (name,)) for name in spellings(text)]
            condition, values = "n.id IN $ids", {"ids": ids}
        else:
            condition, values = f"n.{_title(label)} IN $names", {"names": list(spellings(text))}
        rows = store.read(f"MATCH (n:{label}) WHERE {condition} {_returned(label, 'n.' + _title(label))}", values)
        hits += _hits(rows, label, "name")
    return hits


def _by_alias(store: Reader, text: str, labels: Sequence[str]) -> list[Hit]:
    model = shipped_model()
    hits: list[Hit] = []
    for label in labels:
        node = model.nodes.get(label)
        if node is None or "aliases" not in node.properties:
            continue
        short = "n.short_name IN $names OR " if "short_name" in node.properties else ""
        statement = (
            f"MATCH (n:{label}) WHERE {short}any(alias IN coalesce(n.aliases, []) WHERE alias IN $names) "
            + _returned(label, "$text")
        )
        hits += _hits(store.read(statement, {"names": list(spellings(text)), "text": text}), label, "alias")
    return hits


def _by_part(store: Reader, text: str, labels: Sequence[str]) -> list[Hit]:
    model = shipped_model()
    hits: list[Hit] = []
    for label in labels:
        node = model.nodes.get(label)
        title = _title(label)
        aliases = (
            " OR any(alias IN coalesce(n.aliases, []) WHERE alias CONTAINS $text)"
            if node and "aliases" in node.properties
            else ""
        )
        matched = f"CASE WHEN n.{title} CONTAINS $text THEN n.{title} ELSE " + (
            "head([alias IN coalesce(n.aliases, []) WHERE alias CONTAINS $text])" if aliases else f"n.{title}"
        )
        statement = f"MATCH (n:{label}) WHERE n.{title} CONTAINS $text{aliases} {_returned(label, matched + ' END')}"
        hits += _hits(store.read(statement, {"text": text}), label, "part")
    return hits


def _by_text(store: Reader, text: str, labels: Sequence[str], reason: Reason) -> list[Hit]:
    """Full text: first the characters side by side, then (for `near`, or when nothing fits) any pair of them."""
    hits: list[Hit] = []
    queries = [lucene_words(text)] if reason == "near" else [lucene_phrase(text), lucene_words(text)]
    for query in queries:
        if not query.strip('"'):
            continue
        for label in labels:
            hits += _full_text(store, query, label, text, reason)
        if hits:
            break
    return hits


def _full_text(store: Reader, query: str, label: str, text: str, reason: Reason) -> list[Hit]:
    title = _title(label)
    statement = (
        f"CALL db.index.fulltext.queryNodes('{index_name(label)}', $query) YIELD node, score "
        f"WITH node AS n, score ORDER BY score DESC LIMIT {_MOST} "
        f"RETURN n.id AS id, n.{title} AS name, n.kind AS kind, coalesce(n.aliases, []) AS aliases"
    )
    try:
        rows = store.read(statement, {"query": query})
    except StatementRefused:
        return []
    hits = []
    for row in rows:
        names = [str(row["name"]), *map(str, row["aliases"])]
        matched = max(names, key=lambda name: (fuzz.WRatio(fold(text), fold(name)), name == names[0]))
        hits += _hits([{**row, "matched": matched}], label, reason)
    return hits


def index_name(label: str) -> str:
    """The name of a label's full-text index, as the schema step makes it."""
    return f"{label.lower()}_names"
