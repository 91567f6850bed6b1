"""A graph as JSON-LD, in schema.org's terms where there are any, so that other data can be joined to it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from queries.graphfile import Content

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
