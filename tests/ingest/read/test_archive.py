"""What the table of contents of a docx or xlsx tells before anything is unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from graph.errors import UnreadableSource
from ingest.read.archive import check_archive

PART = "word/document.xml"


def packed(parts: dict[str, bytes]) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return output.getvalue()


def check(data: bytes, unpacked: int = 1_000_000) -> None:
    check_archive(data, PART, "docx", unpacked)


def test_an_archive_with_its_part_is_let_through() -> None:
    check(packed({PART: b"<w/>"}), unpacked=4)
    with pytest.raises(UnreadableSource):
        check(packed({PART: b"<w/>"}), unpacked=3)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "不是 docx 文件"),
        (b"<html>", "不是 docx 文件"),
        (packed({"a.txt": b"x"}), "没有 word/document.xml"),
        (packed({PART: b"x" * 50_000})[:-30], "不完整或已损坏"),
        (packed({PART: bytes(3_000_000)}), "解开后有 3,000,000 字节"),
        (packed({PART: b"x"} | {f"{number}": b"" for number in range(10_001)}), "解开后"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "旧版 Office"),
        (b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "密码"),
    ],
)
def test_what_is_none_is_told(data: bytes, told: str) -> None:
    with pytest.raises(UnreadableSource, match=told):
        check(data)


def test_a_locked_part_is_told() -> None:
    data = bytearray(packed({PART: b"x"}))
    contents = data.index(b"PK\x01\x02")
    data[contents + 8] |= 1
    with pytest.raises(UnreadableSource, match="密码"):
        check(bytes(data))
