"""Which row of which table would settle a name, written both as the row and as the command that adds it.

Proposals, never decisions: where several rows are possible, all are given and a person chooses. Pure.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.canonical import Canon
from ingest.words.tidy import fold

FULL_NAME = "全称"
KIND = "类别"
_PLAIN = re.compile(r"[\w./-]+")  # needs no quotes in a shell


@dataclass(frozen=True)
class Proposal:
    """A row for one own table, its first cells; `command` adds it."""

    table: str
    cells: tuple[str, ...]
    options: tuple[str, ...] = ()

    @property
    def row(self) -> str:
        """As it would stand in the table, without source and date."""
        return f"{self.table}.tsv: " + " | ".join((*self.cells, *self.options))

    @property
    def command(self) -> str:
        """What to type."""
        words = ["lianmeng", "words", "add", self.table, *self.cells, *self.options]
        return " ".join(word if _PLAIN.fullmatch(word) else shlex.quote(word) for word in words)


def for_organization(name: str, canon: Canon) -> list[Proposal]:
    """What would settle an organisation's unresolved name: an alias of a candidate, or a row of its own."""
    name = fold(name)
    lexicon = canon.lexicon
    candidates: Sequence[str] = sorted({row.name for row in lexicon.aliases.get(name, ())})
    candidates = candidates or lexicon.ambiguous.get(name, ())
    if candidates:
        return [Proposal("aliases", (name, candidate)) for candidate in candidates]
    kind = canon.finder.kind_of(name) or KIND
    return [Proposal("aliases", (name, FULL_NAME)), Proposal("organizations", (name,), ("--kind", kind))]


def for_alliance(name: str, canon: Canon) -> list[Proposal]:
    """What would settle an alliance's unresolved name."""
    name = fold(name)
    candidates = canon.lexicon.alliance_aliases.get(name, ()) or (FULL_NAME,)
    return [Proposal("alliances", (candidate, name)) for candidate in sorted(candidates)]


def for_pair(label: str, one: str, other: str) -> list[Proposal]:
    """What would settle a pair of names that look alike: one is an alias of the other, or they are two."""
    same = Proposal("alliances", (one, other)) if label == "Alliance" else Proposal("aliases", (other, one))
    return [same, Proposal("apart", (one, other))]
