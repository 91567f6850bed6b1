"""What rules give back: facts over names as the text has them, with the tidied span that says so.

They become canonical in `resolve.py`, and JSON in `report.py`.
"""

from __future__ import annotations

from dataclasses import dataclass

from graph.facts import Grade, Span
from graph.quantity import Quantity
from ingest.marks import Ref


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge, or one property of an edge when `property` is given (roles, since, until, state, title, year, kind)."""

    type: str
    head: Ref
    tail: Ref
    span: Span
    rule: str
    grade: Grade
    property: str | None = None
    value: str | None = None
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an entity: founded, founded_place, aliases, definition …"""

    entity: Ref
    property: str
    value: str
    span: Span
    rule: str
    grade: Grade
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """A target (status target, expected) or figure (achieved, baseline, stated) of `holder`.

    `quantity` is None for a qualitative target. `deadline` as in graph.moment (`2010`, `2011/2015`, `P5Y`) or empty.
    """

    holder: Ref
    status: str
    subject: str
    metric: str
    quantity: Quantity | None
    deadline: str
    span: Span
    rule: str
    grade: Grade
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Count:
    """A declared number of members: `kind` of design section 3; `named` = how many this text names for it."""

    alliance: Ref
    kind: str
    quantity: Quantity
    named: int
    span: Span
    rule: str
    grade: Grade
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class ClauseFound:
    """One provision about a concept or an alliance; `span` is its text."""

    subject: Ref
    kind: str
    number: str
    heading: str
    span: Span
    rule: str
    grade: Grade
    also: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """An entity that a rule found itself (a project, technology, person …), at `span`."""

    ref: Ref
    span: Span
    rule: str
    grade: Grade


Finding = Relation | Value | Claim | Count | ClauseFound | Named
