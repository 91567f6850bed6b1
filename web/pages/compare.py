"""`/compare`: two to four alliances side by side: what is known, common and own members, targets of the same metric."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import NotFound
from queries.catalogue import Column
from queries.find import Hit, resolve
from queries.run import MOST_ROWS, ask
from web.listing import tools
from web.site import Page, Site, State
from web.view import View

MOST = 4
_SHOWN = (
    "founded",
    "founded_place",
    "field",
    "region",
    "level",
    "batch",
    "member_count",
    "targets",
    "projects",
    "sources",
)
CYPHER = (
    "MATCH (a:Alliance)<-[m:MEMBER_OF]-(o:Organization) WHERE a.id IN {ids} AND m.counted\n"
    "RETURN o.name, collect(a.name) AS alliances ORDER BY size(alliances) DESC, o.name"
)  # fmt: skip


def add(router: APIRouter, site: Site) -> None:
    """Adds the page."""

    @router.get("/compare", response_model=None)
    def compare(request: Request) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state))


def page(site: Site, view: View, state: State) -> Page:
    """The form, and the comparison when at least two alliances are named."""
    texts = [text for text in view.query.get("ids", "").split(",") if text.strip()]
    texts += [view.query[key].strip() for key in ("a", "b", "c", "d") if view.query.get(key, "").strip()]
    chosen, missing = _resolved(site, texts[:MOST])
    title = view.say("nav_compare")
    values: dict[str, Any] = {"chosen": chosen, "missing": missing, "most": MOST, "too_many": len(texts) > MOST,
                              "rows": (), "members": None, "targets": (), "tools": None}  # fmt: skip
    if len(chosen) >= 2:
        title = " / ".join(hit.name for hit in chosen)
        values |= {
            "rows": _profiles(site, chosen),
            "members": _members(site, chosen),
            "targets": _targets(site, chosen),
        }
        ids = "[" + ", ".join(f"'{hit.id}'" for hit in chosen) + "]"
        query = {"first": chosen[0].id, "second": chosen[1].id}
        values["tools"] = tools(site, view, state, title, CYPHER.format(ids=ids), "/questions/shared_members", query,
                                files=False)  # fmt: skip
    return Page("compare.html", title, values)


def _resolved(site: Site, texts: Sequence[str]) -> tuple[list[Hit], list[tuple[str, tuple[str, ...]]]]:
    chosen: dict[str, Hit] = {}
    missing = []
    for text in texts:
        try:
            hit = resolve(site.store, text.strip(), ("Alliance",))
            chosen[hit.id] = hit
        except NotFound as error:
            missing.append((text, error.near))
    return list(chosen.values()), missing


def _profiles(site: Site, chosen: Sequence[Hit]) -> list[tuple[Column, list[Any]]]:
    """(column, its value in each alliance) for what at least one of them has."""
    answers = [ask(site.store, "alliance_profile", {"alliance": hit.id}) for hit in chosen]
    found = []
    for column in answers[0].columns:
        values = [answer.rows[0][column.name] for answer in answers]
        if column.name in _SHOWN and any(value is not None for value in values):
            found.append((column, values))
    return found


def _members(site: Site, chosen: Sequence[Hit]) -> dict[str, Any]:
    """`common`: members of two or more (with the alliances' positions); `own`: how many each has alone."""
    seen: dict[str, dict[str, Any]] = {}
    for at, hit in enumerate(chosen):
        for row in ask(site.store, "members", {"alliance": hit.id}, limit=MOST_ROWS).rows:
            member = seen.setdefault(
                row["id"], {"id": row["id"], "name": row["name"], "kind": row["kind"], "slots": {}}
            )
            member["slots"][at] = row["slot"]
    common = [member for member in seen.values() if len(member["slots"]) > 1]
    own = [sum(1 for member in seen.values() if list(member["slots"]) == [at]) for at in range(len(chosen))]
    return {"common": sorted(common, key=lambda item: (-len(item["slots"]), item["name"])), "own": own}


def _targets(site: Site, chosen: Sequence[Hit]) -> list[tuple[str, list[list[dict[str, Any]]]]]:
    """(metric, the targets of each alliance) for metrics that two or more of them have, else all."""
    by_metric: dict[str, list[list[dict[str, Any]]]] = {}
    for at, hit in enumerate(chosen):
        for row in ask(site.store, "alliance_targets", {"alliance": hit.id}, limit=MOST_ROWS).rows:
            rows = by_metric.setdefault(str(row["metric"] or row["subject"] or ""), [[] for _ in chosen])
            rows[at].append(row)
    return sorted(by_metric.items(), key=lambda item: (-sum(bool(part) for part in item[1]), item[0]))
