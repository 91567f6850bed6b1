"""Which part of a list is asked for: `limit` with `offset`, or an opaque `cursor` that carries both.

A cursor is bound to the data version: after a load it is refused, so that no row is left out or shown twice.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from graph.errors import BadParameter
from graph.settings import Settings

RESERVED = frozenset({"limit", "offset", "cursor", "format", "excel", "facets", "fields"})


@dataclass(frozen=True)
class Page:
    """Rows `[offset, offset + limit)`."""

    limit: int
    offset: int


def page_of(query: Mapping[str, str], settings: Settings, version: str) -> Page:
    """The page that a query string asks for. Raises BadParameter."""
    if query.get("cursor"):
        return _from_cursor(query["cursor"], settings, version)
    limit = _number("limit", query.get("limit"), settings.page_size, 1, settings.page_limit)
    return Page(limit, _number("offset", query.get("offset"), 0, 0, settings.offset_limit))


def cursor_for(page: Page, version: str) -> str:
    """The cursor of a page."""
    text = json.dumps([page.offset, page.limit, version], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def next_address(path: str, query: Mapping[str, str], page: Page, total: int, version: str, deepest: int) -> str | None:
    """The relative address of the page after `page`, None at the end and beyond the offset `deepest`."""
    after = Page(page.limit, page.offset + page.limit)
    if after.offset >= total or after.offset > deepest:
        return None
    rest = {name: value for name, value in query.items() if name not in ("limit", "offset", "cursor")}
    return f"{path.rsplit('/', 1)[-1]}?{urlencode({**rest, 'cursor': cursor_for(after, version)})}"


def _from_cursor(text: str, settings: Settings, version: str) -> Page:
    try:
        offset, limit, then = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        page = Page(_number("limit", str(limit), 1, 1, settings.page_limit),
                    _number("offset", str(offset), 0, 0, settings.offset_limit))  # fmt: skip
    except (ValueError, TypeError, RecursionError, binascii.Error, BadParameter) as error:
        raise BadParameter("cursor 不是本服务给出的游标 (not a cursor)；请从第一页开始", "cursor") from error
    if then != version:
        raise BadParameter("数据已更新，这个游标不再有效 (the data has changed)；请从第一页开始", "cursor")
    return page


def _number(name: str, text: str | None, default: int, low: int, high: int) -> int:
    if text is None or text == "":
        return default
    try:
        number = int(text)
    except ValueError as error:
        raise BadParameter(
            f"{name}={text[:50]}：不是整数 (not an integer)；请写 {low} 到 {high} 间的数", name
        ) from error
    if not low <= number <= high:
        raise BadParameter(f"{name}={number}：超出范围 (out of bounds)；请写 {low} 到 {high} 之间的整数", name)
    return number
