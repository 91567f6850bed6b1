"""The words that the model has for keys of kinds, roles, states …, by the name of the column that shows them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from graph.model import Kind, Term
from queries.catalogue import shipped_model

_VOCABULARIES = MappingProxyType({
    "roles": ("role", "guide_role"),
    "roles_first": ("role",),
    "roles_second": ("role",),
    "role": ("role", "guide_role"),
    "state": ("state",),
    "status": ("status",),
    "kind": ("clause_kind", "succession"),
    "subject": ("count_kind",),
    "genre": ("genre",),
    "publisher": ("publisher",),
    "origin": ("origin",),
    "grade": ("grade",),
})  # fmt: skip


def word(name: str, value: str, language: Literal["zh", "en"] = "zh") -> str | None:
    """What the model calls `value` in a column of that name; None when it is not one of the model's words."""
    model = shipped_model()
    term: Kind | Term | None = None
    if name in ("kind", "kind_stated", "subject", "kinds"):
        term = model.kinds.get(value)
    for vocabulary in _VOCABULARIES.get(name, ()):
        term = term or model.vocabularies[vocabulary].get(value)
    if term is None:
        return None
    return term.zh if language == "zh" else term.en
