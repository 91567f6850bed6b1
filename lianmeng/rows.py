"""What a question gives in Python: rows that know what they rest on, or a pandas frame of them.

pandas is imported only here and only when a frame is made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from queries.answer import Answer

Frame = Any  # a pandas.DataFrame; pandas need not be there


class CutWarning(UserWarning):
    """An answer has more rows, or a row more in its list, than were given at once."""


class Rows(list[dict[str, Any]]):
    """The rows of an answer: a list of dicts that also knows what it rests on."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.rows)
        self.answer = answer

    @property
    def total(self) -> int:
        """How many rows there are in all."""
        return self.answer.total

    @property
    def cut(self) -> bool:
        """Whether more rows follow."""
        return self.answer.cut

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences for people: what was looked at, why the answer is empty or cut."""
        return self.answer.notes


def frame_of(rows: Rows) -> Frame:
    """A frame with the question's columns, also when there are no rows; `attrs` holds total, cut and notes."""
    frame = table(rows, [column.name for column in rows.answer.columns])
    frame.attrs.update(total=rows.total, cut=rows.cut, notes=list(rows.notes))
    return frame


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> Frame:
    """A frame of any rows with these columns."""
    import pandas

    return pandas.DataFrame.from_records(list(rows), columns=list(columns))
