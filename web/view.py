"""What one request to a page brings with it: language, theme, address; and how addresses are written for it.

The language stands in the address (`lang=en`; Chinese needs nothing), so that a copied address gives the same page;
the theme is a reader's own and stands in a cookie.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urlencode

from starlette.requests import Request

from graph.errors import BadParameter
from web.words import Language, say

Theme = Literal["auto", "light", "dark"]
THEMES: tuple[Theme, ...] = ("auto", "light", "dark")


@dataclass(frozen=True)
class View:
    """One request. `root` is the path under which the service is mounted, `query` the parameters without `lang`."""

    language: Language
    theme: Theme
    root: str
    path: str
    query: Mapping[str, str]
    nonce: str = field(default_factory=lambda: secrets.token_urlsafe(16))

    def say(self, key: str, **values: object) -> str:
        """The interface's words for `key` in the reader's language."""
        return say(self.language, key, **values)

    def url(self, path: str, **query: object) -> str:
        """The address of a page, in the reader's language."""
        more = {"lang": "en"} if self.language == "en" else {}
        return self.plain_url(path, **{**query, **more})

    def plain_url(self, path: str, **query: object) -> str:
        """The address of something that has no language: a file, an answer of the API."""
        given = [(key, value) for key, value in query.items() if value not in (None, "")]
        return self.root + quote(path, safe="/:.") + (f"?{urlencode(given)}" if given else "")

    def here(self, **changes: object) -> str:
        """The present address with some parameters changed; None takes one away."""
        return self.url(self.path, **{**self.query, **changes})

    def in_language(self, language: Language) -> str:
        """The present page in that language."""
        more = {"lang": language} if language == "en" else {}
        return self.plain_url(self.path, **self.query, **more)


def view_of(request: Request) -> View:
    """The view of a request. Raises BadParameter for a language that there is not."""
    query = dict(request.query_params)
    language = query.pop("lang", "zh")
    if language not in ("zh", "en"):
        raise BadParameter(f"lang={language[:20]}：没有这种语言 (unknown language)；可选：zh、en", "lang")
    theme = request.cookies.get("theme", "auto")
    root = str(request.scope.get("root_path", ""))
    path = request.url.path.removeprefix(root)
    given: Language = "en" if language == "en" else "zh"
    return View(given, next((item for item in THEMES if item == theme), "auto"), root, path, query)
