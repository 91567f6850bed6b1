"""How two spellings of one name are told to be the same: width, brackets, blanks, letter case, traditional script.

Pure text; which names there are is left to `queries.find`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

_BRACKETS = str.maketrans({"〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "〈": "(", "〉": ")"})
_DROPPED = re.compile(r"[\s·•・\-‐-―“”\"'‘’《》]+")
_LUCENE = re.compile(r"""([+\-!(){}\[\]^"~*?:\\/&|])""")
# Legal endings that a pasted name may carry and the graph's may lack, or the other way round.
_ENDINGS = ("股份有限公司", "有限责任公司", "有限公司", "总公司", "公司", "集团", "(集团)")
_PASSES = 5


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """The spelling under which names are compared: NFKC, one kind of bracket, simplified, lower case, no blanks."""
    # What one pass drops may let two other characters join, so it is done until nothing changes.
    for _ in range(_PASSES):
        before, text = text, _fold_once(text)
        if text == before:
            break
    return text


def _fold_once(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return unicodedata.normalize("NFKC", str(_converter().convert(_DROPPED.sub("", plain))).casefold())


def stem(text: str) -> str:
    """The folded name without its legal endings; the whole folded name when nothing would be left."""
    name = fold(text)
    while True:
        ending = next((item for item in _ENDINGS if name.endswith(item) and len(name) > len(item) + 1), None)
        if ending is None:
            return name
        name = name.removesuffix(ending)


def spellings(text: str) -> tuple[str, ...]:
    """Ways in which the same name may be stored: as given, in full-width and in half-width brackets."""
    plain = unicodedata.normalize("NFKC", text).strip()
    wide = plain.replace("(", "（").replace(")", "）")
    found = (text.strip(), plain, wide, str(_converter().convert(plain)), str(_converter().convert(wide)))
    return tuple(dict.fromkeys(item for item in found if item))


def lucene_phrase(text: str) -> str:
    """A full-text query that looks for the text's characters side by side; any text is safe."""
    return '"' + _LUCENE.sub(r"\\\1", _printable(text)) + '"'


def lucene_words(text: str) -> str:
    """A full-text query in which any pair of neighbouring characters may match; any text is safe."""
    return _LUCENE.sub(r"\\\1", _printable(text)).lower()


def _printable(text: str) -> str:
    return "".join(ch if ch.isprintable() else " " for ch in text).strip()
