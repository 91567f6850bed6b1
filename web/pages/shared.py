"""`/shared`: which organisations sit in several alliances; table, matrix and graph are views of one question."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import BadParameter
from queries.catalogue import question_named
from queries.network import Choice, Side, as_lists, matrix, membership, shared
from web.asking import Asked, as_file, asked, whole
from web.files import graph_file
from web.listing import list_page
from web.site import Page, Site, State
from web.view import View

QUESTION = "shared_memberships"
VIEWS = ("table", "matrix", "graph")
SIDES: dict[str, Side | None] = {"membership": None, "organizations": "organizations", "alliances": "alliances"}
DEFAULTS = {"kind": "university"}
# Cells of a matrix that a browser still scrolls smoothly; beyond, the table and the file have all of it.
MATRIX_ROWS, MATRIX_COLUMNS = 60, 40
MOST_NODES, DEFAULT_NODES = 800, 300


def add(router: APIRouter, site: Site) -> None:
    """Adds the page and its files."""

    @router.get("/shared", response_model=None)
    def page_(request: Request) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state))

    @router.get("/shared.{ending}", response_model=None)
    def file(request: Request, ending: str) -> Response:
        return site.answer(request, lambda view, state: _file(site, view, state, ending))


def page(site: Site, view: View, state: State) -> Page:
    """One of the three views. Raises BadParameter."""
    chosen = view.query.get("view", "table")
    if chosen not in VIEWS:
        raise BadParameter(f"view={chosen[:20]}：没有这种看法 (unknown view)；可选：{'、'.join(VIEWS)}", "view")
    question = question_named(QUESTION)
    side = view.query.get("side", "membership")
    if side not in SIDES:
        raise BadParameter(f"side={side[:20]}：没有这种网络 (unknown network)", "side")
    plain = _without(view)
    found = asked(site, plain, state, question, defaults=DEFAULTS if "kind" not in view.query else None)
    values: dict[str, Any] = {
        "chosen": chosen,
        "views": VIEWS,
        "side": side,
        "matrix": None,
        "graph": None,
        "alone": None,
    }
    least = int(found.answer.parameters["min"])
    if chosen != "table":
        graph = membership(site.store, _choice(found))
        if chosen == "matrix":
            values["matrix"] = _matrix(graph, least)
        else:
            values["graph"] = _graph(graph, least, side, whole(view, "limit", DEFAULT_NODES, MOST_NODES))
    if not found.rows and least > 1:
        wider = asked(site, _with(plain, min="1"), state, question, defaults=DEFAULTS)
        values["alone"] = wider.answer.total
    return list_page(site, view, state, question, found, "shared.html", **values)


def _matrix(graph: Any, least: int) -> dict[str, Any]:
    whole_ = matrix(graph, least)
    columns = whole_["columns"][:MATRIX_COLUMNS]
    slots = [
        [graph.edges[row["id"], column["id"]]["slot"] if graph.has_edge(row["id"], column["id"]) else None
         for column in columns]
        for row in whole_["rows"][:MATRIX_ROWS]
    ]  # fmt: skip
    return {"rows": whole_["rows"][:MATRIX_ROWS], "columns": columns, "slots": slots,
            "all_rows": len(whole_["rows"]), "all_columns": len(whole_["columns"])}  # fmt: skip


def _graph(graph: Any, least: int, side: str, limit: int) -> dict[str, Any]:
    rows = {item["id"] for item in matrix(graph, least)["rows"]}
    kept = graph.subgraph(rows | {alliance for node in rows for alliance in graph.neighbors(node)})
    one_side = SIDES[side]
    if one_side:
        kept = shared(kept, one_side)
    lists = as_lists(kept)
    order = sorted(lists["nodes"], key=lambda node: (-node["degree"], node["name"], node["id"]))
    chosen = {node["id"] for node in order[:limit]}
    return {
        "nodes": [node for node in order if node["id"] in chosen],
        "edges": [edge for edge in lists["edges"] if edge["source"] in chosen and edge["target"] in chosen],
        "total": len(order),
        "side": side,
    }


def _choice(found: Asked) -> Choice:
    values = found.answer.parameters
    return Choice(values["kind"], values["field"], values["region"], values["year"])


def _file(site: Site, view: View, state: State, ending: str) -> Response:
    if ending not in ("csv", "json"):
        drawn = page(site, _with(view, view="graph", limit=str(MOST_NODES)), state)
        return graph_file(site, view, state, drawn.values["graph"], drawn.title, "shared", ending)
    return as_file(site.store, _without(view), question_named(QUESTION), ending,
                   defaults=DEFAULTS if "kind" not in view.query else None)  # fmt: skip


def _without(view: View) -> View:
    """The view without what only chooses how the answer is drawn."""
    return _kept(view, {name: value for name, value in view.query.items() if name not in ("side", "limit", "hidden")})


def _with(view: View, /, **more: str) -> View:
    return _kept(view, {**view.query, **more})


def _kept(view: View, query: dict[str, str]) -> View:
    return View(view.language, view.theme, view.root, view.path, query, view.nonce)
