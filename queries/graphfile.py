"""The whole graph, or a network, as a file for other programs: JSON Lines, GraphML, GEXF, JSON-LD.

The whole graph is read and written page by page, so memory does not grow with it; every file names the data version,
and an export during which the data changed is broken off rather than mixed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from graph.errors import StoreBusy
from queries.catalogue import shipped_model
from queries.reading import Reader
from queries.run import data_state

_PAGE = 1_000
# What XML 1.0 cannot hold at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_INNER = ("_text",)


@dataclass(frozen=True)
class Node:
    """A node with its primary label."""

    id: str
    label: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Edge:
    """An edge from head to tail."""

    id: str
    type: str
    head: str
    tail: str
    properties: Mapping[str, Any]


@dataclass(frozen=True)
class Content:
    """What is written: `nodes` and `edges` give a fresh iterator each time they are called."""

    version: str
    nodes: Callable[[], Iterator[Node]]
    edges: Callable[[], Iterator[Edge]]


def whole(store: Reader) -> Content:
    """The graph of facts (not the evidence: that is `lianmeng export`), sorted."""
    version, _ = data_state(store)

    def edges() -> Iterator[Edge]:
        yield from _edges(store)
        if data_state(store)[0] != version:
            raise StoreBusy("导出期间数据有更新 (the data changed during the export)；请再导出一次")

    return Content(version, lambda: _nodes(store), edges)


def network(graph: Any, version: str) -> Content:
    """A networkx graph of `queries.network`."""

    def nodes() -> Iterator[Node]:
        for id_ in sorted(graph):
            item = graph.nodes[id_]
            yield Node(id_, item["label"], {"name": item["name"], "kind": item["kind"]})

    def edges() -> Iterator[Edge]:
        for at, (one, other) in enumerate(sorted(tuple(sorted(pair)) for pair in graph.edges)):
            item = {key: value for key, value in graph.edges[one, other].items() if key != "slot"}
            yield Edge(f"e{at}", "MEMBER_OF" if "weight" not in item else "SHARES", one, other, item)

    return Content(version, nodes, edges)


def _pages(store: Reader, label: str) -> Iterator[list[dict[str, Any]]]:
    last = ""
    while True:
        rows = store.read(
            f"MATCH (n:{label}) WHERE n.id > $last RETURN n.id AS id, properties(n) AS n ORDER BY n.id LIMIT $page",
            {"last": last, "page": _PAGE},
        )
        if rows:
            yield rows
        if len(rows) < _PAGE:
            return
        last = rows[-1]["id"]


def _nodes(store: Reader) -> Iterator[Node]:
    for label in shipped_model().nodes:
        for page in _pages(store, label):
            for row in page:
                yield Node(row["id"], label, _outer(row["n"]))


def _edges(store: Reader) -> Iterator[Edge]:
    types = sorted(shipped_model().relations)
    heads = sorted({label for relation in shipped_model().relations.values() for label in relation.heads})
    for label in heads:
        for page in _pages(store, label):
            rows = store.read(
                f"MATCH (n:{label})-[r]->(m) WHERE n.id IN $ids AND type(r) IN $types "
                "RETURN r.id AS id, type(r) AS type, n.id AS head, m.id AS tail, properties(r) AS r ORDER BY id",
                {"ids": [row["id"] for row in page], "types": types},
            )
            for row in rows:
                yield Edge(row["id"], row["type"], row["head"], row["tail"], _outer(row["r"]))


def _outer(properties: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in sorted(properties.items()) if key != "id" and not key.endswith(_INNER)}


def jsonl(content: Content) -> Iterator[str]:
    """One JSON object a line: first the head with the data version, then nodes, then edges."""
    yield _line({"what": "graph", "data_version": content.version})
    for node in content.nodes():
        yield _line({"what": "node", "id": node.id, "label": node.label, **node.properties})
    for edge in content.edges():
        yield _line({"what": "edge", "id": edge.id, "type": edge.type, "head": edge.head, "tail": edge.tail,
                     **edge.properties})  # fmt: skip


def _line(item: Mapping[str, Any]) -> str:
    return json.dumps(item, ensure_ascii=False) + "\n"


# Properties that are numbers in every file; all others are texts (a list is joined).
_NUMBERS = {"value", "value_max", "norm_value", "norm_value_max", "member_count", "alliance_count", "named", "weight"}


def _columns(items: Iterable[Any]) -> list[str]:
    return sorted({key for item in items for key in item.properties})


def _cell(value: Any) -> str:
    text = (
        "; ".join(map(str, value))
        if isinstance(value, list)
        else str(value).lower()
        if isinstance(value, bool)
        else str(value)
    )
    return _CONTROL.sub("", text)


def graphml(content: Content) -> Iterator[str]:
    """GraphML, with one key for each property that occurs."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, names in (
        ("node", ["label", *_columns(content.nodes())]),
        ("edge", ["type", *_columns(content.edges())]),
    ):
        for name in names:
            kind = "double" if name in _NUMBERS else "string"
            yield f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield f'<graph id="{escape(content.version)}" edgedefault="directed">\n'
    for node in content.nodes():
        yield f"<node id={quoteattr(node.id)}>{_data('node', {'label': node.label, **node.properties})}</node>\n"
    for edge in content.edges():
        ends = f"source={quoteattr(edge.head)} target={quoteattr(edge.tail)}"
        yield f"<edge id={quoteattr(edge.id)} {ends}>{_data('edge', {'type': edge.type, **edge.properties})}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(domain: str, properties: Mapping[str, Any]) -> str:
    return "".join(
        f'<data key="{domain}_{key}">{escape(_cell(value))}</data>'
        for key, value in properties.items()
        if value is not None
    )


def gexf(content: Content) -> Iterator[str]:
    """GEXF 1.2, with the name as the node's label."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n'
    yield f"<meta><description>data version {escape(content.version)}</description></meta>\n"
    yield '<graph mode="static" defaultedgetype="directed">\n'
    columns = {"node": ["label", *_columns(content.nodes())], "edge": ["type", *_columns(content.edges())]}
    for domain, names in columns.items():
        yield f'<attributes class="{domain}">\n'
        for name in names:
            kind = "double" if name in _NUMBERS else "string"
            yield f'<attribute id="{domain}_{name}" title="{name}" type="{kind}"/>\n'
        yield "</attributes>\n"
    yield "<nodes>\n"
    for node in content.nodes():
        caption = _cell(node.properties.get("name") or node.properties.get("metric") or node.id)
        values = _values("node", {"label": node.label, **node.properties})
        yield f"<node id={quoteattr(node.id)} label={quoteattr(caption)}>{values}</node>\n"
    yield "</nodes>\n<edges>\n"
    for edge in content.edges():
        ends = f"source={quoteattr(edge.head)} target={quoteattr(edge.tail)}"
        weight = f' weight="{edge.properties["weight"]}"' if "weight" in edge.properties else ""
        values = _values("edge", {"type": edge.type, **edge.properties})
        yield f"<edge id={quoteattr(edge.id)} {ends}{weight}>{values}</edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(domain: str, properties: Mapping[str, Any]) -> str:
    cells = "".join(
        f'<attvalue for="{domain}_{key}" value={quoteattr(_cell(value))}/>'
        for key, value in properties.items()
        if value is not None
    )
    return f"<attvalues>{cells}</attvalues>"


_SCHEMA_TYPES = {
    "Alliance": "Consortium", "Organization": "Organization", "Project": "Project", "Person": "Person",
    "Place": "Place", "Policy": "Legislation", "Concept": "DefinedTerm",
}  # fmt: skip
_SCHEMA_EDGES = {
    "MEMBER_OF": "memberOf", "WORKS_FOR": "worksFor", "SERVES": "affiliation", "LOCATED_IN": "location",
    "PART_OF": "parentOrganization",
}  # fmt: skip


def jsonld(content: Content) -> Iterator[str]:
    """JSON-LD with schema.org terms where there are any, one object a thing and one a relation."""
    context = {"@vocab": "https://schema.org/", "lm": "urn:lianmeng:"}
    yield f'{{"@context": {json.dumps(context)}, "version": {json.dumps(content.version)}, "@graph": [\n'
    comma = ""
    for node in content.nodes():
        type_ = _SCHEMA_TYPES.get(node.label, f"lm:{node.label}")
        item = {"@id": f"lm:{node.id}", "@type": type_}
        names = {"name": "name", "aliases": "alternateName", "founded": "foundingDate", "definition": "description"}
        for key, value in node.properties.items():
            item[names.get(key, f"lm:{key}")] = value
        yield comma + json.dumps(item, ensure_ascii=False)
        comma = ",\n"
    for edge in content.edges():
        term = _SCHEMA_EDGES.get(edge.type, f"lm:{edge.type}")
        link: dict[str, Any] = {"@id": f"lm:{edge.head}", term: {"@id": f"lm:{edge.tail}"}}
        if edge.properties:
            role = {"@type": "Role", term: {"@id": f"lm:{edge.tail}"}}
            link[term] = role | {f"lm:{key}": value for key, value in edge.properties.items()}
        yield comma + json.dumps(link, ensure_ascii=False)
        comma = ",\n"
    yield "\n]}\n"


Writer = Callable[[Content], Iterator[str]]
# Ending → media type and writer.
FORMATS: Mapping[str, tuple[str, Writer]] = MappingProxyType(
    {
        "jsonl": ("application/x-ndjson", jsonl),
        "graphml": ("application/graphml+xml", graphml),
        "gexf": ("application/gexf+xml", gexf),
        "jsonld": ("application/ld+json", jsonld),
    }
)
