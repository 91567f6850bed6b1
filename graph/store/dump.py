"""The graph as sorted JSON Lines, the form in which graphs are compared, and back again.

First nodes and edges, then source by source its record, its text and its evidence. No clock value is in it. Restoring
loads the sources again: the edges and values are decided anew from the evidence, so a dump cannot bring in a fact
that nobody attests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.errors import SourceError, StatementRefused, StoreBusy
from graph.facts import Entity, Evidence, SourceFacts, Span
from graph.model import Model
from graph.store.bolt import Store
from graph.store.load import load
from graph.store.plain import Row
from graph.store.versions import record_of

FORMAT = 1
_PAGE = 2000


def data_version(store: Store) -> str:
    """The version of all data; empty before the schema step."""
    rows = store.read("MATCH (m:Meta {id: 'graph'}) RETURN m.data_version AS version")
    return str(rows[0]["version"]) if rows else ""


def export_lines(store: Store) -> Iterator[str]:
    """The whole graph, one JSON object a line without its line end.

    Raises StoreBusy when a load ended meanwhile, so that nothing half of one state is taken for a whole.
    """
    rows = store.read("MATCH (m:Meta {id: 'graph'}) RETURN m.data_version AS version, m.edition AS edition")
    first = rows[0] if rows else {"version": "", "edition": ""}
    yield _line("graph", {"format": FORMAT, "data_version": first["version"], "edition": first["edition"]})
    for label in store.model.nodes:
        yield from _nodes(store, label)
    for type_, relation in store.model.relations.items():
        for head in relation.heads:
            yield from _edges(store, type_, head)
    for source in pages(store, "Source"):
        yield _line("source", source["n"])
        text = store.read("MATCH (t:SourceText {id: $id}) RETURN t.text AS text", {"id": source["id"]})
        yield _line("text", {"id": source["id"], "text": text[0]["text"] if text else ""})
        yield from _evidence(store, source["id"])
    if data_version(store) != first["version"]:
        raise StoreBusy("导出时图谱发生了变化 (a load ended while exporting)；请重新导出")


def restore(store: Store, lines: Iterable[str], *, resume: bool = False) -> int:
    """Loads a dump into an empty store and gives the number of sources; `resume` goes on after an interruption.

    Raises SourceError when a line is no line of a dump, StatementRefused when the store is not empty, and what
    loading raises.
    """
    if not resume and store.read("MATCH (s:Source) RETURN s.id AS id LIMIT 1"):
        raise StatementRefused("图库不是空的 (the store is not empty)；请换一个空的图库，或用 resume 接着上次恢复")
    entities: dict[str, Entity] = {}
    loaded = 0
    for block in _blocks(lines, store.model, entities):
        record, text, evidence = block
        heads = {item.head for item in evidence}
        facts = SourceFacts(record_of(record), text, tuple(entities[key] for key in sorted(heads)), tuple(evidence))
        load(store, facts, facts_digest=str(record["facts_digest"]))
        loaded += 1
    return loaded


def pages(store: Store, label: str) -> Iterator[Row]:
    """All nodes of a label by id, in pages along the index: {id, n, labels}."""
    cypher = (
        f"MATCH (n:{label}) WHERE n.id > $after RETURN n.id AS id, n, labels(n) AS labels ORDER BY n.id LIMIT {_PAGE}"
    )
    after = ""
    while rows := store.read(cypher, {"after": after}, limit_s=store.settings.load_limit):
        yield from rows
        after = rows[-1]["id"]


def _nodes(store: Store, label: str) -> Iterator[str]:
    for row in pages(store, label):
        yield _line("node", {"id": row["id"], "labels": sorted(row["labels"]), "properties": row["n"]})


def _edges(store: Store, type_: str, head: str) -> Iterator[str]:
    last = f"MATCH (a:{head}) WHERE a.id > $after RETURN a.id AS id ORDER BY a.id LIMIT {_PAGE}"
    cypher = (
        f"MATCH (a:{head})-[r:{type_}]->(b) WHERE a.id > $after AND a.id <= $last "
        "RETURN a.id AS head, b.id AS tail, r ORDER BY head, tail"
    )
    after = ""
    limit = store.settings.load_limit
    while heads := store.read(last, {"after": after}, limit_s=limit):
        for row in store.read(cypher, {"after": after, "last": heads[-1]["id"]}, limit_s=limit):
            yield _line("edge", {"type": type_, "head": row["head"], "tail": row["tail"], "properties": row["r"]})
        after = heads[-1]["id"]


def _evidence(store: Store, source: str) -> Iterator[str]:
    rows = store.read(
        "MATCH (:Source {id: $source})<-[:IN]-(e:Evidence) RETURN e ORDER BY e.id",
        {"source": source},
        limit_s=store.settings.load_limit,
    )
    for row in rows:
        yield _line("evidence", row["e"])


def _line(what: str, content: Mapping[str, object]) -> str:
    return json.dumps({"what": what, **content}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _blocks(
    lines: Iterable[str], model: Model, entities: dict[str, Entity]
) -> Iterator[tuple[dict[str, Any], str, list[Evidence]]]:
    """Source by source its row, text and evidence; the nodes before them go into `entities`."""
    source: tuple[dict[str, Any], str, list[Evidence]] | None = None
    for number, line in enumerate(lines, 1):
        try:
            content = json.loads(line)
            what = content.pop("what")
            if what == "node":
                entities[content["id"]] = entity_of(model, content)
            elif what == "source":
                if source is not None:
                    yield source
                source = (content, "", [])
            elif what == "text" and source is not None:
                source = (source[0], content["text"], source[2])
            elif what == "evidence" and source is not None:
                source[2].append(evidence_of(content))
            elif what not in ("graph", "edge"):
                raise ValueError(what)
        except (ValueError, KeyError, TypeError) as error:
            raise SourceError(
                f"第 {number} 行不是图谱导出的一行 (not a line of a dump)：{error!r}；请检查文件"
            ) from error
    if source is not None:
        yield source


def entity_of(model: Model, content: Mapping[str, Any]) -> Entity:
    """The entity that a stored node {id, labels, properties} stands for."""
    label = next(name for name in content["labels"] if name in model.nodes)
    kind_label = next((name for name in content["labels"] if name != label), None)
    identity = [(p.name, content["properties"].get(p.name)) for p in model.nodes[label].properties.values()
                if p.origin == "identity"]  # fmt: skip
    kept = ((name, tuple(value) if isinstance(value, list) else value) for name, value in identity if value is not None)
    return Entity(content["id"], label, kind_label, tuple(sorted(kept)))


def evidence_of(row: dict[str, Any]) -> Evidence:
    """The evidence that a stored one stands for; empties `row`."""
    spans = [Span(*map(int, text.split("-"))) for text in row.pop("also", None) or ()]
    optional = {name: row.pop(name, None) for name in ("tail", "property", "value")}
    return Evidence(**row, **optional, also=tuple(spans))
