"""`/q` and `/q/{question}`: the catalogue, and every question of it as a form and a table, with its files."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from queries.catalogue import Question, load_catalogue, question_named
from queries.run import ask
from web.asking import as_file, asked
from web.listing import list_page
from web.site import Page, Site, State
from web.view import View


def add(router: APIRouter, site: Site) -> None:
    """Adds the pages."""

    @router.get("/q", response_model=None)
    def catalogue(request: Request) -> Response:
        return site.answer(request, lambda view, state: _catalogue(view))

    @router.get("/q/{name}", response_model=None)
    def question(request: Request, name: str) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state, name))


def page(site: Site, view: View, state: State, name: str) -> Page | Response:
    """The question's page, or its file where the name ends so."""
    stem, _, ending = name.rpartition(".")
    if ending in ("csv", "json"):
        return as_file(site.store, view, question_named(stem), ending)
    found = question_named(name)
    if missing(found, view):
        return Page("ask.html", view.say("question"), {"question": found, "query": view.query})
    answered = asked(site, view, state, found)
    declared = []
    if name == "members":
        # Wherever members are listed, what was declared of them stands beside it.
        declared = ask(site.store, "declared_members", {"alliance": answered.answer.parameters["alliance"]}).rows
    return list_page(site, view, state, found, answered, declared=declared)


def missing(question: Question, view: View) -> bool:
    """Whether a parameter that the question needs was not given yet."""
    return any(item.required and not view.query.get(item.name) for item in question.parameters)


def _catalogue(view: View) -> Page:
    return Page("catalogue.html", view.say("questions"), {"questions": list(load_catalogue().values())})
