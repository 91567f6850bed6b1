"""`/path`: the shortest ways between two things, as sentences with their evidence and as a picture.

Found, none up to the greatest length, and stopped before the search was through are three different messages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import NotFound
from queries.evidence import attested
from queries.facts import label_of, thing
from queries.find import Hit, resolve
from queries.paths import Path, Paths, shortest_paths
from web.asking import whole
from web.files import graph_file
from web.listing import tools
from web.site import Page, Site, State
from web.view import View

ENDS = ("Organization", "Alliance")
LONGEST, DEFAULT_LENGTH = 10, 4
CYPHER = (
    "MATCH p = shortestPath((a {{id: '{start}'}})-[:MEMBER_OF|SUCCEEDED_BY*1..{longest}]-(b {{id: '{end}'}}))\nRETURN p"
)


def add(router: APIRouter, site: Site) -> None:
    """Adds the page."""

    @router.get("/path", response_model=None)
    def path(request: Request) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state))

    @router.get("/path.{ending}", response_model=None)
    def file(request: Request, ending: str) -> Response:
        return site.answer(request, lambda view, state: _file(site, view, state, ending))


def _file(site: Site, view: View, state: State, ending: str) -> Response:
    shown = page(site, view, state)
    graph = shown.values["graph"] or {"nodes": [], "edges": [], "total": 0}
    return graph_file(site, view, state, graph, shown.title, "path", ending)


def page(site: Site, view: View, state: State) -> Page:
    """The form, and the answer when both ends are given. Raises NotFound, BadParameter."""
    longest = whole(view, "longest", DEFAULT_LENGTH, LONGEST)
    texts = [view.query.get("start", "").strip(), view.query.get("end", "").strip()]
    ends, missing = [], []
    for text in texts:
        hit, error = _end(site, text)
        ends.append(hit)
        if error is not None:
            missing.append((text, error.near))
    values: dict[str, Any] = {
        "start": _shown(ends[0], texts[0]), "end": _shown(ends[1], texts[1]), "longest": longest, "found": None,
        "paths": (), "graph": None, "missing": missing, "ends": ends, "tools": None, "same": False,
    }  # fmt: skip
    title = view.say("nav_path")
    if ends[0] and ends[1]:
        title = f"{ends[0].name} ⟷ {ends[1].name}"
        values["same"] = ends[0].id == ends[1].id
    if ends[0] and ends[1] and not values["same"]:
        searched = shortest_paths(site.store, ends[0].id, ends[1].id, longest=longest)
        values |= {"found": searched, "paths": _steps(site, searched), "graph": _graph(site, searched)}
        cypher = CYPHER.format(start=ends[0].id, end=ends[1].id, longest=longest)
        query = {"from": ends[0].id, "to": ends[1].id, "max": longest}
        values["tools"] = tools(site, view, state, title, cypher, "/paths", query, files=False)
    found = values["found"]
    return Page("path.html", title, values, kept=found is None or found.status != "stopped")


def _end(site: Site, text: str) -> tuple[Hit | None, NotFound | None]:
    if not text:
        return None, None
    try:
        return resolve(site.store, text, ENDS), None
    except NotFound as error:
        return None, error


def _shown(hit: Hit | None, text: str) -> str:
    return hit.name if hit else text


def _steps(site: Site, found: Paths) -> Sequence[Sequence[Mapping[str, Any]]]:
    """For each path its steps: the thing stepped to, the relation, its evidence."""
    evidence = attested(site.store, [step.slot for path in found.paths for step in path.steps])
    return [_path(path, evidence) for path in found.paths]


def _path(path: Path, evidence: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    start = {"id": path.ids[0], "label": label_of(path.ids[0]), "name": path.names[0], "step": None, "evidence": ()}
    return [start] + [
        {"id": id_, "label": label_of(id_), "name": name, "step": step, "evidence": evidence.get(step.slot, ())}
        for id_, name, step in zip(path.ids[1:], path.names[1:], path.steps, strict=True)
    ]


def _graph(site: Site, found: Paths) -> dict[str, Any] | None:
    if not found.paths:
        return None
    ids = dict.fromkeys(id_ for path in found.paths for id_ in path.ids)
    nodes = {id_: thing(site.store, id_) for id_ in ids}
    edges: dict[str, dict[str, Any]] = {}
    for path in found.paths:
        for (one, other), step in zip(pairwise(path.ids), path.steps, strict=True):
            source, target = (one, other) if step.outgoing else (other, one)
            edges[step.slot] = {"source": source, "target": target, "type": step.type, "slot": step.slot,
                                "roles": list(step.roles)}  # fmt: skip
    degree: dict[str, int] = {}
    for edge in edges.values():
        for end in (edge["source"], edge["target"]):
            degree[end] = degree.get(end, 0) + 1
    shown = [node | {"kind": node["kind"] or "", "degree": degree.get(id_, 0)} for id_, node in nodes.items()]
    return {"nodes": shown, "edges": list(edges.values()), "total": len(shown)}
