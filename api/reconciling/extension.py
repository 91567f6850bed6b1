"""Data extension: the values of some properties of some things, for new columns beside a reconciled one."""

from __future__ import annotations

import json
from typing import Any

from api.depends import Service
from api.reconciling.batch import BATCH, whole
from graph.errors import BadParameter
from queries.attributes import Other, attributes, read_attributes
from queries.catalogue import shipped_model
from queries.find import NAMED


def extension(service: Service, text: str) -> dict[str, Any]:
    """The values of some properties of some things. Raises BadParameter."""
    try:
        given = json.loads(text)
        ids = [whole(str(one)) for one in given["ids"]]
        asked = {whole(str(one["id"])): _most(one.get("settings")) for one in given["properties"]}
    except (ValueError, AttributeError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise BadParameter(
            'extend 应为 JSON：{"ids": ["og-…"], "properties": [{"id": "place"}]} (not a data extension query)',
            "extend",
        ) from error
    if len(ids) > BATCH:
        raise BadParameter(f"一次至多 {BATCH} 个编号 (too many ids)；这里有 {len(ids)} 个", "extend")
    for name in asked:
        if name not in attributes():
            raise BadParameter(f"没有属性 {name[:50]} (unknown property)；可选：{'、'.join(attributes())}", "extend")
    had = read_attributes(service.store, ids, asked)
    rows = {
        id_: {name: [_cell(value) for value in had.get(id_, {}).get(name, ())][:most] for name, most in asked.items()}
        for id_ in ids
    }
    return {"meta": [_meta(name) for name in asked], "rows": rows}


def _most(settings: Any) -> int | None:
    """How many values are wanted; None for all."""
    most = int((settings or {}).get("limit") or 0)
    return most if most > 0 else None


def _meta(name: str) -> dict[str, Any]:
    item = attributes()[name]
    found: dict[str, Any] = {"id": name, "name": f"{item.zh} ({item.en})"}
    if item.relation is not None:
        relation = shipped_model().relations[item.relation]
        ends = [label for label in (relation.tails if item.outgoing else relation.heads) if label in NAMED]
        found["type"] = {"id": ends[0], "name": shipped_model().nodes[ends[0]].zh}
    return found


def _cell(value: Any) -> dict[str, Any]:
    if isinstance(value, Other):
        return {"id": value.id, "name": value.name}
    if isinstance(value, int):
        return {"int": value}
    return {"float": value} if isinstance(value, float) else {"str": str(value)}
