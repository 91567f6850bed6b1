"""What the graph remembers of its collections beside their sources: the folder of each, and its removal list.

Kept on the `Meta` node, which enters neither version nor export. The removal lists of all collections together hold
for every source: a name that one collection takes out comes back through no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace

from graph.store.bolt import Store
from ingest.removal import Removal


@dataclass(frozen=True)
class Memory:
    """Folder and removal list by collection."""

    folders: Mapping[str, str] = field(default_factory=dict)
    removals: Mapping[str, tuple[Removal, ...]] = field(default_factory=dict)

    def all_removals(self) -> tuple[Removal, ...]:
        """The entries of all lists, each once, in a fixed order."""
        unique = {(item.characters, item.sha256): item for items in self.removals.values() for item in items}
        return tuple(unique[key] for key in sorted(unique))

    def with_folder(self, collection: str, folder: str, removals: Iterable[Removal]) -> Memory:
        """The memory with what a folder just said of its collection."""
        lists = {**self.removals, collection: tuple(removals)}
        return replace(
            self,
            folders={**self.folders, collection: folder},
            removals={name: items for name, items in lists.items() if items},
        )


def removals_digest(removals: Iterable[Removal]) -> str:
    """What enters the edition; empty for no removal, so that an empty list changes nothing."""
    return "\n".join(f"{item.characters} {item.sha256}" for item in removals)


def read_memory(store: Store) -> Memory:
    """What the graph remembers; nothing for a new graph."""
    rows = store.read("MATCH (m:Meta {id: 'graph'}) RETURN m.collections AS collections")
    if not rows or not rows[0]["collections"]:
        return Memory()
    kept = json.loads(rows[0]["collections"])
    lists = {name: tuple(Removal(**item) for item in items) for name, items in kept["removals"].items()}
    return Memory(kept["folders"], lists)


def remember(store: Store, memory: Memory) -> None:
    """Keeps it, if it is not what is kept already."""
    if memory == read_memory(store):
        return
    text = _text(memory)
    with store.loading():
        store.write(
            lambda transaction: transaction.run(
                "MATCH (m:Meta {id: 'graph'}) SET m.collections = $text", {"text": text}
            )
        )


def travelling_text(memory: Memory) -> str:
    """What of it goes into files for another machine: the removal lists, no folder; empty without any."""
    return _text(replace(memory, folders={})) if memory.removals else ""


def _text(memory: Memory) -> str:
    lists = {name: [asdict(item) for item in items] for name, items in memory.removals.items()}
    return json.dumps({"folders": dict(memory.folders), "removals": lists}, ensure_ascii=False, sort_keys=True)
