"""Alliances: the list, a profile with the evidence of every fact, and its members, targets, projects."""

from __future__ import annotations

from fastapi import APIRouter, Request, Response

from api.answers import CSV, as_json, chosen, form_of, looked, moved, moved_id, send
from api.depends import Service
from api.profile_rows import profile_csv
from api.profiles import ProfileOut, sent
from api.routes.questions import KEPT, TABLE, Excel, Fields, Form, Id, Shapes, add
from graph.errors import NotFound
from queries.catalogue import question_named
from queries.profile import profile
from queries.run import first_rows

_PARTS = {
    "members": "members",
    "targets": "alliance_targets",
    "figures": "alliance_figures",
    "projects": "alliance_projects",
    "declared": "declared_members",
}


def routes(service: Service, pages: Shapes) -> APIRouter:
    """`/alliances`, `/alliances/{id}` and what belongs to one alliance."""
    router = APIRouter(tags=["联盟 alliances"])
    add(router, service, pages, "/alliances", question_named("alliances"))
    for part, name in _PARTS.items():
        add(router, service, pages, f"/alliances/{{id}}/{part}", question_named(name), label="Alliance",
            parameter="alliance")  # fmt: skip
    add_profile(router, service, "/alliances", "Alliance", "联盟概况 / profile of an alliance", _declared)
    return router


def _declared(service: Service, id_: str) -> list[str]:
    rows = first_rows(service.store, "declared_members", {"alliance": id_}, 100)
    model_words = {"member": "成员", "initiator": "发起单位"}
    return [
        f"文中称 {model_words.get(row['subject'], row['subject'])} {row['comparator']} {row['declared']:g}，"
        f"已知 {row['found']} (declared {row['declared']:g}, named {row['found']})"
        for row in rows
        if row["open_list"]
    ]


def add_profile(
    router: APIRouter, service: Service, path: str, label: str, summary: str, notes: object = None, more: object = None
) -> None:
    """`{path}/{id}`: the profile of a thing of that label; a name redirects (307), so does a former id (301).

    `notes` gives sentences for it, `more` further parts, each from the service and the id.
    """

    def endpoint(
        request: Request, id: Id, fields: Fields = None, format: Form = None, excel: Excel = False
    ) -> Response:
        elsewhere = moved(request, service, label, id)
        if elsewhere is not None:
            return elsewhere

        def make(version: str, mixed: bool) -> tuple[bytes, str]:
            found = profile(service.store, label, id)
            seen = looked(service.seen.at(service.store, version, mixed, {}))
            told = notes(service, id) if callable(notes) else []
            whole = sent(found, told, seen) | (more(service, id) if callable(more) else {})
            [body] = chosen([whole], fields, list(ProfileOut.model_fields))
            return (profile_csv(whole, excel=excel).encode(), CSV) if form_of(request) == "csv" else as_json(body)

        try:
            return send(request, service, make)
        except NotFound as error:
            return moved_id(request, service, label, id, error)

    for ending in (".json", ".csv"):
        router.add_api_route(f"{path}/{{id}}{ending}", endpoint, include_in_schema=False, response_model=None)
    router.add_api_route(
        f"{path}/{{id}}", endpoint, methods=["GET"], name=f"{path}/id", summary=summary, response_model=None,
        responses={200: {"model": ProfileOut, "content": TABLE}, 301: {"description": "旧编号 / a former id"},
                   307: {"description": "名称或别名 / a name or an alias"}, **KEPT},
    )  # fmt: skip
