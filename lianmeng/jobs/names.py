"""Which names a source that comes over HTTP may have: they become file names, and parts of the source's id."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from graph.errors import BadParameter, RequestRefused

_BYTES = 200  # of a name in UTF-8; file systems take 255
_LEFT_OUT = ("README", "_", ".", "~$")  # as in a folder that is ingested: such files are no sources


def source_name(name: str, suffixes: Collection[str]) -> str:
    """The name, composed (NFC). Raises BadParameter, or RequestRefused for a type that nobody reads."""
    name = _plain(name, "name", "文件名")
    if name.startswith(_LEFT_OUT):
        raise BadParameter(f"文件名 {name}：以 README、_、. 开头的不是来源 (not a source)；请改名", "name")
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if ending not in suffixes:
        raise RequestRefused(
            "wrong-type", f"{name}：读不了这种文件 (type not readable)；可读的有 {'、'.join(sorted(suffixes))}"
        )
    return name


def collection_name(name: str) -> str:
    """The name of a collection, composed (NFC). Raises BadParameter."""
    return _plain(name, "collection", "集合名")


def _plain(name: str, parameter: str, zh: str) -> str:
    name = unicodedata.normalize("NFC", name)
    if not name.strip() or name.strip() != name or not name.isprintable() or any(mark in name for mark in "/\\"):
        raise BadParameter(f"{zh} {name[:50]!r}：应是一个不含斜线和控制字符的名称 (not a name)", parameter)
    if len(name.encode("utf-8", "surrogatepass")) > _BYTES:
        raise BadParameter(f"{zh}超过 {_BYTES} 字节 (name too long)；请缩短", parameter)
    return name
