"""Cross-origin access for the addresses whose protocol demands it, and for nothing else.

Pages of this machine (OpenRefine is one) may always read them, those of other origins when they are named; so a page
from elsewhere cannot read a graph on somebody's own machine. A request without an origin is no page's.
"""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

EVERYONE = "*"


class CrossOrigin:
    """Lets pages of `origins` (and of this machine) read the addresses under `prefix`."""

    def __init__(self, app: ASGIApp, prefix: str, origins: Iterable[str] = ()) -> None:
        self.app = app
        self.prefix = prefix
        self.origins = frozenset(origin.strip().rstrip("/").lower() for origin in origins if origin.strip())

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope.get("path", "")
        if scope["type"] != "http" or not (path == self.prefix or path.startswith(f"{self.prefix}/")):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin", "")
        open_to = self._open_to(origin)

        async def send_opened(message: Message) -> None:
            if message["type"] == "http.response.start":
                answered = MutableHeaders(scope=message)
                answered.add_vary_header("Origin")
                if open_to:
                    answered["Access-Control-Allow-Origin"] = open_to
            await send(message)

        if scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            await self._preflight(open_to)(scope, receive, send_opened)
        else:
            await self.app(scope, receive, send_opened)

    def _preflight(self, open_to: str) -> Response:
        if not open_to:
            return Response(status_code=403)
        allowed = {
            "Access-Control-Allow-Methods": "GET, POST",
            "Access-Control-Allow-Headers": "Content-Type",
            "Access-Control-Max-Age": "600",
        }
        return Response(status_code=204, headers=allowed)

    def _open_to(self, origin: str) -> str:
        if not origin:
            return EVERYONE if EVERYONE in self.origins else ""
        if EVERYONE in self.origins:
            return EVERYONE
        return origin if origin.lower() in self.origins or _of_this_machine(origin) else ""


def _of_this_machine(origin: str) -> bool:
    try:
        parts = urlsplit(origin)
        host = parts.hostname or ""
        return parts.scheme in ("http", "https") and (host == "localhost" or ip_address(host).is_loopback)
    except ValueError:
        return False
