"""How two spellings of one name are told to be the same: width, brackets, blanks, letter case, traditional script.

Pure text; which names there are is left to `queries.find`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc
from pypinyin import Style, lazy_pinyin

_BRACKETS = str.maketrans({"〔": "(", "〕": ")", "[": "(", "]": ")", "【": "(", "】": ")", "〈": "(", "〉": ")"})
_DROPPED = re.compile(r"[\s·•・\-‐-―“”\"'‘’《》]+")
_LUCENE = re.compile(r"""([+\-!(){}\[\]^"~*?:\\/&|])""")
# Legal endings that a pasted name may carry and the graph's may lack, or the other way round.
_ENDINGS = ("股份有限公司", "有限责任公司", "集团有限公司", "有限公司", "集团公司", "总公司", "公司", "集团", "(集团)")


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


def fold(text: str) -> str:
    """The spelling under which names are compared: NFKC, one kind of bracket, simplified, lower case, no blanks."""
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS)
    return str(_converter().convert(_DROPPED.sub("", plain))).casefold()


def stem(text: str) -> str:
    """The folded name without its legal ending; the whole folded name when nothing would be left."""
    folded = fold(text)
    for ending in _ENDINGS:
        if folded.endswith(ending) and len(folded) > len(ending) + 1:
            return folded.removesuffix(ending)
    return folded


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


def pinyin(text: str) -> tuple[str, str]:
    """The sound of a name without tones, and its initials: 清华大学 gives qinghuadaxue and qhdx."""
    folded = fold(text)
    whole = "".join(lazy_pinyin(folded, style=Style.NORMAL))
    initials = "".join(part[:1] for part in lazy_pinyin(folded, style=Style.NORMAL))
    return whole, initials
