"""Lists that 分别 pairs one by one: two alliances with their leaders, two roles with their units.

`members.py` asks which alliances and roles the units of a list share out among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.later import later
from ingest.marks import Mark, Ref
from ingest.rules.roles import ROLES, each_role
from ingest.rules.skeleton import A, L, Skeleton

_AND = r"(?:、|，|以及|和|及|与|暨)"
_ALLIANCES = rf"(?P<alliances>{A}(?:{_AND}{A})+)"
_ROLES = rf"(?P<roles>{ROLES})"
_LIST = rf"(?P<list>{L})"
_EACH = rf"[^，。；：{A}{L}]{{0,10}}分别[^，。；：{A}{L}]{{0,14}}?"
_PAIRINGS = tuple(
    map(
        later,
        (
            # 甲联盟和乙联盟(的秘书处)分别由A、B牵头
            rf"{_ALLIANCES}{_EACH}{_LIST}",
            # A、B分别牵头组建了甲联盟和乙联盟
            rf"{_LIST}{_EACH}{_ALLIANCES}",
            # 理事长单位、秘书长单位分别由A、B担任
            rf"{_ROLES}(?:{A}|[^，。；：{A}{L}]){{0,3}}分别[^，。；：{A}{L}]{{0,8}}?{_LIST}",
            # A、B分别当选联盟理事长单位、副理事长单位
            rf"{_LIST}[^，。；：{A}{L}]{{0,10}}分别(?:{A}|[^，。；：{A}{L}]){{0,14}}?{_ROLES}",
        ),
    )
)


@dataclass(frozen=True)
class Shares:
    """What the units of one list share out, in their order; empty where 分别 pairs nothing of the kind."""

    alliances: tuple[Ref, ...] = ()
    roles: tuple[tuple[str, ...], ...] = ()

    def of(
        self, members: Sequence[Mark], alliance: Ref, roles: tuple[str, ...]
    ) -> Iterator[tuple[Mark, Ref, tuple[str, ...]]]:
        """(unit, alliance, roles) of each unit; nothing where alliances and units cannot be paired."""
        for number, mark in enumerate(members):
            mine = roles
            if self.roles and roles:
                mine = self.roles[number] if len(self.roles) == len(members) else ()
            if not self.alliances:
                yield mark, alliance, mine
            elif len(members) == 1:
                yield from ((mark, one, mine) for one in self.alliances)
            elif len(members) == len(self.alliances):
                yield mark, self.alliances[number], mine


def shares(bones: Skeleton) -> Mapping[int, Shares]:
    """What each list of a collapsed skeleton shares out, by the place of its sign."""
    found: dict[int, Shares] = {}
    if "分别" not in bones.text:
        return found
    for pattern in _PAIRINGS:
        for match in pattern.finditer(bones.text):
            before = found.get(match.start("list"), Shares())
            if "alliances" in pattern.groupindex:
                signs = [at for at in range(*match.span("alliances")) if bones.text[at] == A]
                refs = tuple(mark.ref for at in signs for mark in bones.at[at])
                if len(refs) == len(signs):
                    found[match.start("list")] = Shares(refs, before.roles)
            else:
                found[match.start("list")] = Shares(before.alliances, each_role(match["roles"]))
    return found
