"""The values a stranger gives with a statement: what JSON can say and a driver can carry, and no more of it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from graph.errors import BadParameter

DEPTH = 8
VALUES = 10_000
CHARACTERS = 100_000


def check_parameters(parameters: Mapping[str, Any]) -> None:
    """Raises BadParameter for values too deep, too many, too long, or that Bolt has no form for."""
    waiting: list[tuple[str, int, Any]] = [(name, 0, value) for name, value in parameters.items()]
    characters = sum(_length(name, name) for name in parameters)
    count = 0
    while waiting:
        name, depth, value = waiting.pop()
        count += 1
        if isinstance(value, str):
            characters += _length(name, value)
        elif isinstance(value, dict):
            characters += sum(_length(name, key) for key in value)
        _check_value(name, value)
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if depth >= DEPTH and inner:
            raise _bad(name, f"嵌套超过 {DEPTH} 层 (nested too deeply)")
        if count + len(inner) > VALUES or characters > CHARACTERS:
            raise _bad(name, f"全部参数至多 {VALUES} 个值、{CHARACTERS} 个字符 (parameters too large)")
        waiting += [(name, depth + 1, item) for item in inner]


def _check_value(name: str, value: object) -> None:
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise _bad(name, "整数超出 64 位 (integer out of 64 bits)")
    if isinstance(value, float) and not math.isfinite(value):
        raise _bad(name, "不是有限的数 (not a finite number)")
    if not isinstance(value, str | int | float | bool | list | dict | None):
        raise _bad(name, "不是 JSON 的值 (not a value of JSON)")


def _length(name: str, text: object) -> int:
    if not isinstance(text, str):
        raise _bad(name, "映射的键要是文字 (keys must be text)")
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise _bad(name, "有不成对的代用字符 (lone surrogate)")
    return len(text)


def _bad(name: str, why: str) -> BadParameter:
    shown = name[:50].encode("utf-8", "replace").decode()
    return BadParameter(f"参数 {shown} 不可用 (parameter not usable)：{why}", shown)
