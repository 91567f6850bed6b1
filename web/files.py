"""A drawn graph as a file in the formats that other programs read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response, StreamingResponse

from graph.errors import NotFound
from queries.formats import FORMATS
from queries.graphfile import part


def graph_file(graph: Mapping[str, Any], name: str, ending: str, version: str) -> Response:
    """The nodes and edges that the page draws. Raises NotFound for a format that there is not."""
    if ending not in FORMATS:
        raise NotFound(f"没有格式 {ending[:20]} (unknown format)；可选：{'、'.join(FORMATS)}")
    media_type, write = FORMATS[ending]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{ending}"', "Cache-Control": "no-cache"}
    return StreamingResponse(write(part(graph["nodes"], graph["edges"], version)), 200, headers, media_type)
