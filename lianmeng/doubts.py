"""What `lianmeng report` lists for a person to judge: undecided names and near pairs, each with the sentence that names
it and the command that adds the row which would settle it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ingest.canonical import Canon
from lianmeng.words.pairs import near_pairs
from lianmeng.words.settle import Proposal, for_organization, for_pair
from queries.reading import Reader
from queries.sentences import sentences_of

_NAMES = "MATCH (n:{label}) RETURN n.id AS id, n.name AS name ORDER BY n.name, n.id"


def undecided_rows(store: Reader, rows: Sequence[Mapping[str, Any]], canon: Canon) -> list[dict[str, Any]]:
    """The undecided organisations with `sentence`, `source` and `settle`, the commands of which one settles it."""
    said = sentences_of(store, (row["id"] for row in rows))
    return [
        {**row, **_said(said, row["id"]), "settle": _commands(for_organization(row["name"], canon))} for row in rows
    ]


def pair_rows(store: Reader, canon: Canon, apart: Sequence[Mapping[str, str]], limit: int) -> list[dict[str, Any]]:
    """Names that may be one: label, one, other, score, sentence, source, settle; at most `limit`."""
    judged = [frozenset((row["name"], row["other"])) for row in apart]
    lexicon = canon.lexicon
    found: list[tuple[str, str, dict[str, Any]]] = []
    for label, known in (("Organization", lexicon.organizations), ("Alliance", lexicon.alliances)):
        ids = {row["name"]: row["id"] for row in store.read(_NAMES.format(label=label))}
        for pair in near_pairs(label, ids, known, judged):
            row = {"label": label, "one": pair.one, "other": pair.other, "score": pair.score}
            row["settle"] = _commands(for_pair(label, pair.one, pair.other))
            found.append((label, ids[pair.other], row))
    found = sorted(found, key=lambda item: -item[2]["score"])[:limit]
    said = sentences_of(store, (id_ for _, id_, _ in found))
    return [{**row, **_said(said, id_)} for _, id_, row in found]


def _said(said: Mapping[str, tuple[str, str]], id_: str) -> dict[str, str]:
    sentence, source = said.get(id_, ("", ""))
    return {"sentence": sentence, "source": source}


def _commands(proposals: Sequence[Proposal]) -> list[str]:
    return [proposal.command for proposal in proposals]
