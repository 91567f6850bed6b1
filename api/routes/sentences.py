"""The sentences of the sources in which given words stand, with how far the search came."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response
from pydantic import Field

from api.answers import as_json, send
from api.depends import Service
from api.models import Model
from api.routes.questions import KEPT
from graph.errors import BadParameter
from queries.passages import LONGEST_SEARCH, Passages, passages

Text = Annotated[
    str, Query(description="要找的字，几个词以空格分开 / words, with blanks between them", examples=["粉尘排放"])
]
Limit = Annotated[int, Query(ge=1, le=200, description="最多几条 / at most so many")]
Offset = Annotated[int, Query(ge=0, le=100_000, description="从第几条起 / offset")]


class _Stopped(Exception):
    """An answer that is not to be kept: a search that was stopped may come through the next time."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("stopped")
        self.answer = answer


class SentenceOut(Model):
    """句子 / A sentence of a source."""

    source: str = Field(description="来源编号 / id of the source", examples=["sr-8f3a38340ad992b40865"])
    title: str = Field(description="来源的标题 / title of the source")
    quote: str = Field(description="全文 [start, end) 处的字，长句只引一部分 / characters [start, end) of the text")
    start: int = Field(description="起，按 Unicode 码点 / start, in code points")
    end: int = Field(description="止（不含） / end, exclusive")
    sentence_start: int = Field(description="整句的起 / start of the whole sentence")
    sentence_end: int = Field(description="整句的止 / end of the whole sentence")
    matches: list[tuple[int, int]] = Field(description="所找的字在全文中的位置 / where the words stand in the text")


class SentencesOut(Model):
    """原文里的句子 / Sentences of the sources."""

    q: str = Field(description="所搜的字 / what was searched")
    words: list[str] = Field(description="实际查找的词 / the words that were looked for")
    total: int = Field(description="找到几句 / how many sentences were found")
    offset: int = Field(description="从第几条起（0 为首） / offset")
    limit: int = Field(description="最多几条 / limit")
    cut: bool = Field(description="是否还有更多 / whether there are more")
    stopped: bool = Field(description="是否到时停止而没有查完 / whether the search was stopped at its time limit")
    sources: int | None = Field(description="含有这些词的来源数 / sources whose text holds the words")
    searched: int = Field(description="其中查了几个 / of these, searched")
    notes: list[str] = Field(description="说明 / notes")
    items: list[SentenceOut] = Field(description="句子 / sentences")


def routes(service: Service) -> APIRouter:
    """`/sentences`."""
    router = APIRouter(tags=["搜索 search"])

    @router.get("/sentences", summary="原文里含有这些字的句子 / sentences of the sources that hold the words",
                response_model=None, responses={200: {"model": SentencesOut}, **KEPT})  # fmt: skip
    def sentences(request: Request, q: Text, limit: Limit = 20, offset: Offset = 0) -> Response:
        if len(q) > LONGEST_SEARCH:
            raise BadParameter(f"q 有 {len(q)} 个字，超过 {LONGEST_SEARCH} (too long)；请缩短", "q")
        try:
            return send(request, service, lambda version, mixed: as_json(_sent(service, q, limit, offset)))
        except _Stopped as stopped:
            body, media_type = as_json(stopped.answer)
            return Response(body, headers={"Cache-Control": "no-store"}, media_type=media_type)

    return router


def _sent(service: Service, q: str, limit: int, offset: int) -> dict[str, Any]:
    found = passages(service.store, q, limit=limit, offset=offset)
    answer = _told(q, found, limit, offset)
    if found.stopped:
        raise _Stopped(answer)
    return answer


def _told(q: str, found: Passages, limit: int, offset: int) -> dict[str, Any]:
    names = ("source", "title", "quote", "start", "end", "sentence_start", "sentence_end", "matches")
    return {
        "q": q,
        "words": found.words,
        "total": found.total,
        "offset": offset,
        "limit": limit,
        "cut": offset + len(found.items) < found.total,
        "stopped": found.stopped,
        "sources": found.sources,
        "searched": found.searched,
        "notes": list(found.notes(offset)),
        "items": [{name: getattr(item, name) for name in names} for item in found.items],
    }
