"""The numbers that a collection must keep: counted over the facts of its sources before anything is replaced.

A collection that falls below one of the numbers in its `assertions.yaml` is not loaded at all, and the graph stays as
it was. Counted as the questions count: memberships that stand, alliances and organisations by lineage.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from graph.choose import Claim, by_slot, claim_of, edge, kind
from graph.errors import AssertionsFailed, TableError
from graph.facts import Entity, SourceFacts
from graph.model import Model

FILE = "assertions.yaml"
_FORM = "写成 at_least: {alliances: 300, memberships: 1000}"
_CALLED = {
    "alliances": "联盟",
    "alliances_with_members": "有列名成员的联盟",
    "memberships": "成员关系",
    "members": "成员",
    "universities_in_two_alliances": "在两个以上联盟的高校",
    "institutes_in_two_alliances": "在两个以上联盟的科研院所",
    "targets": "目标",
}


def read_assertions(folder: Path) -> dict[str, int]:
    """The numbers demanded of the collection in `folder`; none without the file. Raises TableError."""
    path = folder / FILE
    if not path.is_file():
        return {}
    try:
        given = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise TableError(f"{FILE} 读不懂 (cannot be read)：{error}；{_FORM}") from error
    numbers = given.get("at_least") if isinstance(given, dict) else None
    if not isinstance(numbers, dict) or not all(_is_number(item) for item in numbers.values()):
        raise TableError(f"{FILE} 里没有 at_least 一项，或其中有不是数的值 (no numbers)；{_FORM}")
    unknown = sorted(set(map(str, numbers)) - set(_CALLED))
    if unknown:
        raise TableError(f"{FILE}：不认识 {'、'.join(unknown)} (unknown number)；可写的有：{'、'.join(_CALLED)}")
    return dict(numbers)


def check_assertions(model: Model, collection: str, demanded: Mapping[str, int], facts: Iterable[SourceFacts]) -> None:
    """Raises AssertionsFailed naming every number that the facts of the collection's sources fall below."""
    found = numbers_of(model, facts)
    short = [
        f"{_CALLED[name]} {found[name]}，至少应有 {least} ({name} {found[name]} < {least})"
        for name, least in demanded.items()
        if found[name] < least
    ]
    if short:
        raise AssertionsFailed(
            f"集合 {collection} 没有载入，图谱保持原样 (assertions failed, nothing was replaced)：{'；'.join(short)}；"
            f"请检查来源文件，或改 {FILE}"
        )


def numbers_of(model: Model, facts: Iterable[SourceFacts]) -> dict[str, int]:
    """All numbers that can be demanded, over these sources as if they were the whole graph."""
    entities: dict[str, Entity] = {}
    claims: list[Claim] = []
    ends: dict[str, tuple[str, str]] = {}
    stated: list[tuple[str, Claim]] = []
    for source in facts:
        entities |= {item.id: item for item in source.entities}
        for item in source.evidence:
            if item.type == "MEMBER_OF" and item.tail is not None:
                claims.append(claim_of(item))
                ends[item.slot] = (item.head, item.tail)
            elif item.property == "kind_stated":
                stated.append((item.head, claim_of(item)))
    relation = model.relations["MEMBER_OF"]
    edges = [ends[slot] for slot, said in by_slot(claims).items() if (edge(relation, said) or {}).get("counted")]
    alliances = {id_: item for id_, item in entities.items() if item.label == "Alliance"}
    seats: dict[tuple[str, Any], set[Any]] = {}
    for head, tail in edges:
        if entities[head].label == "Organization":
            said = [claim for id_, claim in stated if id_ == head]
            key = (kind(model, entities[head].kind_label or "", said), _lineage(entities[head]))
            seats.setdefault(key, set()).add(_lineage(alliances[tail]))
    return {
        "alliances": len({_lineage(item) for item in alliances.values()}),
        "alliances_with_members": len({_lineage(alliances[tail]) for _, tail in edges}),
        "memberships": len(edges),
        "members": len({head for head, _ in edges}),
        "universities_in_two_alliances": _in_two(seats, "university"),
        "institutes_in_two_alliances": _in_two(seats, "institute"),
        "targets": sum(1 for item in entities.values() if item.label == "Target"),
    }


def _in_two(seats: Mapping[tuple[str, Any], set[Any]], wanted: str) -> int:
    return sum(1 for (kind_, _), alliances in seats.items() if kind_ == wanted and len(alliances) > 1)


def _lineage(item: Entity) -> Any:
    return item.get("lineage") or item.id


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)
