"""Writing: a source is sent to be ingested, or withdrawn, and the job tells what became of it.

These addresses exist only where a worker was handed in. Nothing is written here: a request is admitted, its file taken
over whole, and the worker does the rest in its own time.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass, field
from typing import IO, Annotated, Any, cast

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException

from api.answers import as_json
from api.depends import Service
from api.models import Model, Problem
from api.problems import of_error
from api.routes.questions import PROBLEMS
from api.writing.gatekeeper import Gatekeeper
from api.writing.headers import GENRES, HEADER, PUBLISHERS, read_header
from api.writing.jobs import Job, Submit
from graph.errors import BadParameter, LianmengError, NotFound, RequestRefused
from queries.sources import source_record

_IN_MEMORY = 1_000_000  # bytes of an upload; above, it goes to a temporary file
_FORM_LIMIT = {"max_files": 1, "max_fields": 1 + len(HEADER)}


class JobOut(Model):
    """任务 / A job."""

    id: str = Field(description="编号 / id")
    what: str = Field(description="ingest 读入或 withdraw 撤回 / what is done", examples=["ingest"])
    state: str = Field(description="waiting running done failed / state", examples=["done"])
    name: str = Field(description="文件名 / file name", examples=["news.txt"])
    collection: str = Field(description="集合 / collection", examples=["files"])
    sha256: str = Field(description="文件的摘要 / digest of the file")
    header: dict[str, str] = Field(description="送来时说明的题名、日期等 / what the caller said of the source")
    source: str = Field(description="来源编号，读完才知道 / id of the source, known at the end")
    made: str = Field(description="接受的时刻 / when it was accepted")
    started: str = Field(description="开始的时刻 / when it began")
    ended: str = Field(description="结束的时刻 / when it ended")
    done: int = Field(description="已处理的来源 / sources that are through")
    to_do: int = Field(description="要处理的来源 / sources to read")
    problem: str = Field(description="失败的原因 / why it failed")
    report: dict[str, Any] = Field(description="报告 / the report")
    address: str = Field(description="本任务的地址 / address of this job", examples=["/jobs/0123456789abcdef"])


_REFUSED: dict[int | str, dict[str, Any]] = {
    code: {"model": Problem, "description": text, "content": {"application/problem+json": {}}}
    for code, text in (
        (400, "正文不可用 / body not usable"), (401, "需要有效的令牌 / a valid token is needed"),
        (403, "来自别的网站 / foreign origin"), (413, "太大 / too large"), (415, "读不了 / type not readable"),
        (429, "过于频繁 / too many requests"),
    )
}  # fmt: skip
_BODY = {
    "required": True,
    "content": {
        "application/octet-stream": {"schema": {"type": "string", "format": "binary"}},
        "multipart/form-data": {
            "schema": {
                "type": "object",
                "properties": {
                    "file": {"type": "string", "format": "binary"},
                    **{name: {"type": "string"} for name in ("collection", *HEADER)},
                },
                "required": ["file"],
            }
        },
    },
}
_ONLY = "只在 lianmeng serve --allow-ingest 时才有 / only with lianmeng serve --allow-ingest"
_SECURED: dict[str, Any] = {"security": [{"token": []}]}
_ACCEPTED: dict[int | str, dict[str, Any]] = {
    202: {
        "model": JobOut,
        "description": "已接受；进展见 Location / accepted; Location tells the progress",
        "headers": {"Location": {"description": "任务的地址 / the job", "schema": {"type": "string"}}},
    }
}
Name = Annotated[str | None, Query(description="文件名，multipart 时取自文件 / file name; multipart brings its own",
                                   examples=["news.txt"])]  # fmt: skip
Collection = Annotated[str | None, Query(description="集合，默认 files / collection, files by default")]
Title = Annotated[
    str | None, Query(description="题名；文件头里写了的以文件头为准 / title, unless the front matter has one")
]
Publisher = Annotated[str | None, Query(description=f"发布者 / publisher：{'、'.join(PUBLISHERS)}", examples=["media"])]
Date = Annotated[str | None, Query(description="发布日期 / date of publication", examples=["2010-06"])]
Address = Annotated[str | None, Query(description="网址或出处 / address where it was found")]
Genre = Annotated[str | None, Query(description=f"体裁 / genre：{'、'.join(GENRES)}", examples=["news"])]
Id = Annotated[str, Path(description="来源编号 / id of the source", examples=["sr-8f3a38340ad992b40865"])]
JobId = Annotated[str, Path(description="任务编号 / id of the job")]


def routes(service: Service, submit: Submit, keeper: Gatekeeper) -> APIRouter:
    """`POST /sources`, `DELETE /sources/{id}`, `/jobs/{id}`."""
    router = APIRouter(tags=["写入 writing"])
    longest = service.settings.receive_limit

    @router.post("/sources", summary="送来一个来源读入 / send a source to be ingested", response_model=None,
                 status_code=202, description=_ONLY, responses={**_ACCEPTED, **_REFUSED, **_few(422, 503)},
                 openapi_extra={"requestBody": _BODY, **_SECURED})  # fmt: skip
    async def sent(
        request: Request, name: Name = None, collection: Collection = None, title: Title = None,
        publisher: Publisher = None, date: Date = None, address: Address = None, genre: Genre = None,
    ) -> Response:  # fmt: skip
        given = dict(zip(HEADER, (title, publisher, date, address, genre), strict=True))
        who = await run_in_threadpool(keeper.admit, request, "POST /sources")
        what = "POST /sources"
        try:
            async with asyncio.timeout(longest), _received(request, name, collection) as received:
                what = f"POST /sources {received.collection}/{received.name}"
                header = read_header({**given, **received.told})
                job = await run_in_threadpool(
                    submit.ingest, received.name, received.collection, received.content, who, header
                )
        except TimeoutError:
            error = RequestRefused(
                "bad-request", f"{longest:g} 秒内没有收完 (upload too slow)；请拆分文件，或调大 LIANMENG_RECEIVE_LIMIT"
            )
            return _told(keeper, request, who, what, error)
        except LianmengError as error:
            return _told(keeper, request, who, what, error)
        except HTTPException as error:
            keeper.tell(request, who, what, "too-large" if error.status_code == 413 else "bad-request")
            raise
        keeper.tell(request, who, f"{what} sha256={job.sha256}", "accepted", job.id)
        return _answer(request, job, 202)

    @router.delete("/sources/{id}", summary="撤回一个来源 / withdraw a source", response_model=None, status_code=202,
                   description=_ONLY, responses={**_ACCEPTED, **_only(401, 403, 429), **_few(404, 503)},
                   openapi_extra=_SECURED)  # fmt: skip
    def withdrawn(request: Request, id: Id) -> Response:
        what = f"DELETE /sources/{id[:100]}"
        who = keeper.admit(request, what)
        try:
            source_record(service.store, id)
            job = submit.withdraw(id, who)
        except LianmengError as error:
            return _told(keeper, request, who, what, error)
        keeper.tell(request, who, what, "accepted", job.id)
        return _answer(request, job, 202)

    @router.get("/jobs/{id}", summary="一个写入任务 / a writing job", response_model=None,
                description=_ONLY, responses={200: {"model": JobOut}, **_few(404)})  # fmt: skip
    def told(request: Request, id: JobId) -> Response:
        job = submit.job(id)
        if job is None:
            raise NotFound(f"没有任务 {id[:50]} (no such job)；任务的地址在接受时给出，最近的才保留")
        return _answer(request, job, 200)

    return router


def _told(keeper: Gatekeeper, request: Request, who: str, what: str, error: LianmengError) -> Response:
    kind = error.kind if isinstance(error, RequestRefused) else type(error).__name__
    keeper.tell(request, who, what, kind)
    return of_error(error, request.url.path)


@dataclass(frozen=True)
class _Received:
    """A file that has come whole; `told` is what the form said of it."""

    name: str
    collection: str
    content: IO[bytes]
    told: Mapping[str, str] = field(default_factory=dict)


@asynccontextmanager
async def _received(request: Request, name: str | None, collection: str | None) -> AsyncIterator[_Received]:
    """The file as body or form. The gate bounds the size. Raises BadParameter."""
    if request.headers.get("content-type", "").lower().startswith("multipart/form-data"):
        async with request.form(**_FORM_LIMIT) as form:
            file, given = form.get("file"), form.get("collection")
            if not isinstance(file, UploadFile):
                raise BadParameter("multipart 里没有名为 file 的文件 (no file)；请用 -F file=@文件", "file")
            placed = given if isinstance(given, str) and given else collection
            told = {key: value for key in HEADER if isinstance(value := form.get(key), str) and value}
            yield _Received(name or file.filename or "", placed or "files", cast(IO[bytes], file.file), told)
        return
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as content:
        async for part in request.stream():
            # The first megabyte stays in memory; beyond that a write is to a local file.
            content.write(part)
        content.seek(0)
        yield _Received(name or "", collection or "files", cast(IO[bytes], content))


def _answer(request: Request, job: Job, status: int) -> Response:
    shown = {key: value for key, value in asdict(job).items() if key != "who"}
    address = f"{request.scope.get('root_path', '')}/jobs/{job.id}"
    body, media_type = as_json({**shown, "address": address})
    headers = {"Cache-Control": "no-store"} | ({"Location": address} if status == 202 else {})
    return Response(body, status, headers, media_type)


def _only(*codes: int) -> dict[int | str, dict[str, Any]]:
    return {code: _REFUSED[code] for code in codes}


def _few(*codes: int) -> dict[int | str, dict[str, Any]]:
    return {code: PROBLEMS[code] for code in codes}
