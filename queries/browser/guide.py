"""The guide that Neo4j Browser shows on `:play`: one slide a page of the tour, every statement to click.

The markup is the one that Browser reads; nothing in it refers to another address.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from queries.browser.tour import Page, Step

_CLICKABLE = 'class="programlisting cm-s-neo code runnable standalone-example" data-lang="cypher" lang="cypher"'


def guide(pages: Iterable[Page]) -> str:
    """The guide as an HTML fragment in UTF-8."""
    return "\n".join(
        [
            '<article class="guide">',
            '<meta charset="utf-8">',
            "<title>联盟图谱 lianmeng</title>",
            '<carousel class="deck container-fluid">',
            *(line for page in pages for line in _slide(page)),
            "</carousel>",
            "</article>",
            "",
        ]
    )


def _slide(page: Page) -> Iterator[str]:
    yield '<slide class="row-fluid">'
    yield '<div class="col-sm-12">'
    yield f"<h3>{escape(page.zh)} {escape(page.en)}</h3>"
    yield f"<p>{escape(page.text_zh)}</p>"
    yield f"<p>{escape(page.text_en)}</p>"
    for step in page.steps:
        yield from _clickable(step)
    yield "</div>"
    yield "</slide>"


def _clickable(step: Step) -> Iterator[str]:
    yield f"<h4>{escape(step.zh)} {escape(step.en)}</h4>"
    yield f'<div class="paragraph"><pre {_CLICKABLE}>{escape(step.cypher, quote=False)}</pre></div>'
