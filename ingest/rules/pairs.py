"""Lists that 分别 pairs one by one: two alliances with their leaders, two roles with their units.

`members.py` asks which alliances and roles the units of a list share out among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ingest.later import later
from ingest.marks import Mark, Reading, Ref
from ingest.rules.roles import ROLES, each_role
from ingest.rules.signs import N, signs
from ingest.rules.skeleton import A, L, Skeleton, collapsed

_AND = r"(?:、|，|以及|和|及|与|暨)"
_ALLIANCES = rf"(?P<alliances>{A}(?:{_AND}{A})+)"
_ROLES = rf"(?P<roles>{ROLES})"
_LIST = rf"(?P<list>{L})"
_EACH = rf"[^，。；：{A}{L}]{{0,10}}分别[^，。；：{A}{L}]{{0,14}}?"
# One unit that leads several: 甲联盟和乙联盟由A牵头组建; A牵头组建了甲联盟和乙联盟.
_OF_ONE = (
    later(rf"{_ALLIANCES}(?:均|都|同|也)?由{_LIST}(?:共同)?(?:牵头|发起|负责)(?=组建|成立|建设|发起|[，。；]|$)"),
    later(rf"{_LIST}(?:先后|相继|还|又|曾)?牵头(?:组建|成立|发起成立|发起|建立)了?{_ALLIANCES}(?!的?(?:代表|成员))"),
)
_OF_EACH = later(rf"{N}(?:{_AND}{N})+[^，。；：{N}]{{0,12}}分别[由为是]")
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


def shares(reading: Reading) -> Mapping[int, Shares]:
    """What each list of a sentence shares out, by the place of its sign in the collapsed skeleton; made once."""
    made: Mapping[int, Shares] | None = reading.worked_out.get("shares")
    if made is None:
        made = reading.worked_out["shares"] = _shares(collapsed(reading))
    return made


def _shares(bones: Skeleton) -> Mapping[int, Shares]:
    found: dict[int, Shares] = {}
    several, each = bones.text.count(A) > 1, "分别" in bones.text
    for pattern in (*(_OF_ONE if several else ()), *(_PAIRINGS if each else ())):
        for match in pattern.finditer(bones.text):
            if pattern in _OF_ONE and len(bones.organizations(*match.span("list"))) > 1:
                continue
            before = found.get(match.start("list"), Shares())
            if "alliances" in pattern.groupindex:
                signs = [at for at in range(*match.span("alliances")) if bones.text[at] == A]
                refs = tuple(mark.ref for at in signs for mark in bones.at[at])
                if len(refs) == len(signs):
                    found[match.start("list")] = Shares(refs, before.roles)
            else:
                found[match.start("list")] = Shares(before.alliances, each_role(match["roles"]))
    return found


def alliances_of_each(reading: Reading) -> tuple[Ref, ...]:
    """The alliances whose posts 分别 gives to as many people: 甲联盟和乙联盟的理事长分别由张三、李四担任."""
    if "分别" not in reading.text:
        return ()
    found = signs(reading, ("Alliance",), pronouns=False)
    match = _OF_EACH.search(found.text)
    marks = [found.at.get(at) for at in range(*match.span())] if match else []
    return tuple(mark.ref for mark in marks if mark is not None)
