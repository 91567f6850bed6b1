"""`/about` and `/api`: how this is read, its limits, the data card; and the way in for programs."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from queries.catalogue import load_catalogue
from queries.formats import FORMATS
from web.pages.home import count_of, counts_by_kind
from web.site import Page, Site, State
from web.view import View

_LABELS = ("Alliance", "Organization", "Target", "Figure", "Project", "Person", "Technology", "Policy", "Concept",
           "Clause", "Place", "Source", "Evidence")  # fmt: skip
_GRADES = "MATCH (e:Evidence) RETURN e.grade AS grade, count(e) AS n ORDER BY grade"
_ORIGINS = "MATCH (s:Source) RETURN s.origin AS origin, s.genre AS genre, count(s) AS n ORDER BY origin, genre"


def add(router: APIRouter, site: Site) -> None:
    """Adds the pages."""

    @router.get("/about", response_model=None)
    def about(request: Request) -> Response:
        return site.answer(request, lambda view, state: _about(site, view, state))

    @router.get("/api", response_model=None)
    def api(request: Request) -> Response:
        values = {"questions": list(load_catalogue().values()), "formats": list(FORMATS)}
        return site.answer(request, lambda view, state: Page("api.html", view.say("api_title"), values))


def _about(site: Site, view: View, state: State) -> Page:
    values = {
        "counts": [(label, count_of(site.store, label)) for label in _LABELS],
        "kinds": counts_by_kind(site.store),
        "grades": site.store.read(_GRADES),
        "origins": site.store.read(_ORIGINS),
        "seen": site.seen.at(site.store, state.version, state.mixed, {}),
    }
    return Page("about.html", view.say("about"), values)
