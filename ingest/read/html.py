"""A web page → its main text: navigation, related links and footers left out, headings and tables kept as lines.

trafilatura finds the main text; where it finds next to none (a page that is one list or one table) all visible text is
taken. Runs in the reading process only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from configparser import ConfigParser
from importlib.metadata import version

import lxml.html  # type: ignore[import-untyped]
import trafilatura
from lxml.etree import ParserError  # type: ignore[import-untyped]
from trafilatura.settings import DEFAULT_CONFIG

from graph.errors import UnreadableSource
from graph.moment import parse
from ingest.read.encoding import decode
from ingest.read.yielded import ReadingLimits, Yielded

_HIDDEN = re.compile(r"script|style|noscript|template|nav|footer|aside|form|select|button|iframe|svg|object|head|title")
_BLOCK = re.compile(
    r"p|div|section|article|main|header|ul|ol|li|dl|dt|dd|table|tbody|thead|tr|td|h[1-6]|pre|blockquote|figure|figcaption|hr"
    r"|center|address"
)
_BLANK = re.compile(r"[ \t\r\f\v\u00a0]+")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
# A page's own date only where the page states one; guesses from the running text would date what it tells of.
_DATES = {"extensive_search": False, "original_date": True, "max_date": "2100-01-01"}
_LITTLE = 40


def read_page(data: bytes, limits: ReadingLimits) -> Yielded:
    """The main text, title and date of a page. Raises UnreadableSource for bytes that are no page or hold no text."""
    page = _DECLARATION.sub("", decode(data, "网页"))
    text, title, date = _main(page)
    if len(text) < _LITTLE:
        text = max(text, _visible(page), key=len)
    if not text:
        raise UnreadableSource("网页里没有可读的文字 (no text in the page)；内容可能由脚本生成，请另存为 txt")
    if title and title not in text:
        text = f"# {title}\n\n{text}"
    return Yielded(text, f"html/1 trafilatura {version('trafilatura')}", title, date if parse(date) else "")


def _main(page: str) -> tuple[str, str, str]:
    """Main text, title and date as trafilatura finds them; empty where it finds none."""
    found = trafilatura.bare_extraction(
        page, fast=True, include_comments=False, include_tables=True, include_formatting=True, with_metadata=True,
        date_extraction_params=_DATES, config=_config(),
    )  # fmt: skip
    if found is None:
        return "", "", ""
    values = found if isinstance(found, dict) else found.as_dict()
    text = "".join(piece for block in values["body"] for piece in _block(block))
    return text.strip("\n"), _one_line(values["title"] or ""), values["date"] or ""


def _config() -> ConfigParser:
    """trafilatura's own settings, but for its lengths: a whole notice in Chinese has fewer characters than it asks of
    a paragraph."""
    config = ConfigParser()
    config.read_dict({"DEFAULT": dict(DEFAULT_CONFIG.defaults())})
    config.read_dict({"DEFAULT": {"MIN_EXTRACTED_SIZE": str(_LITTLE), "MIN_OUTPUT_SIZE": "1"}})
    return config


def _block(block: lxml.html.HtmlElement) -> Iterator[str]:
    """A heading, paragraph, list or table of trafilatura's tree as lines with a blank line after it."""
    if block.tag == "head":
        level = block.get("rend", "h2")[1:]
        yield f"{'#' * (int(level) if level.isdigit() else 2)} {_one_line(''.join(block.itertext()))}\n\n"
    elif block.tag == "table":
        for row in block.iter("row"):
            cells = (_one_line(" ".join(cell.itertext())) for cell in row.iterchildren("cell"))
            yield "| " + " | ".join(cells) + " |\n"
        yield "\n"
    elif block.tag == "list":
        for item in block.iter("item"):
            yield f"- {_one_line(''.join(item.itertext()))}\n"
        yield "\n"
    else:
        for line in block.iter("lb"):
            line.tail = "\n" + (line.tail or "")
        yield "\n".join(_one_line(line) for line in "".join(block.itertext()).split("\n")) + "\n\n"
    if block.tail and block.tail.strip():
        yield _one_line(block.tail) + "\n\n"


def _one_line(text: str) -> str:
    return " ".join(text.replace("|", "¦").split())


def _visible(page: str) -> str:
    try:
        root = lxml.html.document_fromstring(page)
    except ParserError:
        return ""
    lines = (_BLANK.sub(" ", line).strip() for line in "".join(_pieces(root)).split("\n"))
    return "\n".join(line for line in lines if line.strip("| "))


def _pieces(root: lxml.html.HtmlElement) -> Iterator[str]:
    """Text and line breaks in the order of the page; a stack, because pages can be nested deeper than Python calls."""
    stack: list[lxml.html.HtmlElement | str] = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, str):
            yield item
            continue
        after = item.tail or ""
        if not isinstance(item.tag, str) or _HIDDEN.fullmatch(item.tag):
            yield after
        elif item.tag == "tr" and next(item.iter("table"), None) is None:
            cells = (" ".join(" ".join(cell.itertext()).split()) for cell in item.iterchildren("td", "th"))
            stack += [after, "\n| " + " | ".join(cells) + " |\n"]
        else:
            around = "\n" if item.tag == "br" or _BLOCK.fullmatch(item.tag) else ""
            stack += [after, around, *reversed(item), around + (item.text or "")]
