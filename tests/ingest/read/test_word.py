"""Word: paragraphs, headings and tables in order, as the last reviser left them."""

from __future__ import annotations

import io

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement

from ingest.read.word import read_word
from ingest.read.yielded import ReadingLimits

LIMITS = ReadingLimits()


def saved(document: WordDocument) -> bytes:
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def test_paragraphs_headings_and_tables_keep_their_order() -> None:
    document = docx.Document()
    document.core_properties.title = "海岸联盟章程"
    document.add_heading("第一章 总则", 1)
    document.add_paragraph("第一条 本联盟名称为海岸联盟。")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["单位", "职务", "东海大学", "理事长单位"], strict=True):
        cell.text = text
    document.add_paragraph("以上。")
    yielded = read_word(saved(document), LIMITS)
    assert yielded.text.split("\n") == [
        "# 第一章 总则",
        "",
        "第一条 本联盟名称为海岸联盟。",
        "",
        "| 单位 | 职务 |",
        "| 东海大学 | 理事长单位 |",
        "",
        "以上。",
    ]
    assert yielded.title == "海岸联盟章程"


def test_a_cell_merged_downwards_holds_for_its_rows_and_one_merged_sideways_once() -> None:
    document = docx.Document()
    table = document.add_table(4, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "理事会"
    for row, name in enumerate(["甲公司", "乙公司", "丙公司"], 1):
        table.cell(row, 0).text = name
    table.cell(1, 1).merge(table.cell(2, 1)).text = "副理事长单位"
    assert read_word(saved(document), LIMITS).text.split("\n") == [
        "| 理事会 |  |",
        "| 甲公司 | 副理事长单位 |",
        "| 乙公司 | 副理事长单位 |",
        "| 丙公司 |  |",
    ]


def test_two_names_in_one_cell_stay_apart_and_a_bar_makes_no_cell() -> None:
    document = docx.Document()
    cell = document.add_table(1, 1).cell(0, 0)
    cell.text = "甲公司"
    cell.add_paragraph("乙|丙公司")
    assert read_word(saved(document), LIMITS).text == "| 甲公司；乙¦丙公司 |"


def test_what_was_deleted_is_gone_and_what_was_inserted_is_there() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("成员单位共")
    for tag, text in (("w:del", "十家"), ("w:ins", "十二家")):
        change = OxmlElement(tag)
        change.append(paragraph.add_run(text)._r)
        paragraph._p.append(change)
    assert read_word(saved(document), LIMITS).text == "成员单位共十二家"


def test_a_line_break_stays_and_a_tab_is_a_blank() -> None:
    document = docx.Document()
    document.add_paragraph("甲\t乙\n丙")
    assert read_word(saved(document), LIMITS).text == "甲 乙\n丙"


def test_a_content_control_is_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("联盟成立。")
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    paragraph._p.addprevious(control)
    content.append(paragraph._p)
    assert read_word(saved(document), LIMITS).text == "联盟成立。"
