"""The OpenAPI document of the service: `python -m api.openapi > docs/openapi.json`.

FastAPI writes most of it from the routes. Added here is what no route knows: problems have a media type of their own,
and the gate before all routes refuses some requests.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

from fastapi import FastAPI

from api.problems import MEDIA_TYPE

_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_GATE = {
    "414": "地址太长 / address too long",
    "421": "主机名不是本服务的 / not a host name of this service",
}


def install(app: FastAPI) -> None:
    """Makes the application publish the completed document."""
    written = app.openapi

    def completed() -> dict[str, Any]:
        if app.openapi_schema is None:
            for operation in _operations(written()):
                _complete(operation["responses"])
        return app.openapi_schema or {}

    app.openapi = completed  # type: ignore[method-assign]


def _operations(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in document["paths"].values():
        yield from item.values()


def _complete(responses: dict[str, Any]) -> None:
    for status, text in _GATE.items():
        responses.setdefault(status, {"description": text})
    for status, answer in responses.items():
        if status >= "400":
            answer["content"] = _PROBLEM


class _NoStore:
    """The document is made without a store; nothing reads it."""

    def read(self, *_: object, **__: object) -> list[dict[str, object]]:
        raise AssertionError("no store")


def document() -> str:
    """The document as text, the same each time."""
    from api.app import create_app
    from graph.settings import Settings

    return json.dumps(create_app(Settings(), _NoStore()).openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
