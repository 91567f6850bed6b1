"""The words for roles (roles.tsv): 常务副理事长 before 副理事长, and two joined by 兼 or 、."""

from __future__ import annotations

import re

from ingest.later import later
from ingest.words.shipped import read_table

_ROLES = {row["word"]: row["role"] for row in read_table("roles")}
_WORD = "|".join(sorted(map(re.escape, _ROLES), key=len, reverse=True))
ROLE = rf"(?:{_WORD})(?:(?:单位)?(?:兼|、|和|及)(?:任)?(?:{_WORD}))?"
# Two or more of them, each with 单位 or without.
_ITEM = rf"(?:{_WORD})(?:单位)?(?:兼任?(?:{_WORD})(?:单位)?)?"
_AND = later("、|以及|和|及|与")
ROLES = rf"{_ITEM}(?:(?:、|以及|和|及|与){_ITEM})+"
_EACH = later(_WORD)


def roles_of(text: str) -> tuple[str, ...]:
    """The role keys that a phrase names, in order; plain membership (成员, 会员) gives none."""
    return tuple(dict.fromkeys(_ROLES[word] for word in _EACH.findall(text) if _ROLES[word]))


def each_role(text: str) -> tuple[tuple[str, ...], ...]:
    """The role keys of each item of a list of roles: two where 兼 joins them, none for plain membership."""
    return tuple(map(roles_of, _AND.split(text)))
