"""From what was found to what is sent: JSON or CSV, with an ETag from the data version, and 304 for who has it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import Response

from api.depends import Service
from api.known import Tag
from api.paging import RESERVED, Page, next_address, page_of
from api.ready import answer_of, kept_answer
from graph.errors import BadParameter, NotFound
from queries.answer import Answer, LookedAt
from queries.catalogue import Question
from queries.export import to_csv
from queries.find import looks_like_id, resolve
from queries.run import ask, facets

JSON = "application/json"
CSV = "text/csv; charset=utf-8"
_ENDINGS = {".json": "json", ".csv": "csv"}

# Data version and mixed editions → body and media type.
Make = Callable[[str, bool], tuple[bytes, str]]


def send(request: Request, service: Service, make: Make) -> Response:
    """What `make` gives, unless the caller or this process has it already for the present data version."""
    asked = service.begin_state()
    early, expected = None, service.last_state
    if expected is not None and "if-none-match" not in request.headers:
        # Most often nothing was loaded since the version was last read. Then that is the version of what is read while
        # the store is asked for it once more, and the answer need not wait for one round trip before the others.
        early = make(*expected)
    state = asked()
    tag = Tag(f"{request.url.path}?{request.url.query}", form_of(request))
    answer = kept_answer(service, request.headers, tag, state)
    if answer is None:
        made = early if early is not None and state == expected else make(*state)
        etag = tag.etag(*state)
        service.bodies.keep(etag, *made)
        answer = answer_of(made, etag, state)
    service.known.keep(request.scope, tag)
    return answer


def as_json(value: Any) -> tuple[bytes, str]:
    """Body and media type of a JSON answer."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), JSON


def form_of(request: Request) -> str:
    """`json` or `csv`: by the address's ending, the parameter `format`, else the header Accept."""
    for ending, form in _ENDINGS.items():
        if request.url.path.endswith(ending):
            return form
    form = request.query_params.get("format", "")
    if form:
        if form not in ("json", "csv"):
            raise BadParameter(f"format={form[:20]}：没有这种格式 (unknown format)；可选：json、csv", "format")
        return form
    accept = request.headers.get("accept", "")
    return "csv" if "text/csv" in accept and JSON not in accept else "json"


def answer_to(
    request: Request, service: Service, question: Question, fixed: Mapping[str, str] | None = None
) -> Response:
    """A page of the question's rows; parameters from the query string, `fixed` from the path."""
    query = dict(request.query_params)

    def make(version: str, mixed: bool) -> tuple[bytes, str]:
        page = page_of(query, service.settings, version)
        given = {name: value for name, value in query.items() if name not in RESERVED} | dict(fixed or {})
        seen = service.seen.at(service.store, version, mixed, given) if question.scoped else None
        with service.metrics.asking(question.name):
            answer = ask(service.store, question, given, limit=page.limit, offset=page.offset, looked_at=seen)
        answer = replace(
            answer, rows=chosen(answer.rows, query.get("fields"), [item.name for item in question.columns])
        )
        if form_of(request) == "csv":
            wanted = query.get("fields", "").split(",") if query.get("fields") else []
            columns = tuple(item for item in answer.columns if not wanted or item.name in (*wanted, "id"))
            return to_csv(replace(answer, columns=columns), excel=_switched(query, "excel")).encode(), CSV
        deepest = service.settings.offset_limit
        body = listing(answer, page, next_address(request.url.path, query, page, answer.total, version, deepest))
        if _switched(query, "facets"):
            body["facets"] = facets(service.store, question, answer.parameters)
        return as_json(body)

    return send(request, service, make)


def chosen(rows: list[dict[str, Any]], fields: str | None, known: Collection[str]) -> list[dict[str, Any]]:
    """The rows with only the fields that are asked for (`a,b`); `id` is always there. Raises BadParameter."""
    if not fields:
        return rows
    wanted = fields.split(",")
    for name in wanted:
        if name not in known:
            raise BadParameter(f"fields 中的 {name[:50]} 不认识 (unknown field)；可选：{'、'.join(known)}", "fields")
    return [{key: value for key, value in row.items() if key in wanted or key == "id"} for row in rows]


def _switched(query: Mapping[str, str], name: str) -> bool:
    given = query.get(name, "0").lower()
    if given not in ("0", "1", "false", "true"):
        raise BadParameter(f"{name}={given[:20]}：不是开关值 (not a switch)；请写 1 或 0", name)
    return given in ("1", "true")


def listing(answer: Answer, page: Page, following: str | None) -> dict[str, Any]:
    """The shape of `models.Listing` with its items."""
    return {
        "total": answer.total,
        "offset": page.offset,
        "limit": page.limit,
        "cut": answer.cut,
        "next": following,
        "notes": list(answer.notes),
        "looked_at": looked(answer.looked_at),
        "items": answer.rows,
    }


def looked(seen: LookedAt | None) -> dict[str, Any] | None:
    """The shape of `models.LookedAt`."""
    if seen is None:
        return None
    return {
        "alliances": seen.alliances,
        "open_lists": seen.open_lists,
        "undeclared": seen.undeclared,
        "edition": seen.edition,
        "data_version": seen.data_version,
    }


def moved(request: Request, service: Service, label: str, named: str) -> Response | None:
    """A redirect to the id when the path names the thing otherwise; None when it gives an id that stands.

    307 for a name or alias, 301 for a former id. Raises NotFound with near names.
    """
    rest = request.url.path.partition(f"/{named}")[2]
    if looks_like_id(named):
        return None
    hit = resolve(service.store, named, (label,))
    return _redirect(request, hit.id, rest, 307)


def moved_id(request: Request, service: Service, label: str, id_: str, error: NotFound) -> Response:
    """The redirect from a former id; raises `error` when it is none."""
    hit = resolve(service.store, id_, (label,))
    if hit.id == id_:
        raise error
    return _redirect(request, hit.id, request.url.path.partition(f"/{id_}")[2], 301)


def _redirect(request: Request, id_: str, rest: str, status: int) -> Response:
    up = "../" * rest.count("/")
    query = f"?{urlencode(list(request.query_params.multi_items()))}" if request.url.query else ""
    return Response(status_code=status, headers={"Location": f"{up}{id_}{quote(rest)}{query}"})
