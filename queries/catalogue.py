"""Reads the catalogue: one `.cypher` file a question, its header in YAML inside the leading `//` lines.

Header keys: `title_zh`, `title_en`, `parameters`, `columns`, `example`, and optionally `list` (false for an answer of
one row), `scope` (false when the answer does not look over alliances), `facets` (name: expression over the rows),
`total` (a further column of the statement that tells how many rows there are in all), `cuts` (column of a list:
`parameter` that says how many it may hold, `counted`, the column that tells how many there are). A file that does not
fit is refused by name; how a question is run is left to `queries.run`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from graph.errors import QuestionError, UnknownQuestion
from graph.model import Model, load_model
from queries.statement import complaints
from queries.statement import parameters as used_parameters

SCALARS = frozenset({"string", "integer", "number", "boolean", "fact", "unit", "amount"})
COLUMN_TYPES = frozenset({"string", "integer", "number", "boolean", "list", "rows"})
PAGING = frozenset({"skip", "limit"})
PAGE = "SKIP $skip LIMIT $limit"
_KEYS = frozenset(
    {"title_zh", "title_en", "parameters", "columns", "example", "list", "scope", "facets", "total", "cuts"}
)


@dataclass(frozen=True)
class Parameter:
    """One parameter of a question.

    `type`: string, integer, number, boolean, fact; choice, `kind` or a vocabulary of the model (then `choices` holds
    its words); a label of the model, `Source`, or `reference` (then `labels` holds the labels, and an id, a name or an
    alias may be given); `unit` (turned into its normalised unit) and `amount` (a number in that unit). `default` None
    without `required` means: no restriction.
    """

    name: str
    type: str
    zh: str
    en: str
    required: bool
    default: Any
    low: float | None
    high: float | None
    choices: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One column of an answer: its key in the rows, its type and its two names.

    `list` is a list of texts, `rows` a list of maps whose keys and types are `fields`.
    """

    name: str
    type: str
    zh: str
    en: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Cut:
    """A list of at most as many things as `parameter` says, up to `most`; column `counted` tells how many there are."""

    parameter: str
    counted: str
    most: int


@dataclass(frozen=True)
class Question:
    """A named question. `cypher` reads `$skip` and `$limit` when `paged`; `scoped`: it looks over alliances.

    `total` names the column in which the statement tells how many rows there are; it is none of the `columns`.
    """

    name: str
    title_zh: str
    title_en: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str
    example: Mapping[str, Any]
    paged: bool
    scoped: bool
    facets: Mapping[str, str]
    total: str | None
    cuts: Mapping[str, Cut]


@cache
def shipped_model() -> Model:
    """The model that came with the program; read once, never changed."""
    return load_model()


@cache
def load_catalogue() -> Mapping[str, Question]:
    """The shipped questions by name. Raises QuestionError naming the file that does not fit."""
    folder = resources.files("queries").joinpath("catalogue")
    files = sorted((item for item in folder.iterdir() if item.name.endswith(".cypher")), key=lambda item: item.name)
    questions = [
        read_question(item.name.removesuffix(".cypher"), item.read_text(encoding="utf-8"), shipped_model())
        for item in files
    ]
    return MappingProxyType({question.name: question for question in questions})


def question_named(name: str, catalogue: Mapping[str, Question] | None = None) -> Question:
    """The question of that name. Raises UnknownQuestion listing the names there are."""
    questions = load_catalogue() if catalogue is None else catalogue
    if name not in questions:
        raise UnknownQuestion(f"没有名为“{name}”的问题 (unknown question)；可问的有：{'、'.join(questions)}")
    return questions[name]


def read_question(name: str, text: str, model: Model) -> Question:
    """The question in one file's text. Raises QuestionError saying what does not fit."""
    head, cypher = _split(text)
    try:
        header = yaml.safe_load(head)
        question = _build(name, header, cypher, model)
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise QuestionError(f"{name}.cypher 的文件头读不懂 (header cannot be read)：{error!r}") from error
    _verify(question, header)
    return question


def _split(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    body = next((at for at, line in enumerate(lines) if not line.startswith("//")), len(lines))
    head = "\n".join(line.removeprefix("//").removeprefix(" ") for line in lines[:body])
    return head, "\n".join(lines[body:]).strip()


def _build(name: str, header: Any, cypher: str, model: Model) -> Question:
    paged = bool(header.get("list", True))
    parameters = tuple(_parameter(item, model) for item in header.get("parameters", []))
    highest = {item.name: int(item.high) for item in parameters if item.type == "integer" and item.high is not None}
    cuts = {
        column: Cut(cut["parameter"], cut["counted"], highest[cut["parameter"]])
        for column, cut in header.get("cuts", {}).items()
    }
    return Question(
        name=name,
        title_zh=header["title_zh"],
        title_en=header["title_en"],
        parameters=parameters,
        columns=tuple(_column(item) for item in header["columns"]),
        cypher=cypher,
        example=MappingProxyType(dict(header["example"])),
        paged=paged,
        scoped=bool(header.get("scope", paged)),
        facets=MappingProxyType(dict(header.get("facets", {}))),
        total=header.get("total"),
        cuts=MappingProxyType(cuts),
    )


def _column(item: Any) -> Column:
    fields = tuple(item["fields"].items()) if item["type"] == "rows" else ()
    return Column(item["name"], item["type"], item["zh"], item["en"], fields)


def _parameter(item: Any, model: Model) -> Parameter:
    type_ = item["type"]
    choices: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    if type_ == "kind":
        choices = tuple(model.kinds)
    elif type_ in model.vocabularies:
        choices = tuple(model.vocabularies[type_])
    elif type_ == "choice":
        choices = tuple(item["choices"])
    elif type_ == "reference":
        labels = tuple(item["labels"])
    elif type_ in model.nodes or type_ == "Source":
        labels = (type_,)
    elif type_ not in SCALARS:
        raise KeyError(f"type {type_}")
    required = "default" not in item
    return Parameter(
        item["name"], type_, item["zh"], item["en"], required, item.get("default"), item.get("low"), item.get("high"),
        choices, labels,
    )  # fmt: skip


def _of_columns(question: Question) -> list[str]:
    types = [(item.name, item.type) for item in question.columns]
    types += [(f"{item.name}.{key}", type_) for item in question.columns for key, type_ in item.fields]
    wrong = [f"列 {key} 的类型 {type_} 不认识 (unknown type)" for key, type_ in types if type_ not in COLUMN_TYPES]
    of = dict(types)
    wrong += [f"cuts 中的 {column} 应是列表，{cut.counted} 应是整数列 (a list, and a column of numbers)"
              for column, cut in question.cuts.items()
              if of.get(column) not in ("list", "rows") or of.get(cut.counted) != "integer"]  # fmt: skip
    if question.total is not None and (not question.paged or question.total in of):
        wrong.append(f"total={question.total}：应是另外一列，且回答有多条 (a further column of a list)")
    return wrong


def _verify(question: Question, header: Mapping[str, Any]) -> None:
    wrong = complaints(" ".join([question.cypher, *question.facets.values()]))
    wrong += [f"文件头的 {key} 不认识 (unknown key)" for key in sorted(set(header) - _KEYS)]
    wrong += _of_columns(question)
    declared = {item.name for item in question.parameters} | (PAGING if question.paged else set())
    used = used_parameters(question.cypher)
    wrong += [f"参数 {key} 没有声明 (not declared)" for key in sorted(used - declared)]
    wrong += [f"参数 {key} 没有用到 (not used)" for key in sorted(declared - used)]
    names = [item.name for item in question.parameters]
    wrong += [f"示例中的 {key} 不是参数 (not a parameter)" for key in sorted(set(question.example) - set(names))]
    wrong += [f"示例缺少 {item.name} (missing in the example)" for item in question.parameters
              if item.required and item.name not in question.example]  # fmt: skip
    wrong += [f"参数 {item.name} 没有上下界 (no bounds)" for item in question.parameters
              if item.type in ("integer", "number", "amount") and (item.low is None or item.high is None)]  # fmt: skip
    if question.paged and question.cypher.count(PAGE) != 1:
        wrong.append(f"应有且只有一处 {PAGE}，在 WITH 之后、RETURN 之前 (one page, in a WITH)")
    if len(set(names)) != len(names) or PAGING & set(names):
        wrong.append("参数重名 (a parameter is named twice)")
    if wrong:
        raise QuestionError(f"{question.name}.cypher 不合要求 (refused)：{'；'.join(wrong)}")
