"""A big graph that nobody has to keep: sources made by seeded chance, in the shape of the shipped collection.

`python -m bench.make_graph --share 0.01` tells how big it is. Most organisations are in one alliance and a few in very
many; kinds, roles and renamings are as frequent as in data/seed. The same seed and share give the same sources, byte
for byte. How fast they load is measured by load.py.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TypeVar

from bench.make_source import Listed, Member, make_source
from graph.facts import SourceFacts
from graph.model import Model, load_model

T = TypeVar("T")

SEED = 20070610
ORGANIZATIONS, ALLIANCES, MEMBERSHIPS, SOURCES = 100_000, 20_000, 1_000_000, 1_000
# Counted in data/seed/tables on 2026-11-25: organisations by number of alliances, kinds of those in one alliance and in
# several, roles of a membership.
_DEGREES = {1: 745, 2: 56, 3: 23, 4: 17, 5: 6, 6: 2, 7: 3, 8: 1, 9: 1, 11: 2, 21: 1}
_KINDS_OF_ONE = {
    "company": 420, "institute": 148, "university": 78, "association": 52, "other": 22, "government": 20, "hospital": 3,
}  # fmt: skip
_KINDS_OF_SEVERAL = {"university": 51, "institute": 30, "company": 30, "association": 1}
_ROLES: Mapping[tuple[str, ...], int] = {
    (): 402, ("initiator",): 441, ("vice_chair",): 71, ("council",): 49, ("chair",): 45, ("chair", "initiator"): 32,
    ("lead",): 29, ("initiator", "vice_chair"): 16, ("secretariat",): 10, ("council", "initiator"): 7,
}  # fmt: skip
_ENDINGS = {
    "company": "股份有限公司", "institute": "研究院", "university": "大学", "association": "协会", "other": "中心",
    "government": "厅", "hospital": "医院",
}  # fmt: skip
_FIELDS = ("钢铁", "煤化工", "新材料", "农业装备", "半导体照明", "生物医药", "储能", "机器人", "海洋工程", "有色金属")
_REGIONS = ("全国", "北京市", "上海市", "辽宁省", "广东省", "四川省", "浙江省", "湖北省")
_FAMILY_SHARE = 0.02  # of the organisations that share their lineage with another one
_ALIAS_SHARE = 0.1  # of the organisations that every source also gives a short name
_AGAIN_SHARE = 0.05  # of the memberships that a second source says too
_GUIDED_SHARE = 0.3


@dataclass(frozen=True)
class Size:
    """How many of each; a source always has about 1,000 memberships."""

    organizations: int
    alliances: int
    memberships: int
    sources: int


def size_of(share: float) -> Size:
    """The size of that share of the full graph. Raises ValueError when it would be less than one source."""
    if not 1 / SOURCES <= share <= 1:
        raise ValueError(f"share={share}: between {1 / SOURCES} and 1")
    return Size(*(round(share * full) for full in (ORGANIZATIONS, ALLIANCES, MEMBERSHIPS, SOURCES)))


def make_graph(model: Model, share: float, seed: int = SEED) -> Iterator[SourceFacts]:
    """The sources one after the other; only names and memberships are held in memory."""
    size, chance = size_of(share), random.Random(seed)
    drawn, degrees = _degrees(size, chance)
    members = [_member(number, degree, chance) for number, degree in enumerate(drawn)]
    lists = _lists(size, degrees, chance)
    alliances = [_alliance(number, members, some, chance) for number, some in enumerate(lists)]
    again: Sequence[Listed] = ()
    for source in range(size.sources):
        first, last = (size.alliances * at // size.sources for at in (source, source + 1))
        own = alliances[first:last]
        yield make_source(model, f"{source:04d}.txt", [*own, *again])
        again = [_again(one, chance) for one in own if chance.random() < 2 * _AGAIN_SHARE]


def make_large(model: Model, share: float, evidence: int = 50_000, seed: int = SEED) -> SourceFacts:
    """One more source, of nearly so many pieces of evidence: as many members new as known to the graph of that share."""
    size, chance = size_of(share), random.Random(seed)
    known = [_member(number, degree, chance) for number, degree in enumerate(_degrees(size, chance)[0])]
    some = min(len(known), evidence // 6)
    new = [_member(size.organizations + number, 1, chance) for number in range(some)]
    members = [*chance.sample(known, some), *new]
    lists: list[Listed] = []
    seen: set[str] = set()
    left = evidence
    while True:
        one = _alliance(size.alliances + len(lists), members, chance.sample(range(len(members)), 100), chance)
        said = (max(len(roles), 1) + (member.name not in seen) + bool(member.alias) for member, roles in one.members)
        left -= 6 + sum(said)
        if left < 0:
            return make_source(model, "large.txt", lists)
        seen |= {member.name for member, _ in one.members}
        lists.append(one)


def _degrees(size: Size, chance: random.Random) -> tuple[list[int], list[int]]:
    """How many alliances each organisation is in: as drawn from the collection, and then stretched and blurred.

    The sum of the second is exactly the number of memberships.
    """
    most = size.alliances // 2
    mean = sum(degree * count for degree, count in _DEGREES.items()) / sum(_DEGREES.values())
    stretch = size.memberships / size.organizations / mean
    drawn = chance.choices(list(_DEGREES), weights=list(_DEGREES.values()), k=size.organizations)
    degrees = [min(most, max(1, round(degree * stretch * chance.expovariate(1)))) for degree in drawn]
    missing = size.memberships - sum(degrees)
    while missing:
        at, step = chance.randrange(size.organizations), 1 if missing > 0 else -1
        if 1 <= degrees[at] + step <= most:
            degrees[at] += step
            missing -= step
    return drawn, degrees


def _lists(size: Size, degrees: Sequence[int], chance: random.Random) -> list[list[int]]:
    """The members of each alliance, none twice; sizes fall off as those of the collection do."""
    stubs = [number for number, degree in enumerate(degrees) for _ in range(degree)]
    chance.shuffle(stubs)
    parts = list(accumulate(chance.expovariate(1) + 0.05 for _ in range(size.alliances)))
    lists: list[dict[int, None]] = []
    waiting: list[int] = []
    start = 0
    for part in parts:
        end = round(size.memberships * part / parts[-1])
        members: dict[int, None] = {}
        twice: list[int] = []
        for one in [*waiting, *stubs[start:end]]:
            if one in members:
                twice.append(one)
            members[one] = None
        start, waiting = end, twice
        lists.append(members)
    for one in waiting:
        next(members for members in lists if one not in members)[one] = None
    return [list(members) for members in lists]


def _member(number: int, degree: int, chance: random.Random) -> Member:
    kind = _draw(_KINDS_OF_ONE if degree == 1 else _KINDS_OF_SEVERAL, chance)
    name = f"{_word(number)}{_ENDINGS[kind]}"
    family = number - number % 2 if chance.random() < _FAMILY_SHARE else number
    alias = f"{_word(number)}" if chance.random() < _ALIAS_SHARE else None
    return Member(name, kind, f"ln-{family}", alias)


def _alliance(number: int, members: Sequence[Member], some: Sequence[int], chance: random.Random) -> Listed:
    named = [(members[one], _draw(_ROLES, chance)) for one in some]
    return Listed(
        name=f"{_word(number)}产业技术创新战略联盟",
        members=tuple(named),
        founded=f"{chance.randint(2005, 2025)}-{chance.randint(1, 12):02d}",
        field=chance.choice(_FIELDS),
        region=chance.choice(_REGIONS),
        guided=chance.random() < _GUIDED_SHARE,
    )


def _again(one: Listed, chance: random.Random) -> Listed:
    """What the next source says of an alliance once more: half of its members, without their roles."""
    half = chance.sample(one.members, (len(one.members) + 1) // 2)
    return Listed(one.name, tuple((member, ()) for member, _ in half), one.founded, None, None, False)


def _word(number: int) -> str:
    """A name of three characters or more, another one for every number."""
    characters = "江海川岭浦屏柳陵泉湾台河山源溪丰乐安平宁"
    digits = []
    for _ in range(4):
        number, digit = divmod(number, len(characters))
        digits.append(characters[digit])
    return "".join(reversed(digits))


def _draw(counts: Mapping[T, int], chance: random.Random) -> T:
    return chance.choices(list(counts), weights=list(counts.values()))[0]


def main() -> None:
    """Prints the size of the graph."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--share", type=float, default=1.0)
    share = parser.parse_args().share
    sources = evidence = 0
    for facts in make_graph(load_model(), share):
        sources, evidence = sources + 1, evidence + len(facts.evidence)
    print(f"{size_of(share)}\n来源 sources {sources}，证据 evidence {evidence}")


if __name__ == "__main__":
    main()
