"""How long the body of a request may be, whether it states its length or comes in pieces."""

from __future__ import annotations

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

from graph.settings import Settings

_WRAPPING = 100_000  # bytes that multipart puts around a file


def body_limit(scope: Scope, limits: Settings, uploads: bool) -> int:
    """The most bytes that this request may carry; `uploads` = sources can be sent."""
    if uploads and scope["method"] == "POST" and scope["path"] == "/sources":
        return limits.source_bytes + _WRAPPING
    return limits.body_limit


def stated_length(scope: Scope) -> int:
    """What the header Content-Length says; 0 without one."""
    text = Headers(scope=scope).get("content-length", "")
    return int(text) if text.isascii() and text.isdigit() else 0


def limited(receive: Receive, most: int) -> Receive:
    """`receive`, which raises HTTPException 413 as soon as more than `most` bytes have come."""
    got = 0

    async def counted() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise HTTPException(413)
        return message

    return counted
