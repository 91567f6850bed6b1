"""The way through the graph: pages of pictures and questions, read from tour.yaml and the catalogue.

The guide shows it page by page; the saved statements are the same in one list.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from graph.errors import QuestionError
from queries.browser.inline import statement
from queries.catalogue import Question

# Its example is an id that nobody has; the page on evidence shows the way instead.
_WITHOUT_EXAMPLE = frozenset({"fact_evidence"})
_MORE = {
    "zh": "更多问题",
    "en": "More questions",
    "text_zh": "其余的命名问题。",
    "text_en": "The other named questions.",
}


@dataclass(frozen=True)
class Step:
    """One statement to click, with its title in both languages; `name` is its own among all."""

    name: str
    zh: str
    en: str
    cypher: str


@dataclass(frozen=True)
class Page:
    """One page of the guide: title and text in both languages, then its steps."""

    zh: str
    en: str
    text_zh: str
    text_en: str
    steps: tuple[Step, ...]


def tour(questions: Mapping[str, Question], text: str | None = None) -> tuple[Page, ...]:
    """All pages; every question stands on one. Raises QuestionError where tour.yaml names one that is not there."""
    if text is None:
        text = resources.files("queries.browser").joinpath("tour.yaml").read_text(encoding="utf-8")
    items: list[Mapping[str, Any]] = yaml.safe_load(text)
    placed = [name for item in items for name in item.get("questions", ())]
    unknown = [name for name in placed if name not in questions]
    if unknown:
        raise QuestionError(
            f"tour.yaml：没有名为 {'、'.join(unknown)} 的问题 (unknown question)；请按 queries/catalogue 改正"
        )
    left = [name for name in questions if name not in placed and name not in _WITHOUT_EXAMPLE]
    pages = [_page(item, item.get("questions", ()), questions) for item in items]
    if left:
        pages.append(_page(_MORE, left, questions))
    return tuple(pages)


def steps(pages: Iterable[Page]) -> Iterator[Step]:
    """The steps of all pages, in order."""
    for page in pages:
        yield from page.steps


def _page(item: Mapping[str, Any], names: Iterable[str], questions: Mapping[str, Question]) -> Page:
    made = [Step(f"picture-{picture['name']}", picture["zh"], picture["en"], picture["cypher"])
            for picture in item.get("pictures", ())]  # fmt: skip
    made += [_asked(questions[name]) for name in names]
    return Page(item["zh"], item["en"], item["text_zh"], item["text_en"], tuple(made))


def _asked(question: Question) -> Step:
    return Step(question.name, question.title_zh, question.title_en, statement(question))
