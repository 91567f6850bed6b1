"""Organisations: the list, a profile with the evidence of every fact, co-members, and who is in several alliances."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter

from api.depends import Service
from api.routes.alliances import add_profile
from api.routes.questions import Shapes, add
from queries.catalogue import question_named
from queries.run import first_rows

_MOST_CO_MEMBERS = 20  # in a profile; /organizations/{id}/co-members has all of them


def routes(service: Service, pages: Shapes) -> APIRouter:
    """`/organizations…` and `/shared-memberships`."""
    router = APIRouter(tags=["机构 organizations"])
    add(router, service, pages, "/organizations", question_named("organizations"))
    add(router, service, pages, "/organizations/{id}/co-members", question_named("co_members"), label="Organization",
        parameter="organization")  # fmt: skip
    add_profile(router, service, "/organizations", "Organization", "机构概况 / profile of an organisation",
                more=_co_members)  # fmt: skip
    add(router, service, pages, "/shared-memberships", question_named("shared_memberships"))
    add(router, service, pages, "/memberships", question_named("memberships"))
    return router


def _co_members(service: Service, id_: str) -> dict[str, Any]:
    return {"co_members": first_rows(service.store, "co_members", {"organization": id_}, _MOST_CO_MEMBERS)}
