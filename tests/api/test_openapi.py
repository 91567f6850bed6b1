"""The published OpenAPI document: in step with the code, and not changed in a way that breaks clients unnoticed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from api.openapi import document

PUBLISHED = Path(__file__).parents[2] / "docs" / "openapi.json"


def breaks(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    """What a client of `old` would miss in `new`: operations, parameters made necessary, fields of answers."""
    found = []
    for path, operations in old["paths"].items():
        for method, operation in operations.items():
            other = new["paths"].get(path, {}).get(method)
            if other is None:
                found.append(f"{method} {path} is gone")
                continue
            before = {item["name"] for item in operation.get("parameters", ())}
            now = {item["name"]: item.get("required", False) for item in other.get("parameters", ())}
            found += [f"{method} {path}: parameter {name} is gone" for name in sorted(before - set(now))]
            found += [
                f"{method} {path}: parameter {name} is now needed" for name in sorted(set(now) - before) if now[name]
            ]
    for name, schema in old["components"]["schemas"].items():
        fields = new["components"]["schemas"].get(name, {}).get("properties", {})
        found += [f"{name}.{field} is gone" for field in schema.get("properties", {}) if field not in fields]
    return found


def test_the_published_document_is_in_step_with_the_code() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == document(), "python -m api.openapi > docs/openapi.json"


def test_the_document_is_the_same_each_time() -> None:
    assert document() == document()


@pytest.mark.parametrize("change", ["path", "parameter", "needed", "field"])
def test_a_change_that_breaks_clients_is_told(change: str) -> None:
    old, new = json.loads(document()), json.loads(document())
    assert breaks(old, new) == []
    if change == "path":
        del new["paths"]["/alliances"]
    elif change == "field":
        del new["components"]["schemas"]["Evidence"]["properties"]["quote"]
    else:
        parameters = new["paths"]["/alliances"]["get"]["parameters"]
        if change == "parameter":
            parameters.pop()
        else:
            parameters.append({"name": "token", "in": "query", "required": True, "schema": {"type": "string"}})
    assert len(breaks(old, new)) == 1
