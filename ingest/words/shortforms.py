"""Short forms of long company names that a text uses without explaining them: 恒川海工 for 中国恒川海工装备集团有限公司.

A short form begins as the name does behind 中国 or as the whole name does, keeps its order of characters and ends
where a name can end. Explained short forms are left to `coreference.py`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.later import later
from ingest.marks import Mark
from ingest.words.sentences import Sentence

_LEGAL = later(r"(?:公司|集团)$")
_COUNTRY = later(r"^(?:中国|国家)")
_LONGEST = 8
_SHORTEST = 3
_ENDS = later(
    r"(?:[，。；、：:()（）”》\s]|的|董事|总[经裁工]|副[总董]|首席|执行|在|已|将|与|和|及|去年|今年|也|还|等|为|是|有关|负责|当选|作为|牵头|发起|联合|表示|$)"
)


def short_forms(
    sentences: Sequence[Sentence], marks: Sequence[list[Mark]], places: Mapping[str, str]
) -> tuple[list[list[Mark]], dict[str, str]]:
    """The marks with those of short forms added, and short form → whole name."""
    names = sorted({m.name for line in marks for m in line if m.label == "Organization" and len(m.name) >= _LONGEST})
    heads: dict[str, str] = {}
    for name in names:
        if _LEGAL.search(name):
            for head in _heads(name, places):
                # A beginning that two names share shortens neither.
                heads[head] = "" if heads.get(head, name) != name else name
    heads = {head: name for head, name in heads.items() if name}
    if not heads:
        return [*marks], {}
    # An expression of all beginnings would be compiled anew for every text.
    automaton = AhoCorasick(list(heads), matchkind=MatchKind.LeftmostLongest)
    kinds = {m.name: m.kind for line in marks for m in line}
    shorts = dict(_marked(marks, heads))
    result: list[list[Mark]] = []
    for sentence, line in zip(sentences, marks, strict=True):
        hits = automaton.find_matches_as_indexes(sentence.text)
        added = list(_found(sentence.text, line, hits, heads, kinds)) if hits else []
        shorts.update((mark.name, whole) for mark, whole in added)
        result.append(sorted([*line, *(mark for mark, _ in added)], key=lambda m: m.start) if added else line)
    return result, shorts


def _marked(marks: Sequence[list[Mark]], heads: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Short forms that hold a mark already, since a title stood behind them: 洛河轴锐|董事长张三."""
    for name in {m.name for line in marks for m in line if m.how == "list" and m.label == "Organization"}:
        whole = next((heads[name[:n]] for n in range(3, len(name) + 1) if name[:n] in heads), "")
        if whole and whole.startswith(name) and len(name) <= _LONGEST:
            yield name, whole


def _heads(name: str, places: Mapping[str, str]) -> Iterator[str]:
    bare = _COUNTRY.sub("", name)
    place = next((bare[:n] for n in range(6, 1, -1) if bare[:n] in places), "")
    if place:
        yield bare[: len(place) + 2]
    elif len(bare) < len(name):
        yield bare[:3]
    else:
        yield bare[:3]


def _found(
    text: str,
    line: Iterable[Mark],
    hits: Iterable[tuple[int, int, int]],
    heads: Mapping[str, str],
    kinds: Mapping[str, str],
) -> Iterator[tuple[Mark, str]]:
    taken = [(m.start, m.end) for m in line]
    for _, start, stop in hits:
        if any(start < e and s < stop for s, e in taken):
            continue
        name = heads[text[start:stop]]
        end = _reach(text, start, stop, name)
        if end - start >= _SHORTEST and _ENDS.match(text, end):
            short = text[start:end]
            yield Mark(start, end, "Organization", short, kinds.get(name, ""), "short", "medium"), name


def _reach(text: str, start: int, end: int, name: str) -> int:
    """How far the characters from `start` on follow those of the name in their order."""
    position = name.index(text[start:end]) + end - start
    while end < len(text) and end - start < _LONGEST:
        found = name.find(text[end], position)
        if found < 0:
            break
        position, end = found + 1, end + 1
    return end
