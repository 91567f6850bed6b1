"""The shortest paths between two things, over memberships and successions, each also as a sentence.

The search goes from both ends at once, level by level, and asks the store only for the neighbours of one level. It
tells three ends apart: paths found, none up to the greatest length, stopped before the search was through.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Literal

from graph.errors import StoreTimeout
from queries.catalogue import shipped_model
from queries.export import spoken
from queries.facts import label_of
from queries.reading import Reader

MOST_PATHS = 10
LONGEST = 10
LIMIT_S = 2.0
_MOST_EDGES = 200_000  # of one level; above that the answer would come too late for a person
Status = Literal["found", "none", "stopped"]

_NEIGHBOURS = """
MATCH (n:{label})-[r:MEMBER_OF|SUCCEEDED_BY]-(m)
WHERE n.id IN $ids AND (type(r) = 'SUCCEEDED_BY' OR r.counted)
RETURN n.id AS near, n.name AS near_name, m.id AS far, m.name AS far_name, r.id AS slot, type(r) AS type,
       startNode(r).id = n.id AS outgoing, coalesce(r.roles, []) AS roles
LIMIT $most
"""


@dataclass(frozen=True)
class Step:
    """An edge as it is walked: `outgoing` when along its direction."""

    slot: str
    type: str
    outgoing: bool
    roles: tuple[str, ...]

    @property
    def turned(self) -> Step:
        """The same edge walked the other way."""
        return Step(self.slot, self.type, not self.outgoing, self.roles)


@dataclass(frozen=True)
class Path:
    """`ids` and `names` of the things along the path, and the steps between them."""

    ids: tuple[str, ...]
    names: tuple[str, ...]
    steps: tuple[Step, ...]

    @property
    def sentence(self) -> str:
        """`A —成员→ 联盟 X ←成员— B`, with roles."""
        parts = [self.names[0]]
        for step, name in zip(self.steps, self.names[1:], strict=True):
            word = shipped_model().relations[step.type].zh
            if step.roles:
                word += f"（{spoken('roles', list(step.roles))}）"
            parts.append(f"—{word}→ {name}" if step.outgoing else f"←{word}— {name}")
        return " ".join(parts)


@dataclass(frozen=True)
class Paths:
    """What was found; with `none`, nothing up to `longest` steps; with `stopped`, the search was not through."""

    status: Status
    longest: int
    paths: tuple[Path, ...]
    note: str


@dataclass
class _Side:
    """One half of the search: how far each thing is, and by which steps it was reached from the level before."""

    start: str
    level: int = 0
    distance: dict[str, int] = field(default_factory=dict)
    reached: dict[str, list[tuple[str, Step]]] = field(default_factory=dict)
    frontier: list[str] = field(default_factory=list)

    def trails(self, to: str) -> Iterator[tuple[tuple[str, ...], tuple[Step, ...]]]:
        """All shortest trails from the start to a thing."""
        if to == self.start:
            yield (to,), ()
            return
        for before, step in sorted(self.reached[to], key=lambda item: (item[0], item[1].slot)):
            for ids, steps in self.trails(before):
                yield (*ids, to), (*steps, step)


def shortest_paths(
    store: Reader, start: str, end: str, *, longest: int = 4, limit: int = MOST_PATHS, limit_s: float = LIMIT_S
) -> Paths:
    """Up to `limit` shortest paths between two ids, of at most `longest` steps, within about `limit_s` seconds."""
    deadline = time.monotonic() + limit_s
    # From a thing to itself nothing is walked that would tell its name.
    names = _own_name(store, start) if start == end else {}
    sides = _side(start), _side(end)
    while not set(sides[0].distance) & set(sides[1].distance):
        if sides[0].level + sides[1].level >= longest:
            return Paths("none", longest, (), f"{longest} 步以内没有路径 (none up to length {longest})")
        side = min(sides, key=lambda item: len(item.frontier))
        if not side.frontier:
            return Paths("none", longest, (), "两者之间没有路径 (no path at all)")
        remaining = deadline - time.monotonic()
        if remaining <= 0 or not _expand(store, side, names, remaining):
            return Paths(
                "stopped", longest, (), f"查找 {limit_s:g} 秒后停止，未必没有路径 (stopped after {limit_s:g} s)"
            )
    paths = tuple(islice(_joined(sides[0], sides[1], names), limit))
    steps = len(paths[0].steps)
    note = f"最短 {steps} 步，列出 {len(paths)} 条 (shortest: {steps} steps, {len(paths)} paths)"
    return Paths("found", longest, paths, note)


def _side(start: str) -> _Side:
    return _Side(start, distance={start: 0}, frontier=[start])


def _own_name(store: Reader, id_: str) -> dict[str, str]:
    rows = store.read(f"MATCH (n:{label_of(id_)} {{id: $id}}) RETURN n.name AS name", {"id": id_})
    return {id_: rows[0]["name"]} if rows else {}


def _expand(store: Reader, side: _Side, names: dict[str, str], remaining: float) -> bool:
    """Goes one level further; False when the level is too large or takes too long."""
    side.level += 1
    following: dict[str, None] = {}
    by_label: dict[str, list[str]] = {}
    for id_ in side.frontier:
        by_label.setdefault(label_of(id_), []).append(id_)
    for label, ids in sorted(by_label.items()):
        rows = _neighbours(store, label, ids, remaining)
        if rows is None:
            return False
        for row in rows:
            names[row["near"]], names[row["far"]] = row["near_name"], row["far_name"]
            if side.distance.setdefault(row["far"], side.level) == side.level:
                step = Step(row["slot"], row["type"], row["outgoing"], tuple(row["roles"]))
                side.reached.setdefault(row["far"], []).append((row["near"], step))
                following[row["far"]] = None
    side.frontier = list(following)
    return True


def _neighbours(store: Reader, label: str, ids: Sequence[str], remaining: float) -> list[dict[str, Any]] | None:
    try:
        rows = store.read(_NEIGHBOURS.format(label=label), {"ids": ids, "most": _MOST_EDGES}, limit_s=remaining)
    except StoreTimeout:
        return None
    return rows if len(rows) < _MOST_EDGES else None


def _joined(first: _Side, second: _Side, names: dict[str, str]) -> Iterator[Path]:
    met = set(first.distance) & set(second.distance)
    length = min(first.distance[id_] + second.distance[id_] for id_ in met)
    # Every shortest path passes one thing at this distance from the start, and only one.
    at = min(first.level, length)
    for id_ in sorted(met, key=lambda item: (names.get(item, ""), item)):
        if first.distance[id_] != at or second.distance[id_] != length - at:
            continue
        for ids, steps in first.trails(id_):
            for back_ids, back_steps in second.trails(id_):
                whole = (*ids, *reversed(back_ids[:-1]))
                walked = (*steps, *(step.turned for step in reversed(back_steps)))
                yield Path(whole, tuple(names.get(item, item) for item in whole), walked)
