"""The OpenAPI document of the service: `python -m api.openapi > docs/openapi.json`.

FastAPI writes most of it from the routes. Added here is what no route knows: problems have a media type of their own,
and the gate before all routes refuses some requests. The published document tells of writing too, which a service
offers only with `lianmeng serve --allow-ingest`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any, cast

from fastapi import FastAPI

from api.problems import MEDIA_TYPE
from api.writing.jobs import Job

_TOKEN = {
    "type": "http",
    "scheme": "bearer",
    "description": "lianmeng token new 给出的令牌 / a token made by lianmeng token new",
}
_PROBLEM = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
_GATE = {
    "413": "正文或文件太大 / body or file too large",
    "414": "地址太长 / address too long",
    "429": "请求过于频繁 / too many requests",
    "421": "主机名不是本服务的 / not a host name of this service",
    "503": "图库不在或请求已满 / store unavailable, or too many requests at once",
}
# Answered also when there is too much to do, or too much asked.
_BY_LOAD = ("429", "503")
_ALWAYS = ("/healthz", "/metrics")


def install(app: FastAPI) -> None:
    """Makes the application publish the completed document."""
    written = app.openapi

    def completed() -> dict[str, Any]:
        if app.openapi_schema is None:
            document = written()
            for path, operation in _operations(document):
                kept = [status for status in _GATE if status not in _BY_LOAD or path not in _ALWAYS]
                _complete(operation["responses"], kept)
            if any("security" in operation for _, operation in _operations(document)):
                document["components"]["securitySchemes"] = {"token": _TOKEN}
        return app.openapi_schema or {}

    app.openapi = completed  # type: ignore[method-assign]


def _operations(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for path, item in document["paths"].items():
        yield from ((path, operation) for operation in item.values())


def _complete(responses: dict[str, Any], gate: Iterable[str]) -> None:
    for status in gate:
        responses.setdefault(status, {"description": _GATE[status]})
    for status, answer in responses.items():
        if status >= "400":
            answer["content"] = _PROBLEM


class _NoStore:
    """The document is made without a store; nothing reads it."""

    def read(self, *_: object, **__: object) -> list[dict[str, object]]:
        raise AssertionError("no store")


class _NoWorker:
    """Writing is told of though nothing writes."""

    suffixes: tuple[str, ...] = ()

    def ingest(self, *_: object) -> Job:
        raise AssertionError("no worker")

    withdraw = ingest

    def job(self, id_: str) -> Job | None:
        return None

    def waiting(self) -> int:
        return 0


def document() -> str:
    """The document as text, the same each time; with the operations that only `--allow-ingest` or a setting brings."""
    from api.app import create_app
    from graph.settings import Settings
    from queries.guard.own import Bounds, OwnCypher

    settings, store = Settings(), _NoStore()
    # Own Cypher is told of too; nothing is asked of its store either.
    own = OwnCypher(cast(Any, store), Bounds.of(settings))
    app = create_app(settings, store, _NoWorker(), own=own)
    return json.dumps(app.openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
