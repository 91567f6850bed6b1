"""`/`: one search box, what is in the graph, three questions, how to read it; an empty store says how to fill it."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from queries.catalogue import shipped_model
from queries.reading import Reader
from queries.run import ask
from web.site import Page, Site, State
from web.view import View

_COUNTED = ("Alliance", "Organization", "Target", "Project", "Person", "Technology", "Policy")
_NEWEST = 5


def add(router: APIRouter, site: Site) -> None:
    """Adds the page."""

    @router.get("/", response_model=None)
    def home(request: Request) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state))


def page(site: Site, view: View, state: State) -> Page:
    """The page for the present data."""
    store = site.store
    sources = count_of(store, "Source")
    if not sources:
        return Page("empty.html", view.say("home_title"), {})
    kinds = counts_by_kind(store)
    values = {
        "labels": [(label, count_of(store, label)) for label in _COUNTED],
        "kinds": [(kind, kinds.get(kind, 0)) for kind in shipped_model().kinds],
        "seen": site.seen.at(store, state.version, state.mixed, {}),
        "sources": sources,
        "newest": ask(store, "sources", limit=_NEWEST).rows,
    }
    return Page("home.html", view.say("home_title"), values)


def count_of(store: Reader, label: str) -> int:
    """How many things of a label there are."""
    return int(store.read(f"MATCH (n:{label}) RETURN count(n) AS n")[0]["n"])


def counts_by_kind(store: Reader) -> dict[str, int]:
    """How many organisations of each kind there are."""
    rows = store.read("MATCH (o:Organization) RETURN o.kind AS kind, count(o) AS n ORDER BY kind")
    return {str(row["kind"]): int(row["n"]) for row in rows}
