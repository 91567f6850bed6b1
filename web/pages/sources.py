"""`/source/{id}`: the document as read, every proven span marked, the asked-for one in view, next and previous."""

from __future__ import annotations

import re

from fastapi import APIRouter, Request
from starlette.responses import Response

from graph.errors import BadParameter
from queries.catalogue import question_named
from queries.run import MOST_ROWS, ask
from queries.sources import source_record, source_text
from web.listing import tools
from web.marking import Mark, marked, neighbours, window
from web.site import Page, Site, State
from web.view import View

_SPAN = re.compile(r"(\d{1,9})-(\d{1,9})")
CYPHER = (
    "MATCH (e:Evidence)-[:IN]->(s:Source {{id: '{id}'}})\nRETURN e.type, e.quote, e.start ORDER BY e.start LIMIT 300"
)


def add(router: APIRouter, site: Site) -> None:
    """Adds the page."""

    @router.get("/source/{id}", response_model=None)
    def source(request: Request, id: str) -> Response:
        return site.answer(request, lambda view, state: page(site, view, state, id))


def page(site: Site, view: View, state: State, id_: str) -> Page:
    """The source's page; `at=120-164` is the span that is in view. Raises NotFound, BadParameter."""
    record, text = source_record(site.store, id_), source_text(site.store, id_)
    span = _span(view.query.get("at", ""), len(text))
    facts = ask(site.store, question_named("source_facts"), {"source": id_}, limit=MOST_ROWS)
    marks = [Mark(row["start"], row["end"], row["fact"]) for row in facts.rows]
    start, end = window(len(text), span)
    before, after = neighbours(marks, span)
    here = [row for row in facts.rows if span and row["start"] < span[1] and row["end"] > span[0]]
    values = {
        "record": record,
        "facts": facts,
        "span": span,
        "pieces": marked(text, marks, span, (start, end), record.get("genre") == "table"),
        "start": start,
        "end": end,
        "length": len(text),
        "before": before,
        "after": after,
        "here": here,
        "tools": tools(site, view, state, record["title"], CYPHER.format(id=id_), f"/sources/{id_}", files=False),
    }
    return Page("source.html", str(record["title"]), values)


def _span(text: str, length: int) -> tuple[int, int] | None:
    if not text:
        return None
    found = _SPAN.fullmatch(text)
    if found is None or not 0 <= int(found[1]) < int(found[2]) <= length:
        raise BadParameter(f"at={text[:30]}：应为“起-止”，在 0 到 {length} 之间 (not a span of this text)", "at")
    return int(found[1]), int(found[2])
