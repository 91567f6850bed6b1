"""Finding names over an index kept in memory: by spelling, former name, part, characters in their order (北科大), sound
(pinyin, initials, the same sound in other characters), in spite of typing errors.

Neither engine can do the last of these, so the names are read once for each data version, and all of it is answered
without the store. Above MOST names there is no index, and the full-text search of `queries.find` answers alone.
"""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz import fuzz, process

from queries.find import NAMED, Hit, Reason, find, looks_like_id, once
from queries.names import fold, stem
from queries.reading import Reader

MOST = 300_000  # names; about 200 MB and ten seconds to build
_NEAR_SCORE = 75.0
_PAGE = 20_000
_SURE: frozenset[Reason] = frozenset({"name", "spelling", "alias", "former_name"})
_UMLAUT = str.maketrans(dict.fromkeys("üǖǘǚǜ", "v"))
_SHORTEST, _LONGEST_SHORT = 2, 6  # characters of a short form: 清华 to 北航自动化院
_FORMER = (
    "MATCH (o:{label})-[:SUCCEEDED_BY*1..4]->(n:{label}) WHERE o.name <> n.name "
    "RETURN DISTINCT n.id AS id, n.name AS name, n.kind AS kind, o.name AS former ORDER BY id, former"
)


@dataclass(frozen=True)
class Name:
    """A name or alias of a thing; `former`: `alias` is the name of what it was before."""

    id: str
    label: str
    kind: str | None
    name: str
    alias: str
    former: bool = False


@dataclass(frozen=True)
class NameIndex:
    """All names of a graph, for one data version."""

    version: str
    names: tuple[Name, ...]

    @cached_property
    def by_sound(self) -> dict[str, list[Name]]:
        """Whole sound and initials → names."""
        from queries.pinyin import pinyin

        found: dict[str, list[Name]] = {}
        for name in self.names:
            for sound in set(pinyin(name.alias)):
                found.setdefault(sound, []).append(name)
        return found

    @cached_property
    def folded(self) -> list[str]:
        """The folded form of each of `names`."""
        return [fold(name.alias) for name in self.names]

    @cached_property
    def stems(self) -> list[str]:
        """The folded form of each of `names`, without legal endings."""
        return [stem(name.alias) for name in self.names]

    @cached_property
    def by_id(self) -> dict[str, Name]:
        """Id → the thing's own name."""
        return {name.id: name for name in reversed(self.names) if name.alias == name.name}

    def spelled(self, text: str, labels: Sequence[str]) -> list[Hit]:
        """Names that are the text (up to spelling), then names that contain it, the shortest first."""
        wanted = fold(text)
        found: list[tuple[int, int, str, Hit]] = []
        for name, folded in zip(self.names, self.folded, strict=True):
            at = folded.find(wanted)
            if at < 0 or name.label not in labels:
                continue
            whole, own = folded == wanted, name.alias == name.name
            reason: Reason = "part" if not whole else "former_name" if name.former else "alias" if not own else "name"
            if reason == "name" and name.name != text:
                reason = "spelling"
            rank = (0 if own else 2 if name.former else 1) if whole else 3 if at == 0 else 4
            found.append((rank, len(folded), name.id, _hit(name, reason)))
        return [hit for *_, hit in sorted(found, key=lambda item: item[:3])]

    def sounding(self, text: str, labels: Sequence[str]) -> list[Hit]:
        """Names whose pinyin or initials are the text, then names whose pinyin begins with it."""
        wanted = letters(fold(text))
        if not (wanted.isascii() and wanted.isalpha()):
            return []
        exact = self.by_sound.get(wanted, [])
        begun = [
            name
            for sound, names in self.by_sound.items()
            if len(wanted) >= 3 and sound != wanted and sound.startswith(wanted)
            for name in names
        ]
        found = [*sorted(exact, key=_order), *sorted(begun, key=_order)]
        return [_hit(name, "sound") for name in found if name.label in labels]

    def alike(self, text: str, labels: Sequence[str]) -> list[Hit]:
        """Names that sound the same in other characters: 青华大学 for 清华大学, the slip of those who type."""
        from queries.pinyin import pinyin

        if len(fold(text)) < _SHORTEST or fold(text).isascii():
            return []
        found = sorted(self.by_sound.get(pinyin(text)[0], []), key=_order)
        return [_hit(name, "sound") for name in found if name.label in labels]

    def shortened(self, text: str, labels: Sequence[str]) -> list[Hit]:
        """Names that begin with the text's first character and hold the others in their order, the closest first.

        北科大 is 北京科技大学 before 北京医科大学: its characters stand nearer to the beginning.
        """
        wanted = fold(text)
        if not _SHORTEST <= len(wanted) <= _LONGEST_SHORT or wanted.isascii():
            return []
        found: list[tuple[int, int, str, Hit]] = []
        for name, folded in zip(self.names, self.folded, strict=True):
            if folded[:1] == wanted[0] and name.label in labels and (places := _in_order(wanted, folded)):
                found.append((sum(places), len(folded), name.id, _hit(name, "short")))
        return [hit for *_, hit in sorted(found, key=lambda item: item[:3])]

    def completed(self, text: str, labels: Sequence[str]) -> list[Hit]:
        """What a text that is still being typed may become: by spelling, then by sound."""
        if not fold(text):
            return []
        return once([*self.spelled(text.strip(), labels), *self.sounding(text, labels)])

    def near(self, text: str, labels: Sequence[str], limit: int) -> list[Hit]:
        """Names that differ from the text by little, the closest first."""
        ranked = process.extract(stem(text), self.stems, scorer=fuzz.ratio, limit=3 * limit, score_cutoff=_NEAR_SCORE)
        return [_hit(self.names[at], "near") for _, _, at in ranked if self.names[at].label in labels][:limit]


@dataclass
class Names:
    """Keeps the index of the present data version; made once and handed to who searches."""

    _index: NameIndex | None = None
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def at(self, store: Reader, version: str) -> NameIndex | None:
        """The index for that data version, None when there are too many names."""
        with self._guard:
            if self._index is None or self._index.version != version:
                self._index = read_names(store, version)
            return self._index if self._index.names else None


def read_names(store: Reader, version: str) -> NameIndex:
    """Reads all names and aliases; an index without names when there are more than MOST."""
    names: list[Name] = []
    for label in NAMED:
        last = ""
        while True:
            rows = store.read(
                f"MATCH (n:{label}) WHERE n.id > $last RETURN n.id AS id, n.name AS name, n.kind AS kind, "
                "coalesce(n.aliases, []) AS aliases, n.short_name AS short ORDER BY n.id LIMIT $page",
                {"last": last, "page": _PAGE},
            )
            for row in rows:
                others = {*row["aliases"], row["short"] or row["name"]}
                for alias in (row["name"], *sorted(others - {row["name"]})):
                    names.append(Name(row["id"], label, row["kind"], row["name"], alias))
            if len(names) > MOST:
                return NameIndex(version, ())
            if len(rows) < _PAGE:
                break
            last = rows[-1]["id"]
    for label in ("Alliance", "Organization"):
        rows = store.read(_FORMER.format(label=label))
        names += [Name(row["id"], label, row["kind"], row["name"], row["former"], True) for row in rows]
    return NameIndex(version, tuple(names))


def search(store: Reader, index: NameIndex | None, text: str, labels: Sequence[str], limit: int) -> list[Hit]:
    """As `queries.find.find`, with all that an index can do where there is one."""
    text = text.strip()
    if index is None or not fold(text):
        return find(store, text, labels, limit)
    if looks_like_id(text):
        known = index.by_id.get(text)
        return [_hit(known, "id")] if known and known.label in labels else find(store, text, labels, limit)
    hits = [*index.spelled(text, labels), *index.sounding(text, labels)]
    if len(hits) < limit:
        if not any(hit.reason in _SURE for hit in hits):
            hits += [*index.shortened(text, labels), *index.alike(text, labels)]
        if len(fold(text)) > _SHORTEST:
            hits += index.near(text, labels, limit)
    return once(hits or find(store, text, labels, limit))[:limit]


def letters(text: str) -> str:
    """Pinyin as it is typed without marks: qīnghuá is qinghua, lǜ is lv."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFC", text).translate(_UMLAUT))
    return "".join(ch for ch in plain if not unicodedata.combining(ch))


def _in_order(wanted: str, name: str) -> list[int]:
    """Where the characters stand in the name, each after the one before; empty when one is missing."""
    places, at = [], -1
    for character in wanted:
        at = name.find(character, at + 1)
        if at < 0:
            return []
        places.append(at)
    return places


def _order(name: Name) -> tuple[bool, int, str, str]:
    return (name.alias != name.name, len(name.name), name.name, name.id)


def _hit(name: Name, reason: Reason) -> Hit:
    return Hit(name.id, name.label, name.name, name.kind, reason, name.alias)
