"""`/goals`: quantified targets across alliances; `/regions`: where the organisations are, with bars."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import NotFound
from queries.catalogue import question_named
from web.asking import as_file, asked
from web.listing import list_page
from web.site import Page, Site, State
from web.view import View

# Address, question, template.
_PAGES = (("/goals", "targets", "list.html"), ("/regions", "organizations_by_place", "regions.html"))


def add(router: APIRouter, site: Site) -> None:
    """Adds the pages and their files."""
    for path, question, template in _PAGES:
        _add(router, site, path, question, template)


def _add(router: APIRouter, site: Site, path: str, question: str, template: str) -> None:
    @router.get(path, response_model=None, name=f"page {path}")
    def page(request: Request) -> Response:
        return site.answer(request, lambda view, state: _page(site, view, state, question, template))

    @router.get(path + ".{ending}", response_model=None, name=f"files {path}")
    def file(request: Request, ending: str) -> Response:
        return site.answer(request, lambda view, state: _file(site, view, question, ending))


def _page(site: Site, view: View, state: State, question: str, template: str) -> Page:
    found = question_named(question)
    return list_page(site, view, state, found, asked(site, view, state, found), template)


def _file(site: Site, view: View, question: str, ending: str) -> Response:
    if ending not in ("csv", "json"):
        raise NotFound(f"没有格式 {ending[:20]} (unknown format)；可选：csv、json")
    return as_file(site.store, view, question_named(question), ending)
