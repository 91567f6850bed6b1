"""One fact: what is said, as data and as a sentence, whether it stands, and all its evidence."""

from __future__ import annotations

from typing import Any

from queries.catalogue import shipped_model
from queries.evidence import attested
from queries.export import spoken
from queries.reading import Reader

_SAID = """
MATCH (e:Evidence {fact: $fact})
RETURN e.slot AS slot, e.head AS head, e.type AS type, e.tail AS tail, e.property AS property, e.value AS value LIMIT 1
"""


def fact(store: Reader, id_: str) -> dict[str, Any] | None:
    """The fact with that id, None when nobody says it (any more)."""
    rows = store.read(_SAID, {"fact": id_})
    if not rows:
        return None
    said = rows[0]
    head = thing(store, said["head"])
    tail = thing(store, said["tail"]) if said["tail"] else None
    evidence = attested(store, [said["slot"]]).get(said["slot"], ())
    mine = [item for item in evidence if item["fact"] == id_]
    others = sorted({item["fact"] for item in evidence} - {id_})
    return {
        "fact": id_,
        "statement": _sentence(said, head, tail),
        "type": said["type"],
        "head": head,
        "tail": tail,
        "property": said["property"],
        "value": said["value"],
        "stands": _stands(store, said, head),
        "evidence": mine,
        "others": others,
    }


def thing(store: Reader, id_: str) -> dict[str, Any]:
    """Id, label, name and kind of a thing; the label follows from the id's prefix."""
    label = label_of(id_)
    rows = store.read(
        f"MATCH (n:{label} {{id: $id}}) RETURN coalesce(n.name, n.heading, n.metric) AS name, n.kind AS kind",
        {"id": id_},
    )
    row = rows[0] if rows else {"name": None, "kind": None}
    return {"id": id_, "label": label, "name": row["name"] or id_, "kind": row["kind"]}


def label_of(id_: str) -> str:
    """The primary label that an id's prefix tells."""
    prefix = id_.partition("-")[0]
    return next((node.label for node in shipped_model().nodes.values() if node.prefix == prefix), "Alliance")


def _stands(store: Reader, said: dict[str, Any], head: dict[str, Any]) -> bool:
    """Whether the graph took it: an attested entity or plain edge always, a value when it was chosen."""
    name = said["property"]
    if name is None or name == "written":
        return True
    if said["type"] == "VALUE":
        statement = f"MATCH (n:{head['label']} {{id: $head}}) RETURN n[$name] AS value"
    else:
        edge = f"(n:{head['label']} {{id: $head}})-[r:{said['type']}]->()"
        statement = f"MATCH {edge} WHERE r.id = $slot RETURN r[$name] AS value"
    rows = store.read(statement, {"head": head["id"], "slot": said["slot"], "name": name})
    value = rows[0]["value"] if rows else None
    return said["value"] in value if isinstance(value, list) else str(value) == said["value"]


def _sentence(said: dict[str, Any], head: dict[str, Any], tail: dict[str, Any] | None) -> str:
    model = shipped_model()
    value = "" if said["value"] is None else spoken(said["property"] or "", said["value"])
    if said["type"] == "ENTITY":
        return f"有{model.nodes[head['label']].zh}“{head['name']}”"
    if tail is None:
        return f"“{head['name']}”的{model.nodes[head['label']].properties[said['property']].zh}是{value}"
    relation = model.relations[said["type"]]
    more = f"，{relation.properties[said['property']].zh}：{value}" if said["property"] else ""
    return f"“{head['name']}”—{relation.zh}→“{tail['name']}”{more}"
