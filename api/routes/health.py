"""Whether the process lives (`/healthz`) and whether it can answer (`/readyz`): two different things."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from api.answers import as_json
from api.depends import Service
from api.models import Ready
from api.problems import KINDS, problem
from api.routes.questions import PROBLEMS
from graph.errors import StoreError


def _gauges(service: Service) -> dict[str, float]:
    """What the store tells; `store_up` 0 and nothing else while it is away."""
    try:
        version, mixed = service.state()
        seen = service.seen.at(service.store, version, mixed, {})
    except StoreError:
        return {"store_up": 0}
    return {
        "store_up": 1,
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
        return Response(service.metrics.text(_gauges(service)), media_type="text/plain; version=0.0.4")

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
