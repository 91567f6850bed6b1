"""The HTTP service as a process: uvicorn around the app, and a graceful stop."""

from __future__ import annotations

import socket
import sys
from contextlib import suppress

import uvicorn

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store
from lianmeng.browser import routes as for_browser
from web.routes import routes

# After Ctrl-C, answers that are on their way get so many seconds.
_GRACE_S = 5


def run(settings: Settings, store: Store, listener: socket.socket) -> None:
    """Serves until SIGINT or SIGTERM, then finishes what is on its way and returns."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"联盟图谱在 http://{shown}:{port} ，按 Ctrl-C 停止 (serving, Ctrl-C stops)\n")
    sys.stderr.flush()
    pages = routes(settings, store)
    pages.include_router(for_browser.routes())
    config = uvicorn.Config(
        create_app(settings, store, pages=pages),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_GRACE_S,
        server_header=False,
    )
    # uvicorn stops in order and then passes the signal on.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    sys.stderr.write("已停止 (stopped)\n")
