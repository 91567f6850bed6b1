"""Looks at the table of contents of a docx or xlsx before anything is unpacked.

Both are ZIP archives, and a ZIP of some kilobytes can unpack to gigabytes. A size that the contents state too low does
no harm: `zipfile` reads no more than what is stated and then finds the checksum wrong.
"""

from __future__ import annotations

import io
import zipfile

from graph.errors import UnreadableSource

_OLE = b"\xd0\xcf\x11\xe0"
_MOST_PARTS = 10_000


def check_archive(data: bytes, part: str, format_: str, unpacked: int) -> None:
    """Raises UnreadableSource unless `data` is a ZIP with `part` in it that unpacks to at most `unpacked` bytes."""
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise UnreadableSource(f"文件有密码 (encrypted {format_})；请去掉密码后另存")
        raise UnreadableSource(f"是旧版 Office 文件，不是 {format_} (an old binary format)；请另存为 {format_}")
    if not data.startswith(b"PK"):
        raise UnreadableSource(f"不是 {format_} 文件 (not a ZIP archive)；请核对扩展名，或重新另存为 {format_}")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError) as error:
        raise UnreadableSource(f"{format_} 文件不完整或已损坏 (damaged archive)：{error}；请重新下载或另存") from error
    total = sum(item.file_size for item in parts)
    if total > unpacked or len(parts) > _MOST_PARTS:
        raise UnreadableSource(
            f"解开后有 {total:,} 字节、{len(parts):,} 个部分，超过上限 {unpacked:,} 字节 (unpacks too large)；"
            "请拆分文件，或去掉图片后另存"
        )
    if any(item.flag_bits & 1 for item in parts):
        raise UnreadableSource(f"文件有密码 (encrypted {format_})；请去掉密码后另存")
    if part not in {item.filename for item in parts}:
        raise UnreadableSource(f"压缩包里没有 {part}，不是 {format_} (not a {format_})；请核对扩展名")
