"""`lianmeng browser open` as a process: says where and as whom, then serves until Ctrl-C.

The password is shown on a terminal only: what is sent into a file or through a pipe may be kept, so there it is left
out, and no part of the program writes it to a log.
"""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import uvicorn

from lianmeng.browser.site import make_site
from lianmeng.browser.target import Target

_GRACE_S = 2


def run(jar: Path, target: Target, listener: socket.socket) -> None:
    """Serves until SIGINT or SIGTERM."""
    port = listener.getsockname()[1]
    for line in greeting(target, port, on_terminal=sys.stdout.isatty()):
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()
    config = uvicorn.Config(
        make_site(jar, target, port),
        log_level="warning",
        access_log=False,
        timeout_graceful_shutdown=_GRACE_S,
        server_header=False,
    )
    # uvicorn stops in order and then passes the signal on.
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listener])


def greeting(target: Target, port: int, *, on_terminal: bool) -> Iterator[str]:
    """What the user reads: address, user, password."""
    yield f"在浏览器中打开 http://localhost:{port}/ ，按 Ctrl-C 停止 (open this address; Ctrl-C stops)"
    yield f"地址 {target.uri} 、用户 {target.user} 、数据库 {target.database} 已填好 (filled in)"
    if not target.password:
        yield "密码是你的 Neo4j 的密码 (the password is that of your Neo4j)"
    elif on_terminal:
        yield f"粘贴密码 (paste the password)：{target.password}"
    else:
        yield "密码只在终端上显示；用 lianmeng browser password 取得 (shown on a terminal only)"
