"""What happens to every request: the host check, limits, a request id, security headers, a line in the log, and no
error without an answer.

Plain ASGI, because it stands in the way of every answer. A request that names another host is refused, so that a web
page cannot reach a service on this machine by a name of its own (DNS rebinding); addresses are safe from that.
"""

from __future__ import annotations

import logging
import time
import uuid
from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.bodies import body_limit, limited, stated_length
from api.metrics import Metrics
from api.problems import problem, too_many
from api.writing.rates import Rates
from graph.settings import Settings

_ALWAYS = frozenset({"localhost"})
# Asked by whoever watches the service, above all when it has too much to do.
_UNCOUNTED = frozenset({"/healthz", "/metrics"})
_log = logging.getLogger("lianmeng.api")

_PATH_SHOWN = 500  # characters of a path in the log

SECURITY = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
        "object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'"
    ),
}


class Gate:
    """The outermost layer. `hosts` are names beside localhost and plain addresses under which it may be asked."""

    def __init__(
        self, app: ASGIApp, hosts: Iterable[str], metrics: Metrics, limits: Settings, uploads: bool = False
    ) -> None:
        self.app = app
        self.metrics = metrics
        self.limits = limits
        self.uploads = uploads
        self.hosts = _ALWAYS | {host.lower() for host in hosts}
        self.rates = Rates(limits.reads_a_minute) if limits.reads_a_minute else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request_id = _request_id(Headers(scope=scope))
        scope.setdefault("state", {})["request_id"] = request_id
        started, status = time.perf_counter(), 0
        self.metrics.begin()

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                for name, value in SECURITY.items():
                    headers.setdefault(name, value)
                headers["X-Request-Id"] = request_id
            await send(message)

        most = body_limit(scope, self.limits, self.uploads)
        refused = self._refusal(scope, most)
        if refused is not None:
            await refused(scope, receive, send_with_headers)
        else:
            try:
                await self.app(scope, limited(receive, most), send_with_headers)
            except Exception as error:  # noqa: BLE001 - the last one to see it: logged, and answered as a problem
                _log.error("request %s failed", request_id, exc_info=error)
                if not status:
                    answer = problem("internal", "本服务内部出错 (internal error)；日志里有同一请求编号的记录")
                    await answer(scope, receive, send_with_headers)
        seconds = time.perf_counter() - started
        self.metrics.end(_method(scope), _route(scope), status, seconds, scope["state"].get("problem", ""))
        # The path alone: what stands in the query is the caller's business.
        told = {"request": request_id, "method": _method(scope), "path": scope["path"][:_PATH_SHOWN], "status": status,
                "ms": round(seconds * 1000, 1)}  # fmt: skip
        told |= {name: scope["state"][name] for name in ("problem", "caller") if name in scope["state"]}
        _log.info("request", extra={"told": told})

    def _refusal(self, scope: Scope, most: int) -> ASGIApp | None:
        longest, at_once = self.limits.url_limit, self.limits.requests_at_once
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > longest:
            return problem("too-long", f"地址超过 {longest} 字节 (address too long)；请缩短参数")
        host = Headers(scope=scope).get("host", "")
        if not self._known(host):
            return problem(
                "misdirected", f"主机名“{host[:100]}”不是本服务的名称 (misdirected)；请用配置的主机名或 IP 地址访问"
            )
        if self.metrics.running > at_once and scope["path"] not in _UNCOUNTED:
            return problem("overloaded", f"同时处理的请求已有 {at_once} 个 (too many requests at once)；请稍后重试")
        if self.rates and scope["path"] not in _UNCOUNTED and not _writes(scope):
            wait = self.rates.take((scope.get("client") or ("unknown", 0))[0])
            if wait:
                return too_many(self.limits.reads_a_minute, wait)
        if stated_length(scope) > most:
            return problem("too-large", f"请求正文超过 {most:,} 字节 (body too large)；请拆分")
        return None

    def _known(self, host: str) -> bool:
        name = host.rsplit(":", 1)[0] if host.count(":") == 1 or (host.startswith("[") and "]:" in host) else host
        name = name.strip("[]").lower()
        if name in self.hosts:
            return True
        try:
            ip_address(name)
        except ValueError:
            return False
        return True


def _writes(scope: Scope) -> bool:
    """Whether it is a request to write, which is counted by token."""
    return scope["method"] in ("POST", "DELETE") and str(scope["path"]).startswith("/sources")


def _route(scope: Scope) -> str:
    """The route's template, so that metrics do not grow with what is asked for."""
    return str(getattr(scope.get("route"), "path", "other"))


def _method(scope: Scope) -> str:
    method = str(scope["method"])
    return method if method in ("GET", "HEAD", "POST", "DELETE", "OPTIONS") else "other"


def _request_id(headers: Headers) -> str:
    given = headers.get("x-request-id", "")
    return given if 0 < len(given) <= 64 and given.isascii() and given.isalnum() else uuid.uuid4().hex
