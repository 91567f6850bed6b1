"""The words for roles (roles.tsv): 常务副理事长 before 副理事长, and two joined by 兼 or 、."""

from __future__ import annotations

import re

from ingest.later import later
from ingest.words.shipped import read_table

_ROLES = {row["word"]: row["role"] for row in read_table("roles")}
_WORD = "|".join(sorted(map(re.escape, _ROLES), key=len, reverse=True))
ROLE = rf"(?:{_WORD})(?:(?:单位)?(?:兼|、|和|及)(?:任)?(?:{_WORD}))?"
_EACH = later(_WORD)


def roles_of(text: str) -> tuple[str, ...]:
    """The role keys that a phrase names, in order; plain membership (成员, 会员) gives none."""
    return tuple(dict.fromkeys(_ROLES[word] for word in _EACH.findall(text) if _ROLES[word]))
