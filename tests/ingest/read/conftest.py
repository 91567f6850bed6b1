"""Files made on the fly: a PDF written by hand, and any bytes under a name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from ingest.read.files import read_document
from ingest.read.yielded import ReadingLimits
from ingest.source import Document


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., Document]:
    """`read(name, data, limits=…)` puts the bytes into a file of that name and reads it."""

    def read_bytes(name: str, data: bytes, limits: ReadingLimits | None = None) -> Document:
        path = tmp_path / name
        path.write_bytes(data)
        return read_document(path, limits=limits)

    return read_bytes


@pytest.fixture
def make_pdf() -> Callable[..., bytes]:
    """`make_pdf(pages, title=…, locked=…)`: a PDF whose pages show these lines, in a Chinese font that viewers know."""

    def build(pages: Sequence[Sequence[str]], title: str = "", locked: bool = False) -> bytes:
        kids = " ".join(f"{5 + 2 * number} 0 R" for number in range(len(pages)))
        objects = [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode(),
            b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts ["
            b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe)"
            b" /Ordering (GB1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light"
            b" /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700"
            b" /StemV 80 >> >>] >>",
            f"<< /Title <feff{title.encode('utf-16-be').hex()}> >>".encode(),
        ]
        for number, lines in enumerate(pages):
            content = b"BT /F1 12 Tf 16 TL 50 780 Td\n"
            content += b"".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n".encode() for line in lines) + b"ET"
            objects.append(
                f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {6 + 2 * number} 0 R"
                " /Resources << /Font << /F1 3 0 R >> >> >>".encode()
            )
            objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
        output = bytearray(b"%PDF-1.4\n")
        places = []
        for number, body in enumerate(objects, 1):
            places.append(len(output))
            output += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'5a' * 32}> /U <{'a5' * 32}> >>" if locked else ""
        start = len(output)
        output += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
        output += b"".join(b"%010d 00000 n \n" % place for place in places)
        output += (
            f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 4 0 R /ID [<{'00' * 16}> <{'00' * 16}>] {lock}"
            " >>\n"
            f"startxref\n{start}\n%%EOF"
        ).encode()
        return bytes(output)

    return build
