"""The page of one thing: what is known of it, value by value and relation by relation, each with its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from queries.catalogue import Question, question_named, shipped_model
from queries.find import looks_like_id, resolve
from queries.profile import Profile, Relation, profile
from queries.run import ask
from web.listing import tools
from web.show import page_of
from web.site import Page, Site, State
from web.view import View

# The API's address of each label.
API_PATHS = {
    "Alliance": "alliances", "Organization": "organizations", "Target": "targets", "Figure": "figures",
    "Project": "projects", "Person": "people", "Technology": "technologies", "Policy": "policies", "Place": "places",
    "Concept": "concepts", "Clause": "clauses",
}  # fmt: skip
# The order in which groups of relations stand on a page; `True`: read from the head.
_ORDER = (
    ("MEMBER_OF", False), ("MEMBER_OF", True), ("GUIDES", False), ("GUIDES", True), ("HAS_TARGET", True),
    ("HAS_TARGET", False), ("HAS_FIGURE", True), ("HAS_FIGURE", False), ("RUNS", True), ("RUNS", False),
    ("UNDERTAKES", True), ("UNDERTAKES", False), ("SERVES", False), ("SERVES", True), ("WORKS_FOR", False),
    ("WORKS_FOR", True), ("WORKS_ON", True), ("WORKS_ON", False), ("FOLLOWS", True), ("FOLLOWS", False),
    ("DEFINES", False), ("DEFINES", True), ("CLAUSE_OF", False), ("CLAUSE_OF", True), ("PART_OF", True),
    ("PART_OF", False), ("LOCATED_IN", True), ("LOCATED_IN", False), ("SUCCEEDED_BY", True), ("SUCCEEDED_BY", False),
)  # fmt: skip
_INNER = ("_text", "former_ids", "lock", "holder", "subject", "source", "context", "lineage")
_CO_MEMBERS = 20
# Label → questions that list its parts, with the parameter that names the thing.
_TABLES = {
    "Alliance": (("members", "alliance"), ("alliance_targets", "alliance"), ("alliance_figures", "alliance"),
                 ("alliance_projects", "alliance"), ("people", "at"), ("clauses", "subject")),
    "Organization": (("co_members", "organization"), ("projects", "holder"), ("people", "at")),
    "Project": (("targets", "holder"), ("technologies", "holder")),
    "Concept": (("clauses", "subject"),),
}  # fmt: skip
CYPHER = "MATCH (n:{label} {{id: '{id}'}})\nOPTIONAL MATCH (n)-[r]-(o)\nRETURN n, r, o LIMIT 300"


@dataclass(frozen=True)
class Group:
    """Relations of one type and direction; members are split by `kind`."""

    type: str
    outgoing: bool
    kind: str
    relations: Sequence[Relation]


def add(router: APIRouter, site: Site) -> None:
    """Adds one address for each label of the model."""
    for label in shipped_model().nodes:
        _add(router, site, label)


def _add(router: APIRouter, site: Site, label: str) -> None:
    @router.get(f"/{label.lower()}/{{id}}", response_model=None, name=f"page of {label}")
    def thing(request: Request, id: str) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state, label, id))


def page(site: Site, view: View, state: State, label: str, id_: str) -> Page | Response:
    """The thing's page; a name or a former id is redirected to the id that stands. Raises NotFound."""
    if not looks_like_id(id_) or not _there(site, label, id_):
        hit = resolve(site.store, id_, (label,))
        if hit.id != id_:
            status = 301 if looks_like_id(id_) else 307
            return RedirectResponse(view.url(page_of(hit.id), **view.query), status)
    found = profile(site.store, label, id_)
    name = caption(found)
    values: dict[str, Any] = {
        "found": found,
        "name_": name,
        "groups": list(grouped(found)),
        "declared": [],
        "co_members": None,
        "tables": _tables(label, id_),
        "extra": {key: value for key, value in found.properties.items() if _plain(key, found)},
        "tools": tools(site, view, state, name, CYPHER.format(label=label, id=id_), f"/{API_PATHS[label]}/{id_}",
                       files=False),
    }  # fmt: skip
    if label == "Alliance":
        values["declared"] = ask(site.store, "declared_members", {"alliance": id_}).rows
    if label == "Organization":
        values["co_members"] = ask(site.store, "co_members", {"organization": id_}, limit=_CO_MEMBERS)
    return Page("thing.html", name, values)


def grouped(found: Profile) -> Iterable[Group]:
    """The relations by type and direction in the order of a page; members of an alliance by kind."""
    by_type: dict[tuple[str, bool], list[Relation]] = {}
    for relation in found.relations:
        by_type.setdefault((relation.type, relation.outgoing), []).append(relation)
    ordered = [key for key in _ORDER if key in by_type] + sorted(set(by_type) - set(_ORDER))
    for type_, outgoing in ordered:
        relations = by_type[type_, outgoing]
        if (type_, outgoing) == ("MEMBER_OF", False):
            for kind in [*shipped_model().kinds, "alliance"]:
                of_kind = [item for item in relations if (item.other.get("kind") or "alliance") == kind]
                if of_kind:
                    yield Group(type_, outgoing, kind, of_kind)
        else:
            yield Group(type_, outgoing, "", relations)


def caption(found: Profile) -> str:
    """What a thing is called."""
    node = found.properties
    if found.label in ("Target", "Figure"):
        return " ".join(str(node[key]) for key in ("subject", "metric") if node.get(key)) or found.id
    return str(node.get("name") or node.get("heading") or found.id)


def _tables(label: str, id_: str) -> list[tuple[Question, dict[str, str]]]:
    """The named questions that list what a page of this label groups."""
    return [(question_named(name), {parameter: id_}) for name, parameter in _TABLES.get(label, ())]


def _there(site: Site, label: str, id_: str) -> bool:
    return bool(site.store.read(f"MATCH (n:{label} {{id: $id}}) RETURN n.id AS id", {"id": id_}))


def _plain(key: str, found: Profile) -> bool:
    known = shipped_model().nodes[found.label].properties.get(key)
    shown = {item.property for item in found.values} | {"name", "id", "heading"}
    return known is not None and key not in shown and not key.endswith(_INNER)
