"""Puts the HTTP service together: the gate, the routes, the problems, and the pages that are handed in.

Nothing is read here, so that the service starts (and answers 503) while the store is away.
"""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import RedirectResponse, Response

from api import openapi, problems
from api.cors import CrossOrigin
from api.depends import Service
from api.middleware import Gate
from api.ready import Ready
from api.routes import (
    alliances,
    cypher,
    docs,
    health,
    neighbourhoods,
    networks,
    organizations,
    paths,
    projects,
    questions,
    reconcile,
    search,
    sentences,
    sources,
    targets,
    things,
    writing,
)
from api.watched import Watched
from api.writing import audit, tokens
from api.writing.audit import Audit
from api.writing.gatekeeper import Gatekeeper
from api.writing.jobs import Submit
from api.writing.rates import Rates
from graph.settings import Settings
from queries.guard.own import OwnCypher
from queries.reading import Reader

VERSION = "0.1.0"
_ABOUT = """查询“谁在哪个产业技术创新联盟、担任什么角色、联盟要达到什么目标、做什么项目”，每个事实都附原文。

Who is in which industrial innovation alliance, in what role, what the alliance wants to reach and what it works on;
every fact with the sentence that proves it.
"""


def create_app(
    settings: Settings,
    store: Reader,
    submit: Submit | None = None,
    pages: APIRouter | None = None,
    hosts: Sequence[str] = (),
    own: OwnCypher | None = None,
) -> FastAPI:
    """The service over `store`.

    `submit` (a worker that ingests; without it there is no writing), `pages` (a router of web pages) and `own`
    (strangers' statements; without it there is no `POST /cypher`) are handed in by `lianmeng serve`; `hosts`
    are names beside localhost, `settings.host` and plain addresses under which it may be asked.
    """
    app = FastAPI(
        title="联盟图谱 (lianmeng)", version=VERSION, description=_ABOUT, docs_url=None, redoc_url=None,
        redirect_slashes=False,
    )  # fmt: skip
    # The pages may read through the same count.
    service = Service(settings, store if isinstance(store, Watched) else Watched(store), submit=submit)
    app.state.service = service
    shapes = questions.shapes()
    for subject in (alliances, organizations, targets, projects, sources, questions):
        _add(app, subject.routes(service, shapes))
    for more in (networks, neighbourhoods, search, sentences, paths, reconcile, health):
        _add(app, more.routes(service))
    _add(app, things.routes())
    if submit is not None:
        keeper = Gatekeeper(
            settings.data / tokens.FILE, Rates(settings.writes_a_minute), Audit(settings.data / audit.FILE)
        )
        _add(app, writing.routes(service, submit, keeper))
    if own is not None:
        _add(app, cypher.routes(service, own))
    docs.install(app)
    if pages is not None:
        _add(app, pages)
    else:
        app.add_api_route("/", _to_docs, include_in_schema=False, response_model=None)
    problems.install(app)
    openapi.install(app)
    app.add_middleware(Ready, service=service)
    app.add_middleware(GZipMiddleware, minimum_size=500, compresslevel=5)
    app.add_middleware(CrossOrigin, prefix="/reconcile", origins=settings.origins.split(","))
    app.add_middleware(
        Gate, hosts=(settings.host, *hosts), metrics=service.metrics, limits=settings, uploads=submit is not None
    )
    return app


def _add(app: FastAPI, router: APIRouter) -> None:
    """As `include_router`, but flat: a router within another is looked through twice for every request."""
    app.router.routes.extend(router.routes)


def _to_docs() -> Response:
    return RedirectResponse("docs", 307)
