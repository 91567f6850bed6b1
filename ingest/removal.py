"""The removal list: names of people who asked to be taken out, kept as digests so that the list names nobody.

A name is masked in the text before anything is read from it. So it comes back neither through a new ingest nor through
another text, and no quote or stored text shows it. Where the list lies and when it is read is left to the pipeline.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Any

import yaml

from graph.errors import TableError
from graph.moment import parse

MASK = "■"
_FORM = "写成 removed: [{characters: 3, sha256: …, since: 2026-01-31}]"


@dataclass(frozen=True, slots=True)
class Removal:
    """One name: how many characters (code points) it has, sha256 of its UTF-8 bytes, the day it was taken up."""

    characters: int
    sha256: str
    since: str


def removal_list(text: str) -> tuple[Removal, ...]:
    """The entries of a removed.yaml. Raises TableError for one that does not fit: a slip here would publish a name."""
    try:
        given = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise TableError(f"移除名单不是 YAML (removal list cannot be read)：{error}；{_FORM}") from error
    entries = given.get("removed") if isinstance(given, dict) else None
    if not isinstance(entries, list):
        raise TableError(f"移除名单里没有 removed 一项 (removal list without its list)；{_FORM}")
    return tuple(_removal(number, entry) for number, entry in enumerate(entries, 1))


def _removal(number: int, entry: Any) -> Removal:
    if not isinstance(entry, dict) or set(entry) != {"characters", "sha256", "since"}:
        raise TableError(f"移除名单第{number}项不完整 (incomplete entry)；{_FORM}")
    characters, sha256, since = entry["characters"], str(entry["sha256"]), str(entry["since"])
    if isinstance(characters, bool) or not isinstance(characters, int) or not 2 <= characters <= 60:
        raise TableError(f"移除名单第{number}项：characters 须为 2 到 60 (length of the name)；数一数姓名的字数")
    if not re.fullmatch("[0-9a-f]{64}", sha256):
        raise TableError(
            f"移除名单第{number}项：sha256 须为 64 位小写十六进制 (digest)；用 printf %s 姓名 | sha256sum 求"
        )
    if parse(since) is None:
        raise TableError(f"移除名单第{number}项：since 不是日期 (date)；写成 2026-01-31")
    return Removal(characters, sha256, since)


def masked(text: str, removals: tuple[Removal, ...]) -> str:
    """`text` with every listed name replaced by as many `■`; as long as before, so that all offsets stay right."""
    wanted: dict[int, set[str]] = {}
    for removal in removals:
        wanted.setdefault(removal.characters, set()).add(removal.sha256)
    hidden: list[tuple[int, int]] = []
    for length, digests in wanted.items():
        for start in range(len(text) - length + 1):
            piece = text[start : start + length]
            if hashlib.sha256(piece.encode("utf-8", "surrogatepass")).hexdigest() in digests:
                hidden.append((start, length))
    if not hidden:
        return text
    characters = list(text)
    for start, length in hidden:
        characters[start : start + length] = MASK * length
    return "".join(characters)
