"""Whether the process lives (`/healthz`) and whether it can answer (`/readyz`): two different things."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answers import as_json
from api.depends import Service
from api.gauges import gauges, store_lines
from api.models import Ready
from api.problems import KINDS, problem
from api.routes.questions import PROBLEMS
from graph.errors import StoreError


def _measured(service: Service) -> tuple[dict[str, float], list[str]]:
    """What the store and the data tell, as gauges and as lines; of the data nothing while the store is away."""
    size, running = service.settings.pool_size, service.store.running
    pool = {
        "store_pool_size": size,
        "store_pool_used": min(running, size),
        "store_pool_waiting": max(0, running - size),
    }
    if service.submit is not None:
        pool |= {"jobs_waiting": service.submit.waiting(), "jobs_waiting_most": service.settings.jobs_waiting}
    lines = list(store_lines(service.store.ended))
    try:
        version, mixed = service.state()
        data = _data(service, version, mixed)
    except StoreError:
        return {**pool, "store_up": 0}, lines
    more, by_source = gauges(service.store, service.by_source, version, datetime.now(UTC))
    return {**pool, **data, **more, "store_up": 1}, [*lines, *by_source]


def _data(service: Service, version: str, mixed: bool) -> dict[str, float]:
    seen = service.seen.at(service.store, version, mixed, {})
    return {
        "alliances": seen.alliances,
        "open_lists": seen.open_lists,
        "editions_mixed": float(mixed),
    }


Name = Annotated[str, Path(description="问题类型 / kind of problem", examples=["not-found"])]


def routes(service: Service) -> APIRouter:
    """`/healthz`, `/readyz`, `/problems/{name}`."""
    router = APIRouter(tags=["状态 health"])

    @router.get("/healthz", summary="进程在运行 / the process lives")
    def alive() -> dict[str, str]:
        return {"status": "ok"}

    @router.get("/readyz", summary="图库有应答且有数据 / the store answers and holds data", response_model=None,
                responses={200: {"model": Ready}, 503: PROBLEMS[503]})  # fmt: skip
    def ready(request: Request) -> Response:
        version, mixed = service.state()
        seen = service.seen.at(service.store, version, mixed, {})
        if not seen.alliances:
            return problem("empty", KINDS["empty"].zh + "(no data loaded)", request.url.path)
        body, media_type = as_json(
            {"status": "ready", "edition": seen.edition, "data_version": version, "alliances": seen.alliances}
        )
        return Response(body, headers={"Cache-Control": "no-store"}, media_type=media_type)

    @router.get("/metrics", summary="运行指标 / metrics for Prometheus", response_model=None,
                responses={200: {"content": {"text/plain": {}}}})  # fmt: skip
    def metrics() -> Response:
        return Response(service.metrics.text(*_measured(service)), media_type="text/plain; version=0.0.4")

    @router.get("/problems/{name}", summary="一种问题的说明 / what a kind of problem means", response_model=None,
                responses={404: PROBLEMS[404]})  # fmt: skip
    def meaning(name: Name) -> Response:
        kind = KINDS.get(name)
        if kind is None:
            return problem("no-such-address", f"没有名为“{name[:50]}”的问题类型 (unknown kind)；有：{'、'.join(KINDS)}")
        body, media_type = as_json(
            {"type": f"/problems/{name}", "title": kind.title, "status": kind.status, "zh": kind.zh}
        )
        return Response(body, media_type=media_type)

    return router
