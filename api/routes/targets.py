"""Targets and figures across alliances, with units converted, and the profile of one."""

from __future__ import annotations

from fastapi import APIRouter

from api.depends import Service
from api.routes.alliances import add_profile
from api.routes.questions import Shapes, add
from queries.catalogue import question_named


def routes(service: Service, pages: Shapes) -> APIRouter:
    """`/targets`, `/figures` and one of each."""
    router = APIRouter(tags=["目标 targets"])
    add(router, service, pages, "/targets", question_named("targets"))
    add_profile(router, service, "/targets", "Target", "一个目标 / one target")
    add(router, service, pages, "/figures", question_named("figures"))
    add_profile(router, service, "/figures", "Figure", "一个数据 / one figure")
    return router
