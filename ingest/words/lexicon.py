"""The tables of names as one frozen object: who is called what, in which years, and of what kind.

Rows come from the .tsv files beside this module and from the user's own rows over them. Names are held folded (half
width, half-width brackets), as `tidy.fold` leaves text.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import resources

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.words.overlay import READ, lay_over, own_rows
from ingest.words.places import load_places
from ingest.words.shipped import read_table
from ingest.words.tidy import fold

TABLES = (
    "organizations",
    "aliases",
    "alliances",
    "successors",
    "ambiguous",
    "suffixes",
    "brands",
    "places",
    "units",
    "roles",
    "stops",
    "generic",
)


@dataclass(frozen=True, slots=True)
class OrganizationRow:
    """An organisation under one name; `lineage` is shared over renamings."""

    name: str
    kind: str
    place: str
    lineage: str


@dataclass(frozen=True, slots=True)
class AliasRow:
    """`alias` means `name` in the years `since` to `until` (0 = open)."""

    alias: str
    name: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class SuccessorRow:
    """`old` became `new`: kind renamed, merged_into or split."""

    old: str
    new: str
    kind: str
    year: str


@dataclass(frozen=True)
class Lexicon:
    """All tables. `digest` changes with any byte of them."""

    organizations: Mapping[str, OrganizationRow]
    aliases: Mapping[str, tuple[AliasRow, ...]]
    alliances: Mapping[str, tuple[str, ...]]
    alliance_aliases: Mapping[str, tuple[str, ...]]
    ambiguous: Mapping[str, tuple[str, ...]]
    successors: tuple[SuccessorRow, ...]
    suffixes: tuple[tuple[str, str], ...]
    brands: Mapping[str, str]
    places: Mapping[str, str]
    digest: str
    patterns: tuple[str, ...]
    automaton: AhoCorasick

    def known_names(self, text: str) -> Iterator[tuple[int, int, str]]:
        """(start, end, name) of the longest known names from left to right; no two overlap."""
        for index, start, end in self.automaton.find_matches_as_indexes(text):
            yield start, end, self.patterns[index]

    def is_alliance(self, name: str) -> bool:
        """Whether the tables hold it as an alliance or as an alliance's other name."""
        return name in self.alliances or name in self.alliance_aliases


def load_lexicon(extra: Mapping[str, str] | None = None) -> Lexicon:
    """The shipped tables with the user's own rows over them: table name → text, as `ingest.words.overlay` reads it.

    Raises TableError naming table and row.
    """
    own = {name: own_rows(name, text) for name, text in sorted((extra or {}).items()) if name in READ}
    own = {name: rows for name, rows in own.items() if rows}
    rows = lay_over({name: read_table(name) for name in READ}, own)
    organizations = {
        row["name"]: OrganizationRow(row["name"], row["kind"], row["place"], row["lineage"])
        for row in rows["organizations"]
    }
    aliases: dict[str, list[AliasRow]] = {}
    for row in rows["aliases"]:
        alias = AliasRow(row["alias"], row["name"], int(row["from"] or 0), int(row["until"] or 0))
        aliases.setdefault(alias.alias, []).append(alias)
    alliances: dict[str, list[str]] = {}
    by_alias: dict[str, list[str]] = {}
    for row in rows["alliances"]:
        names = alliances.setdefault(row["name"], [])
        if row["alias"]:
            names.append(row["alias"])
            by_alias.setdefault(row["alias"], []).append(row["name"])
    ambiguous = {row["alias"]: tuple(row["candidates"].split("|")) for row in rows["ambiguous"]}
    successors = tuple(
        SuccessorRow(fold(row["old"]), fold(row["new"]), row["kind"], row["year"]) for row in read_table("successors")
    )
    suffixes = tuple((row["suffix"], row["kind"]) for row in read_table("suffixes"))
    patterns = sorted(set(organizations) | set(aliases) | set(alliances) | set(by_alias) | set(ambiguous))
    digest = hashlib.sha256()
    for name in TABLES:
        digest.update(resources.files("ingest.words").joinpath(f"{name}.tsv").read_bytes())
    for name, mine in own.items():
        digest.update(json.dumps([name, mine], ensure_ascii=False, sort_keys=True).encode())
    return Lexicon(
        organizations=organizations,
        aliases={key: tuple(rows) for key, rows in aliases.items()},
        alliances={key: tuple(names) for key, names in alliances.items()},
        alliance_aliases={key: tuple(names) for key, names in by_alias.items()},
        ambiguous=ambiguous,
        successors=successors,
        suffixes=suffixes,
        brands={row["ending"]: row["kind"] for row in read_table("brands")},
        places=load_places(),
        digest=digest.hexdigest(),
        patterns=tuple(patterns),
        automaton=AhoCorasick(patterns, matchkind=MatchKind.LeftmostLongest),
    )
