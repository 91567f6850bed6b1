"""The words for roles (roles.tsv): 常务副理事长 before 副理事长, and two joined by 兼 or 、."""

from __future__ import annotations

import re

from ingest.later import later
from ingest.words.shipped import read_table

_ROLES = {row["word"]: row["role"] for row in read_table("roles")}
_WORD = "|".join(sorted(map(re.escape, _ROLES), key=len, reverse=True))
ROLE = rf"(?:{_WORD})(?:(?:单位)?(?:兼|、|和|及)(?:任)?(?:{_WORD}))?"
_EACH = later(_WORD)
# What a column of units, or a label, calls those whose role it tells: 牵头单位, 秘书处挂靠单位; 秘书处 needs no more.
_TELLING = "|".join(sorted((re.escape(word) for word, role in _ROLES.items() if role), key=len, reverse=True))
_TELLS_ROLE = later(rf"(?:{_TELLING})(?:所在|挂靠|依托)?(?:单位|企业|机构)(?:名称)?|秘书处")


def roles_of(text: str) -> tuple[str, ...]:
    """The role keys that a phrase names, in order; plain membership (成员, 会员) gives none."""
    return tuple(dict.fromkeys(_ROLES[word] for word in _EACH.findall(text) if _ROLES[word]))


def tells_role(heading: str) -> bool:
    """Whether the heading of a column of units says what they are to the alliance: 牵头单位, 依托单位, 秘书处."""
    return _TELLS_ROLE.fullmatch(heading) is not None
