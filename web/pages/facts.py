"""`/fact/{id}`: what is said, whether the graph takes it, who says so and in which words, who says otherwise."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from graph.errors import NotFound
from queries.evidence import attested
from queries.facts import fact
from web.listing import tools
from web.site import Page, Site, State
from web.view import View

_OTHERS = 20
CYPHER = "MATCH (e:Evidence {{fact: '{id}'}})-[:IN]->(s:Source)\nRETURN e, s"


def add(router: APIRouter, site: Site) -> None:
    """Adds the page."""

    @router.get("/fact/{id}", response_model=None)
    def one(request: Request, id: str) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state, id))

    @router.get("/at/{slot}", response_model=None)
    def at(request: Request, slot: str) -> Response:
        return site.answer(request, lambda view, state: _to_sentence(site, view, slot))


def _to_sentence(site: Site, view: View, slot: str) -> Response:
    """To the first sentence that proves a relation, a value or a thing. Raises NotFound."""
    pieces = attested(site.store, [slot]).get(slot, ())
    if not pieces:
        raise NotFound(f"没有什么证明 {slot[:50]} (nothing proves it)；来源可能已撤回 (its source may be withdrawn)")
    best = pieces[0]
    address = view.url(f"/source/{best['source']['id']}", at=f"{best['start']}-{best['end']}")
    return RedirectResponse(f"{address}#here", 303)


def page(site: Site, view: View, state: State, id_: str) -> Page:
    """The fact's page. Raises NotFound when nobody says it (any more)."""
    found = fact(site.store, id_)
    if found is None:
        raise NotFound(f"没有编号为 {id_[:50]} 的事实 (no such fact)；来源可能已撤回 (its source may be withdrawn)")
    # Each is read by itself; more are told, and listed under the evidence of the place.
    others = [fact(site.store, other) for other in found["others"][:_OTHERS]]
    values = {
        "found": found,
        "others": [item for item in others if item],
        "more": max(0, len(found["others"]) - _OTHERS),
        "tools": tools(site, view, state, found["statement"], CYPHER.format(id=id_), f"/facts/{id_}", files=False),
    }
    return Page("fact.html", view.say("fact_title", id=id_), values)
