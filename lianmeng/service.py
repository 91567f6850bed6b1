"""The HTTP service as a process: uvicorn around the app, its log, and a graceful stop."""

from __future__ import annotations

import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import uvicorn

from api.app import create_app
from api.watched import Watched
from api.writing.jobs import Submit
from graph.settings import Settings
from graph.store.bolt import Store
from lianmeng.browser import routes as for_browser
from lianmeng.logs import logs_to
from queries.guard.own import OwnCypher
from web.routes import routes

# After Ctrl-C, answers that are on their way get so many seconds.
_GRACE_S = 5


def run(
    settings: Settings,
    store: Store,
    listener: socket.socket,
    submit: Submit | None = None,
    own: OwnCypher | None = None,
) -> None:
    """Serves until SIGINT or SIGTERM, then finishes what is on its way and returns; with `submit`, writing too."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"联盟图谱在 http://{shown}:{port} ，按 Ctrl-C 停止 (serving, Ctrl-C stops)\n")
    sys.stderr.flush()
    watched = Watched(store)
    pages = routes(settings, watched)
    pages.include_router(for_browser.routes())
    config = uvicorn.Config(
        create_app(settings, watched, submit, pages=pages, own=own),
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=_GRACE_S,
        server_header=False,
    )
    # uvicorn stops in order and then passes the signal on.
    with logs_to(None, settings.log), _ended_in_order(), suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    sys.stderr.write("已停止 (stopped)\n")


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """SIGTERM, which uvicorn passes on too, ends this process as Ctrl-C does: the store and the jobs are put away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
