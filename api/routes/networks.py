"""Networks and exports: shared membership as network, matrix and measures, and the whole graph as a file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field
from starlette.responses import StreamingResponse

from api.answers import CSV, as_json, form_of, send
from api.depends import Service
from api.models import Model
from api.routes.questions import KEPT, PROBLEMS, TABLE, Excel, Form
from graph.errors import BadParameter, NotFound, RequestRefused
from queries.catalogue import Column, shipped_model
from queries.export import csv_lines
from queries.formats import FORMATS
from queries.graphfile import network, whole
from queries.measured import COLUMNS, matrix_table, with_measures
from queries.network import Choice, as_lists, matrix, measures, membership, shared


class NodeOut(Model):
    """节点 / A node."""

    id: str = Field(description="编号 / id")
    label: str = Field(description="类型 / label", examples=["Organization"])
    name: str = Field(description="名称 / name")
    kind: str = Field(description="类别 / kind", examples=["university"])
    degree: int = Field(description="连线数 / degree")


class NetworkOut(Model):
    """网络 / A network."""

    nodes: list[NodeOut] = Field(description="节点 / nodes")
    edges: list[dict[str, Any]] = Field(description="连线：source、target、weight 等 / edges")


class MeasureOut(Model):
    """指标 / Measures of one node."""

    id: str = Field(description="编号 / id")
    name: str = Field(description="名称 / name")
    kind: str = Field(description="类别 / kind")
    degree: int = Field(description="度 / degree")
    weighted_degree: int = Field(description="加权度 / weighted degree")
    betweenness: float = Field(description="中介中心性 / betweenness centrality")
    community: int = Field(description="社团，0 为最大 / community, 0 is the largest")


class MeasuresOut(Model):
    """各节点的指标 / Measures of all nodes."""

    items: list[MeasureOut] = Field(description="节点 / nodes")


class MatrixOut(Model):
    """矩阵 / Organisations × alliances."""

    rows: list[dict[str, Any]] = Field(description="机构 / organisations")
    columns: list[dict[str, Any]] = Field(description="联盟 / alliances")
    cells: list[list[int]] = Field(description="1 为成员 / 1 where a member")


_FILE = {"description": "文件 / a file", "content": {media_type: {} for media_type, _ in FORMATS.values()}}

Side = Annotated[
    Literal["membership", "organizations", "alliances"],
    Query(description="membership 二部图，organizations 机构间，alliances 联盟间 / which network"),
]
Kind = Annotated[str | None, Query(description="机构类别 / kind of organisation", examples=["university"])]
Field_ = Annotated[str | None, Query(description="联盟的领域 / field of the alliances")]
Region = Annotated[str | None, Query(description="联盟的地域 / region of the alliances")]
Year = Annotated[int | None, Query(ge=1900, le=2100, description="年份 / year")]
Least = Annotated[int, Query(ge=1, le=1000, description="至少共享几个 / at least so many shared")]
Measured = Annotated[
    bool, Query(alias="measures", description="节点带中心性与社团 / nodes with centrality and community")
]
Ending = Annotated[str, Path(description=f"格式 / format：{'、'.join(FORMATS)}", examples=["graphml"])]


def routes(service: Service) -> APIRouter:
    """`/network…`, `/shared-memberships/matrix`, `/export/graph.{format}`."""
    router = APIRouter(tags=["网络与导出 networks and exports"])

    @router.get("/network", summary="共同成员网络 / the network of shared membership", response_model=None,
                responses={200: {"model": NetworkOut}, **KEPT})  # fmt: skip
    def drawn(
        request: Request, side: Side = "organizations", kind: Kind = None, field: Field_ = None, region: Region = None,
        year: Year = None, min_shared: Least = 1,
    ) -> Response:  # fmt: skip
        return send(request, service, lambda version, mixed: as_json(
            as_lists(_graph(service, side, kind, field, region, year, min_shared))))  # fmt: skip

    @router.get("/network/measures.csv", include_in_schema=False)
    @router.get("/network/measures.json", include_in_schema=False)
    @router.get("/network/measures", summary="中心性与社团 / centrality and communities", response_model=None,
                responses={200: {"model": MeasuresOut, "content": TABLE}, **KEPT})  # fmt: skip
    def measured(
        request: Request, side: Side = "organizations", kind: Kind = None, field: Field_ = None, region: Region = None,
        year: Year = None, min_shared: Least = 1, format: Form = None, excel: Excel = False,
    ) -> Response:  # fmt: skip
        def made(version: str, mixed: bool) -> tuple[bytes, str]:
            rows = measures(_graph(service, side, kind, field, region, year, min_shared))
            return _csv(COLUMNS, rows, excel) if form_of(request) == "csv" else as_json({"items": rows})

        return send(request, service, made)

    @router.get(
        "/network.{ending}",
        summary="共同成员网络的文件 / the network as a file",
        response_model=None,
        responses={200: _FILE, **PROBLEMS},
    )
    def network_file(
        ending: Ending, side: Side = "organizations", kind: Kind = None, field: Field_ = None, region: Region = None,
        year: Year = None, min_shared: Least = 1, measured: Measured = False,
    ) -> Response:  # fmt: skip
        media_type, write = _format(ending)
        version = service.state()[0]
        graph = _graph(service, side, kind, field, region, year, min_shared)
        content = network(with_measures(graph) if measured else graph, version)
        return StreamingResponse(write(content), headers={"X-Data-Version": version}, media_type=media_type)

    @router.get("/shared-memberships/matrix.csv", include_in_schema=False)
    @router.get("/shared-memberships/matrix.json", include_in_schema=False)
    @router.get("/shared-memberships/matrix", summary="机构与联盟的矩阵 / a matrix", response_model=None,
                responses={200: {"model": MatrixOut, "content": TABLE}, **KEPT})  # fmt: skip
    def crossed(
        request: Request, kind: Kind = None, field: Field_ = None, region: Region = None, year: Year = None,
        least: Annotated[int, Query(alias="min", ge=1, le=1000, description="至少几个联盟 / at least so many")] = 2,
        format: Form = None, excel: Excel = False,
    ) -> Response:  # fmt: skip
        def made(version: str, mixed: bool) -> tuple[bytes, str]:
            found = matrix(_graph(service, "membership", kind, field, region, year, 1), least)
            return _csv(*matrix_table(found), excel) if form_of(request) == "csv" else as_json(found)

        return send(request, service, made)

    @router.get(
        "/export/graph.{ending}",
        summary="整个图谱的文件 / the whole graph as a file",
        response_model=None,
        responses={200: _FILE, **PROBLEMS},
    )
    def exported(ending: Ending) -> Response:
        media_type, write = _format(ending)
        _refuse_large(service)
        content = whole(service.store)
        headers = {
            "X-Data-Version": content.version,
            "Content-Disposition": f'attachment; filename="lianmeng.{ending}"',
        }
        return StreamingResponse(write(content), headers=headers, media_type=media_type)

    return router


def _refuse_large(service: Service) -> None:
    most = service.settings.export_nodes
    count = service.store.read("MATCH (n) RETURN count(n) AS n")[0]["n"]
    if count > most:
        raise RequestRefused(
            "too-large",
            f"图谱有 {count:,} 个节点，经 HTTP 至多导出 {most:,} 个 (export too large)；"
            "请用 lianmeng export，或调大 LIANMENG_EXPORT_NODES",
        )


def _csv(columns: Sequence[Column], rows: list[dict[str, Any]], excel: bool) -> tuple[bytes, str]:
    return "".join(csv_lines(columns, rows, excel=excel)).encode(), CSV


def _format(ending: str) -> Any:
    if ending not in FORMATS:
        raise NotFound(f"没有格式 {ending[:20]} (unknown format)；可选：{'、'.join(FORMATS)}")
    return FORMATS[ending]


def _graph(
    service: Service, side: str, kind: str | None, field: str | None, region: str | None, year: int | None, least: int
) -> Any:  # fmt: skip
    if kind is not None and kind not in shipped_model().kinds:
        raise BadParameter(
            f"kind={kind[:50]}：没有这种类别 (unknown kind)；可选：{'、'.join(shipped_model().kinds)}", "kind"
        )
    graph = membership(service.store, Choice(kind, field, region, year))
    if side == "organizations":
        return shared(graph, "organizations", least)
    return shared(graph, "alliances", least) if side == "alliances" else graph
