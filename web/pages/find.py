"""`/find`: hits grouped by what they are, each with the reason why it was found."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import BadParameter
from queries.find import NAMED, Hit, near_names
from queries.name_index import search
from web.site import Page, Site, State
from web.view import View

_LONGEST = 200
_LIMIT = 60


def add(router: APIRouter, site: Site) -> None:
    """Adds the page."""

    @router.get("/find", response_model=None)
    def find(request: Request) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state))


def page(site: Site, view: View, state: State) -> Page:
    """The hits for `q`, of all labels or of `label`. Raises BadParameter."""
    text, label = view.query.get("q", "").strip(), view.query.get("label", "")
    if len(text) > _LONGEST:
        raise BadParameter(f"q 有 {len(text)} 个字，超过 {_LONGEST} (too long)；请缩短", "q")
    if label and label not in NAMED:
        raise BadParameter(f"label={label[:50]}：没有这种类型 (unknown label)", "label")
    labels = (label,) if label else NAMED
    index = site.names.at(site.store, state.version)
    hits = search(site.store, index, text, labels, _LIMIT + 1) if text else []
    groups: dict[str, list[Hit]] = {}
    for hit in hits[:_LIMIT]:
        groups.setdefault(hit.label, []).append(hit)
    values = {
        "q": text,
        "label": label,
        "groups": groups,
        "found": min(len(hits), _LIMIT),
        "cut": len(hits) > _LIMIT,
        "near": near_names(site.store, text, labels) if text and not hits else (),
        "named": NAMED,
    }
    return Page("find.html", view.say("find_title", q=text) if text else view.say("find"), values)
