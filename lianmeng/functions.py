"""A question of the catalogue as a Python function: its signature and its help are made from the question's file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from inspect import Parameter as Argument
from inspect import Signature
from typing import Any, Protocol

from queries.catalogue import Parameter, Question
from queries.run import MOST_ROWS

# Question, parameters, limit, offset → rows or a frame.
Answering = Callable[[str, Mapping[str, Any], int, int], Any]


class AskFunction(Protocol):
    """A question to call."""

    __name__: str

    def __call__(self, *given: Any, limit: int = MOST_ROWS, offset: int = 0, **named: Any) -> Any:
        """Rows or a frame; required parameters may be given by place."""
        ...


def made(question: Question, answering: Answering) -> AskFunction:
    """The function of a question. Wrong arguments are a TypeError before anything is asked, as of any function."""
    signature = _signature(question)

    def function(*given: Any, **named: Any) -> Any:
        bound = signature.bind(*given, **named).arguments
        limit, offset = bound.pop("limit", MOST_ROWS), bound.pop("offset", 0)
        return answering(question.name, bound, limit, offset)

    function.__name__ = function.__qualname__ = question.name
    function.__doc__ = _help(question)
    function.__signature__ = signature  # type: ignore[attr-defined]
    return function


def _signature(question: Question) -> Signature:
    required = [Argument(item.name, Argument.POSITIONAL_OR_KEYWORD) for item in question.parameters if item.required]
    others = [
        Argument(item.name, Argument.KEYWORD_ONLY, default=item.default)
        for item in question.parameters
        if not item.required
    ]
    paging = [
        Argument("limit", Argument.KEYWORD_ONLY, default=MOST_ROWS, annotation=int),
        Argument("offset", Argument.KEYWORD_ONLY, default=0, annotation=int),
    ]
    return Signature([*required, *others, *(paging if question.paged else [])])


def _help(question: Question) -> str:
    lines = [f"{question.title_zh} / {question.title_en}", "", "参数 parameters"]
    lines += [f"  {item.name}：{item.zh} / {item.en}{_choices(item)}" for item in question.parameters]
    lines += ["", "列 columns", *(f"  {item.name}：{item.zh} / {item.en}" for item in question.columns)]
    given = ", ".join(f"{name}={value!r}" for name, value in question.example.items() if value is not None)
    return "\n".join([*lines, "", f"示例 example：{question.name}({given})"])


def _choices(item: Parameter) -> str:
    return f"（{'、'.join(item.choices)}）" if item.choices else ""
