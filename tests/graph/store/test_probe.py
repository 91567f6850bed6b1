from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from graph.store.endpoint import Endpoint
from graph.store.probe import answers

Serve = Callable[[bytes], int]


@pytest.fixture
def stranger() -> Iterator[Serve]:
    """Starts somebody else's server: it says one thing to whoever connects, then only listens. Gives its port."""
    listeners: list[socket.socket] = []
    threads: list[threading.Thread] = []

    def serve(listener: socket.socket, words: bytes) -> None:
        connection, _ = listener.accept()
        # Who has heard enough may leave without listening to the rest.
        with connection, suppress(OSError):
            connection.sendall(words)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(4096):
                pass

    def start(words: bytes) -> int:
        listener = socket.create_server(("127.0.0.1", 0))
        listeners.append(listener)
        threads.append(threading.Thread(target=serve, args=(listener, words)))
        threads[-1].start()
        port: int = listener.getsockname()[1]
        return port

    yield start
    for thread in threads:
        thread.join()
    for listener in listeners:
        listener.close()


def test_our_server_answers_both_accounts(embedded_endpoint: Endpoint) -> None:
    one = embedded_endpoint
    assert answers(one.bolt_port, one.user, one.password, one.database)
    assert answers(one.bolt_port, one.reader, one.reader_password, one.database)


def test_a_wrong_password_or_database_is_no_answer(embedded_endpoint: Endpoint) -> None:
    one = embedded_endpoint
    assert not answers(one.bolt_port, one.user, one.reader_password, one.database)
    assert not answers(one.bolt_port, "nobody", one.password, one.database)
    assert not answers(one.bolt_port, one.user, one.password, "elsewhere")
    assert not answers(one.http_port, one.user, one.password, one.database, limit_s=1)


def test_nobody_listening_is_no_answer() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        assert not answers(held.getsockname()[1], "root", "x", "lianmeng", limit_s=1)


@pytest.mark.parametrize(
    "words",
    [
        b"",
        b"\x00",
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
        b"\x00\x00\x00\x00",
        b"\x00\x00\x04\x04",
        # Agrees on Bolt 4.4, then refuses (FAILURE with an empty map) or breaks off in the middle of a message.
        b"\x00\x00\x04\x04\x00\x03\xb1\x7f\xa0\x00\x00",
        b"\x00\x00\x04\x04\x00\x09\xb1",
    ],
)
def test_a_stranger_is_no_answer(stranger: Serve, words: bytes) -> None:
    assert not answers(stranger(words), "root", "x", "lianmeng", limit_s=1)


def test_messages_may_come_in_pieces(stranger: Serve) -> None:
    success = b"\x00\x00\x00\x02\xb1\x70\x00\x01\xa0\x00\x00"
    record = b"\x00\x04\xb1\x71\x91\x01\x00\x00"
    assert answers(stranger(b"\x00\x00\x04\x04" + success + success + record), "root", "x", "lianmeng")
    two = record.replace(b"\x91\x01", b"\x91\x02")
    assert not answers(stranger(b"\x00\x00\x04\x04" + success + success + two), "root", "x", "lianmeng")
