"""Writes the OpenAPI document of the service: `python -m api.openapi > docs/openapi.json`."""

from __future__ import annotations

import json
import sys

from api.app import create_app
from graph.settings import Settings


class _NoStore:
    """The document is made without a store; nothing reads it."""

    def read(self, *_: object, **__: object) -> list[dict[str, object]]:
        raise AssertionError("no store")


def document() -> str:
    """The document as text, the same each time."""
    return json.dumps(create_app(Settings(), _NoStore()).openapi(), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
