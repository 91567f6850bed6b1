"""Projects, people, technologies and concepts: the list of projects, and the profile of any one of these."""

from __future__ import annotations

from fastapi import APIRouter

from api.depends import Service
from api.routes.alliances import add_profile
from api.routes.questions import Shapes, add
from queries.catalogue import question_named


def routes(service: Service, pages: Shapes) -> APIRouter:
    """`/projects`, and one project, person, technology, policy, place, concept."""
    router = APIRouter(tags=["项目与其他 projects and others"])
    add(router, service, pages, "/projects", question_named("projects"))
    add_profile(router, service, "/projects", "Project", "项目概况 / profile of a project")
    for name in ("people", "technologies", "concepts"):
        add(router, service, pages, f"/{name}", question_named(name))
    add_profile(router, service, "/people", "Person", "人物概况 / profile of a person")
    add_profile(router, service, "/technologies", "Technology", "技术概况 / profile of a technology")
    add_profile(router, service, "/policies", "Policy", "政策概况 / profile of a policy")
    add_profile(router, service, "/places", "Place", "地点概况 / profile of a place")
    add_profile(router, service, "/concepts", "Concept", "概念概况 / profile of a concept")
    add(
        router,
        service,
        pages,
        "/concepts/{id}/clauses",
        question_named("clauses"),
        label="Concept",
        parameter="subject",
    )
    return router
