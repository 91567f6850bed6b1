"""`/graph`: what lies around a thing, as a picture with the list of its nodes below; also as files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import BadParameter
from queries.catalogue import shipped_model
from queries.find import looks_like_id, resolve
from queries.formats import FORMATS
from queries.neighbourhood import DRAWN, MOST, Neighbourhood, neighbourhood
from web.asking import whole
from web.files import graph_file
from web.listing import tools
from web.site import Page, Site, State
from web.view import View

DEFAULT = 300
CYPHER = (
    "MATCH p = (n:{label} {{id: '{id}'}})-[*1..{depth}]-(m)\nWHERE NOT m:Evidence AND NOT m:Source\nRETURN p LIMIT 300"
)


def add(router: APIRouter, site: Site) -> None:
    """Adds the page and its files."""

    @router.get("/graph", response_model=None)
    def graph(request: Request) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state))

    @router.get("/graph.{ending}", response_model=None)
    def file(request: Request, ending: str) -> Response:
        return site.answer(request, lambda view, state: _file(site, view, state, ending))


def page(site: Site, view: View, state: State) -> Page:
    """The picture around `focus` (an id, a name or an alias). Raises NotFound, BadParameter."""
    id_, depth, found = _found(site, view)
    node = found.nodes[0]
    hidden = [item for item in view.query.get("hidden", "").split(",") if looks_like_id(item)]
    values = {
        "focus": node,
        "depth": depth,
        "graph": {"nodes": found.nodes, "edges": found.edges, "total": found.total},
        "hidden": hidden,
        "drawn": DRAWN,
        "labels": _labels(view),
        "formats": list(FORMATS),
        "tools": tools(site, view, state, str(node["name"]), CYPHER.format(label=node["label"], id=id_, depth=depth),
                       f"/neighbourhoods/{id_}", {"depth": depth}, files=False),
    }  # fmt: skip
    return Page("graph.html", f"{node['name']} · {view.say('graph_title')}", values)


def _found(site: Site, view: View) -> tuple[str, int, Neighbourhood]:
    text = view.query.get("focus", "").strip()
    if not text:
        raise BadParameter("缺少 focus：要画谁 (missing: what to draw)；请写编号或名称", "focus")
    id_ = text if looks_like_id(text) else resolve(site.store, text, ("Alliance", "Organization", "Project")).id
    depth = whole(view, "depth", 1, 2)
    limit = whole(view, "limit", DEFAULT, MOST)
    return id_, depth, neighbourhood(site.store, id_, depth=depth, limit=limit, labels=_labels(view))


def _labels(view: View) -> tuple[str, ...]:
    chosen = tuple(item for item in view.query.get("kinds", "").split(",") if item)
    for item in chosen:
        if item not in shipped_model().nodes:
            raise BadParameter(f"kinds 中的 {item[:30]} 不认识 (unknown label)；可选：{'、'.join(DRAWN)}", "kinds")
    return chosen or DRAWN


def _file(site: Site, view: View, state: State, ending: str) -> Response:
    id_, _, found = _found(site, view)
    graph = {"nodes": found.nodes, "edges": found.edges, "total": found.total}
    title = f"{found.nodes[0]['name']} · {view.say('graph_title')}"
    return graph_file(site, view, state, graph, title, id_, ending)
