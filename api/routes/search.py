"""Search over all named things, with the reason of each hit, and suggestions for typing ahead."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from api.answers import as_json, send
from api.depends import Service
from api.models import Hits
from api.routes.questions import KEPT
from graph.errors import BadParameter
from queries.find import NAMED, Hit, find, near_names
from queries.name_index import search as look_for
from queries.reasons import reason_text

_LONGEST = 200  # characters; a pasted name with its legal ending is under 60

Text = Annotated[str, Query(description="要找的字 / what to look for", examples=["北科大"])]
Label = Annotated[str | None, Query(description=f"只找这种类型 / only this label：{'、'.join(NAMED)}")]
Limit = Annotated[int, Query(ge=1, le=100, description="最多几条 / at most so many")]


def routes(service: Service) -> APIRouter:
    """`/search`."""
    router = APIRouter(tags=["搜索 search"])

    @router.get("/search", summary="搜索 / search", response_model=None, responses={200: {"model": Hits}, **KEPT})
    def search(request: Request, q: Text, label: Label = None, limit: Limit = 20) -> Response:
        labels = _labels(q, label)
        return send(request, service, lambda version, mixed: as_json(_found(service, version, q, labels, limit)))

    @router.get("/suggest", summary="边打字边提示 / suggestions for typing ahead", response_model=None,
                responses={200: {"model": Hits}, **KEPT})  # fmt: skip
    def suggest(request: Request, q: Text, label: Label = None, limit: Limit = 8) -> Response:
        labels = _labels(q, label)
        return send(request, service, lambda version, mixed: as_json(_suggested(service, version, q, labels, limit)))

    return router


def _labels(q: str, label: str | None) -> tuple[str, ...]:
    if len(q) > _LONGEST:
        raise BadParameter(f"q 有 {len(q)} 个字，超过 {_LONGEST} (too long)；请缩短", "q")
    if label is not None and label not in NAMED:
        raise BadParameter(f"label={label[:50]}：没有这种类型 (unknown label)；可选：{'、'.join(NAMED)}", "label")
    return NAMED if label is None else (label,)


def _suggested(service: Service, version: str, q: str, labels: tuple[str, ...], limit: int) -> dict[str, Any]:
    index = service.names.at(service.store, version)
    hits = index.completed(q, labels) if index else find(service.store, q, labels, limit + 1)
    return {"q": q, "items": [_sent(hit) for hit in hits[:limit]], "cut": len(hits) > limit, "notes": []}


def _found(service: Service, version: str, q: str, labels: tuple[str, ...], limit: int) -> dict[str, Any]:
    hits = look_for(service.store, service.names.at(service.store, version), q, labels, limit + 1)
    notes = []
    if not hits:
        near = near_names(service.store, q, labels)
        notes.append("没有找到 (nothing found)" + (f"；相近的有：{'、'.join(near)}" if near else ""))
    if len(hits) > limit:
        notes.append(f"只列出前 {limit} 条 (cut: first {limit} hits)")
    return {"q": q, "items": [_sent(hit) for hit in hits[:limit]], "cut": len(hits) > limit, "notes": notes}


def _sent(hit: Hit) -> dict[str, Any]:
    return {
        "id": hit.id,
        "label": hit.label,
        "name": hit.name,
        "kind": hit.kind,
        "reason": hit.reason,
        "reason_text": reason_text(hit),
    }
