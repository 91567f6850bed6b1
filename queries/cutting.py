"""Where the sentences of a stored text begin and end, and which of its line breaks lie inside a sentence.

Offsets are those of the stored text. The rules of extraction have sentences of their own (`ingest.words.sentences`),
which rest on a tidied text; what is shown to people is cut here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_ENDS = frozenset("。！？；：…”』」）)!?;:.")
_SHORT = 20  # a line this short is a heading or a cell, not a line of a broken paragraph
# What a file says about itself at its head (title, date, origin) is no part of what it tells.
_HEAD = re.compile(r"---[ \t]*\r?\n.*?\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_STOP = re.compile(r"[。！？!?]+[”’』」）)]*|\n")


def soft(text: str, newline: int) -> bool:
    """Whether the break at `newline` lies inside a sentence: a long line that no mark of an end closes."""
    begin = text.rfind("\n", 0, newline) + 1
    line = text[begin:newline].rstrip()
    following = text[newline + 1 : newline + 2]
    return len(line) > _SHORT and line[-1] not in _ENDS and following not in ("", "\n", " ", "\u3000", "#", "-", "*")


def sentences(text: str, table: bool) -> Iterator[tuple[int, int]]:
    """Start and end of each sentence, without the blanks around it; in a table every line is one."""
    head = None if table else _HEAD.match(text)
    start = head.end() if head else 0
    for found in _STOP.finditer(text, start):
        if found[0] == "\n":
            if not table and soft(text, found.start()):
                continue
        elif table:
            continue
        yield from _bare(text, start, found.end())
        start = found.end()
    yield from _bare(text, start, len(text))


def _bare(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    inner = piece.strip()
    if inner:
        begin = start + piece.index(inner[0])
        yield begin, begin + len(inner)
