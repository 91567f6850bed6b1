"""The requests that bench/api.py asks: four kinds, each address asked for the first time but once."""

from __future__ import annotations

from itertools import islice, product
from urllib.parse import quote

from graph.store.bolt import Store

KINDS = ("profile", "list", "shared membership", "search")


def requests_for(store: Store, kind: str, number: int) -> list[str]:
    """So many different addresses of a kind, the same ones for the same data."""
    if kind == "profile":
        things = _ids(store, "Organization", "organizations") + _ids(store, "Alliance", "alliances")
        return _spread(things, number)
    if kind == "list":
        kinds = ("company", "university", "institute", "association", "government")
        made = product(range(0, 4), kinds, range(20, 60))
        return _spread([f"/organizations?kind={one}&offset={20 * at}&limit={limit}" for at, one, limit in made], number)
    if kind == "shared membership":
        shapes = product(("university", "institute", "company"), (2, 3, 4), range(20, 90))
        return _spread([f"/shared-memberships?kind={one}&min={least}&limit={most}" for one, least, most in shapes],
                       number)  # fmt: skip
    rows = store.read("MATCH (o:Organization) RETURN o.name AS name ORDER BY o.id")
    parts = {row["name"][:length]: None for row in rows for length in (2, 4, 30)}
    return _spread([f"/search?q={quote(part)}" for part in parts], number)


def _ids(store: Store, label: str, path: str) -> list[str]:
    return [f"/{path}/{row['id']}" for row in store.read(f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id")]


def _spread(items: list[str], number: int) -> list[str]:
    """So many of all, evenly, in an order that mixes the shapes."""
    assert len(items) >= number, (len(items), number)
    step = 7919  # a prime: every item comes once
    return list(islice((items[at * step % len(items)] for at in range(len(items))), number))
