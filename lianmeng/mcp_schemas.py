"""JSON schemas of the tools: of arguments, made from the catalogue, and of answers."""

from __future__ import annotations

from typing import Any

from queries.catalogue import Parameter, Question
from queries.find import NAMED

ROWS = 20  # a model reads every row; it may ask for up to a hundred
_TYPES = {"integer": "integer", "number": "number", "amount": "number", "boolean": "boolean"}

_LIMIT = {"type": "integer", "minimum": 1, "maximum": 100, "default": ROWS, "description": "最多几条 / most rows"}
_OFFSET = {"type": "integer", "minimum": 0, "default": 0, "description": "从第几条起 / rows to skip"}
_EVIDENCE = {"type": "integer", "minimum": 1, "maximum": 10, "default": 1,
             "description": "每个事实附几处原文 / quotes for each fact"}  # fmt: skip
_LABEL = {"type": "string", "enum": list(NAMED), "description": "只要这种类型 / only this label"}

# Without descriptions: the list of tools repeats it for every question, and the instructions explain it once.
_QUOTES = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "fact": {"type": "string"},
            "quote": {"type": "string"},
            "source": {"type": ["string", "null"]},
            "source_id": {"type": "string"},
            "start": {"type": "integer"},
            "end": {"type": "integer"},
            "grade": {"enum": ["high", "medium", "low"]},
            "origin": {"enum": ["original", "compiled"]},
            "based_on": {"type": "array", "items": {"type": "string"}},
            "address": {"type": "string"},
        },
        "required": ["quote", "start", "end", "grade"],
        "additionalProperties": False,
    },
}
_PROVEN = {"evidence": _QUOTES, "evidence_count": {"type": "integer"}}
_COMMON = {
    "cut": {"type": "boolean"},
    "notes": {"type": "array", "items": {"type": "string"}},
    "data_version": {"type": "string"},
}


def question_schema(question: Question) -> dict[str, Any]:
    """The arguments of a question's tool."""
    properties = {item.name: _argument(item) for item in question.parameters}
    paging = {"limit": _LIMIT, "offset": _OFFSET} if question.paged else {}
    required = [item.name for item in question.parameters if item.required]
    return _object(properties | paging | {"evidence": _EVIDENCE}, required)


def tool_schema(name: str) -> dict[str, Any]:
    """The arguments of `search` and `profile`."""
    if name == "search":
        text = {"type": "string", "description": "要找的字 / what to look for"}
        return _object({"text": text, "label": _LABEL, "limit": _LIMIT, "evidence": _EVIDENCE}, ["text"])
    thing = {"type": "string", "description": "编号、名称或别名 / id, name or alias"}
    label = _LABEL | {"description": "类型；不给则为联盟或机构 / label; else an alliance or organisation"}
    return _object({"name": thing, "label": label, "limit": _LIMIT, "evidence": _EVIDENCE}, ["name"])


def answer_schema(name: str) -> dict[str, Any]:
    """The answers of `search`, `profile` and (any other name) a question."""
    if name == "profile":
        proven = {"type": "object", "properties": _PROVEN, "required": list(_PROVEN)}
        own = {
            "id": {"type": "string"}, "label": {"type": "string"}, "name": {"type": ["string", "null"]},
            "properties": {"type": "object"}, "counts": {"type": "object"}, "evidence": _QUOTES,
            "values": {"type": "array", "items": proven},
            "relations": {"type": "object", "additionalProperties": {"type": "array", "items": proven}},
        }  # fmt: skip
        return _object(own | _COMMON, [*own, *_COMMON])
    item = _object({"row": {"type": "object"}, **_PROVEN}, ["row", *_PROVEN])
    items = {"items": {"type": "array", "items": item}}
    paging = {} if name == "search" else {"total": {"type": "integer"}, "offset": {"type": "integer"}}
    return _object(paging | _COMMON | items, [*paging, *_COMMON, *items])


def _object(properties: dict[str, Any], required: list[str]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _argument(item: Parameter) -> dict[str, Any]:
    names = "；写编号、名称或别名 / an id, a name or an alias" if item.labels else ""
    unit = "；单位，如 吨、%、家 / a unit" if item.type == "unit" else ""
    schema: dict[str, Any] = {
        "type": _TYPES.get(item.type, "string"),
        "description": f"{item.zh} / {item.en}{names}{unit}",
    }
    if item.choices:
        schema["enum"] = list(item.choices)
    if item.low is not None and item.high is not None:
        schema |= {"minimum": item.low, "maximum": item.high}
    if item.default is not None:
        schema["default"] = item.default
    return schema
