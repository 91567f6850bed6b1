"""The shortest paths between two organisations or alliances, as sentences and as steps."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from pydantic import Field

from api.answers import as_json
from api.depends import Service
from api.models import Model
from api.routes.questions import PROBLEMS
from queries.find import resolve
from queries.paths import LIMIT_S, LONGEST, MOST_PATHS, shortest_paths


class StepOut(Model):
    """一步 / One step."""

    slot: str = Field(description="关系编号，可用于 /questions/fact_evidence / id of the relation")
    type: str = Field(description="关系类型 / type", examples=["MEMBER_OF"])
    outgoing: bool = Field(description="是否顺着关系的方向 / whether along its direction")
    roles: list[str] = Field(description="角色 / roles")


class PathOut(Model):
    """一条路径 / One path."""

    sentence: str = Field(description="一句话 / as a sentence", examples=["清华大学 —成员→ 煤化工联盟 ←成员— 天津大学"])
    length: int = Field(description="步数 / steps")
    ids: list[str] = Field(description="依次经过的编号 / ids along the path")
    names: list[str] = Field(description="依次经过的名称 / names along the path")
    steps: list[StepOut] = Field(description="各步 / steps")


class PathsOut(Model):
    """路径 / Paths."""

    status: str = Field(
        description="found 找到，none 没有，stopped 中途停止 / how the search ended", examples=["found"]
    )
    longest: int = Field(description="至多几步 / greatest length searched")
    note: str = Field(description="说明 / note")
    items: list[PathOut] = Field(description="最短的路径 / shortest paths")


Start = Annotated[str, Query(alias="from", description="起点：编号或名称 / start: id or name", examples=["清华大学"])]
End = Annotated[str, Query(alias="to", description="终点：编号或名称 / end: id or name", examples=["天津大学"])]
Longest = Annotated[int, Query(alias="max", ge=1, le=LONGEST, description="至多几步 / at most so many steps")]
Limit = Annotated[int, Query(ge=1, le=MOST_PATHS, description="至多几条 / at most so many paths")]
_ENDS = ("Organization", "Alliance")


def routes(service: Service) -> APIRouter:
    """`/paths`."""
    router = APIRouter(tags=["路径 paths"])

    @router.get("/paths", summary="两者之间的最短路径 / shortest paths between two things", response_model=None,
                responses={200: {"model": PathsOut}, **PROBLEMS})  # fmt: skip
    def paths(start: Start, end: End, longest: Longest = 4, limit: Limit = MOST_PATHS) -> Response:
        first, second = (resolve(service.store, text, _ENDS).id for text in (start, end))
        body, media_type = as_json(_sent(service, first, second, longest, limit))
        # Not kept: a search that was stopped may come through the next time.
        return Response(body, headers={"Cache-Control": "no-store"}, media_type=media_type)

    return router


def _sent(service: Service, start: str, end: str, longest: int, limit: int) -> dict[str, Any]:
    found = shortest_paths(service.store, start, end, longest=longest, limit=limit, limit_s=LIMIT_S)
    return {
        "status": found.status,
        "longest": found.longest,
        "note": found.note,
        "items": [
            {
                "sentence": path.sentence,
                "length": len(path.steps),
                "ids": list(path.ids),
                "names": list(path.names),
                "steps": [
                    {"slot": step.slot, "type": step.type, "outgoing": step.outgoing, "roles": list(step.roles)}
                    for step in path.steps
                ],
            }
            for path in found.paths
        ],
    }
