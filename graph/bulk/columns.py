"""Which columns the files of each label and relation type have, and how a value stands in a cell.

Texts are always quoted, so that an empty text differs from no value (an empty cell). Lists are joined by a character
that no text has. `long` and `double` are told apart by the row (see tables.py), because a whole number is stored as
one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from math import isfinite

from graph.errors import ModelError
from graph.facts import Evidence, SourceRecord
from graph.model import Model, Property

# U+001F, unit separator; the arguments file tells the tool.
SEPARATOR = "\x1f"
_TYPES = {"integer": "long", "number": "number", "boolean": "boolean"}
_OTHER = frozenset({"long", "number", "boolean", "string[]"})
_LONG = 2**63
# Not stored: it is taken apart into value, value_max and unit.
_TAKEN_APART = "written"


@dataclass(frozen=True)
class Column:
    """`type` as in a header (string, long, boolean, string[]), `number` for long or double, or `ID(…)` for a key."""

    name: str
    type: str

    @property
    def is_number(self) -> bool:
        """Whether it holds whole numbers in some rows and others in other rows."""
        return self.type == "number"


def node_columns(model: Model, label: str) -> tuple[Column, ...]:
    """The columns of a label of the model."""
    return (Column("id", "ID(Node)"), *_columns(model.nodes[label].properties))


def edge_columns(model: Model, type_: str) -> tuple[Column, ...]:
    """The columns of a relation type of the model, after its ends."""
    return (Column("id", "string"), *_columns(model.relations[type_].properties))


EVIDENCE = tuple(
    Column(
        item.name,
        {"id": "ID(Evidence)", "also": "string[]"}.get(item.name, "long" if item.type == "int" else "string"),
    )
    for item in fields(Evidence)
)
SOURCE = (
    *(
        Column(
            item.name,
            {"id": "ID(Source)", "based_on": "string[]"}.get(item.name, "long" if item.type == "int" else "string"),
        )
        for item in fields(SourceRecord)
    ),
    Column("facts_digest", "string"),
)
TEXT = (Column("id", "ID(SourceText)"), Column("text", "string"))
META = (
    Column("id", "ID(Meta)"),
    Column("edition", "string"),
    Column("editions", "string[]"),
    Column("sources", "long"),
    Column("sum", "string"),
    Column("data_version", "string"),
    Column("collections", "string"),
)


def header(ends: Sequence[str], columns: Iterable[Column], doubles: Iterable[str] = ()) -> str:
    """The header line; `ends` are the groups of ids at both ends of a relation, `doubles` the number columns whose
    values are not whole."""
    double = set(doubles)
    names = [f":{end}({group})" for end, group in zip(("START_ID", "END_ID"), ends, strict=False)]
    for column in columns:
        type_ = column.type if not column.is_number else "double" if column.name in double else "long"
        names.append(f"{column.name}:{type_}")
    return ",".join(names) + "\n"


def line(columns: Sequence[Column], row: Mapping[str, object], ends: Iterable[str] = ()) -> str:
    """A row as a line, after the ids at both ends of a relation. Raises ModelError for a value that does not fit."""
    return ",".join([*map(quoted, ends), *[cell(column, row.get(column.name)) for column in columns]]) + "\n"


def cell(column: Column, value: object) -> str:
    """One value as it stands in the file. Raises ModelError when it does not fit its column."""
    if value is None:
        return ""
    if isinstance(value, str):
        if column.type not in _OTHER:
            return quoted(value)
    elif isinstance(value, bool):
        if column.type == "boolean":
            return "true" if value else "false"
    elif isinstance(value, int):
        if column.type in ("long", "number") and -_LONG <= value < _LONG:
            return str(value)
    elif isinstance(value, float):
        if column.is_number and isfinite(value):
            return repr(value)
    elif isinstance(value, list | tuple) and column.type == "string[]":
        return quoted(SEPARATOR.join(map(element, value))) if value else ""
    raise ModelError(f"{column.name}={value!r}：与类型 {column.type} 不符 (does not fit the column)；请检查来源")


def element(text: object) -> str:
    """A text that may stand in a list. Raises ModelError for one that cannot."""
    if not isinstance(text, str) or not text or SEPARATOR in text:
        raise ModelError(f"列表中的值 {text!r} 为空或含 U+001F (empty, or holds U+001F)，无法批量导入；请改正来源")
    return text


def quoted(text: str) -> str:
    """A text as a cell."""
    return '"' + text.replace('"', '""') + '"'


def _columns(properties: Mapping[str, Property]) -> Iterable[Column]:
    for name, property_ in properties.items():
        if property_.type == _TAKEN_APART:
            continue
        yield Column(name, "string[]" if property_.many else _TYPES.get(property_.type, "string"))
