"""The socket that the service listens on, taken before anything else so that a taken port is told at once."""

from __future__ import annotations

import errno
import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

from graph.errors import SettingsError
from graph.settings import Settings


@contextmanager
def listen(settings: Settings) -> Iterator[socket.socket]:
    """The listening socket. Raises SettingsError when the port is taken or the address cannot be had."""
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    # With the protocol named, asyncio sends each write at once (TCP_NODELAY); without it, the body of an answer waits
    # 40 ms for the caller's acknowledgement of its head.
    with closing(socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((settings.host, settings.port))
            listener.listen(128)
        except OSError as error:
            raise SettingsError(_why(settings, error)) from error
        yield listener


def _why(settings: Settings, error: OSError) -> str:
    place = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{place} 已被别的程序占用 (port taken)；请停掉它，或用 LIANMENG_PORT 或 --port 换一个端口"
    if error.errno == errno.EACCES:
        return f"{place}：没有权限监听这个端口 (not permitted)；请用 LIANMENG_PORT 换一个大于 1023 的端口"
    return f"{place}：不能监听 (cannot be bound)：{error.strerror or error}；请检查 LIANMENG_HOST 和 LIANMENG_PORT"
