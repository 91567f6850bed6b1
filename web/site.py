"""Renders pages: what all of them share, and what is sent with each.

Made once by `web.routes.routes` and handed to the pages. A page is made after the state of the data is known, so that
an empty store and one that is away are told in one place.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from graph.errors import BadParameter, LianmengError
from graph.identity import digest
from graph.settings import Settings
from queries.catalogue import shipped_model
from queries.facts import label_of
from queries.kept import Bodies, Seen
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
    """A template with its values; `title` stands in the browser's tab.

    `kept` may be sent again while the data stands; a search that was stopped may come through the next time.
    """

    template: str
    title: str
    values: Mapping[str, Any]
    status: int = 200
    kept: bool = True


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
    seen: Seen = field(default_factory=Seen)
    bodies: Bodies = field(default_factory=Bodies)
    # Stands in a kept page where each answer has a nonce of its own; nobody outside can know it.
    placeholder: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    assets: Assets = field(default_factory=lambda: load_assets(shipped_model()))
    templates: Environment = field(
        default_factory=lambda: Environment(
            loader=PackageLoader("web"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )
    )  # fmt: skip

    def answer(self, request: Request, make: Make) -> Response:
        """What `make` gives, as a page; errors of our own family become pages that explain themselves.

        A page that was made before for the same address and data version is sent again with a nonce of its own.
        """
        try:
            view = replace(view_of(request), nonce=self.placeholder)
        except BadParameter as error:
            view = View("zh", "auto", "", request.url.path, {}, self.placeholder)
            return self._sent(self._rendered(view, explained(view, error), None), view, 422)
        state = None
        try:
            state = State(*data_state(self.store))
            key = digest(state.version, str(state.mixed), view.language, view.theme, view.root, str(request.url))
            known = self.bodies.get(key)
            if known is not None:
                return self._sent(known[0].decode(), view, 200)
            page = make(view, state)
        except LianmengError as error:
            page = explained(view, error)
        if isinstance(page, Response):
            return page
        html = self._rendered(view, page, state)
        if page.status == 200 and page.kept:
            self.bodies.keep(key, html.encode(), "text/html")
        return self._sent(html, view, page.status)

    def _rendered(self, view: View, page: Page, state: State | None) -> str:
        values = {
            "v": view, "say": view.say, "url": view.url, "plain_url": view.plain_url, "show": Show(view.language),
            "assets": self.assets, "state": state, "title": page.title, "model": shipped_model(),
            "english": view.language == "en",
            "page_of": page_of, "label_of": label_of, "graph_data": graph_data, "graph_words": graph_words(view),
        }  # fmt: skip
        return self.templates.get_template(page.template).render(values | dict(page.values))

    def _sent(self, html: str, view: View, status: int) -> Response:
        nonce = secrets.token_urlsafe(16)
        headers = {
            "Content-Security-Policy": _POLICY.format(nonce=nonce),
            "Cache-Control": "no-cache",
            "Vary": "Cookie",
            "Content-Language": "zh-CN" if view.language == "zh" else "en",
        }
        if status == 503:
            headers["Retry-After"] = "5"
        return HTMLResponse(html.replace(self.placeholder, nonce), status, headers)
