"""The formats in which a graph is written, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from queries.graphfile import Content, jsonl
from queries.graphxml import gexf, graphml
from queries.linked import jsonld

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
