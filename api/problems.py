"""Errors as `application/problem+json` (RFC 9457): what was asked, why it failed, what to do.

Titles are English and stable, details are Chinese with the English term; each `type` is an address of this service
that explains it (`GET /problems/{name}`).
"""

from __future__ import annotations

import json
import logging
import math
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from graph.errors import (
    BadParameter,
    LianmengError,
    NotFound,
    QuestionError,
    RequestRefused,
    StoreBusy,
    StoreTimeout,
    StoreUnavailable,
    UnknownQuestion,
)

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = 5
_log = logging.getLogger("lianmeng.api")


@dataclass(frozen=True)
class Kind:
    """One kind of problem: the last part of its `type`, its status, its title and what a caller can do."""

    name: str
    status: int
    title: str
    zh: str


KINDS = MappingProxyType(
    {
        kind.name: kind
        for kind in (
            Kind(
                "not-found",
                404,
                "Not found",
                "没有这个编号、名称或别名。near 列出相近的；也可以先用 /search 搜索。",
            ),
            Kind("unknown-question", 404, "Unknown question", "问题目录里没有这个名称。/questions 列出全部问题。"),
            Kind("no-such-address", 404, "No such address", "没有这个地址。/docs 列出全部地址。"),
            Kind("method-not-allowed", 405, "Method not allowed", "这个地址不接受这种请求方法。"),
            Kind(
                "bad-parameter",
                422,
                "Parameter not usable",
                "某个参数缺失、类型不符或超出范围；parameter 指出哪一个。",
            ),
            Kind(
                "misdirected",
                421,
                "Misdirected request",
                "请求的 Host 不是本服务的名称。请用配置的主机名或 IP 地址。",
            ),
            Kind("too-long", 414, "Address too long", "地址太长。请缩短参数。"),
            Kind("bad-request", 400, "Request not usable", "请求不合 HTTP 或接口的约定；说明在 detail 里。"),
            Kind(
                "statement-refused",
                422,
                "Statement refused",
                "自写的语句不只是读、超出了时间或大小的上限，或会占住图库；reason 说明原因，规则见 docs/cypher.md。",
            ),
            Kind("statement-not-usable", 422, "Statement not usable", "图库读不懂这个语句，或参数与它不合。"),
            Kind("cypher-off", 503, "Own Cypher not available", "回答自写语句的 Neo4j 不是只读的，因此不回答。"),
            Kind("unauthorized", 401, "Token needed", "写入需要有效的令牌。请用 lianmeng token new 做一个。"),
            Kind("foreign-origin", 403, "Foreign origin", "写入请求来自别的网站的网页，不予接受。"),
            Kind("too-large", 413, "Body too large", "请求正文太大。请拆分，或调大相应的上限。"),
            Kind("wrong-type", 415, "Type not readable", "读不了这种文件。accepted 列出读得了的。"),
            Kind("too-many", 429, "Too many requests", "请求过于频繁。请等待 Retry-After 所说的秒数。"),
            Kind("overloaded", 503, "Too many requests at once", "同时处理的请求已满。请稍后重试。"),
            Kind("jobs-full", 503, "Too many jobs waiting", "排队的写入任务已满。请稍后重试。"),
            Kind("stopping", 503, "Service stopping", "服务正在停止。已接受的任务会在下次启动时继续。"),
            Kind(
                "store-away",
                503,
                "Store unavailable",
                "图库暂时没有应答；本服务仍在运行，图库恢复后自动可用。",
            ),
            Kind("store-busy", 503, "Store busy", "图库正忙或连接已满。请稍后重试。"),
            Kind("store-timeout", 503, "Query timed out", "查询超过时限。请缩小范围后重试。"),
            Kind("empty", 503, "No data loaded", "图谱里还没有数据。请先用 lianmeng ingest 读入来源。"),
            Kind("internal", 500, "Internal error", "本服务内部出错；日志里有同一请求编号的记录。"),
        )
    }
)

# The first class that fits decides.
_BY_ERROR: tuple[tuple[type[LianmengError], str], ...] = (
    (UnknownQuestion, "unknown-question"),
    (BadParameter, "bad-parameter"),
    (QuestionError, "bad-parameter"),
    (NotFound, "not-found"),
    (StoreUnavailable, "store-away"),
    (StoreBusy, "store-busy"),
    (StoreTimeout, "store-timeout"),
)
_BY_STATUS = MappingProxyType({404: "no-such-address", 405: "method-not-allowed", 413: "too-large"})


def problem(name: str, detail: str, instance: str = "", **more: Any) -> Response:
    """The answer for a problem of that kind; `more` are members of their own (near, parameter)."""
    kind = KINDS[name]
    body = {"type": f"/problems/{name}", "title": kind.title, "status": kind.status, "detail": detail}
    if instance:
        body["instance"] = instance
    headers = {"Retry-After": str(RETRY_AFTER_S)} if kind.status == 503 else {}
    if kind.status == 401:
        headers["WWW-Authenticate"] = 'Bearer realm="lianmeng"'
    text = json.dumps(body | more, ensure_ascii=False)
    return Problem(name, text, kind.status, headers | {"Cache-Control": "no-store"})


def too_many(a_minute: int, wait_s: float) -> Response:
    """The answer to an address that asks more often than `a_minute`."""
    answer = problem(
        "too-many",
        f"每个地址每分钟至多 {a_minute} 个请求 (too many requests)；请等 {math.ceil(wait_s)} 秒，"
        "或请管理者调大 LIANMENG_READS_A_MINUTE",
    )
    answer.headers["Retry-After"] = str(math.ceil(wait_s))
    return answer


class Problem(Response):
    """An answer that leaves its kind with the request, for metrics and log."""

    def __init__(self, name: str, text: str, status: int, headers: dict[str, str]) -> None:
        super().__init__(text, status, headers, MEDIA_TYPE)
        self.name = name

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope.setdefault("state", {})["problem"] = self.name
        await super().__call__(scope, receive, send)


def of_error(error: LianmengError, instance: str = "") -> Response:
    """The problem that an error of our own family is."""
    if isinstance(error, RequestRefused):
        answer = problem(error.kind, str(error), instance)
        if error.retry_s:
            answer.headers["Retry-After"] = str(math.ceil(error.retry_s))
        return answer
    name = next((name for type_, name in _BY_ERROR if isinstance(error, type_)), "internal")
    more: dict[str, Any] = {}
    if isinstance(error, BadParameter):
        more["parameter"] = error.name
    if isinstance(error, NotFound):
        more["near"] = list(error.near)
    if name == "internal":
        _log.error("internal error: %s", error, exc_info=error)
        return problem(name, f"{KINDS[name].zh} (internal error)", instance)
    return problem(name, str(error), instance, **more)


def install(app: FastAPI) -> None:
    """Makes every error that leaves a route a problem."""

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, LianmengError)
        return of_error(error, instance_of(request))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        name = str(first["loc"][-1])
        detail = f"参数 {name} 不可用 (parameter not usable)：{first['msg']}"
        return problem("bad-parameter", detail, instance_of(request), parameter=name)

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        name = _BY_STATUS.get(error.status_code, "bad-request")
        kind = KINDS[name]
        answer = problem(
            name, f"{request.method} {request.url.path}：{kind.zh} ({kind.title.lower()})", instance_of(request)
        )
        for key, value in (error.headers or {}).items():
            answer.headers[key] = value
        return answer

    app.add_exception_handler(LianmengError, ours)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(HTTPException, http)


def instance_of(request: Request) -> str:
    return quote(request.url.path)
