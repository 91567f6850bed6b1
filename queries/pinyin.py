"""How a Chinese name sounds. A file of its own because its dictionary takes a tenth of a second to load."""

from __future__ import annotations

from pypinyin import Style, lazy_pinyin

from queries.names import fold


def pinyin(text: str) -> tuple[str, str]:
    """The sound of a name without tones, and its initials: 清华大学 gives qinghuadaxue and qhdx."""
    parts = lazy_pinyin(fold(text), style=Style.NORMAL)
    return "".join(parts), "".join(part[:1] for part in parts)
