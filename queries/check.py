"""Checks what is given to a question against its parameters: type, bounds, words, references, units.

Text values (from an address or a command line) are read as their type; anything that does not fit is a BadParameter
that names the parameter.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import isfinite
from typing import Any

from graph.errors import BadParameter
from graph.quantity import normalise, unit_table
from queries.catalogue import Parameter, Question
from queries.find import looks_like_id, prefixes, resolve
from queries.reading import Reader

_NORMALISED = frozenset(row.canonical for row in unit_table().values())
_TEXT_LIMIT = 500  # characters; the longest name known is under 100
_TRUE = ("true", "1", "yes", "是")
_FALSE = ("false", "0", "no", "否")


def checked(store: Reader, question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """The statement's parameters. Raises BadParameter, or NotFound for a name that the graph does not know."""
    return settled(store, question, stated(question, given))


def stated(question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters as far as they can be checked without the graph. Raises BadParameter."""
    known = {item.name for item in question.parameters}
    for name in given:
        if name not in known:
            raise BadParameter(
                f"问题 {question.name} 没有参数 {name} (unknown parameter)；它有：{'、'.join(sorted(known)) or '无'}",
                name,
            )
    values = {item.name: _value(item, given.get(item.name, item.default)) for item in question.parameters}
    _convert(question, values)
    return values


def settled(store: Reader, question: Question, values: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters with the ids of what they name. Raises NotFound for what the graph does not know."""
    found = dict(values)
    for item in _references(question, values):
        found[item.name] = resolve(store, values[item.name], item.labels).id
    return found


def all_ids(question: Question, values: Mapping[str, Any]) -> bool:
    """Whether each thing that the parameters name is named by what can be its id: then the statement can just be run.

    It finds nothing where there is no such thing, or where the id is a former one.
    """
    return all(
        looks_like_id(values[item.name]) and values[item.name][:2] in prefixes(item.labels)
        for item in _references(question, values)
    )


def _references(question: Question, values: Mapping[str, Any]) -> list[Parameter]:
    return [item for item in question.parameters if item.labels and values[item.name] is not None]


def _value(item: Parameter, given: Any) -> Any:
    if given is None or (given == "" and not item.required):
        if item.required:
            raise BadParameter(f"缺少参数 {item.name}（{item.zh}）(missing parameter: {item.en})", item.name)
        return item.default
    if item.type == "boolean":
        return _switch(item, given)
    if item.type in ("integer", "number", "amount"):
        return _number(item, given)
    text = str(given).strip()
    if not text or len(text) > _TEXT_LIMIT:
        raise BadParameter(f"{item.name}（{item.zh}）应为 1 到 {_TEXT_LIMIT} 个字 (length)", item.name)
    if item.choices and text not in item.choices:
        raise BadParameter(
            f"{item.name}={text}：不在可选的词中 (not one of the choices)；可选：{'、'.join(item.choices)}", item.name
        )
    return text


def _switch(item: Parameter, given: Any) -> bool:
    text = str(given).strip().lower()
    if text in _TRUE:
        return True
    if text in _FALSE:
        return False
    raise BadParameter(f"{item.name}={given}：不是开关值 (not a boolean)；请写 true 或 false", item.name)


def _number(item: Parameter, given: Any) -> int | float:
    try:
        if isinstance(given, bool):
            raise ValueError
        number = int(given) if item.type == "integer" and not isinstance(given, float) else float(given)
    except (ValueError, TypeError, OverflowError) as error:
        raise BadParameter(f"{item.name}={given}：不是数 (not a number)；请写一个{_kind(item)}", item.name) from error
    if item.type == "integer" and isinstance(number, float):
        if not number.is_integer():
            raise BadParameter(f"{item.name}={given}：应为整数 (an integer is wanted)", item.name)
        number = int(number)
    low, high = item.low, item.high
    if not isfinite(number) or (low is not None and number < low) or (high is not None and number > high):
        raise BadParameter(
            f"{item.name}={given}：超出范围 (out of bounds)；请写 {low:g} 到 {high:g} 之间的数", item.name
        )
    return number


def _kind(item: Parameter) -> str:
    return "整数" if item.type == "integer" else "数"


def _convert(question: Question, values: dict[str, Any]) -> None:
    """Puts a unit into its normalised form and the amounts with it."""
    unit = next((item for item in question.parameters if item.type == "unit"), None)
    amounts = [item for item in question.parameters if item.type == "amount" and values[item.name] is not None]
    if unit is None:
        return
    if values[unit.name] in _NORMALISED:
        # As the facets and the rows give it; the amounts are in it already.
        return
    if values[unit.name] is None:
        if amounts:
            raise BadParameter(
                f"给了 {amounts[0].name} 就要给 {unit.name} (an amount needs its unit)，如 吨、%、家", unit.name
            )
        return
    for item in amounts:
        converted = normalise(values[item.name], None, values[unit.name])
        # A float, because the store holds no integer above 64 bits.
        values[item.name] = float(converted.value) if converted else None
    one = normalise(1, None, values[unit.name])
    if one is None:
        raise BadParameter(
            f"{unit.name}={values[unit.name]}：单位表中没有，不能换算 (unit not in the table, cannot be converted)",
            unit.name,
        )
    values[unit.name] = one.unit
