"""`/overview`: a map of the whole collection on a canvas; the positions are worked out when the data changes.

What the picture needs at once (positions, kinds, edges) and what it needs on pointing (names) are two files.
"""

from __future__ import annotations

import json

from fastapi import APIRouter, Request
from starlette.responses import Response

from queries.catalogue import shipped_model
from queries.overview import SPAN, Overviews
from queries.reading import Reader
from web.listing import tools
from web.site import Page, Site, State
from web.view import View

CYPHER = "MATCH p = (:Organization)-[m:MEMBER_OF]->(:Alliance) WHERE m.counted\nRETURN p LIMIT 1000"


def add(router: APIRouter, site: Site) -> None:
    """Adds the page and its two files."""
    maps = Overviews()

    @router.get("/overview", response_model=None)
    def overview(request: Request) -> Response:
        return site.answer(request, lambda view, state: _page(site, view, state, maps))

    @router.get("/overview.json", response_model=None)
    def picture(request: Request) -> Response:
        return site.answer(request, lambda view, state: _picture(site, state, maps))

    @router.get("/overview-names.json", response_model=None)
    def names(request: Request) -> Response:
        return site.answer(request, lambda view, state: _names(site, state, maps))


def _page(site: Site, view: View, state: State, maps: Overviews) -> Page:
    found = maps.at(site.store, state.version)
    counts: dict[str, int] = {}
    for kind in found.kinds:
        counts[kind] = counts.get(kind, 0) + 1
    values = {
        "counts": [(kind, counts[kind]) for kind in _kinds() if kind in counts],
        "total": len(found.ids),
        "edges": len(found.edges),
        "alone": _alone(site.store),
        "tools": tools(site, view, state, view.say("nav_overview"), CYPHER, "/network", {"side": "membership"},
                       files=False),
    }  # fmt: skip
    return Page("overview.html", view.say("nav_overview"), values)


def _alone(store: Reader) -> dict[str, int]:
    """How many alliances and organisations have no counted membership, and so are not on the map."""
    alliances = store.read("MATCH (a:Alliance) WHERE coalesce(a.member_count, 0) = 0 RETURN count(a) AS n")
    organizations = store.read("MATCH (o:Organization) WHERE coalesce(o.alliance_count, 0) = 0 RETURN count(o) AS n")
    return {"alliances": int(alliances[0]["n"]), "organizations": int(organizations[0]["n"])}


def _kinds() -> list[str]:
    return ["alliance", *shipped_model().kinds]


def _picture(site: Site, state: State, maps: Overviews) -> Response:
    found = maps.at(site.store, state.version)
    kinds = _kinds()
    colours = [shipped_model().nodes["Alliance"].colour, *(kind.colour for kind in shipped_model().kinds.values())]
    numbers = {kind: number for number, kind in enumerate(kinds)}
    return _sent({
        "span": SPAN, "kinds": kinds, "colours": colours, "kind": [numbers[kind] for kind in found.kinds],
        "x": found.x, "y": found.y, "edges": [end for edge in found.edges for end in edge],
    })  # fmt: skip


def _names(site: Site, state: State, maps: Overviews) -> Response:
    found = maps.at(site.store, state.version)
    return _sent({"ids": found.ids, "names": found.names})


def _sent(body: object) -> Response:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"))
    return Response(text, headers={"Cache-Control": "no-cache"}, media_type="application/json")
