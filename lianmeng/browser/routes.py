"""Style sheet, guide and statements over HTTP, as a Neo4j Browser of any origin wants them.

They hold nothing of the graph, so every origin may read them: Browser asks with OPTIONS first and wants
`Access-Control-Allow-Origin` and `-Headers`, else it says that there is no such guide.
"""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from starlette.responses import Response

from lianmeng.browser.material import files

PREFIX = "/browser"
_OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Allow-Methods": "GET",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}


def routes() -> APIRouter:
    """The router; the files are made when the first of them is asked for."""
    router = APIRouter(prefix=PREFIX, include_in_schema=False)

    @router.api_route("/{name}", methods=["GET", "OPTIONS"], response_model=None)
    def file(name: str) -> Response:
        found = files().get(name)
        if found is None:
            raise HTTPException(404)
        return Response(found.body, headers=_OPEN, media_type=found.media_type)

    return router
