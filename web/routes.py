"""All pages as one router, for `create_app(settings, store, pages=routes(settings, store))`."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from graph.settings import Settings
from queries.kept import Bodies
from queries.reading import Reader
from web.pages import (
    about,
    compare,
    facts,
    find,
    goals,
    graph,
    home,
    overview,
    path,
    questions,
    shared,
    sources,
    things,
)
from web.site import Site
from web.view import THEMES

_FOR_GOOD = "public, max-age=31536000, immutable"
_A_YEAR_S = 31_536_000


def routes(settings: Settings, store: Reader, bodies: Bodies | None = None) -> APIRouter:
    """The router; nothing is read from the store before a page is asked for. `bodies` keeps the pages made."""
    site = Site(settings, store, bodies=bodies or Bodies())
    router = APIRouter(include_in_schema=False)
    for page in (home, find, questions, shared, goals, path, compare, graph, overview, things, sources, facts, about):
        page.add(router, site)

    @router.get("/assets/{version}/{name}", response_model=None)
    def asset(version: str, name: str) -> Response:
        found = site.assets.files.get(name)
        if found is None:
            return Response("", 404)
        kept = _FOR_GOOD if version == site.assets.version else "no-cache"
        return Response(found.body, headers={"Cache-Control": kept}, media_type=found.media_type)

    @router.get("/theme/{name}", response_model=None)
    def theme(request: Request, name: str, back: str = "/") -> Response:
        # Only to an address of this service: a path, not `//host`.
        local = back if back.startswith("/") and not back.startswith(("//", "/\\")) else "/"
        answer = RedirectResponse(str(request.scope.get("root_path", "")) + local, 303)
        if name in THEMES:
            answer.set_cookie("theme", name, max_age=_A_YEAR_S, httponly=True, samesite="lax")
        return answer

    return router
