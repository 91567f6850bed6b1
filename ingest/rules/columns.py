"""Which columns of a member table mean what (columns.tsv), and how their cells are read.

A table is one of members only if a column names units; what a row then says is left to `tables.py`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from graph.moment import parse
from ingest.later import later
from ingest.rules.roles import ROLE
from ingest.values.dates import find_dates
from ingest.words.column_words import COLUMNS, plain, tells_role
from ingest.words.tidy import fold

_KINDS = (
    ("university", later(r"高校|大学|高等|院校")),
    ("institute", later(r"科研|研究|院所|设计院")),
    ("association", later(r"协会|学会|商会|社团|社会组织|联合会|促进会")),
    ("government", later(r"政府|机关|行政|主管部门")),
    ("hospital", later(r"医院|医疗机构")),
    ("company", later(r"企业|公司|民营|国企|央企|上市")),
)
_SEPARATOR = later(r"[、；;](?![^()]*\))|\n")
_NO_NAME = later(
    r"[。！？]|^(?:合计|小计|总计|共计|备注|注|说明|附|以上|其他|其它|无|略|待定|同上|空缺)(?:[：:]|$)|^共.{0,12}[家个所]"
)
_HAS_NAME = later(r"[\u4e00-\u9fff]{2}|[A-Za-z]{2}")
_NUMBERED = later(r"^\s*(?:\d{1,3}[、.．)]|\(\d{1,3}\)|[①-⑳])\s*(?=\D)")
_INNER_BLANK = later(r"(?<=[^\x21-\x7e])\s+(?=[^\x21-\x7e])")
_LONGEST_NAME = 60

_OF_MEMBERS = later(r"成员|会员|盟员|参与|参加|加盟|组成|共建|发起|理事")
_ROLE_BEHIND = later(rf"(?<=.)\((?P<role>{ROLE}(?:单位|成员)?)\)$")


def meanings(cells: Sequence[str]) -> Mapping[str, int]:
    """Meaning → column, when the cells are the header of a table with units in it; else empty.

    The first column of a meaning counts. At least two columns and half of all filled ones must be known.
    """
    filled = [cell for cell in cells if cell.strip()]
    found: dict[str, int] = {}
    roled = role_columns(cells)
    known = sum(_plain(cells[place]) not in COLUMNS for place in roled)
    for place, cell in enumerate(cells):
        meaning = COLUMNS.get(_plain(cell))
        if meaning is not None:
            known += 1
            # 联盟职务 … 代表 职务: a second column of posts behind the people tells their posts at home.
            found.setdefault("post" if meaning == "role" and {"role", "person"} <= found.keys() else meaning, place)
    if roled and "alliance" in found:
        found.setdefault("unit", min(roled))
    return found if "unit" in found and known >= 2 and known * 2 >= len(filled) else {}


def role_columns(cells: Sequence[str]) -> Mapping[int, str]:
    """Column → heading, of the columns of units whose heading tells their role: 牵头单位, 依托单位."""
    return {place: _plain(cell) for place, cell in enumerate(cells) if tells_role(_plain(cell))}


def member_columns(cells: Sequence[str]) -> tuple[int, ...]:
    """The columns of units whose heading calls them members or founders: 成员单位, 发起单位名称."""
    plain = [_plain(cell) for cell in cells]
    return tuple(place for place, cell in enumerate(plain) if COLUMNS.get(cell) == "unit" and _OF_MEMBERS.search(cell))


def without_role(name: str) -> tuple[str, str]:
    """(name, role) of a name in a cell that its role follows in brackets; the role is empty where none does."""
    match = _ROLE_BEHIND.search(name)
    return (name, "") if match is None else (name[: match.start()], match["role"])


def _plain(cell: str) -> str:
    return plain(fold(cell))


def names_members(cells: Sequence[str]) -> bool:
    """Whether the header itself says that the units are members: 成员单位, 会员名称, 联盟职务."""
    return any(re.search(r"成员|会员|盟员|理事|联盟|联合体|发起|加盟|入盟", cell) for cell in cells)


def names(cell: str) -> list[tuple[str, int, int]]:
    """(name, start, end) of the units in a cell, folded and without blanks inside Chinese, offsets in the cell; none
    when it holds no name."""
    folded = fold(cell)
    found: list[tuple[str, int, int]] = []
    position = 0
    for piece in _SEPARATOR.split(folded):
        start = folded.index(piece, position)
        position = start + len(piece)
        number = _NUMBERED.match(piece)
        start += number.end() if number else 0
        name = folded[start:position].strip()
        if name and len(name) <= _LONGEST_NAME and _HAS_NAME.search(name) and not _NO_NAME.search(name):
            start = folded.index(name, start)
            found.append((_INNER_BLANK.sub("", name), start, start + len(name)))
    return found


def kind(cell: str) -> str:
    """The kind key that a cell of the kind of units names, else empty."""
    return next((key for key, pattern in _KINDS if pattern.search(cell)), "")


def moment(cell: str) -> str:
    """The date of a cell at its precision, as in graph.moment, else empty."""
    written = fold(cell).strip()
    if re.fullmatch(r"(?:19|20)\d{6}", written):
        written = f"{written[:4]}-{written[4:6]}-{written[6:]}"
    if parse(written) is not None:
        return written
    dates = [item.moment for item in find_dates(written) if item.moment is not None and item.kind == "date"]
    return dates[0].text if len(dates) == 1 else ""
