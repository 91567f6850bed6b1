"""Reconciliation by the W3C community's API 0.2, as OpenRefine speaks it: a column of names against the graph.

Only HTTP: the addresses, the body, the headers that let a client show a preview. What is answered is made in
`api.reconciling`; cross-origin access is granted by `api.cors`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers import as_json
from api.depends import Service
from api.reconciling.batch import BATCH
from api.reconciling.candidates import answers, suggested
from api.reconciling.extension import extension
from api.reconciling.preview import HEIGHT, WIDTH, preview
from api.reconciling.types import properties_of, types
from api.routes.questions import PROBLEMS
from graph.errors import BadParameter

BODY_LIMIT = 1_000_000  # bytes; a hundred names take a few thousand
PAGE = 10  # suggestions at a time
# A client shows the preview in a frame; the page does nothing and loads nothing.
_FRAMED = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *"

Prefix = Annotated[str, Query(max_length=200, description="已输入的字 / what is typed")]
Cursor = Annotated[int, Query(ge=0, le=10_000, description="跳过几条 / suggestions to skip")]
Id = Annotated[str, Query(description="编号 / id", examples=["og-f4a995771abadb2d3c24"])]
Type = Annotated[str | None, Query(description="类型 / type", examples=["University"])]
Most = Annotated[int, Query(ge=1, le=1000, description="最多几个 / at most so many")]
Batch = Annotated[str | None, Query(description="一批查询，JSON，同 POST / a batch of queries, as with POST")]
Extend = Annotated[str | None, Query(description="要取的属性，JSON，同 POST / a data extension query, as with POST")]

_FORM = {
    "required": True,
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}}}
        }
    },
}


def _answering(text: str, media_type: str = "application/json") -> dict[int | str, dict[str, Any]]:
    schema = {"type": "object"} if media_type == "application/json" else {"type": "string"}
    return {200: {"description": text, "content": {media_type: {"schema": schema}}}, **PROBLEMS}


def routes(service: Service) -> APIRouter:
    """`/reconcile…`."""
    router = APIRouter(tags=["名称对齐 reconciliation"])

    @router.get("/reconcile", summary="服务说明，或回答 / the manifest, or answers", response_model=None,
                responses=_answering("说明或结果 / manifest or results"))  # fmt: skip
    def described(request: Request, queries: Batch = None, extend: Extend = None) -> Response:
        given = {name: value for name, value in (("queries", queries), ("extend", extend)) if value is not None}
        if not given:
            return _json(manifest(str(request.base_url), request.app.version))
        return _json(_answered(service, given))

    @router.post("/reconcile", summary="对齐一批名称，或取一批属性 / reconcile names or fetch properties",
                 response_model=None, responses=_answering("结果 / results"),
                 openapi_extra={"requestBody": _FORM})  # fmt: skip
    async def reconciled(request: Request) -> Response:
        form = parse_qs((await _body(request)).decode("utf-8", errors="replace"), keep_blank_values=True)
        return _json(await run_in_threadpool(_answered, service, {name: values[0] for name, values in form.items()}))

    @router.get("/reconcile/suggest/entity", summary="提示事物 / suggest things", response_model=None,
                responses=_answering("提示 / suggestions"))  # fmt: skip
    def entities(prefix: Prefix = "", cursor: Cursor = 0) -> Response:
        return _json({"result": suggested(service, prefix, cursor + PAGE)[cursor:]})

    @router.get("/reconcile/suggest/type", summary="提示类型 / suggest types", response_model=None,
                responses=_answering("提示 / suggestions"))  # fmt: skip
    def suggested_types(prefix: Prefix = "", cursor: Cursor = 0) -> Response:
        return _json({"result": _begun(types(), prefix)[cursor:]})

    @router.get("/reconcile/suggest/property", summary="提示属性 / suggest properties", response_model=None,
                responses=_answering("提示 / suggestions"))  # fmt: skip
    def suggested_properties(prefix: Prefix = "", cursor: Cursor = 0) -> Response:
        return _json({"result": _begun(properties_of(), prefix)[cursor:]})

    @router.get("/reconcile/properties", summary="某类型的属性 / properties of a type", response_model=None,
                responses=_answering("属性 / properties"))  # fmt: skip
    def proposed(type: Type = None, limit: Most = 100) -> Response:
        found: dict[str, Any] = {"properties": properties_of(type)[:limit], "limit": limit}
        return _json(found if type is None else found | {"type": type})

    @router.get("/reconcile/preview", summary="预览一个事物 / preview a thing", response_model=None,
                responses=_answering("网页 / a page", "text/html"))  # fmt: skip
    def previewed(id: Id) -> Response:
        page = preview(service, id)
        return Response(page, headers={"Content-Security-Policy": _FRAMED}, media_type="text/html; charset=utf-8")

    return router


def manifest(base: str, version: str) -> dict[str, Any]:
    """What the service can do and where; `base` is the address under which it was asked, with its last slash."""
    path = f"{base}reconcile"
    suggest = {
        name: {"service_url": path, "service_path": f"/suggest/{name}"} for name in ("entity", "type", "property")
    }
    limit = {"name": "limit", "label": "最多几个值 (most values)", "type": "number", "default": 0,
             "help_text": "0 为全部 / 0 for all"}  # fmt: skip
    return {
        "versions": ["0.2"],
        "name": "联盟图谱 (lianmeng)",
        "identifierSpace": f"{base}things/",
        "schemaSpace": f"{base}docs#",
        "documentation": f"{base}docs",
        "serviceVersion": version,
        "defaultTypes": types(),
        "view": {"url": f"{base}things/{{{{id}}}}"},
        "preview": {"url": f"{path}/preview?id={{{{id}}}}", "width": WIDTH, "height": HEIGHT},
        "suggest": suggest,
        "extend": {
            "propose_properties": {"service_url": path, "service_path": "/properties"},
            "property_settings": [limit],
        },
        "batchSize": BATCH,
    }


def _answered(service: Service, given: Mapping[str, str]) -> dict[str, Any]:
    if "extend" in given:
        return extension(service, given["extend"])
    return answers(service, given.get("queries", ""))


def _begun(items: list[Any], prefix: str) -> list[Any]:
    wanted = prefix.strip().lower()
    return [item for item in items if wanted in f"{item['id']} {item['name']}".lower()]


def _json(value: Any) -> Response:
    body, media_type = as_json(value)
    return Response(body, headers={"Cache-Control": "no-cache"}, media_type=media_type)


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            raise BadParameter(f"请求正文超过 {BODY_LIMIT} 字节 (body too large)；请分批发送", "queries")
    return body
