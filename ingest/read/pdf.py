"""A PDF → the text of its pages, without page numbers and the lines that repeat on every page.

Lines stay as the page breaks them; which of these breaks are soft is decided by `ingest.words.lines`. Runs in the
reading process only.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from importlib.metadata import version

import pypdfium2

from graph.errors import UnreadableSource
from ingest.read.yielded import ReadingLimits, Yielded

_PAGE_NUMBER = re.compile(r"[\s—–\-·第共页/]*\d{1,4}[\s—–\-·第共页/]*(?:\d{1,4}[\s页]*)?")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
_EDGE = 2


def read_pdf(data: bytes, limits: ReadingLimits) -> Yielded:
    """The text of a PDF. Raises UnreadableSource when it has a password, is damaged or holds pictures only."""
    if b"%PDF-" not in data[:1024]:
        raise UnreadableSource("不是 PDF 文件 (not a PDF)；请核对扩展名")
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UnreadableSource("文件有密码 (encrypted PDF)；请去掉密码后另存") from error
        raise UnreadableSource(f"PDF 已损坏 (damaged PDF)：{error}；请重新下载或另存") from error
    pages: list[list[str]] = []
    characters = 0
    for number in range(len(document)):
        text = _page(document, number)
        characters += len(text)
        if characters > limits.characters:
            raise UnreadableSource(f"文字超过 {limits.characters:,} 字 (too much text)；请拆分文件")
        pages.append([line.rstrip() for line in text.split("\n")])
    text = "\n".join("\n".join(lines) for lines in without_margins(pages) if lines)
    if not text.strip():
        raise UnreadableSource("PDF 里没有文字，大概是扫描件 (no text layer)；请先做文字识别 (OCR)")
    title = _NOT_TEXT.sub("", document.get_metadata_dict().get("Title", "")).strip()
    known = title if _CHINESE.search(title) and not title.startswith("Microsoft") else ""
    return Yielded(text, f"pdf/1 pypdfium2 {version('pypdfium2')}", known)


def _page(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        textpage = page.get_textpage()
        text: str = textpage.get_text_bounded()
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(f"PDF 第 {number + 1} 页已损坏 (damaged page)：{error}；请重新下载或另存") from error
    textpage.close()
    page.close()
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def without_margins(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lines of each page without page numbers, and without first or last lines that half of all pages share;
    of those the first one stays, because it is often the only title."""
    filled = [[line for line in lines if line.strip()] for lines in pages]
    shared = Counter(key for lines in filled for key in {_key(line) for line in _edges(lines)})
    running = {key for key, pages_ in shared.items() if pages_ >= max(3, len(filled) / 2)}
    told: set[str] = set()
    kept: list[list[str]] = []
    for lines in filled:
        page: list[str] = []
        for place, line in enumerate(lines):
            margin = place < _EDGE or place >= len(lines) - _EDGE
            if margin and (_PAGE_NUMBER.fullmatch(line) or _key(line) in told):
                continue
            if margin and _key(line) in running:
                told.add(_key(line))
            page.append(line)
        kept.append(page)
    return kept


def _edges(lines: Sequence[str]) -> list[str]:
    return [*lines[:_EDGE], *lines[-_EDGE:]]


def _key(line: str) -> str:
    """Equal for the running titles of two pages."""
    return re.sub(r"\d+|\s+", "", line)
