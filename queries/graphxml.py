"""A graph as XML for drawing programs: GraphML and GEXF. What XML cannot hold is left out; the rest is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from queries.graphfile import Content

# What XML 1.0 cannot hold at all.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Properties that are numbers in every file; all others are texts (a list is joined).
_NUMBERS = {"value", "value_max", "norm_value", "norm_value_max", "member_count", "alliance_count", "named", "weight",
            "degree", "weighted_degree", "betweenness", "community"}  # fmt: skip


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
