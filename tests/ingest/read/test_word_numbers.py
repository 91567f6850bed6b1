"""Numbers that Word sets itself, and text boxes: both are read where a reader of the page sees them."""

from __future__ import annotations

import io

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest.read.word import read_word
from ingest.read.yielded import ReadingLimits

_BOX = (
    '<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"
    "</w:txbxContent></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r>"
    "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


def lines(document: WordDocument) -> list[str]:
    output = io.BytesIO()
    document.save(output)
    return [line for line in read_word(output.getvalue(), ReadingLimits()).text.split("\n") if line]


def with_list(levels: list[tuple[str, str]]) -> WordDocument:
    """A document with one list, 77, of these formats and patterns."""
    document = docx.Document()
    root = document.part.numbering_part.element
    parts = "".join(
        f'<w:lvl w:ilvl="{depth}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for depth, (form, pattern) in enumerate(levels)
    )
    root.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="77">{parts}</w:abstractNum>'))
    root.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    return document


def add(document: WordDocument, text: str, depth: int | None = None, list_: int = 77) -> None:
    paragraph = document.add_paragraph(text)
    if depth is not None:
        place = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{list_}"/></w:numPr>'
        paragraph._p.get_or_add_pPr().append(parse_xml(place))


def test_the_articles_of_a_charter() -> None:
    document = with_list([("chineseCountingThousand", "第%1条"), ("chineseCounting", "（%2）")])
    add(document, "本联盟名称为海岸联盟。", 0)
    add(document, "联盟的任务：", 0)
    add(document, "攻关；", 1)
    add(document, "交流。", 1)
    add(document, "本章程自通过之日起施行。", 0)
    add(document, "完。")
    assert lines(document) == [
        "第一条 本联盟名称为海岸联盟。",
        "第二条 联盟的任务：",
        "（一）攻关；",
        "（二）交流。",
        "第三条 本章程自通过之日起施行。",
        "完。",
    ]


@pytest.mark.parametrize(
    ("form", "pattern", "shown"),
    [
        ("decimal", "%1.", "12.文"),
        ("chineseCounting", "%1、", "十二、文"),
        ("decimalEnclosedCircle", "%1", "⑫ 文"),
        ("bullet", "•", "文"),
        ("none", "", "文"),
    ],
)
def test_each_format_as_it_is_shown(form: str, pattern: str, shown: str) -> None:
    document = with_list([(form, pattern)])
    for _ in range(12):
        add(document, "文", 0)
    assert lines(document)[-1] == shown


def test_a_list_that_is_none_and_one_that_is_missing_number_nothing() -> None:
    document = with_list([("decimal", "%1.")])
    add(document, "甲", 0, 0)
    add(document, "乙", 0, 4711)
    add(document, "丙", 5)
    assert lines(document) == ["甲", "乙", "丙"]


def test_an_empty_paragraph_counts_nothing() -> None:
    document = with_list([("decimal", "%1、")])
    add(document, " ", 0)
    add(document, "甲", 0)
    assert lines(document) == ["1、甲"]


def test_a_text_box_follows_its_paragraph_once() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("联盟成立。")
    paragraph._p.append(parse_xml(_BOX.format(ns=nsdecls("w"), text="理事长单位：东海大学")))
    document.add_paragraph("完。")
    assert lines(document) == ["联盟成立。", "理事长单位：东海大学", "完。"]
