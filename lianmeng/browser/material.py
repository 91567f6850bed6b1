"""The three things that are made for Neo4j Browser, under the names by which they are written and served."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from queries.browser.grass import rules, style_sheet
from queries.browser.guide import guide
from queries.browser.saved import FOLDER, archive, documents
from queries.browser.tour import steps, tour
from queries.catalogue import load_catalogue, shipped_model

STYLE, GUIDE, STATEMENTS = "style.grass", "guide.html", "statements.zip"


@dataclass(frozen=True)
class File:
    """What is written or served, with its media type."""

    body: bytes
    media_type: str


def files() -> Mapping[str, File]:
    """Style sheet, guide and statements by name."""
    pages = tour(load_catalogue())
    return {
        STYLE: File(style_sheet(shipped_model()).encode(), "text/plain; charset=utf-8"),
        GUIDE: File(guide(pages).encode(), "text/html; charset=utf-8"),
        STATEMENTS: File(archive(steps(pages)), "application/zip"),
    }


def kept_by_browser() -> dict[str, Any]:
    """What Browser keeps in the page's storage: its own keys, without the prefix `neo4j.`."""
    return {"documents": documents(steps(tour(load_catalogue()))), "folders": [FOLDER], "grass": rules(shipped_model())}
