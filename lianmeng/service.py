"""The HTTP service as a process: its socket, uvicorn around the app, a graceful stop."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import uvicorn

from api.app import create_app
from graph.errors import SettingsError
from graph.settings import Settings
from graph.store.bolt import Store

# After Ctrl-C, answers that are on their way get so many seconds.
_GRACE_S = 5


@contextmanager
def listen(settings: Settings) -> Iterator[socket.socket]:
    """The listening socket. Raises SettingsError when the port is taken or the address cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    with closing(socket.socket(family, socket.SOCK_STREAM)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
            listener.listen(128)
        except OSError as error:
            raise SettingsError(_why(settings, error)) from error
        yield listener


def run(settings: Settings, store: Store, listener: socket.socket) -> None:
    """Serves until SIGINT or SIGTERM, then finishes what is on its way and returns."""
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    sys.stderr.write(f"联盟图谱在 http://{shown}:{port} ，按 Ctrl-C 停止 (serving, Ctrl-C stops)\n")
    sys.stderr.flush()
    config = uvicorn.Config(
        create_app(settings, store),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_GRACE_S,
        server_header=False,
    )
    # uvicorn stops in order and then passes the signal on.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])
    sys.stderr.write("已停止 (stopped)\n")


def _why(settings: Settings, error: OSError) -> str:
    place = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{place} 已被别的程序占用 (port taken)；请停掉它，或用 LIANMENG_PORT 或 --port 换一个端口"
    if error.errno == errno.EACCES:
        return f"{place}：没有权限监听这个端口 (not permitted)；请用 LIANMENG_PORT 换一个大于 1023 的端口"
    return f"{place}：不能监听 (cannot be bound)：{error.strerror or error}；请检查 LIANMENG_HOST 和 LIANMENG_PORT"
