"""Bytes → text: UTF-8 at once, else the Chinese encodings, and nothing that is not text.

charset-normalizer proposes the encoding of what is not UTF-8; it may only choose among those in which Chinese pages are
really written, so that a short text never becomes Cyrillic. What the text says is left to others.
"""

from __future__ import annotations

import codecs
import logging
import re

from charset_normalizer import from_bytes

from graph.errors import UnreadableSource

# A mark in front tells the encoding; UTF-32 first, because its mark begins as that of UTF-16 does.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
_CHINESE = ("gb18030", "big5", "big5hkscs", "utf_16_le", "utf_16_be")
# What other formats begin with; without this an image could pass for a text in GB18030.
_FORMATS = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP（docx、xlsx 等）"),
    (b"\xd0\xcf\x11\xe0", "旧版 Office（doc、xls）"),
    (b"\x89PNG", "PNG 图片"),
    (b"\xff\xd8\xff", "JPEG 图片"),
    (b"GIF8", "GIF 图片"),
    (b"\x1f\x8b", "gzip"),
    (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"),
    (b"\x7fELF", "程序文件"),
    (b"SQLite format 3", "SQLite"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CHINESE_CHARACTER = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uff5e“”‘’—…·]")
_STRANGE = re.compile(r"[\ue000-\uf8ff\ufffd\u0370-\u052f\u0590-\u0dff\ua000-\uabff\U000f0000-\U0010ffff]")
_DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*(gb2312|gbk|gb18030|big5|big5-hkscs|utf-8)\b", re.IGNORECASE)
# Up to one U+FFFD in twenty characters is damage on the way (a broken character gives up to three); more means another
# encoding: Chinese in GB18030 read as UTF-8 gives almost nothing else.
_DAMAGE = 20
_SAMPLE = 60_000


def decode(data: bytes, name: str) -> str:
    """The text of `data`, without a byte order mark, line ends kept. `name` is for messages.

    A few bytes broken on the way become U+FFFD. Raises UnreadableSource for bytes that are no text.
    """
    for magic, what in _FORMATS:
        if data.startswith(magic):
            raise UnreadableSource(
                f"{name}：内容是 {what}，不是文本 (not a text)；请改用与内容相符的扩展名，或另存为 txt、docx、xlsx、pdf"
            )
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(data[len(mark) :].decode(encoding, "replace"), name)
    text = _hz(data) or _utf16(data) or _utf8(data)
    if text is None:
        text = _declared(data)
    if text is None:
        text = _chinese(data)
    if text is None:
        text = _damaged(data, "gb18030")
    if text is None or not _plausible(text):
        raise UnreadableSource(
            f"{name}：认不出编码 (unknown encoding)，试过 UTF-8、GB18030、Big5、UTF-16；请另存为 UTF-8 文本后再试"
        )
    return _checked(text, name)


def _hz(data: bytes) -> str | None:
    """HZ is seven-bit and so looks like UTF-8; its brackets tell it, if what they hold is Chinese."""
    if b"~{" not in data or not data.isascii():
        return None
    try:
        text = data.decode("hz")
    except UnicodeDecodeError:
        return None
    return text if _likeness(text) > 0 else None


def _utf16(data: bytes) -> str | None:
    """Without a mark UTF-16 shows by its Latin letters, digits and line ends: a NUL at every second place."""
    if b"\x00" not in data:
        return None
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if max(even, odd) < 2 or min(even, odd) * 20 > max(even, odd):
        return None
    try:
        text = data.decode("utf-16-le" if odd > even else "utf-16-be")
    except UnicodeDecodeError:
        return None
    return text if "\x00" not in text and _plausible(text) else None


def _utf8(data: bytes) -> str | None:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged(data, "utf-8")


def _damaged(data: bytes, encoding: str) -> str | None:
    text = data.decode(encoding, "replace")
    broken = text.count("\ufffd")
    beyond_ascii = len(text) - sum(text.count(chr(code)) for code in range(128)) if broken else 0
    return text if broken * _DAMAGE <= beyond_ascii else None


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data, 0, 4096)
    if found is None:
        return None
    encoding = found[1].decode("ascii").lower()
    return _damaged(data, "gb18030" if encoding.startswith("gb") else encoding)


def _chinese(data: bytes) -> str | None:
    """The most Chinese of the readings that know every byte; charset-normalizer's order decides among equals."""
    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    matches = from_bytes(data[:_SAMPLE], cp_isolation=list(_CHINESE), threshold=0.4, preemptive_behaviour=False)
    best, most = None, -1.0
    for encoding in dict.fromkeys([*(match.encoding for match in matches), *_CHINESE]):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        likeness = _likeness(text)
        if likeness > most and _plausible(text):
            best, most = text, likeness
    return best


def _sample(text: str) -> str:
    """Beginning, middle and end of a long text: enough to judge it by, whatever its length."""
    if len(text) <= _SAMPLE:
        return text
    third, middle = _SAMPLE // 3, len(text) // 2
    return text[:third] + text[middle : middle + third] + text[-third:]


def _plausible(text: str) -> bool:
    part = _sample(text)
    return _count(_CONTROL, part) * 100 <= len(part) and _count(_STRANGE, part) * 20 <= len(part)


def _count(pattern: re.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _likeness(text: str) -> float:
    """How much of what is beyond ASCII is common Chinese."""
    part = _sample(text)
    beyond = sum(1 for character in part if character > "\x7f")
    if not beyond:
        return 0.0
    common = sum(1.0 for character in part if character in _COMMON)
    return (common + 0.25 * _count(_CHINESE_CHARACTER, part) - _count(_STRANGE, part)) / beyond


# The commonest characters of such texts, simplified and traditional, with the punctuation: what a wrong reading lacks.
_COMMON = frozenset(
    "的一是在有和了中国大学业企技术创新战略联盟单位理事长会成员产科研究院所公司有限股份集团发展工作年月日为由等家个以及与"
    "第三二十四五六七八九目标项达到建设合作开共同召举行主任副秘书依托牵头立于上下新材料能源部省市北京海人不这我们他来到时地要就出"
    "國學業術創戰聯盟單位長會員產團發務為與個億萬開實現總對這們來時過"
    "，。、；：！？“”（）《》　"
)


def _checked(text: str, name: str) -> str:
    if _count(_CONTROL, text) * 100 > len(text) or "\x00\x00\x00\x00" in text:
        raise UnreadableSource(f"{name}：含有大量控制字符，是二进制文件 (binary, not a text)；请给出文本、网页或文档")
    return text
