"""How many of a declared number of members the whole text names: 成员单位42家, of which other sentences name five.

A count that closes or opens a list of its own has counted it already (`counts.py`); the others are set beside the
memberships that all rules together have found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingest.finding import Count, Relation
from ingest.marks import Ref

# Kind of a count → roles that make a unit one of them.
_ROLES = {
    "initiator": frozenset({"initiator"}),
    "vice_chair": frozenset({"vice_chair", "executive_vice_chair"}),
    "council_member": frozenset({"council"}),
}
_KINDS = frozenset({"company", "university", "institute", "association", "hospital", "government"})
# Who leads is often named before the list and outside its number.
_OUTSIDE = 1
_NO_MEMBERS = frozenset({"ended", "proposed"})
_BESIDE = frozenset({"observer"})


@dataclass
class _Unit:
    roles: set[str] = field(default_factory=set)
    states: set[str] = field(default_factory=set)


def with_named(
    counts: Sequence[Count], relations: Iterable[Relation], kinds: Mapping[Ref, str], root: Callable[[Ref], Ref]
) -> tuple[Count, ...]:
    """The counts with what the text names of them; `kinds` = of each unit by its longest name, which `root` gives."""
    if not counts:
        return ()
    members: dict[Ref, dict[Ref, _Unit]] = {}
    for relation in relations:
        if relation.type == "MEMBER_OF":
            unit = members.setdefault(root(relation.tail), {}).setdefault(root(relation.head), _Unit())
            if relation.property in ("roles", "state") and relation.value:
                (unit.roles if relation.property == "roles" else unit.states).add(relation.value)
    most: dict[tuple[Ref, str], int | float] = {}
    for count in counts:
        key = root(count.alliance), count.kind
        most[key] = max(most.get(key, 0), count.quantity.value)
    # Of what a number has grown from, the names are not told.
    return tuple(
        _with_named(count, members.get(root(count.alliance), {}), kinds)
        if count.quantity.value == most[root(count.alliance), count.kind]
        else count
        for count in counts
    )


def _with_named(count: Count, members: Mapping[Ref, _Unit], kinds: Mapping[Ref, str]) -> Count:
    wanted = _ROLES.get(count.kind)
    named = sum(
        not unit.states & _NO_MEMBERS
        and unit.roles != _BESIDE
        and (
            bool(unit.roles & wanted)
            if wanted
            else count.kind == "member" or (count.kind in _KINDS and kinds.get(ref) == count.kind)
        )
        for ref, unit in members.items()
    )
    # More than are counted are others, too.
    fits = named > count.named + (_OUTSIDE if count.named else 0) and (
        named <= count.quantity.value or count.quantity.comparator in (">", ">=")
    )
    return replace(count, named=named) if fits else count
