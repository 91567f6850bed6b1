"""`/things/{id}`: to the profile of whatever the id is, for those who only have an id."""

from __future__ import annotations

from fastapi import APIRouter, Response

from api.routes.questions import PROBLEMS, Id
from graph.errors import NotFound
from queries.facts import label_of
from queries.find import looks_like_id

_PATHS = {
    "Alliance": "alliances", "Organization": "organizations", "Target": "targets", "Figure": "figures",
    "Project": "projects", "Person": "people", "Technology": "technologies", "Policy": "policies", "Place": "places",
    "Concept": "concepts",
}  # fmt: skip


def routes() -> APIRouter:
    """The one address."""
    router = APIRouter(tags=["搜索 search"])

    @router.get("/things/{id}", summary="按编号转到概况 / by an id", response_class=Response, status_code=307,
                responses={307: {"description": "概况的地址 / address of the profile"}, **PROBLEMS})  # fmt: skip
    def thing(id: Id) -> Response:
        if id.startswith("sr-"):
            return Response(status_code=307, headers={"Location": f"../sources/{id}"})
        path = _PATHS.get(label_of(id)) if looks_like_id(id) else None
        if path is None:
            raise NotFound(f"{id[:50]} 不是有概况的编号 (not the id of a thing)；可以先用 /search 搜索")
        return Response(status_code=307, headers={"Location": f"../{path}/{id}"})

    return router
