"""A drawn graph as a file: in the formats that other programs read, or as a page for people that stands alone."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from starlette.responses import Response, StreamingResponse

from graph.errors import NotFound
from queries.formats import FORMATS
from queries.graphfile import part
from web.alone import alone
from web.site import Site, State
from web.view import View


def graph_file(
    site: Site, view: View, state: State, graph: Mapping[str, Any], title: str, name: str, ending: str
) -> Response:
    """The nodes and edges that the page draws, without those that the address hides (`hidden=id,id`).

    Raises NotFound for a format that there is not.
    """
    graph = _seen(graph, set(view.query.get("hidden", "").split(",")))
    if ending == "html":
        return alone(site, view, state, graph, title, name)
    if ending not in FORMATS:
        raise NotFound(f"没有格式 {ending[:20]} (unknown format)；可选：{'、'.join((*FORMATS, 'html'))}")
    media_type, write = FORMATS[ending]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "no-cache"}
    return StreamingResponse(write(part(graph["nodes"], graph["edges"], state.version)), 200, headers, media_type)


def _seen(graph: Mapping[str, Any], hidden: Collection[str]) -> Mapping[str, Any]:
    edges = [edge for edge in graph["edges"] if edge["source"] not in hidden and edge["target"] not in hidden]
    return {**graph, "nodes": [node for node in graph["nodes"] if node["id"] not in hidden], "edges": edges}
