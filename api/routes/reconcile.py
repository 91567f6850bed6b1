"""Reconciliation by the W3C community's API 0.2, as OpenRefine speaks it: a column of names against the graph.

`POST /reconcile` with the form field `queries`; types are our labels and kinds; every candidate tells in `features` how
its score came about. Suggest and preview belong to it.
"""

from __future__ import annotations

import json
from html import escape
from typing import Annotated, Any
from urllib.parse import parse_qs

from fastapi import APIRouter, Query, Request, Response
from starlette.concurrency import run_in_threadpool

from api.answers import as_json
from api.depends import Service
from api.routes.questions import PROBLEMS
from graph.errors import BadParameter, NotFound
from queries.catalogue import shipped_model
from queries.facts import thing
from queries.find import NAMED, looks_like_id
from queries.matching import Match, scored, sure
from queries.name_index import search

BATCH = 100  # queries at once; OpenRefine sends ten
BODY_LIMIT = 1_000_000
_MOST = 25
_PREVIEW = {"width": 420, "height": 180}

Prefix = Annotated[str, Query(max_length=200, description="已输入的字 / what is typed")]
Id = Annotated[str, Query(description="编号 / id", examples=["og-f4a995771abadb2d3c24"])]


def routes(service: Service) -> APIRouter:
    """`/reconcile…`."""
    router = APIRouter(tags=["名称对齐 reconciliation"])

    @router.get("/reconcile", summary="服务说明，或回答 queries / the manifest, or answers", response_model=None,
                responses=PROBLEMS)  # fmt: skip
    def described(
        request: Request, queries: Annotated[str | None, Query(description="JSON，同 POST / as with POST")] = None
    ) -> Response:
        return _json(_manifest(str(request.base_url)) if queries is None else _answers(service, queries))

    @router.post(
        "/reconcile",
        summary="对齐一批名称 / reconcile a batch of names",
        response_model=None,
        responses=PROBLEMS,
        openapi_extra={
            "requestBody": {
                "required": True,
                "content": {
                    "application/x-www-form-urlencoded": {
                        "schema": {
                            "type": "object",
                            "required": ["queries"],
                            "properties": {"queries": {"type": "string"}},
                        }
                    }
                },
            }
        },
    )
    async def reconciled(request: Request) -> Response:
        body = await _body(request)
        given = parse_qs(body.decode("utf-8", errors="replace"), keep_blank_values=True).get("queries", [""])[0]
        return _json(await run_in_threadpool(_answers, service, given))

    @router.get(
        "/reconcile/suggest/entity", summary="提示事物 / suggest things", response_model=None, responses=PROBLEMS
    )
    def entities(prefix: Prefix = "") -> Response:
        version, _ = service.state()
        hits = search(service.store, service.names.at(service.store, version), prefix, NAMED, 10)
        return _json({"result": [
            {"id": hit.id, "name": hit.name, "description": _kind(hit.label, hit.kind),
             "notable": [_type(hit.label, hit.kind)]} for hit in hits]})  # fmt: skip

    @router.get("/reconcile/suggest/type", summary="提示类型 / suggest types", response_model=None, responses=PROBLEMS)
    def types(prefix: Prefix = "") -> Response:
        found = [item for item in _types() if prefix.lower() in f"{item['id']} {item['name']}".lower()]
        return _json({"result": found})

    @router.get(
        "/reconcile/suggest/property", summary="提示属性（没有） / suggest properties (none)", response_model=None
    )
    def properties(prefix: Prefix = "") -> Response:
        return _json({"result": []})

    @router.get("/reconcile/preview", summary="预览一个事物 / preview a thing", response_model=None,
                responses={200: {"content": {"text/html": {}}}, **PROBLEMS})  # fmt: skip
    def preview(id: Id) -> Response:
        return Response(_preview(service, id), media_type="text/html; charset=utf-8")

    return router


def _json(value: Any) -> Response:
    body, media_type = as_json(value)
    return Response(body, headers={"Cache-Control": "no-cache"}, media_type=media_type)


def _manifest(base: str) -> dict[str, Any]:
    path = f"{base}reconcile"
    suggest = {
        name: {"service_url": path, "service_path": f"/suggest/{name}"} for name in ("entity", "type", "property")
    }
    return {
        "versions": ["0.2"],
        "name": "联盟图谱 (lianmeng)",
        "identifierSpace": f"{base}things/",
        "schemaSpace": f"{base}docs#",
        "defaultTypes": _types(),
        "view": {"url": f"{base}things/{{{{id}}}}"},
        "preview": {"url": f"{path}/preview?id={{{{id}}}}", **_PREVIEW},
        "suggest": suggest,
        "batchSize": BATCH,
    }


def _types() -> list[dict[str, str]]:
    model = shipped_model()
    found = [{"id": label, "name": f"{model.nodes[label].zh} ({model.nodes[label].en})"} for label in NAMED]
    return found + [{"id": kind.label, "name": f"{kind.zh} ({kind.en})"} for kind in model.kinds.values()]


async def _body(request: Request) -> bytes:
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > BODY_LIMIT:
            raise BadParameter(f"请求正文超过 {BODY_LIMIT} 字节 (body too large)；请分批发送", "queries")
    return body


def _answers(service: Service, text: str) -> dict[str, Any]:
    try:
        given = json.loads(text)
        wanted = {str(key): _wanted(item) for key, item in given.items()}
    except (ValueError, AttributeError, TypeError, KeyError, RecursionError) as error:
        raise BadParameter(
            'queries 应为 JSON：{"q0": {"query": "名称"}} (not a batch of queries)', "queries"
        ) from error
    if len(wanted) > BATCH:
        raise BadParameter(f"一次至多 {BATCH} 个 (too many queries)；这里有 {len(wanted)} 个", "queries")
    version, _ = service.state()
    index = service.names.at(service.store, version)
    answers = {}
    for key, (name, labels, kind, limit) in wanted.items():
        hits = [hit for hit in search(service.store, index, name, labels, _MOST) if kind in (None, hit.kind)]
        matches = scored(name, hits)
        answers[key] = {
            "result": [_candidate(match, at == 0 and sure(matches)) for at, match in enumerate(matches[:limit])]
        }
    return answers


def _wanted(item: Any) -> tuple[str, tuple[str, ...], str | None, int]:
    """Name, labels, kind and limit of one query. Raises the errors of a wrong shape."""
    name = item["query"]
    if not isinstance(name, str) or not isinstance(item.get("limit", 5), int):
        raise TypeError(name)
    types = item.get("type") or []
    types = [types] if isinstance(types, str) else [str(one) for one in types]
    kinds = {kind.label: kind.key for kind in shipped_model().kinds.values()}
    kind = next((kinds[one] for one in types if one in kinds), None)
    labels = tuple("Organization" if one in kinds else one for one in types if one in kinds or one in NAMED)
    return name[:200], labels or NAMED, kind, max(1, min(int(item.get("limit", 5)), _MOST))


def _candidate(match: Match, certain: bool) -> dict[str, Any]:
    hit = match.hit
    return {
        "id": hit.id,
        "name": hit.name,
        "description": _kind(hit.label, hit.kind),
        "type": [_type(hit.label, hit.kind)],
        "score": match.score,
        "match": certain,
        "features": [
            {"id": "reason", "value": hit.reason},
            {"id": "similarity", "value": match.similarity},
            {"id": "stem_similarity", "value": match.stem_similarity},
        ],
    }


def _type(label: str, kind: str | None) -> dict[str, str]:
    model = shipped_model()
    if kind is not None and kind in model.kinds and label == "Organization":
        return {"id": model.kinds[kind].label, "name": model.kinds[kind].zh}
    return {"id": label, "name": model.nodes[label].zh}


def _kind(label: str, kind: str | None) -> str:
    return _type(label, kind)["name"]


def _preview(service: Service, id_: str) -> str:
    if not looks_like_id(id_):
        raise NotFound(f"{id_[:50]} 不是编号 (not an id)")
    found = thing(service.store, id_)
    if found["name"] == id_:
        raise NotFound(f"没有编号为 {id_} 的事物 (no such thing)")
    members = (
        f"MATCH (n:{found['label']} {{id: $id}})-[m:MEMBER_OF]-(o) WHERE m.counted "
        "RETURN o.name AS name ORDER BY name LIMIT 6"
    )
    rows = service.store.read(members, {"id": id_})
    listed = "".join(f"<li>{escape(str(row['name']))}</li>" for row in rows[:5]) + (
        "<li>…</li>" if len(rows) > 5 else ""
    )
    heading = f'<h1 style="font-size:1rem">{escape(found["name"])}</h1>'
    kind = f"<p>{escape(_kind(found['label'], found['kind']))}</p>"
    return (
        f'<!doctype html><html lang="zh-CN"><meta charset="utf-8"><body>{heading}{kind}<ul>{listed}</ul></body></html>'
    )
