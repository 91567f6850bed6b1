"""The listening socket: what is accepted on it answers at once, and a taken port is told."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace

import pytest

from graph.errors import SettingsError
from graph.settings import Settings
from lianmeng.listening import listen

ANY = replace(Settings(), port=0)


def test_answers_do_not_wait_for_acknowledgements() -> None:
    at_once: list[int] = []

    async def accepted(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        taken = writer.get_extra_info("socket")
        at_once.append(taken.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        writer.close()

    async def scene(listener: socket.socket) -> None:
        async with await asyncio.start_server(accepted, sock=listener):
            reader, writer = await asyncio.open_connection(*listener.getsockname()[:2])
            await reader.read()
            writer.close()
            await writer.wait_closed()

    with listen(ANY) as listener:
        asyncio.run(scene(listener))
    assert len(at_once) == 1
    assert at_once[0] != 0


def test_a_taken_port_is_told() -> None:
    with (
        listen(ANY) as first,
        pytest.raises(SettingsError, match="port taken"),
        listen(replace(ANY, port=first.getsockname()[1])),
    ):
        raise AssertionError("listening")
