"""What clients may rely on, read out of the OpenAPI document as plain lines: `python -m api.promises > FILE`.

One line a promise: an operation, a parameter, a field of a form, a status that is no refusal, a media type, a field of
an answer with its type. A later document breaks clients when a line of the earlier one is gone, or when an operation
needs what it did not need before.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from typing import Any

_NEEDS = " needs "
_WORDS = ("description", "title", "default", "examples", "example", "minimum", "maximum", "minLength", "maxLength")


def promises(document: dict[str, Any]) -> list[str]:
    """The lines of a document, sorted."""
    found: set[str] = set()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            name = f"{method.upper()} {path}"
            found |= {name, *(f"{name}{line}" for line in _of_operation(operation))}
    for name, schema in document["components"]["schemas"].items():
        found |= {f"{name}.{field}: {_type(told)}" for field, told in schema.get("properties", {}).items()}
    return sorted(found)


def broken(earlier: Iterable[str], later: Iterable[str]) -> list[str]:
    """What a client of the earlier lines would stumble over in the later ones."""
    before, now = set(earlier), set(later)
    gone = [f"gone: {line}" for line in sorted(before - now) if _NEEDS not in line]
    new = [line for line in sorted(now - before) if _NEEDS in line and line.partition(_NEEDS)[0] in before]
    return gone + [f"new: {line}" for line in new]


def _of_operation(operation: dict[str, Any]) -> Iterator[str]:
    for item in operation.get("parameters", ()):
        yield f" takes {item['name']} ({item['in']})"
        yield from (f" takes {item['name']}={choice}" for choice in item["schema"].get("enum", ()))
        if item.get("required"):
            yield f"{_NEEDS}{item['name']}"
    for media_type, content in operation.get("requestBody", {}).get("content", {}).items():
        schema = content.get("schema", {})
        yield f" accepts {media_type}"
        yield from (f" accepts {media_type} with {field}" for field in schema.get("properties", ()))
        yield from (f"{_NEEDS}{field} in {media_type}" for field in schema.get("required", ()))
    for status, answer in operation["responses"].items():
        if status < "4":
            yield f" answers {status}"
        if status.startswith("2"):
            yield from (f" gives {media_type}" for media_type in answer.get("content", {}))


def _type(schema: Any) -> str:
    return json.dumps(_bare(schema), ensure_ascii=False, sort_keys=True)


def _bare(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {key: _bare(value) for key, value in schema.items() if key not in _WORDS}
    return [_bare(item) for item in schema] if isinstance(schema, list) else schema


if __name__ == "__main__":
    from api.openapi import document

    sys.stdout.write("\n".join(promises(json.loads(document()))) + "\n")
