"""Renders pages: what all of them share, and what is sent with each.

Made once by `web.routes.routes` and handed to the pages. A page is made after the state of the data is known, so that
an empty store and one that is away are told in one place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from graph.errors import BadParameter, LianmengError
from graph.settings import Settings
from queries.catalogue import shipped_model
from queries.facts import label_of
from queries.name_index import Names
from queries.reading import Reader
from queries.run import data_state
from web.assets import Assets, load_assets
from web.drawing import graph_data, graph_words
from web.problems import explained
from web.show import Show, page_of
from web.view import View, view_of

_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@dataclass(frozen=True)
class Page:
    """A template with its values; `title` stands in the browser's tab."""

    template: str
    title: str
    values: Mapping[str, Any]
    status: int = 200


@dataclass(frozen=True)
class State:
    """The loaded data: its version (empty for an empty graph) and whether editions are mixed."""

    version: str
    mixed: bool


Make = Callable[[View, State], Page | Response]


@dataclass(frozen=True)
class Site:
    """Everything a page needs."""

    settings: Settings
    store: Reader
    names: Names = field(default_factory=Names)
    assets: Assets = field(default_factory=lambda: load_assets(shipped_model()))
    templates: Environment = field(
        default_factory=lambda: Environment(
            loader=PackageLoader("web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )
    )  # fmt: skip

    def answer(self, request: Request, make: Make) -> Response:
        """What `make` gives, as a page; errors of our own family become pages that explain themselves."""
        try:
            view = view_of(request)
        except BadParameter as error:
            view = View("zh", "auto", "", request.url.path, {})
            return self._sent(view, explained(view, error), None)
        state = None
        try:
            state = State(*data_state(self.store))
            page = make(view, state)
        except LianmengError as error:
            page = explained(view, error)
        return page if isinstance(page, Response) else self._sent(view, page, state)

    def _sent(self, view: View, page: Page, state: State | None) -> Response:
        values = {
            "v": view, "say": view.say, "url": view.url, "plain_url": view.plain_url, "show": Show(view.language),
            "assets": self.assets, "state": state, "title": page.title, "model": shipped_model(),
            "page_of": page_of, "label_of": label_of, "graph_data": graph_data, "graph_words": graph_words(view),
        }  # fmt: skip
        html = self.templates.get_template(page.template).render(values | dict(page.values))
        headers = {
            "Content-Security-Policy": _POLICY.format(nonce=view.nonce),
            "Cache-Control": "no-cache",
            "Vary": "Cookie",
            "Content-Language": "zh-CN" if view.language == "zh" else "en",
        }
        if page.status == 503:
            headers["Retry-After"] = "5"
        return HTMLResponse(html, page.status, headers)
