"""The common frame of list pages: title in words, tools, pager; the single pages add their own views."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from queries.catalogue import Question
from web.asking import PAGE_SIZES, Asked
from web.citing import browser_address, citation, latest
from web.show import Show
from web.site import Page, Site, State
from web.view import View


def list_page(
    site: Site, view: View, state: State, question: Question, found: Asked, template: str = "list.html",
    title: str = "", **values: Any,
) -> Page:  # fmt: skip
    """The page of an answered question."""
    named = title or titled(view, question, found)
    shared = {
        "asked": found,
        "question": question,
        "sizes": PAGE_SIZES,
        "heading": title or Show(view.language).title(question),
        "filters": filters(view, question, found.given),
        "tools": tools(site, view, state, named, found.cypher, f"/questions/{question.name}", found.given),
    }
    return Page(template, named, shared | values)


def titled(view: View, question: Question, found: Asked) -> str:
    """The question with its filters in words."""
    chosen = "".join(f" · {name}: {value}" for name, value in filters(view, question, found.given))
    return Show(view.language).title(question) + chosen


def filters(view: View, question: Question, given: Mapping[str, str]) -> list[tuple[str, str]]:
    """The given parameters as (name, value) in words."""
    show = Show(view.language)
    return [(show.heading(item), show.value(item.name, given[item.name]))
            for item in question.parameters if given.get(item.name)]  # fmt: skip


def tools(
    site: Site, view: View, state: State, title: str, cypher: str, api: str, query: Mapping[str, Any] | None = None,
    *, files: bool = True,
) -> dict[str, Any]:  # fmt: skip
    """What stands under every answer: its files, the same in the API, the Cypher, a citation."""
    path = view.path
    given = {name: value for name, value in view.query.items() if name not in ("page", "size", "view")}
    return {
        "csv": view.plain_url(f"{path}.csv", **given) if files else None,
        "json": view.plain_url(f"{path}.json", **given) if files else None,
        "api": view.plain_url(api, **dict(query or {})),
        "cypher": cypher,
        "browser": browser_address(site.settings.browser, cypher) if site.settings.browser else None,
        "citation": citation(view, title, view.here(), state.version, latest(site.store)),
    }
