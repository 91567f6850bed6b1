"""`/neighbourhoods/{id}`: what lies around a thing, as nodes and edges to be drawn."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from api.answers import as_json, send
from api.depends import Service
from api.models import Model
from api.routes.questions import KEPT
from queries.neighbourhood import DEEPEST, MOST, neighbourhood


class NearOut(Model):
    """节点 / A node."""

    id: str = Field(description="编号 / id", examples=["al-36d2ad761c0cd5a56e11"])
    label: str = Field(description="类型 / label", examples=["Alliance"])
    name: str = Field(description="名称 / name")
    kind: str = Field(description="机构类别，其余为空 / kind of an organisation, else empty")
    level: int = Field(description="离中心几步 / steps from the centre")
    degree: int = Field(description="连线数 / edges shown")


class TieOut(Model):
    """连线 / An edge."""

    source: str = Field(description="由谁 / from")
    target: str = Field(description="到谁 / to")
    type: str = Field(description="关系类型 / type", examples=["MEMBER_OF"])
    slot: str = Field(description="关系编号 / id of the relation")
    roles: list[str] = Field(description="角色 / roles")
    counted: bool = Field(description="成员关系是否计入 / whether a membership counts")


class NeighbourhoodOut(Model):
    """周围 / What lies around a thing."""

    total: int = Field(description="共有多少节点 / how many nodes there are")
    cut: bool = Field(description="是否被截断 / whether nodes were left out")
    nodes: list[NearOut] = Field(description="节点，中心在最前 / nodes, the centre first")
    edges: list[TieOut] = Field(description="连线 / edges")


Id = Annotated[str, Path(description="编号 / id", examples=["al-36d2ad761c0cd5a56e11"])]


def routes(service: Service) -> APIRouter:
    """The one address."""
    router = APIRouter(tags=["网络与导出 networks and exports"])

    @router.get("/neighbourhoods/{id}", summary="一个事物的周围 / around a thing", response_model=None,
                responses={200: {"model": NeighbourhoodOut}, **KEPT})  # fmt: skip
    def around(
        request: Request,
        id: Id,
        depth: Annotated[int, Query(ge=1, le=DEEPEST, description="几步以内 / within so many steps")] = 1,
        limit: Annotated[int, Query(ge=1, le=MOST, description="最多几个节点 / at most so many nodes")] = 300,
    ) -> Response:
        def made(version: str, mixed: bool) -> tuple[bytes, str]:
            found = neighbourhood(service.store, id, depth=depth, limit=limit)
            body: dict[str, Any] = {"total": found.total, "cut": found.cut, "nodes": found.nodes, "edges": found.edges}
            return as_json(body)

        return send(request, service, made)

    return router
