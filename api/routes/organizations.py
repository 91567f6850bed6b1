"""Organisations: the list, a profile with the evidence of every fact, co-members, and who is in several alliances."""

from __future__ import annotations

from fastapi import APIRouter

from api.depends import Service
from api.routes.alliances import add_profile
from api.routes.questions import Shapes, add
from queries.catalogue import question_named


def routes(service: Service, pages: Shapes) -> APIRouter:
    """`/organizations…` and `/shared-memberships`."""
    router = APIRouter(tags=["机构 organizations"])
    add(router, service, pages, "/organizations", question_named("organizations"))
    add(router, service, pages, "/organizations/{id}/co-members", question_named("co_members"), label="Organization",
        parameter="organization")  # fmt: skip
    add_profile(router, service, "/organizations", "Organization", "机构概况 / profile of an organisation")
    add(router, service, pages, "/shared-memberships", question_named("shared_memberships"))
    add(router, service, pages, "/memberships", question_named("memberships"))
    return router
