"""The small site of `lianmeng browser open`: the Browser's static files out of its jar, beside what is made for it.

It knows no password. A Content-Security-Policy keeps the Browser from its outside hosts (telemetry, fonts): it may
speak to this site and to the one database, and to nothing else.
"""

from __future__ import annotations

import json
import mimetypes
import zipfile
from importlib import resources
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from lianmeng.browser.jar import START
from lianmeng.browser.material import GUIDE, STYLE, files, kept_by_browser
from lianmeng.browser.target import Target

_HOSTS = ["localhost", "127.0.0.1"]


def make_site(jar: Path, target: Target, port: int) -> Starlette:
    """The site for http://localhost:`port`. Browser's own list of hosts for guides holds `localhost` only."""
    made = files()
    address = f"browser/?{target.form(f'http://localhost:{port}/{GUIDE}')}"
    kept = json.dumps({"kept": kept_by_browser(), "address": address}, ensure_ascii=False)
    headers = _headers(target)

    def text(body: str, media_type: str) -> Response:
        return Response(body, headers=headers, media_type=f"{media_type}; charset=utf-8")

    def page(_: Request) -> Response:
        return text(_own("launch.html"), "text/html")

    def script(_: Request) -> Response:
        return text(_own("launch.js"), "text/javascript")

    def launch(_: Request) -> Response:
        return text(kept, "application/json")

    def file(request: Request) -> Response:
        found = made[request.url.path.removeprefix("/")]
        return Response(found.body, headers=headers, media_type=found.media_type)

    def to_browser(request: Request) -> Response:
        query = f"?{request.url.query}" if request.url.query else ""
        return RedirectResponse(f"/browser/{query}", 307)

    def static(request: Request) -> Response:
        name = f"browser/{request.path_params['path']}"
        with zipfile.ZipFile(jar) as archive:
            try:
                body = archive.read(START if name == "browser/" else name)
            except KeyError:
                return Response("", 404, headers=headers)
        media_type = "text/html" if name == "browser/" else mimetypes.guess_type(name)[0]
        return Response(body, headers=headers, media_type=media_type or "application/octet-stream")

    return Starlette(
        routes=[
            Route("/", page),
            Route("/launch.js", script),
            Route("/launch.json", launch),
            Route(f"/{STYLE}", file),
            Route(f"/{GUIDE}", file),
            Route("/browser", to_browser),
            Route("/browser/{path:path}", static),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS, www_redirect=False)],
    )


def _own(name: str) -> str:
    return resources.files("lianmeng.browser").joinpath(name).read_text(encoding="utf-8")


def _headers(target: Target) -> dict[str, str]:
    policy = {
        "default-src": "'self' data: blob:",
        # Browser makes functions out of text and starts its worker from a blob.
        "script-src": "'self' 'unsafe-inline' 'unsafe-eval' blob:",
        "style-src": "'self' 'unsafe-inline'",
        "connect-src": f"'self' data: blob: {target.sockets()}",
        "worker-src": "'self' blob:",
        "frame-src": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
        "form-action": "'self'",
    }
    return {
        "Content-Security-Policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": "no-cache",
    }
