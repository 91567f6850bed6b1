"""Lists inside the rows of an answer that their statement cuts: how many things are left out, and how that is said.

Such a question names, for the column of a list, the parameter that says how many it may hold and the column that tells
how many there are (`cuts` in the head of its file). Nothing here cuts; the statement does, before it reads the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from queries.answer import Answer
from queries.catalogue import Question


def left_out(question: Question, row: Mapping[str, Any]) -> dict[str, int]:
    """How many things each cut list of the row lacks; lists that are whole, or not in the row, are not keys."""
    found = {}
    for column, cut in question.cuts.items():
        if column in row and cut.counted in row:
            missing = row[cut.counted] - len(row[column])
            if missing > 0:
                found[column] = missing
    return found


def notes_of(question: Question, values: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """One sentence a column: in how many rows its list is cut, and which parameter asks for more."""
    named = {column.name: column for column in question.columns}
    notes = []
    for name, cut in question.cuts.items():
        short = sum(1 for row in rows if name in left_out(question, row))
        if short:
            column, counted, most = named[name], named[cut.counted], values[cut.parameter]
            notes.append(
                f"{short} 行的“{column.zh}”只列出前 {most} 个，总数见“{counted.zh}”；用 {cut.parameter} 可要更多 "
                f"(cut: {name} has the first {most} in {short} rows, {cut.counted} tells how many there are; "
                f"ask for more with {cut.parameter})"
            )
    return notes


def uncut(question: Question, given: Mapping[str, Any]) -> dict[str, Any]:
    """The given parameters, and where nothing is said of them, lists as long as they may be: for files."""
    most = {cut.parameter: cut.most for cut in question.cuts.values()}
    return {**most, **given}


def remarked(answer: Answer) -> list[dict[str, Any]]:
    """The rows of the answer, where a cut list ends with a remark in place of what was left out: for tables and CSV."""
    return [_remarked(answer, row) for row in answer.rows] if answer.shortened else answer.rows


def _remarked(answer: Answer, row: dict[str, Any]) -> dict[str, Any]:
    lists = {}
    missing = left_out(answer.question, row)
    for column, cut in answer.question.cuts.items():
        if column in missing:
            lists[column] = [*row[column], {"name": f"另有 {missing[column]} 个 ({missing[column]} more)"}]
        elif cut.counted not in row and len(row.get(column, ())) == answer.parameters[cut.parameter]:
            # Whoever chose the columns left out the one that tells how many there are.
            lists[column] = [*row[column], {"name": "可能不止这些 (there may be more)"}]
    return {**row, **lists}
