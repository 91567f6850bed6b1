"""The service with its queue of writing jobs over the embedded store of this folder's commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

import anyio
import httpx
import pytest

from api.app import create_app
from api.writing.tokens import FILE, new_token, revoke
from graph.settings import Settings
from graph.store.bolt import Store
from lianmeng.jobs.queue import Queue, open_queue

BASE = "http://127.0.0.1:8000"
LIMIT_S = 120


@dataclass(frozen=True)
class Writing:
    """A service that can be written to, asked without a network."""

    app: Any
    queue: Queue
    settings: Settings
    token: str

    def ask(self, method: str, path: str, token: str | None = "", **more: Any) -> httpx.Response:
        """`token` empty = the good one, None = none."""
        headers = dict(more.pop("headers", {}))
        if token is not None:
            headers.setdefault("authorization", f"Bearer {token or self.token}")

        async def once() -> httpx.Response:
            transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
            async with httpx.AsyncClient(transport=transport, base_url=BASE) as client:
                return await client.request(method, path, headers=headers, **more)

        return anyio.run(once)

    def send(self, name: str, content: bytes | str, **more: Any) -> httpx.Response:
        body = content.encode() if isinstance(content, str) else content
        return self.ask("POST", f"/sources?name={name}", content=body, **more)

    def ended(self, answer: httpx.Response) -> dict[str, Any]:
        """The job of an accepted request, when it has ended."""
        assert answer.status_code == 202, answer.text
        assert self.queue.wait_idle(LIMIT_S)
        told: dict[str, Any] = self.ask("GET", answer.headers["location"]).json()
        return told


@pytest.fixture
def make_writing(command_settings: Settings, empty_store: Store) -> Iterator[Callable[..., Writing]]:
    """Makes a service with settings of its own; its token is the only one."""
    with open_queue(command_settings) as queue:

        def make(**changes: Any) -> Writing:
            settings = replace(command_settings, **changes)
            queue.settings = settings
            path = settings.data / FILE
            path.unlink(missing_ok=True)
            _, token = new_token(path, "试验", datetime.now(UTC))
            return Writing(create_app(settings, empty_store, queue), queue, settings, token)

        yield make


@pytest.fixture
def writing(make_writing: Callable[..., Writing]) -> Writing:
    """The service with the settings as they come."""
    return make_writing()


@pytest.fixture
def revoked(writing: Writing) -> str:
    """A token that was valid once."""
    path, now = writing.settings.data / FILE, datetime.now(UTC)
    token, text = new_token(path, "旧的", now)
    revoke(path, token.id, now)
    return text
