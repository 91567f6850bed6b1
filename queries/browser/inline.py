"""A question of the catalogue as one statement to paste: its example's values in place of the parameters.

Browser has parameters of its own (`:param`), but a statement that runs at one click and shows where to put another
name is kinder. Things are given by name, because an analyst knows names and not ids; a condition whose parameter is
left open is left out.
"""

from __future__ import annotations

import json
import re
from typing import Any

from graph.quantity import normalise
from queries.catalogue import PAGE, Parameter, Question

ROWS = 25
_OPEN = "true"
_PARAMETER = re.compile(r"\$([A-Za-z_]\w*)")


def statement(question: Question, rows: int = ROWS) -> str:
    """Cypher without parameters that answers the question for its example, at most `rows` rows."""
    cypher = question.cypher.replace(PAGE, f"LIMIT {rows}")
    values: dict[str, Any] = {"skip": 0, "limit": rows}  # where a statement reads them before its page
    for parameter in question.parameters:
        value = question.example.get(parameter.name, parameter.default)
        if value is None:
            cypher = _without(cypher, parameter.name)
        else:
            cypher = cypher.replace(f"(${parameter.name} IS NULL OR ", "(")
            cypher = _by_name(cypher, parameter)
            if parameter.type == "unit" and (normal := normalise(1, None, value)) is not None:
                value = normal.unit
        values[parameter.name] = value
    # A parenthesis that held an alternative and now holds one comparison.
    cypher = re.sub(r"\((\w+\.\w+ (?:=|CONTAINS|STARTS WITH) \$\w+)\)", r"\1", _tidy(cypher))
    return _PARAMETER.sub(lambda found: literal(values[found[1]]), cypher)


def literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if isinstance(value, str):
        return "'" + value.replace("\\", "\\\\").replace("'", "\\'") + "'"
    return json.dumps(value, ensure_ascii=False)


def _by_name(cypher: str, parameter: Parameter) -> str:
    """Looks things up by name (sources by title) where the question takes an id."""
    key = "title" if parameter.labels == ("Source",) else "name"
    return cypher.replace(f"{{id: ${parameter.name}}}", f"{{{key}: ${parameter.name}}}") if parameter.labels else cypher


def _without(cypher: str, name: str) -> str:
    """Conditions of the form `($name IS NULL OR …)` hold whatever else they say; so they become `true`."""
    opening = f"(${name} IS NULL OR "
    while (start := cypher.find(opening)) >= 0:
        cypher = cypher[:start] + _OPEN + cypher[_closing(cypher, start) + 1 :]
    return cypher


def _closing(cypher: str, start: int) -> int:
    """Where the parenthesis that opens at `start` closes; one inside a text does not count."""
    depth, quoted = 0, False
    for at in range(start, len(cypher)):
        character = cypher[at]
        if character == "'":
            quoted = not quoted
        elif not quoted and character in "()":
            depth += 1 if character == "(" else -1
            if depth == 0:
                return at
    return len(cypher) - 1


def _tidy(cypher: str) -> str:
    """Takes out the conditions that say nothing, with the word that joined them."""
    cypher = re.sub(rf"(?<=WHERE )(?:{_OPEN}\s+AND )+", "", cypher)
    cypher = re.sub(rf"\s+AND {_OPEN}\b(?! *=)", "", cypher)
    return re.sub(rf"\s*\bWHERE {_OPEN}(?=\s+(?:WITH|RETURN|MATCH|CALL|OPTIONAL|\}}))", "", cypher)
