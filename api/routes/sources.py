"""Sources and what they prove: the list, one source, its text, its facts, and the evidence of one fact."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Path, Request, Response
from pydantic import ConfigDict, Field

from api.answers import CSV, as_json, chosen, form_of, moved, send
from api.depends import Service
from api.models import Evidence, Model, Thing
from api.routes.questions import KEPT, MOVED, TABLE, Fields, Form, Id, Shapes, add
from graph.errors import NotFound
from queries.catalogue import Column, question_named
from queries.export import csv_lines
from queries.facts import fact
from queries.sources import source_record, source_text


class SourceOut(Model):
    """来源 / A source."""

    model_config = ConfigDict(extra="allow")

    id: str = Field(description="编号 / id", examples=["sr-8f3a38340ad992b40865"])
    title: str = Field(description="标题 / title")
    origin: str = Field(description="来历 / origin", examples=["compiled"])
    based_on: list[str] = Field(description="依据的原始来源 / what it is based on")
    characters: int = Field(description="字数 / characters")
    attests: dict[str, int] = Field(description="各类证据数 / pieces of evidence by type", examples=[{"MEMBER_OF": 33}])


class FactOut(Model):
    """事实 / A fact: what is said, whether it stands, and who says so."""

    fact: str = Field(description="事实编号 / id of the fact", examples=["fc-30310bf665f73a910054"])
    statement: str = Field(description="一句话 / as one sentence")
    type: str = Field(description="关系类型、ENTITY 或 VALUE / type")
    head: Thing = Field(description="主体 / head")
    tail: Thing | None = Field(description="客体 / tail")
    property: str | None = Field(description="属性 / property")
    value: str | None = Field(description="值 / value")
    stands: bool = Field(description="图谱现取此值 / whether the graph takes it")
    evidence: list[Evidence] = Field(description="证据 / evidence")
    others: list[str] = Field(description="同一处的其他说法（事实编号） / other facts said of the same slot")


_PAIRS = (Column("property", "string", "属性", "property", ()), Column("value", "string", "值", "value", ()))
FactId = Annotated[str, Path(description="事实编号 / id of a fact", examples=["fc-30310bf665f73a910054"])]


def routes(service: Service, pages: Shapes) -> APIRouter:
    """`/sources…` and `/facts/{fact}`."""
    router = APIRouter(tags=["来源与证据 sources and evidence"])
    add(router, service, pages, "/sources", question_named("sources"))
    add(
        router,
        service,
        pages,
        "/sources/{id}/facts",
        question_named("source_facts"),
        label="Source",
        parameter="source",
    )

    @router.get("/sources/{id}", summary="一个来源 / one source", response_model=None,
                responses={200: {"model": SourceOut, "content": TABLE}, **KEPT, **MOVED})  # fmt: skip
    @router.get("/sources/{id}.csv", include_in_schema=False)
    @router.get("/sources/{id}.json", include_in_schema=False)
    def one(request: Request, id: Id, fields: Fields = None, format: Form = None) -> Response:
        def make(version: str, mixed: bool) -> tuple[bytes, str]:
            record: dict[str, Any] = {"based_on": [], **source_record(service.store, id)}
            [body] = chosen([record], fields, sorted(record))
            if form_of(request) == "csv":
                pairs = [{"property": name, "value": value} for name, value in body.items()]
                return "".join(csv_lines(_PAIRS, pairs)).encode(), CSV
            return as_json(body)

        return moved(request, service, "Source", id) or send(request, service, make)

    @router.get("/sources/{id}/text", summary="来源全文 / the text of a source", response_model=None,
                responses={200: {"content": {"text/plain": {}}}, **KEPT, **MOVED})  # fmt: skip
    def text(request: Request, id: Id) -> Response:
        def make(version: str, mixed: bool) -> tuple[bytes, str]:
            return source_text(service.store, id).encode(), "text/plain; charset=utf-8"

        return moved(request, service, "Source", id) or send(request, service, make)

    @router.get("/facts/{fact}", summary="一个事实及其证据 / a fact and its evidence", response_model=None,
                responses={200: {"model": FactOut}, **KEPT})  # fmt: skip
    def one_fact(request: Request, fact: FactId) -> Response:
        return send(request, service, lambda version, mixed: as_json(_fact(service, fact)))

    return router


def _fact(service: Service, id_: str) -> dict[str, Any]:
    found = fact(service.store, id_)
    if found is None:
        raise NotFound(f"没有编号为 {id_} 的事实 (no such fact)；事实编号在各概况的证据里")
    return found
