"""Names as texts have them → canonical names, with the reason. Tables and stated rules decide, never a score.

An organisation: its own row; an alias valid in the source's year; the same name but for its legal form, when that is
one organisation; else the name itself. A short name that none of them settles is its own node, marked unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.facts import Entity, Scalar
from graph.identity import node_id
from graph.model import Model
from ingest.coreference import stem
from ingest.words.forms import without_legal_form
from ingest.words.lexicon import AliasRow, Lexicon
from ingest.words.names import OrganizationFinder
from ingest.words.tokens import load_words

_SHORT = 4
_LONGEST_SHORT = 5


@dataclass(frozen=True)
class Resolution:
    """A canonical name, why, and whether it is settled."""

    name: str
    reason: str
    unresolved: bool = False


@dataclass(frozen=True)
class Canon:
    """Looks names up. `by_form` leads from a name without its legal form to the organisations that have it."""

    lexicon: Lexicon
    model: Model
    by_form: Mapping[str, tuple[str, ...]]
    by_stem: Mapping[str, tuple[str, ...]]
    aliases_of: Mapping[str, tuple[str, ...]]
    finder: OrganizationFinder

    def organization(self, name: str, year: int | None) -> Resolution:
        """The canonical organisation of `name` in a source of `year` (None = not known)."""
        if name in self.lexicon.organizations:
            return Resolution(name, "table: own name")
        rows = self.lexicon.aliases.get(name, ())
        if rows:
            valid = _valid(rows, year)
            if valid is not None:
                return Resolution(valid, "table: alias")
            return Resolution(name, "alias whose years the source does not settle", unresolved=True)
        if name in self.lexicon.ambiguous:
            return Resolution(name, "short name of several organisations", unresolved=True)
        form = without_legal_form(name)
        same = self.by_form.get(form, ()) if form != name and len(form) >= _SHORT else ()
        if len(same) == 1:
            return Resolution(same[0], "same name but for its legal form")
        short = len(name) <= _LONGEST_SHORT and not self.finder.kind_by_form(name)
        return Resolution(name, "name as written", unresolved=short)

    def alliance(self, name: str) -> Resolution:
        """The canonical alliance: its row, an alias of one alliance, or one alliance with the same stem."""
        if name in self.lexicon.alliances:
            return Resolution(name, "table: own name")
        names = self.lexicon.alliance_aliases.get(name, ())
        if len(names) == 1:
            return Resolution(names[0], "table: alias")
        if len(names) > 1:
            return Resolution(name, "short name of several alliances", unresolved=True)
        same = self.by_stem.get(stem(name), ())
        if len(same) == 1 and len(stem(name)) >= _SHORT:
            return Resolution(same[0], "same name but for 产业, 国家 or the ending")
        return Resolution(name, "name as written")

    def organization_entity(self, resolution: Resolution) -> Entity:
        """The node of an organisation; its kind label follows from name and tables only."""
        row = self.lexicon.organizations.get(resolution.name)
        kind = row.kind if row else self.finder.kind_by_form(resolution.name)
        properties: dict[str, Scalar | tuple[Scalar, ...]] = {
            "name": resolution.name,
            "lineage": row.lineage if row else resolution.name,
        }
        if row and row.place:
            properties["place"] = row.place
        return self._named("Organization", resolution, properties, self.model.kinds[kind or "other"].label)

    def alliance_entity(self, resolution: Resolution) -> Entity:
        """The node of an alliance."""
        properties: dict[str, Scalar | tuple[Scalar, ...]] = {"name": resolution.name, "lineage": resolution.name}
        return self._named("Alliance", resolution, properties, None)

    def _named(
        self, label: str, resolution: Resolution, properties: dict[str, Scalar | tuple[Scalar, ...]], kind: str | None
    ) -> Entity:
        if resolution.unresolved:
            properties["unresolved"] = True
        former = tuple(
            sorted(node_id(self.model, label, [alias]) for alias in self.aliases_of.get(resolution.name, ()))
        )
        if former:
            properties["former_ids"] = former
        return Entity(node_id(self.model, label, [resolution.name]), label, kind, tuple(sorted(properties.items())))


def make_canon(lexicon: Lexicon, model: Model) -> Canon:
    """The look-up over these tables."""
    aliases = [(row.alias, row.name) for rows in lexicon.aliases.values() for row in rows]
    aliases += [(alias, name) for name, names in lexicon.alliances.items() for alias in names]
    return Canon(
        lexicon,
        model,
        _index((without_legal_form(name), name) for name in lexicon.organizations),
        _index((stem(name), name) for name in lexicon.alliances),
        _index((name, alias) for alias, name in aliases),
        OrganizationFinder(lexicon, load_words()),
    )


def _valid(rows: Iterable[AliasRow], year: int | None) -> str | None:
    rows = list(rows)
    if len({row.name for row in rows}) == 1 and all(not row.since and not row.until for row in rows):
        return rows[0].name
    if year is None:
        return None
    fitting = {row.name for row in rows if (row.since or 0) <= year <= (row.until or 9999)}
    return fitting.pop() if len(fitting) == 1 else None


def _index(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for key, value in pairs:
        found.setdefault(key, set()).add(value)
    return {key: tuple(sorted(values)) for key, values in found.items()}
