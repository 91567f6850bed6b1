"""Who may write: a request of our own origin with a valid token that does not ask too often. Everybody else is refused,
and told of in the audit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from starlette.requests import Request

from api.writing.audit import Audit, Line
from api.writing.rates import Rates
from api.writing.tokens import check_token
from graph.errors import RequestRefused


@dataclass(frozen=True)
class Gatekeeper:
    """`tokens` is the file of tokens; the clock is handed in."""

    tokens: Path
    rates: Rates
    audit: Audit
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))

    def admit(self, request: Request, what: str) -> str:
        """Who asks, as `id name` of the token. Raises RequestRefused."""
        try:
            _refuse_foreign(request)
            who = self._holder(request)
        except RequestRefused as error:
            self.tell(request, address_of(request), what, error.kind)
            raise
        request.scope.setdefault("state", {})["caller"] = who
        wait = self.rates.take(f"token {who}")
        if wait:
            self.tell(request, who, what, "too-many")
            raise _too_many(self.rates.a_minute, wait)
        return who

    def tell(self, request: Request, who: str, what: str, result: str, job: str = "") -> None:
        """The audit line of this request."""
        self.audit.tell(Line(who, what, result, request.scope.get("state", {}).get("request_id", ""), job))

    def _holder(self, request: Request) -> str:
        scheme, _, text = request.headers.get("authorization", "").partition(" ")
        try:
            if scheme.lower() != "bearer" or not text.strip():
                raise RequestRefused("unauthorized", "需要令牌 (token needed)：请求头 Authorization: Bearer 令牌")
            token = check_token(self.tokens, text.strip(), self.now())
        except RequestRefused:
            wait = self.rates.take(f"address {address_of(request)}")
            if wait:
                raise _too_many(self.rates.a_minute, wait) from None
            raise
        return f"{token.id} {token.name}"


def address_of(request: Request) -> str:
    """The address that the request came from."""
    return request.client.host if request.client else "unknown"


def _refuse_foreign(request: Request) -> None:
    """A page of another site must not write with what its reader's browser knows; programs send no Origin."""
    origin = request.headers.get("origin")
    if origin is None:
        return
    parts = urlsplit(origin) if origin.isascii() else urlsplit("")
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != request.headers.get("host", "").lower():
        raise RequestRefused(
            "foreign-origin", f"来自别的网站的网页 (foreign origin)：{origin[:100]}；写入只接受本服务自己的网页和程序"
        )


def _too_many(a_minute: int, wait: float) -> RequestRefused:
    return RequestRefused(
        "too-many",
        f"每分钟至多 {a_minute} 个写入请求 (too many requests)；请等 {wait:.0f} 秒，或调大 LIANMENG_WRITES_A_MINUTE",
        wait,
    )
