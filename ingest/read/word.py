"""A Word document → its paragraphs and tables in order: headings with `#`, table rows as `| a | b |`.

What a reviser deleted is left out, what one inserted is read. A text box follows the paragraph that it is fixed to, and
numbers that Word sets itself stand before theirs. Runs in the reading process only.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from importlib.metadata import version

import docx
from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from graph.errors import UnreadableSource
from ingest.read.archive import check_archive
from ingest.read.word_numbers import Numbering, numbering_of
from ingest.read.yielded import ReadingLimits, Yielded

_LEFT_OUT = frozenset(qn(name) for name in ("w:del", "w:moveFrom", "w:txbxContent", "w:instrText", "w:rt"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_HEADING = re.compile(r"(?:heading|标题)\s*(\d)", re.IGNORECASE)


def read_word(data: bytes, limits: ReadingLimits) -> Yielded:
    """The text of a docx. Raises UnreadableSource when it has a password, is damaged or holds no text."""
    check_archive(data, "word/document.xml", "docx", limits.unpacked)
    document = docx.Document(io.BytesIO(data))
    blocks = _blocks(document, document.element.body, numbering_of(document))
    text = "\n".join(blocks).strip("\n")
    if not text.strip():
        raise UnreadableSource("文档里没有文字，大概只有图片 (no text)；请先做文字识别 (OCR)")
    title = (document.core_properties.title or "").strip()
    return Yielded(text, f"docx/2 python-docx {version('python-docx')}", title if _CHINESE.search(title) else "")


def _blocks(document: WordDocument, parent: BaseOxmlElement, numbering: Numbering) -> Iterator[str]:
    """Paragraphs and rows; a blank line after each paragraph, as in Markdown, because its end is a real one."""
    for block in parent:
        if block.tag == qn("w:p"):
            text = _text(block)
            if text.strip():
                number = numbering.before(document, block)
                gap = " " if number[-1:].isalnum() or number.endswith(("条", "章", "节")) else ""
                yield f"{_heading(document, block)}{number}{gap}{text}"
            else:
                yield ""
            yield ""
            for box in _boxes(block):
                yield from _blocks(document, box, numbering)
        elif block.tag == qn("w:tbl"):
            yield from _rows(block)
            yield ""
        elif block.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _blocks(document, block, numbering)


def _boxes(paragraph: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    """The text boxes fixed to a paragraph itself; what old programs are shown instead says the same again."""
    for box in paragraph.iter(qn("w:txbxContent")):
        around = list(box.iterancestors())
        inner = around[: around.index(paragraph)]
        if not any(node.tag in (_FALLBACK, qn("w:p"), qn("w:del")) for node in inner):
            yield box


def _heading(document: WordDocument, paragraph: BaseOxmlElement) -> str:
    style = document.styles.get_by_id(paragraph.style, WD_STYLE_TYPE.PARAGRAPH)
    level = _HEADING.fullmatch(style.name or "")
    return "#" * min(6, max(1, int(level[1]))) + " " if level else ""


def _rows(table: BaseOxmlElement) -> Iterator[str]:
    above: dict[int, str] = {}
    for row in table.iter(qn("w:tr")):
        cells: list[str] = []
        for cell in row.iterchildren(qn("w:tc"), qn("w:sdt")):
            for inner in [cell] if cell.tag == qn("w:tc") else cell.iter(qn("w:tc")):
                merged, span = _merged(inner)
                # A cell merged downwards holds for every row that it covers.
                text = above.get(len(cells), "") if merged == "continue" else _cell(inner)
                above[len(cells)] = text
                cells += [text, *[""] * (span - 1)]
        if any(cell.strip() for cell in cells):
            yield "| " + " | ".join(cells) + " |"


def _merged(cell: BaseOxmlElement) -> tuple[str, int]:
    """Whether a cell continues the one above it, and over how many columns it reaches."""
    merge, span = cell.find(f"{qn('w:tcPr')}/{qn('w:vMerge')}"), cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
    vertical = "" if merge is None else merge.get(qn("w:val"), "continue")
    width = "1" if span is None else span.get(qn("w:val"), "1")
    return vertical, min(int(width), 64) if width.isdigit() else 1


def _cell(cell: BaseOxmlElement) -> str:
    """The paragraphs of a cell on one line. Two names in one cell stand in two paragraphs, so ； keeps them apart."""
    texts = (_text(paragraph).replace("\n", " ").replace("|", "¦").strip() for paragraph in cell.iter(qn("w:p")))
    return "；".join(text for text in texts if text)


def _text(paragraph: BaseOxmlElement) -> str:
    pieces: list[str] = []
    stack = [paragraph]
    while stack:
        node = stack.pop()
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag in (qn("w:tab"), qn("w:cr"), qn("w:br")) and node.getparent().tag == qn("w:r"):
            pieces.append(" " if node.tag == qn("w:tab") else "\n")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
        elif node.tag not in _LEFT_OUT and node.tag != _FALLBACK:
            stack += reversed(node)
    return "".join(pieces)
