"""The numbers that Word itself sets before paragraphs (第一条, 1., （二）): they stand in no run of the text.

A number is written as its level's pattern says. Bullets and formats that no text of this kind uses are left out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_DIGITS = "零一二三四五六七八九"
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCountingThousand",
                      "ideographTraditional", "ideographDigital"})  # fmt: skip
_ARABIC = frozenset({"decimal", "decimalFullWidth", "decimalZero"})
_CIRCLED = frozenset({"decimalEnclosedCircle", "decimalEnclosedCircleChinese"})
_LEVELS = 9


@dataclass(frozen=True)
class _Level:
    format: str
    pattern: str
    start: int


@dataclass
class Numbering:
    """Counts the paragraphs of one document; asked for each of them in order."""

    _lists: Mapping[str, tuple[str, Mapping[int, _Level]]] = field(default_factory=dict)
    _counted: dict[str, list[int]] = field(default_factory=dict)

    def before(self, document: WordDocument, paragraph: BaseOxmlElement) -> str:
        """What Word shows before this paragraph, without a blank behind it; empty when it counts in no list."""
        number, depth = _place(document, paragraph)
        key, levels = self._lists.get(number, ("", {}))
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._counted.setdefault(key, [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else level.start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        if level.format not in _CHINESE | _ARABIC | _CIRCLED:
            return ""

        def shown(match: re.Match[str]) -> str:
            of = int(match[1]) - 1
            each = levels.get(of, level)
            return _written(counts[of] or each.start, each.format)

        return re.sub(r"%([1-9])", shown, level.pattern)


def numbering_of(document: WordDocument) -> Numbering:
    """The lists of a document; none when it has no numbering part."""
    part = next((rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith("/numbering")), None)
    root = getattr(part, "element", None)
    if root is None:
        return Numbering()
    abstract = {each.get(qn("w:abstractNumId")): _levels(each) for each in root.iter(qn("w:abstractNum"))}
    lists: dict[str, tuple[str, Mapping[int, _Level]]] = {}
    for each in root.iter(qn("w:num")):
        id_, base = each.get(qn("w:numId")), each.find(qn("w:abstractNumId"))
        if base is not None:
            name = base.get(qn("w:val"))
            # A list that begins anew counts for itself.
            own = each.find(qn("w:lvlOverride")) is not None
            lists[id_] = (f"num {id_}" if own else f"abstract {name}", abstract.get(name, {}))
    return Numbering(lists)


def _levels(abstract: BaseOxmlElement) -> dict[int, _Level]:
    levels: dict[int, _Level] = {}
    for level in abstract.iter(qn("w:lvl")):
        depth = level.get(qn("w:ilvl"), "")
        if depth.isdigit() and int(depth) < _LEVELS:
            start = _value(level, "w:start") or "1"
            levels[int(depth)] = _Level(
                _value(level, "w:numFmt"), _value(level, "w:lvlText"), int(start) if start.isdigit() else 1
            )
    return levels


def _value(parent: BaseOxmlElement, name: str) -> str:
    child = parent.find(qn(name))
    return "" if child is None else child.get(qn("w:val"), "")


def _place(document: WordDocument, paragraph: BaseOxmlElement) -> tuple[str, int]:
    """The list and the level of a paragraph, its own or its style's."""
    own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if own is None:
        style = document.styles.get_by_id(paragraph.style, WD_STYLE_TYPE.PARAGRAPH)
        own = style.element.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
    if own is None:
        return "", 0
    depth = _value(own, "w:ilvl") or "0"
    return _value(own, "w:numId"), int(depth) if depth.isdigit() and int(depth) < _LEVELS else 0


def _written(number: int, format_: str) -> str:
    if format_ in _CIRCLED and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    return _chinese(number) if format_ in _CHINESE and number < 100 else str(number)


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    if not tens:
        return _DIGITS[ones]
    return f"{_DIGITS[tens] if tens > 1 else ''}十{_DIGITS[ones] if ones else ''}"
