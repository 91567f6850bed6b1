"""The types and properties that the reconciliation service knows: labels and kinds of the model, and attributes."""

from __future__ import annotations

from typing import Any

from queries.attributes import attributes
from queries.catalogue import shipped_model
from queries.find import NAMED


def type_of(label: str, kind: str | None) -> dict[str, str]:
    """The type of a thing: its kind for an organisation, else its label."""
    model = shipped_model()
    if kind is not None and kind in model.kinds and label == "Organization":
        return {"id": model.kinds[kind].label, "name": model.kinds[kind].zh}
    return {"id": label, "name": model.nodes[label].zh}


def types() -> list[dict[str, Any]]:
    """All types; each kind has `Organization` above it."""
    model = shipped_model()
    found: list[dict[str, Any]] = [
        {"id": label, "name": f"{model.nodes[label].zh} ({model.nodes[label].en})"} for label in NAMED
    ]
    above = [item for item in found if item["id"] == "Organization"]
    return found + [
        {"id": kind.label, "name": f"{kind.zh} ({kind.en})", "broader": above} for kind in model.kinds.values()
    ]


def properties_of(type_: str | None = None) -> list[dict[str, str]]:
    """The properties that things of a type have; of all types without one."""
    kinds = {kind.label for kind in shipped_model().kinds.values()}
    label = "Organization" if type_ in kinds else type_
    return [
        {"id": item.id, "name": f"{item.zh} ({item.en})"}
        for item in attributes().values()
        if not label or label in item.labels
    ]
