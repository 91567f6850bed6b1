"""Checks the seed tables before anything of them is loaded: each row by itself, then the tables against each other.

A wrong row would become a fact that looks as well proven as any other, so one problem refuses the folder. All problems
are told at once, with file, row, column and what to do. Turning rows into facts is left to the pipeline.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from graph.errors import TableError
from graph.model import Model, load_model
from ingest.read.table_models import (
    TABLES,
    AllianceRow,
    BasedOn,
    DateRow,
    MembershipRow,
    OrganisationRow,
    SuccessorRow,
    TargetRow,
)
from ingest.read.table_rows import Cell, Row, read_rows


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a cell or row and what to do; `row` counts from 1 with the header, 0 means the file."""

    file: str
    row: int
    column: str
    what: str
    advice: str

    def __str__(self) -> str:
        place = f"{self.file} 第{self.row}行" if self.row else self.file
        return f"{place}{f' {self.column} 列' if self.column else ''}：{self.what}；{self.advice}"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row that fits its model, with where it and its cells (by column) stand in the text."""

    row: Row
    cells: Mapping[str, Cell]
    data: BasedOn


def typed_rows(file: str, text: str, model: Model) -> tuple[list[TypedRow], list[Problem]]:
    """The rows of the table `file` (a name of TABLES) that fit its model, and what is wrong with the others."""
    row_model = TABLES[file]
    columns = list(row_model.model_fields)
    try:
        rows = list(read_rows(text.removeprefix("\ufeff")))
    except TableError as error:
        return [], [Problem(file, 0, "", str(error), "改正后再试")]
    if not rows or sorted(rows[0].values) != sorted(columns):
        given = "、".join(rows[0].values) if rows else "空文件"
        return [], [Problem(file, 1, "", f"表头不符 (columns)：{given}", f"表头须为 {','.join(columns)}（次序不限）")]
    header = rows[0].values
    good: list[TypedRow] = []
    problems: list[Problem] = []
    for row in rows[1:]:
        if len(row.cells) != len(header):
            what = f"有 {len(row.cells)} 格，表头有 {len(header)} 格 (cells)"
            problems.append(Problem(file, row.number, "", what, "补齐或删去多余的逗号；格内的逗号须加引号"))
            continue
        cells = dict(zip(header, row.cells, strict=True))
        try:
            values = {column: cell.value for column, cell in cells.items()}
            data = row_model.model_validate(values, context={"model": model})
        except ValidationError as error:
            problems += _told(file, row.number, error)
        else:
            good.append(TypedRow(row, cells, data))
    return good, problems


def _told(file: str, number: int, error: ValidationError) -> Iterator[Problem]:
    for item in error.errors():
        said = item.get("ctx", {})
        column = str(item["loc"][0]) if item["loc"] else said.get("column", "")
        yield Problem(file, number, column, item["msg"], said.get("advice", "按表头说明改正"))


def validate_tables(folder: Path, model: Model | None = None) -> list[Problem]:
    """All that is wrong with the tables in `folder`, in the order of files and rows; an empty list means: load them.

    A table that is missing counts as empty, so what refers to it is refused.
    """
    model = model or load_model()
    tables: dict[str, list[TypedRow]] = {}
    problems: list[Problem] = []
    for file in TABLES:
        path = folder / file
        tables[file] = []
        if not path.is_file():
            continue
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            problems.append(Problem(file, 0, "", "不是 UTF-8 文本 (not UTF-8)", "另存为 UTF-8"))
            continue
        tables[file], wrong = typed_rows(file, text, model)
        problems += wrong
    problems += _repeats(tables)
    problems += _two_names(tables["organisations.csv"])
    problems += _references(tables)
    order = {file: number for number, file in enumerate(TABLES)}
    return sorted(problems, key=lambda item: (order[item.file], item.row, item.column, item.what))


def _key(data: BasedOn) -> tuple[Hashable, ...]:
    """What makes a row of its table one fact: a second row with the same key says the same thing or contradicts it."""
    match data:
        case AllianceRow(name=name) | OrganisationRow(name=name):
            return (name,)
        case MembershipRow():
            return (data.alliance, data.member)
        case SuccessorRow():
            return (data.old_name, data.new_name)
        case TargetRow():
            return (data.alliance, data.status, data.subject, data.metric, data.comparator, data.value, data.deadline)
        case DateRow():
            return (data.alliance, data.step)
    raise AssertionError(data)


def _repeats(tables: Mapping[str, list[TypedRow]]) -> Iterator[Problem]:
    for file, rows in tables.items():
        first: dict[tuple[Hashable, ...], int] = {}
        for item in rows:
            number = first.setdefault(_key(item.data), item.row.number)
            if number != item.row.number:
                yield Problem(file, item.row.number, "", f"与第{number}行重复 (duplicate)", "两行合为一行")


def _two_names(rows: Iterable[TypedRow]) -> Iterator[Problem]:
    """One organisation under two names: a short name or a spelling that leads to two rows."""
    file = "organisations.csv"
    owners: dict[str, tuple[int, str]] = {}
    organisations = [(item.row.number, item.data) for item in rows if isinstance(item.data, OrganisationRow)]
    for number, data in organisations:
        other = owners.setdefault(_folded(data.name), (number, data.name))
        if other[1] != data.name:
            what = f"“{data.name}”与第{other[0]}行“{other[1]}”只差写法 (one organisation under two names)"
            yield Problem(file, number, "name", what, "只留一种写法")
    for number, data in organisations:
        for short in data.short_names:
            other = owners.setdefault(_folded(short), (number, data.name))
            if other[1] != data.name:
                what = f"“{short}”也是第{other[0]}行“{other[1]}”的名称 (one organisation under two names)"
                yield Problem(file, number, "short_names", what, "合并两行，或删去这个简称")


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).casefold().split())


def _references(tables: Mapping[str, list[TypedRow]]) -> Iterator[Problem]:
    alliances = {item.data.name for item in tables["alliances.csv"] if isinstance(item.data, AllianceRow)}
    organisations = {item.data.name for item in tables["organisations.csv"] if isinstance(item.data, OrganisationRow)}
    for name in sorted(alliances & organisations):
        yield Problem("organisations.csv", 0, "name", f"“{name}”同时是联盟 (an alliance too)", "从机构表中删去")
    known: dict[str, tuple[set[str], str]] = {
        "alliance": (alliances, "alliances.csv"),
        "organization": (organisations, "organisations.csv"),
    }
    for file, rows in tables.items():
        for item in rows:
            for column, type_, name in _named(item.data):
                names, table = known[type_]
                if name not in names:
                    what = f"{table} 中没有“{name}” (unknown reference)"
                    yield Problem(file, item.row.number, column, what, f"改正名称，或在 {table} 加一行")


def _named(data: BasedOn) -> Iterator[tuple[str, str, str]]:
    """Column, what it must name, and the name."""
    match data:
        case MembershipRow():
            yield "alliance", "alliance", data.alliance
            yield "member", data.member_type, data.member
        case SuccessorRow():
            yield "old_name", "organization", data.old_name
            yield "new_name", "organization", data.new_name
        case TargetRow(alliance=name) | DateRow(alliance=name):
            yield "alliance", "alliance", name


def refuse_wrong_tables(folder: Path, model: Model | None = None) -> None:
    """Raises TableError with every problem on a line of its own when the tables in `folder` are wrong."""
    problems = validate_tables(folder, model)
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise TableError(f"{folder.name} 的数据表有 {len(problems)} 处错误 (tables refused)，没有载入：\n{lines}")
