"""Languages and themes of a request, and how addresses are written."""

from __future__ import annotations

import pytest
from starlette.requests import Request

from graph.errors import BadParameter
from web.view import view_of


def _request(path: str, query: str = "", cookie: str = "", root: str = "") -> Request:
    headers = [(b"cookie", cookie.encode())] if cookie else []
    return Request({
        "type": "http", "method": "GET", "path": root + path, "root_path": root, "query_string": query.encode(),
        "headers": headers, "server": ("127.0.0.1", 80), "scheme": "http",
    })  # fmt: skip


def test_chinese_is_first_and_english_stands_in_the_address() -> None:
    assert view_of(_request("/shared")).url("/about") == "/about"
    english = view_of(_request("/shared", "lang=en&min=3"))
    assert (english.language, dict(english.query)) == ("en", {"min": "3"})
    assert english.url("/about") == "/about?lang=en"
    assert english.plain_url("/questions") == "/questions"
    assert english.here(min=4) == "/shared?min=4&lang=en"
    assert english.here(min=None) == "/shared?lang=en"
    assert english.in_language("zh") == "/shared?min=3"
    with pytest.raises(BadParameter, match="unknown language"):
        view_of(_request("/", "lang=fr"))


def test_a_theme_that_there_is_not_is_the_systems() -> None:
    assert view_of(_request("/", cookie="theme=dark")).theme == "dark"
    assert view_of(_request("/", cookie="theme=pink")).theme == "auto"


def test_addresses_are_quoted_and_keep_the_mount() -> None:
    view = view_of(_request("/find", "q=%E5%93%88", root="/lm"))
    assert view.path == "/find"
    assert view.here() == "/lm/find?q=%E5%93%88"
    assert view.url("/alliance/钢铁 a/b") == "/lm/alliance/%E9%92%A2%E9%93%81%20a/b"


def test_every_request_has_its_own_nonce() -> None:
    assert view_of(_request("/")).nonce != view_of(_request("/")).nonce
