"""Own Cypher over HTTP: `POST /cypher`, there only where it was switched on and handed in.

A stranger's statement is read here and shown again as rows; what it may do is decided in queries.guard.
"""

from __future__ import annotations

import json
import logging
from typing import Any

from fastapi import APIRouter, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from api.answers import as_json
from api.depends import Service
from api.models import Model, Problem
from api.problems import problem
from api.routes.questions import PROBLEMS
from graph.errors import (
    BadParameter,
    ForbiddenStatement,
    LianmengError,
    RequestRefused,
    SettingsError,
    StatementRefused,
)
from graph.identity import digest
from queries.guard.own import OwnCypher
from queries.run import data_state

_log = logging.getLogger("lianmeng.cypher")
_DEFAULT_ROWS = 100


class CypherIn(Model):
    """语句 / A statement."""

    statement: str = Field(description="只读的 Cypher / Cypher that only reads",
                           examples=["MATCH (a:Alliance) RETURN a.name AS name ORDER BY name"])  # fmt: skip
    parameters: dict[str, Any] = Field(default={}, description="语句里 $名 的值 / values of the $names in it")
    limit: int = Field(default=_DEFAULT_ROWS, ge=1, description="最多几行 / most rows")


class CypherOut(Model):
    """答案 / The answer."""

    columns: list[str] = Field(description="列名 / names of the columns")
    rows: list[dict[str, Any]] = Field(
        description="各行；节点为 {id, labels, properties}，关系为 {id, type, properties} / rows"
    )
    cut: bool = Field(description="是否还有更多 / whether there is more")
    notes: list[str] = Field(description="说明 / what to know")
    data_version: str = Field(description="数据版本 / data version")


_REFUSED: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": text, "content": {"application/problem+json": {}}}
    for code, text in (
        (400, "正文不可用 / body not usable"), (403, "来自别的网站 / foreign origin"), (413, "太大 / too large"),
    )
}  # fmt: skip
_ABOUT = """只在设了 LIANMENG_CYPHER=1 的服务上有；规则和上限见 docs/cypher.md。

Only where the service was switched to it by LIANMENG_CYPHER=1; rules and limits are in docs/cypher.md.
"""
_BODY = {
    "required": True,
    "content": {"application/json": {"schema": CypherIn.model_json_schema()}},
}


def routes(service: Service, own: OwnCypher) -> APIRouter:
    """`POST /cypher`."""
    router = APIRouter(tags=["语句 cypher"])

    @router.post("/cypher", summary="自写的只读语句 / own Cypher, read only", response_model=None,
                 description=_ABOUT,
                 responses={200: {"model": CypherOut}, **_REFUSED, 422: PROBLEMS[422], 503: PROBLEMS[503]},
                 openapi_extra={"requestBody": _BODY})  # fmt: skip
    async def cypher(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and origin.partition("://")[2] != request.headers.get("host"):
            raise RequestRefused("foreign-origin", f"语句来自 {origin[:100]} 的网页 (foreign origin)，不予执行")
        statement, parameters, limit = _asked(await request.body())
        return await run_in_threadpool(_answered, request, own, statement, parameters, limit)

    return router


def _asked(body: bytes) -> tuple[str, dict[str, Any], int]:
    """Statement, parameters and limit of a body. Raises RequestRefused and BadParameter."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise RequestRefused("bad-request", '正文不是 JSON (not JSON)；请写 {"statement": "MATCH …"}') from error
    if not isinstance(given, dict):
        raise RequestRefused("bad-request", "正文要是一个 JSON 对象 (not an object)")
    unknown = sorted(given.keys() - CypherIn.model_fields.keys())
    if unknown:
        name = unknown[0][:50].encode("utf-8", "replace").decode()
        raise BadParameter(f"不认识 {name} (unknown member)；可用：statement、parameters、limit", name)
    statement, parameters, limit = (
        given.get("statement"),
        given.get("parameters", {}),
        given.get("limit", _DEFAULT_ROWS),
    )
    if not isinstance(statement, str):
        raise BadParameter("statement 要是一段文字 (not a text)", "statement")
    if not isinstance(parameters, dict):
        raise BadParameter("parameters 要是一个对象 (not an object)", "parameters")
    if not isinstance(limit, int) or isinstance(limit, bool):
        raise BadParameter("limit 要是整数 (not an integer)", "limit")
    return statement, parameters, limit


def _answered(request: Request, own: OwnCypher, statement: str, parameters: dict[str, Any], limit: int) -> Response:
    mark = digest(statement.encode("utf-8", "replace").decode())
    try:
        version, _ = data_state(own.store)
        found = own.run(statement, parameters, limit)
    except ForbiddenStatement as error:
        return _told(request, mark, f"refused:{error.reason}", problem(
            "statement-refused", str(error), request.url.path, reason=error.reason))  # fmt: skip
    except StatementRefused as error:
        return _told(request, mark, "not-usable", problem("statement-not-usable", str(error), request.url.path))
    except SettingsError as error:
        return _told(request, mark, "not-read-only", problem("cypher-off", str(error), request.url.path))
    except LianmengError as error:
        _note(request, mark, type(error).__name__)
        raise
    _note(request, mark, f"rows:{len(found.rows)}")
    body, media_type = as_json(
        {"columns": found.columns, "rows": found.rows, "cut": found.cut, "notes": found.notes, "data_version": version}
    )
    headers = {"X-Data-Version": version, "Cache-Control": "no-store"}
    return Response(body, headers=headers, media_type=media_type)


def _told(request: Request, mark: str, end: str, answer: Response) -> Response:
    _note(request, mark, end)
    return answer


def _note(request: Request, mark: str, end: str) -> None:
    """The audit line: who, which text (its digest), and what became of it."""
    who = request.client.host if request.client else "?"
    _log.info("cypher %s from %s: %s", mark, who, end)
