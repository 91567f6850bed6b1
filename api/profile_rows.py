"""A profile as a table: one row a value or a relation, with its first quote and where that stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from queries.catalogue import Column
from queries.export import csv_lines, plain

COLUMNS = tuple(
    Column(name, type_, zh, en, ())
    for name, type_, zh, en in (
        ("part", "string", "部分", "part of the profile: values, or the kind of relation"),
        ("property", "string", "属性", "property of a value"),
        ("value", "string", "值，或关系的属性", "value, or what the relation says"),
        ("id", "string", "另一端的编号", "id of the other end"),
        ("label", "string", "另一端的类型", "label of the other end"),
        ("name", "string", "另一端的名称", "name of the other end"),
        ("details", "string", "另一端的属性", "properties of the other end"),
        ("evidence", "integer", "证据数", "pieces of evidence"),
        ("quote", "string", "引文", "first quote"),
        ("source", "string", "来源", "title of its source"),
    )
)


def profile_csv(sent: Mapping[str, Any], *, excel: bool = False) -> str:
    """The CSV of a profile in the shape of `api.profiles.ProfileOut`."""
    return "".join(csv_lines(COLUMNS, _rows(sent), excel=excel))


def _rows(sent: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for item in sent["values"]:
        yield {"part": "values", "property": item["property"], "value": plain(item["value"]), **_proof(item)}
    for part, items in sent["relations"].items():
        for item in items:
            row = {"part": part, "value": _pairs(item["properties"]), "id": item["id"], "label": item["label"]}
            yield row | {"name": item["name"], "details": _pairs(item["details"]), **_proof(item)}


def _pairs(properties: Mapping[str, Any]) -> str:
    told = {key: plain(value) for key, value in properties.items() if key not in ("id", "name")}
    return "; ".join(f"{key}={value}" for key, value in told.items() if value)


def _proof(item: Mapping[str, Any]) -> dict[str, Any]:
    pieces = item["evidence"]
    first = {"quote": pieces[0]["quote"], "source": pieces[0]["source"]["title"]} if pieces else {}
    return {"evidence": len(pieces), **first}
