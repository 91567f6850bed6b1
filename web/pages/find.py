"""`/find`: hits grouped by what they are, each with the reason why it was found, and sentences that hold the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import BadParameter
from queries.find import NAMED, Hit, near_names
from queries.name_index import search
from queries.passages import LONGEST_SEARCH, Passage, Passages, passages
from web.asking import whole
from web.site import Page, Site, State
from web.view import View

SENTENCES = "sentences"
_LIMIT = 60
_FIRST, _PAGE = 10, 50  # sentences below the names, and on a page of their own
_BREAK = re.compile(r"\s*\n\s*")


def add(router: APIRouter, site: Site) -> None:
    """Adds the page."""

    @router.get("/find", response_model=None)
    def find(request: Request) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state))


def page(site: Site, view: View, state: State) -> Page:
    """The hits for `q`: names of all labels, or of `label`, or (`label=sentences`) sentences. Raises BadParameter."""
    text, label = view.query.get("q", "").strip(), view.query.get("label", "")
    if len(text) > LONGEST_SEARCH:
        raise BadParameter(f"q 有 {len(text)} 个字，超过 {LONGEST_SEARCH} (too long)；请缩短", "q")
    if label and label not in (*NAMED, SENTENCES):
        raise BadParameter(f"label={label[:50]}：没有这种类型 (unknown label)", "label")
    number = whole(view, "page", 1, 2_000)
    hits = _hits(site, state, text, label)
    groups: dict[str, list[Hit]] = {}
    for hit in hits[:_LIMIT]:
        groups.setdefault(hit.label, []).append(hit)
    said = _said(site, text, label, number)
    values = {
        "q": text,
        "label": label,
        "groups": groups,
        "found": min(len(hits), _LIMIT),
        "cut": len(hits) > _LIMIT,
        "near": near_names(site.store, text, (label,) if label in NAMED else NAMED) if text and not hits else (),
        "named": NAMED,
        "said": said,
        "pieces": pieces,
        "page": number,
        "pages": max(1, -(-said.total // _PAGE)) if said else 1,
    }
    title = view.say("find_title", q=text) if text else view.say("find")
    return Page("find.html", title, values, kept=said is None or not said.stopped)


def _hits(site: Site, state: State, text: str, label: str) -> list[Hit]:
    if not text or label == SENTENCES:
        return []
    index = site.names.at(site.store, state.version)
    return search(site.store, index, text, (label,) if label else NAMED, _LIMIT + 1)


def _said(site: Site, text: str, label: str, number: int) -> Passages | None:
    """Sentences, where they are asked for."""
    if not text or label in NAMED:
        return None
    if label == SENTENCES:
        return passages(site.store, text, limit=_PAGE, offset=(number - 1) * _PAGE)
    return passages(site.store, text, limit=_FIRST)


def pieces(passage: Passage) -> Iterator[tuple[str, bool]]:
    """The quote in runs, each with whether it is what was looked for; line breaks are not shown."""
    at = passage.start
    for start, end in passage.matches:
        yield _flat(passage, at, start), False
        yield _flat(passage, start, end), True
        at = end
    yield _flat(passage, at, passage.end), False


def _flat(passage: Passage, start: int, end: int) -> str:
    return _BREAK.sub("", passage.quote[start - passage.start : end - passage.start])
