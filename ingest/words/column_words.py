"""The headings of columns in tables of members: what a word means there (columns.tsv), and which tell a role.

A line, or a row of lines, of such words heads a table wherever it stands; how its cells are read is left to the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ingest.later import later
from ingest.words.endings import UNIT_END
from ingest.words.shipped import read_table

# Folded, without blanks, in lower case → meaning.
COLUMNS = {row["column"].casefold(): row["meaning"] for row in read_table("columns")}
ROLE_WORDS = tuple(row["word"] for row in read_table("roles") if row["role"])
# What stands behind a name as its role, plain membership included.
ROLES_BEHIND = "|".join(sorted({re.escape(row["word"]) for row in read_table("roles")}, key=lambda w: (-len(w), w)))
_TELLING = sorted(map(re.escape, ROLE_WORDS), key=len, reverse=True)
# What a column of units calls those whose role it tells: 牵头单位, 秘书处挂靠单位; 秘书处 needs no more.
ROLE_HEADING = rf"(?:(?:{'|'.join(_TELLING)})(?:所在|挂靠|依托)?(?:单位|企业|机构|高校|学校|职业学校|职业院校|院校|园区|院所)(?:名称)?|秘书处)"
_TELLS_ROLE = later(ROLE_HEADING)
_BESIDE = later(r"[\s*#：:]+")
_LONGEST = 14
# A heading that no table holds: 所在区县, 技术方向(领域). A name heads nothing.
_UNKNOWN = later(r"[\u4e00-\u9fff]{2,8}(?:[/、(][\u4e00-\u9fff]{2,8}\)?)?")
_NAME = later(rf"(?:{UNIT_END}|联盟|联合体|共同体)$")


def plain(heading: str) -> str:
    """A folded heading without blanks and marks, in lower case."""
    return _BESIDE.sub("", heading).casefold()


def tells_role(heading: str) -> bool:
    """Whether the heading of a column of units says what they are to the alliance: 牵头单位, 依托单位, 秘书处."""
    return _TELLS_ROLE.fullmatch(heading) is not None


def meaning(heading: str) -> str:
    """What a column with this folded heading holds (as in columns.tsv), empty for other words."""
    if len(heading) > _LONGEST:
        return ""
    word = plain(heading)
    return COLUMNS.get(word) or ("unit" if tells_role(word) else "")


def leading_headings(words: Iterable[str]) -> tuple[str, ...]:
    """The meanings of the headings that the words begin with; below a column of roles, 理事长单位 is a cell of it."""
    found: list[str] = []
    seen: set[str] = set()
    for word in words:
        told, key = meaning(word), plain(word)
        if not told or key in seen or (told == "unit" and "role" in found and tells_role(key)):
            break
        seen.add(key)
        # 联盟职务 … 代表 职务: a second column of posts behind the people tells their posts at home.
        found.append("post" if told == "role" and {"role", "person"} <= {*found} else told)
    return tuple(found)


def whole_headings(words: Sequence[str]) -> tuple[str, ...]:
    """The meanings of words that are all headings of one table, of which half may be unknown ones; else empty."""
    told = [meaning(word) for word in words]
    known = sum(map(bool, told))
    if "unit" not in told or not {"index", "alliance"} & {*told} or known * 2 < len(told):
        return ()
    if not all(
        key or (_UNKNOWN.fullmatch(word) and not _NAME.search(word)) for key, word in zip(told, words, strict=True)
    ):
        return ()
    return tuple(key or "other" for key in told)
