"""Which constraints and indexes a store really has, for `lianmeng store check`, and those missing made again.

They are compared by what they are and not by name: somebody else may have made them. What there is to be is in
schema.py, which believes the Meta node and does not look.
"""

from __future__ import annotations

from collections.abc import Mapping

from graph.model import Model
from graph.store.arcadedb_http import command
from graph.store.bolt import Store
from graph.store.endpoint import Endpoint
from graph.store.schema import Index, make_schema, wanted

_KINDS = {"RANGE": "range", "LSM_TREE": "range", "FULLTEXT": "full text", "FULL_TEXT": "full text"}


def found_indexes(store: Store) -> Mapping[Index, bool]:
    """Each index on nodes, and whether it can be used already. Raises the family of StoreError."""
    return _of_neo4j(store) if store.endpoint is None else _of_arcadedb(store.endpoint)


def missing_indexes(store: Store, model: Model) -> list[Index]:
    """What the model asks for and the store has not, sorted."""
    return sorted(set(wanted(model, store.engine)) - found_indexes(store).keys())


def repair(store: Store, model: Model) -> list[Index]:
    """Makes again what was missing and gives it; the data is left as it is.

    Raises StatementRefused where the data stands against it, as an id that is there twice.
    """
    missing = missing_indexes(store, model)
    if missing:
        make_schema(store, model)
    return missing


def _of_neo4j(store: Store) -> dict[Index, bool]:
    rows = store.read(
        "SHOW INDEXES YIELD type, state, entityType, labelsOrTypes, properties, owningConstraint "
        "WHERE entityType = 'NODE' AND size(labelsOrTypes) = 1 RETURN *"
    )
    found: dict[Index, bool] = {}
    for row in rows:
        kind = "unique" if row["owningConstraint"] else _KINDS.get(row["type"], str(row["type"]))
        found[kind, str(row["labelsOrTypes"][0]), tuple(row["properties"])] = row["state"] == "ONLINE"
    return found


def _of_arcadedb(endpoint: Endpoint) -> dict[Index, bool]:
    found: dict[Index, bool] = {}
    for row in command(endpoint, "SELECT FROM schema:indexes"):
        # The engine lists an index once for the type and once for each of its buckets.
        properties = row.get("properties") or [[]]
        names = properties[0] if isinstance(properties[0], list) else properties
        kind = "unique" if row.get("unique") else _KINDS.get(str(row["indexType"]), str(row["indexType"]))
        key = (kind, str(row["typeName"]), tuple(names))
        found[key] = found.get(key, True) and bool(row.get("valid", True))
    return found
