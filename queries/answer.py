"""What an answer is: rows, how many there are in all, whether they were cut, and what was looked at to find them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from queries.catalogue import Column, Question


@dataclass(frozen=True)
class LookedAt:
    """The alliances an answer over lists rests on.

    `open_lists`: alliances that declare more members than are named; `undeclared`: alliances of which no text says how
    many there are; `edition`: mixed while sources of an older edition are in the graph.
    """

    alliances: int
    open_lists: int
    undeclared: int
    edition: Literal["same", "mixed"]
    data_version: str


@dataclass(frozen=True)
class Answer:
    """The rows `[offset, offset + len(rows))` of `total`; `notes` are sentences for people.

    `cut`: more rows follow; `shortened`: a list inside a row is cut (queries.shortened).
    """

    question: Question
    parameters: Mapping[str, Any]
    columns: tuple[Column, ...]
    rows: list[dict[str, Any]]
    total: int
    offset: int
    cut: bool
    notes: tuple[str, ...]
    looked_at: LookedAt | None
    shortened: bool = False
