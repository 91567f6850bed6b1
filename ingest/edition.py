"""The edition: one digest of tables, model and ingest code. Facts are comparable only within one edition."""

from __future__ import annotations

import hashlib
from importlib import resources
from importlib.resources.abc import Traversable

from graph.model import Model
from ingest.words.lexicon import Lexicon

_CODE = (".py", ".tsv")
_GRAPH_FILES = ("quantity.py", "moment.py", "identity.py", "facts.py", "units.tsv")


def edition(lexicon: Lexicon, model: Model, removals: str = "") -> str:
    """20 hex digits that change with any byte that can change a fact: tables (the user's too), model, removal list
    and the code of `ingest`."""
    digest = hashlib.sha256(f"{lexicon.digest}\n{model.digest}\n{removals}\n".encode())
    for name, content in _files(resources.files("ingest"), "ingest"):
        digest.update(f"{name}\n".encode() + content)
    for name in _GRAPH_FILES:
        digest.update(f"{name}\n".encode() + resources.files("graph").joinpath(name).read_bytes())
    return digest.hexdigest()[:20]


def _files(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found: list[tuple[str, bytes]] = []
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{item.name}"
        if item.is_dir() and not item.name.startswith("__"):
            found += _files(item, name)
        elif item.is_file() and item.name.endswith(_CODE):
            found.append((name, item.read_bytes()))
    return found
