"""The reading process: what it gives back, and that nothing a file does reaches further than an error naming it."""

from __future__ import annotations

import hashlib
import io
import re
import sys
import zipfile
from collections.abc import Callable
from dataclasses import replace

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from graph.errors import UnreadableSource
from ingest.read.yielded import ReadingLimits
from ingest.source import Document

Read = Callable[..., Document]
LINUX = pytest.mark.skipif(
    sys.platform != "linux", reason="只有 Linux 限制进程的内存 (only Linux holds a process to its memory)"
)


def word(text: str) -> bytes:
    document, output = docx.Document(), io.BytesIO()
    document.add_paragraph(text)
    document.save(output)
    return output.getvalue()


def workbook(text: str) -> bytes:
    book, output = Workbook(), io.BytesIO()
    book.worksheets[0].append([text, "理事"])
    book.save(output)
    return output.getvalue()


def with_part(data: bytes, part: str, content: bytes) -> bytes:
    """The archive with one part replaced."""
    output = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            new.writestr(item.filename, content if item.filename == part else old.read(item))
    return output.getvalue()


def samples(make_pdf: Callable[..., bytes]) -> dict[str, bytes]:
    page = "<html><head><title>海岸联盟成立</title></head><body><p>海岸联盟于2014年在青岛成立。</p></body></html>"
    return {
        "a.html": page.encode(),
        "a.pdf": make_pdf([["海岸联盟于2014年在青岛成立。"]]),
        "a.docx": word("海岸联盟于2014年在青岛成立。"),
        "a.xlsx": workbook("海岸联盟于2014年在青岛成立。"),
    }


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.xlsx"])
def test_each_format_is_read_the_same_twice(read: Read, make_pdf: Callable[..., bytes], name: str) -> None:
    data = samples(make_pdf)[name]
    document = read(name, data)
    assert "海岸联盟于2014年在青岛成立。" in document.text
    assert document.sha256 == hashlib.sha256(data).hexdigest()
    assert re.fullmatch(rf"{name[2:]}/[1-9]", document.reader.split()[0])
    assert read(name, data) == document


def test_what_is_known_of_the_file_goes_into_the_header(read: Read, make_pdf: Callable[..., bytes]) -> None:
    files = samples(make_pdf)
    assert read("a.html", files["a.html"]).header.title == "海岸联盟成立"
    assert read("a.xlsx", files["a.xlsx"]).header.genre == "table"


@pytest.mark.parametrize("name", ["a.html", "a.pdf", "a.docx", "a.xlsx"])
def test_a_truncated_file_is_refused_by_name_or_read(read: Read, make_pdf: Callable[..., bytes], name: str) -> None:
    data = samples(make_pdf)[name]
    for share in (3, 10):
        try:
            document = read(name, data[: len(data) * share // 11])
        except UnreadableSource as error:
            told = str(error)
        else:
            told = document.path
        assert told.startswith(name)


def test_an_archive_bomb_is_not_unpacked(read: Read) -> None:
    bomb = with_part(word("甲"), "word/document.xml", b" " * 101_000_000)
    assert len(bomb) < 1_000_000
    with pytest.raises(UnreadableSource, match=r"a\.docx：解开后有 101,"):
        read("a.docx", bomb)


def test_a_size_stated_too_low_is_found_out(read: Read) -> None:
    data = bytearray(with_part(word("甲"), "word/document.xml", b" " * 5_000_000))
    place = data.rindex(b"word/document.xml") - 46
    assert data[place : place + 4] == b"PK\x01\x02"
    data[place + 24 : place + 28] = (100).to_bytes(4, "little")
    with pytest.raises(UnreadableSource, match=r"a\.docx：docx 文件不完整或已损坏"):
        read("a.docx", bytes(data))


def test_entities_that_multiply_do_not(read: Read) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<?xml version="1.0"?><!DOCTYPE w [<!ENTITY e0 "笑笑">{entities}]>'.encode()
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
        b"&e9;</w:t></w:r></w:p></w:body></w:document>"
    )
    with pytest.raises(UnreadableSource, match=r"a\.docx："):
        read("a.docx", with_part(word("甲"), "word/document.xml", laughs + body))


def test_a_workbook_that_claims_a_million_rows_is_read_for_what_it_holds(read: Read) -> None:
    data = workbook("甲公司")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    claims = sheet.replace(b'<dimension ref="A1:B1"', b'<dimension ref="A1:XFD1048576"')
    assert claims != sheet
    assert read("a.xlsx", with_part(data, "xl/worksheets/sheet1.xml", claims)).text == "甲公司,理事\n"


def test_a_workbook_over_the_limit_of_unpacked_bytes_is_refused(read: Read) -> None:
    data = with_part(workbook("甲"), "xl/worksheets/sheet1.xml", b" " * 100_100_000)
    with pytest.raises(UnreadableSource, match="超过上限 100,000,000 字节"):
        read("a.xlsx", data)


@LINUX
def test_the_limit_of_memory_holds(read: Read) -> None:
    cells = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 1_500_000
    body = (
        b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
        + cells
        + b"</w:body></w:document>"
    )
    data = with_part(word("甲"), "word/document.xml", body)
    limits = ReadingLimits(memory=400_000_000)
    with pytest.raises(UnreadableSource, match=r"a\.docx：.*内存"):
        read("a.docx", data, limits=limits)


def test_the_limit_of_time_holds(read: Read) -> None:
    rows = "<table>" * 200 + "<tr><td>甲</td></tr>" * 200_000
    with pytest.raises(UnreadableSource, match=r"a\.html：1 秒内没有读完"):
        read("a.html", f"<html><body>{rows}".encode(), limits=ReadingLimits(seconds=1))


def test_the_limit_of_characters_holds(read: Read) -> None:
    with pytest.raises(UnreadableSource, match="文字超过 10 字"):
        read("a.docx", word("海岸联盟于2014年在青岛成立。"), limits=replace(ReadingLimits(), characters=10))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["a.html", "a.pdf", "a.docx", "a.xlsx"]), st.binary(max_size=300), st.integers(0, 60))
def test_any_bytes_give_a_document_or_our_own_error(
    read: Read, make_pdf: Callable[..., bytes], name: str, noise: bytes, place: int
) -> None:
    data = samples(make_pdf)[name]
    cut = len(data) * place // 60
    try:
        document = read(name, data[:cut] + noise + data[cut + len(noise) :])
    except UnreadableSource as error:
        told = str(error)
    else:
        told = document.path
        assert document.text
    assert told.startswith(name)
