"""Scores of relations, roles, details of edges, and single values of entities."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ingest.evaluation.align import Alignment
from ingest.evaluation.marked import ANY, EdgeMark, Marked, ValueMark, folded
from ingest.evaluation.outcomes import Item, Outcome, Verdict

# An unmarked edge to a doubtful thing is doubtful itself; not so a membership, where a false one does harm.
_STRICT = frozenset({"MEMBER_OF"})


def edge_outcomes(gold: Marked, found: Marked, alignment: Alignment) -> Iterator[Outcome]:
    """`membership`, `relations/<TYPE>`, and for those that match `roles` and `membership/state`, `relations/title` …"""
    scope = gold.scope.relations
    marked = {(edge.type, edge.head, edge.tail): edge for edge in gold.edges}
    seen: set[tuple[str, str, str]] = set()
    for edge in found.edges:
        if scope is not None and edge.type not in scope:
            continue
        section, what, item = _section(edge), _words(edge, found), Item("relations", edge.index)
        key = (edge.type, alignment.marks.get(edge.head, ""), alignment.marks.get(edge.tail, ""))
        mark = marked.get(key)
        if mark is None:
            again = key in seen and all(key)
            passed = again or (edge.type not in _STRICT and _doubtful(gold, key))
            yield Outcome(section, "passed" if passed else "false", what, edge.evidence[0], item)
            if edge.type == "MEMBER_OF" and not passed:
                yield from (
                    Outcome("roles", "false", f"{what}：{role}", edge.evidence[0], replace(item, fact=f"roles={role}"))
                    for role in sorted(edge.roles)
                    if gold.scope.roles is None or role in gold.scope.roles
                )
        elif mark.optional or key in seen:
            yield Outcome(section, "passed", what, edge.evidence[0], item)
        else:
            yield Outcome(section, "right", what, edge.evidence[0], item)
            if edge.type == "MEMBER_OF":
                yield from _role_outcomes(gold, mark, edge, what)
            if gold.scope.details:
                yield from _detail_outcomes(mark, edge, what)
        seen.add(key)
    for key, mark in marked.items():
        if key not in seen and not mark.optional:
            what = _words(mark, gold)
            yield Outcome(_section(mark), "missed", what, mark.evidence[0])
            if mark.type == "MEMBER_OF":
                for role in sorted(mark.roles):
                    yield Outcome("roles", "missed", f"{what}：{role}", mark.evidence[0])


def value_outcomes(gold: Marked, found: Marked, alignment: Alignment) -> Iterator[Outcome]:
    """`values/<property>`: dated steps, founding place, short name, each with its value right."""
    of: dict[tuple[str, str], list[ValueMark]] = {}
    for value in found.values:
        if value.property in gold.scope.values:
            of.setdefault((alignment.marks.get(value.entity, ""), value.property), []).append(value)
    wanted: dict[tuple[str, str], list[ValueMark]] = {}
    for value in gold.values:
        if value.property in gold.scope.values:
            wanted.setdefault((value.entity, value.property), []).append(value)
    for key in sorted({*of, *wanted}):
        yield from _values(gold, found, key[1], wanted.get(key, []), of.get(key, []))


def _values(
    gold: Marked, found: Marked, name: str, wanted: list[ValueMark], values: list[ValueMark]
) -> Iterator[Outcome]:
    section = f"values/{name}"
    used: set[int] = set()
    for mark in wanted:
        match = next((v for v in values if v.index not in used and _equal(name, mark.value, v.value)), None)
        if match is not None:
            used.add(match.index)
            verdict: Verdict = "passed" if mark.optional else "right"
            what = f"{_name(found, match.entity)} {name} {match.value}"
            yield Outcome(section, verdict, what, match.evidence[0], Item("values", match.index))
        elif not mark.optional:
            yield Outcome(section, "missed", f"{_name(gold, mark.entity)} {name} {mark.value}", mark.evidence[0])
    doubtful = any(mark.optional for mark in wanted)
    for value in values:
        if value.index not in used:
            again = any(_equal(name, mark.value, value.value) for mark in wanted)
            verdict = "passed" if doubtful or again else "false"
            what = f"{_name(found, value.entity)} {name} {value.value}"
            yield Outcome(section, verdict, what, value.evidence[0], Item("values", value.index))


def _equal(name: str, one: str, other: str) -> bool:
    if name == "founded_place":
        return _same_place(one, other)
    if name == "short_name":
        return folded(one) == folded(other)
    return one == other


def _same_place(one: str, other: str) -> bool:
    """北京 and 北京市, 大连 and 辽宁省/大连市: one written inside the other without the words for a level."""
    first, second = (folded(place.replace("/", "")) for place in (one, other))
    first, second = (_without_levels(place) for place in (first, second))
    return bool(first and second) and (first in second or second in first)


def _without_levels(place: str) -> str:
    for word in ("特别行政区", "自治区", "自治州", "省", "市", "区", "县"):
        place = place.replace(word, "")
    return place


def _role_outcomes(gold: Marked, mark: EdgeMark, edge: EdgeMark, what: str) -> Iterator[Outcome]:
    for role in sorted(mark.roles - edge.roles):
        yield Outcome("roles", "missed", f"{what}：{role}", mark.evidence[0])
    for role in sorted(edge.roles):
        if gold.scope.roles is None or role in gold.scope.roles:
            verdict: Verdict = "right" if role in mark.roles else "false"
            item = Item("relations", edge.index, f"roles={role}")
            yield Outcome("roles", verdict, f"{what}：{role}", edge.evidence[0], item)


def _detail_outcomes(mark: EdgeMark, edge: EdgeMark, what: str) -> Iterator[Outcome]:
    for name, wanted in mark.details.items():
        given = edge.details.get(name)
        if wanted is None and given is None:
            continue
        section = f"membership/{name}" if mark.type == "MEMBER_OF" else f"relations/details/{name}"
        item = Item("relations", edge.index, f"{name}={given}")
        if wanted is not None and given is not None and _parts(wanted) == _parts(given):
            yield Outcome(section, "right", f"{what}：{given}", edge.evidence[0], item)
            continue
        if wanted is not None:
            yield Outcome(section, "missed", f"{what}：{name} {wanted}", mark.evidence[0])
        if given is not None:
            yield Outcome(section, "false", f"{what}：{name} {given}", edge.evidence[0], item)


def _parts(text: str) -> frozenset[str]:
    """A title that joins several is the set of them."""
    return frozenset(part for part in folded(text.replace("兼", "、")).split("、") if part)


def _doubtful(gold: Marked, key: tuple[str, str, str]) -> bool:
    ends = [gold.entities.get(id_) for id_ in key[1:]]
    return any(end is not None and (end.optional or end.type == ANY) for end in ends)


def _section(edge: EdgeMark) -> str:
    return "membership" if edge.type == "MEMBER_OF" else f"relations/{edge.type}"


def _words(edge: EdgeMark, of: Marked) -> str:
    return f"{_name(of, edge.head)} —{edge.type}→ {_name(of, edge.tail)}"


def _name(of: Marked, id_: str) -> str:
    return of.entities[id_].name if id_ in of.entities else id_
