"""Does a Bolt server answer `RETURN 1` in its database? Asked in plain Bolt 4.4, without the driver.

The keeper asks this while a server starts; loading the driver for that one question would make the keeper three times
as large. Only the few message forms that the question needs are written here.
"""

from __future__ import annotations

import socket

_MAGIC = b"\x60\x60\xb0\x17"
_VERSIONS = bytes([0, 0, 4, 4]) + bytes(12)
_HELLO, _RUN, _PULL = 0x01, 0x10, 0x3F
_SUCCESS, _RECORD = 0x70, 0x71


def answers(port: int, user: str, password: str, database: str, limit_s: float = 5.0) -> bool:
    """True when the server on 127.0.0.1:`port` takes the account and `RETURN 1` comes back as 1 from `database`.

    False in every other case: nobody listens, somebody else does, the account or the database is not there (yet).
    """
    hello = {"user_agent": "lianmeng", "scheme": "basic", "principal": user, "credentials": password}
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=limit_s) as connection:
            connection.sendall(_MAGIC + _VERSIONS)
            if _read(connection, 4) != bytes([0, 0, 4, 4]):
                return False
            if _ask(connection, _HELLO, hello)[1] != _SUCCESS:
                return False
            if _ask(connection, _RUN, "RETURN 1", {}, {"db": database})[1] != _SUCCESS:
                return False
            # A structure of one field (B1), RECORD, a list of one item (91), the number 1.
            return _ask(connection, _PULL, {"n": -1}) == bytes([0xB1, _RECORD, 0x91, 1])
    except OSError:
        return False


def _ask(connection: socket.socket, signature: int, *values: object) -> bytes:
    message = bytes([0xB0 + len(values), signature]) + b"".join(_pack(value) for value in values)
    connection.sendall(len(message).to_bytes(2, "big") + message + b"\x00\x00")
    return _receive(connection)


def _pack(value: object) -> bytes:
    """PackStream of a small map, a text under 64 kB or a small whole number (-16 to 127)."""
    if isinstance(value, dict):
        return bytes([0xA0 + len(value)]) + b"".join(_pack(key) + _pack(item) for key, item in value.items())
    if isinstance(value, str):
        text = value.encode()
        return b"\xd1" + len(text).to_bytes(2, "big") + text
    if isinstance(value, int) and -16 <= value <= 127:
        return value.to_bytes(1, "big", signed=True)
    raise TypeError(f"not needed for the probe: {type(value).__name__}")


def _receive(connection: socket.socket) -> bytes:
    """One message: chunks until an empty one; empty chunks before it only keep the connection awake."""
    message = b""
    while True:
        size = int.from_bytes(_read(connection, 2), "big")
        if size:
            message += _read(connection, size)
        elif message:
            return message


def _read(connection: socket.socket, size: int) -> bytes:
    received = b""
    while len(received) < size:
        part = connection.recv(size - len(received))
        if not part:
            raise ConnectionResetError("the server closed the connection")
        received += part
    return received
