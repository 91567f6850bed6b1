"""Answers that are written out already: sent before routing and its threads, as long as the data version stands.

What an answer is made from is its address, its form and the data version, and the ETag names all three. So a request
that was answered once needs only the present version, to be told that nothing changed (304) or be sent the kept body.
"""

from __future__ import annotations

from typing import Any

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api.depends import Service
from api.known import Tag
from api.problems import instance_of, of_error
from graph.errors import LianmengError


class Ready:
    """The layer before the routes."""

    def __init__(self, app: ASGIApp, service: Service) -> None:
        self.app = app
        self.service = service

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = self.service.known.get(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        answer = await self._answer(scope, *found) if found else None
        await (answer or self.app)(scope, receive, send)

    async def _answer(self, scope: Scope, tag: Tag, route: Any) -> Response | None:
        try:
            state = await self.service.state_soon()
        except LianmengError as error:
            scope["route"] = route
            return of_error(error, instance_of(Request(scope)))
        answer = kept_answer(self.service, Headers(scope=scope), tag, state) if state else None
        if answer is not None:
            scope["route"] = route
        return answer


def kept_answer(service: Service, asked: Headers, tag: Tag, state: tuple[str, bool]) -> Response | None:
    """304 for a caller who has the answer, the kept body for one who has not; None when it must be made."""
    etag = tag.etag(*state)
    if etag in [item.strip().removeprefix("W/") for item in asked.get("if-none-match", "").split(",")]:
        return Response(status_code=304, headers=_headers(etag, state))
    kept = service.bodies.get(etag)
    return None if kept is None else answer_of(kept, etag, state)


def answer_of(kept: tuple[bytes, str], etag: str, state: tuple[str, bool]) -> Response:
    """An answer with body and media type."""
    return Response(kept[0], headers=_headers(etag, state), media_type=kept[1])


def _headers(etag: str, state: tuple[str, bool]) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "no-cache", "Vary": "Accept", "X-Data-Version": state[0]}
