"""A TCP proxy before a Bolt server that delays, holds back, cuts, and remembers what went through.

For the tests of outages: what a slow or broken network does to our door, without waiting for one.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

COMMIT = b"\x00\x02\xb0\x12\x00\x00"  # the whole message in its chunk


class Pair:
    """One connection: the client's side, the server's side."""

    def __init__(self, client: socket.socket, server: socket.socket) -> None:
        self.client, self.server = client, server
        self.doomed = False

    def end(self) -> None:
        for side in (self.client, self.server):
            with suppress(OSError):
                side.shutdown(socket.SHUT_RDWR)


class Proxy:
    """Listens on `port` of this machine. `asked` and `answered` are the bytes that went each way."""

    def __init__(self, server_port: int) -> None:
        self.asked, self.answered = bytearray(), bytearray()
        self.delay_s = 0.0
        self.cut_after: bytes | None = None
        self.asked_for: tuple[bytes, threading.Event] | None = None
        self.flowing = threading.Event()
        self.flowing.set()
        self._server_port = server_port
        self._over = threading.Event()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._pairs: list[Pair] = []
        self._threads: list[threading.Thread] = []
        self._begin(self._accept)

    def cut(self) -> None:
        """Ends all connections."""
        for pair in list(self._pairs):
            pair.end()

    def close(self) -> None:
        """Ends the proxy and its threads."""
        self._over.set()
        self.flowing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self.cut()
        for thread in self._threads:
            thread.join(30)
        self._listener.close()
        for pair in self._pairs:
            pair.client.close()
            pair.server.close()

    def _begin(self, what: Callable[[], None]) -> None:
        self._threads.append(threading.Thread(target=what, daemon=True))
        self._threads[-1].start()

    def _accept(self) -> None:
        with suppress(OSError):
            while not self._over.is_set():
                client, _ = self._listener.accept()
                try:
                    server = socket.create_connection(("127.0.0.1", self._server_port), timeout=10)
                except OSError:
                    client.close()
                    continue
                server.settimeout(None)
                pair = Pair(client, server)
                self._pairs.append(pair)
                self._begin(lambda pair=pair: self._ask(pair))  # type: ignore[misc]
                self._begin(lambda pair=pair: self._answer(pair))  # type: ignore[misc]

    def _ask(self, pair: Pair) -> None:
        with suppress(OSError):
            while data := pair.client.recv(65536):
                self.asked += data
                if self.cut_after is not None and self.cut_after in data:
                    self.cut_after, pair.doomed = None, True
                pair.server.sendall(data)
                if self.asked_for is not None and self.asked_for[0] in data:
                    self.asked_for[1].set()
        pair.end()

    def _answer(self, pair: Pair) -> None:
        with suppress(OSError):
            # What was asked last has been done when the server answers; then the answer gets lost.
            while (data := pair.server.recv(65536)) and not pair.doomed:
                self.flowing.wait()
                self._over.wait(self.delay_s)
                self.answered += data
                pair.client.sendall(data)
        pair.end()
