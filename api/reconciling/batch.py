"""A batch of reconciliation queries, as a client sends it: read once, refused as a whole when it is none."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.errors import BadParameter
from queries.catalogue import shipped_model
from queries.find import NAMED, Hit

BATCH = 100  # queries at once; OpenRefine sends ten
MOST = 25  # candidates of one query
_LONGEST = 200  # characters of a name; a pasted one with its legal ending is under 60


@dataclass(frozen=True)
class Wanted:
    """One query: the name, the labels and kinds it may have (both empty: any), and what else is known of it."""

    name: str
    labels: frozenset[str]
    kinds: frozenset[str]
    limit: int
    properties: Mapping[str, Sequence[Any]]

    def fits(self, hit: Hit) -> bool:
        """Whether the hit is of a wanted type."""
        if not self.labels and not self.kinds:
            return True
        return hit.label in self.labels or (hit.label == "Organization" and hit.kind in self.kinds)


def read_batch(text: str) -> dict[str, Wanted]:
    """The queries of a batch. Raises BadParameter when it is none, or too large."""
    try:
        wanted = {whole(str(key)): _wanted(item) for key, item in json.loads(text).items()}
    except (ValueError, AttributeError, TypeError, KeyError, OverflowError, RecursionError) as error:
        raise BadParameter(
            'queries 应为 JSON：{"q0": {"query": "名称"}} (not a batch of queries)', "queries"
        ) from error
    if len(wanted) > BATCH:
        raise BadParameter(f"一次至多 {BATCH} 个 (too many queries)；这里有 {len(wanted)} 个", "queries")
    return wanted


def _wanted(item: Any) -> Wanted:
    name = item.get("query", "")
    given = item.get("properties") or []
    limit = item.get("limit", 5)
    if not isinstance(name, str) or isinstance(limit, bool) or not isinstance(limit, int | float):
        raise TypeError(name)
    if not name and not given:
        raise KeyError("query")
    types = item.get("type") or []
    types = [types] if isinstance(types, str) else [str(one) for one in types]
    kinds = {kind.label: kind.key for kind in shipped_model().kinds.values()}
    properties: dict[str, list[Any]] = {}
    for one in given:
        value = one["v"]
        properties.setdefault(whole(str(one["pid"])), []).extend(value if isinstance(value, list) else [value])
    return Wanted(
        whole(name[:_LONGEST]),
        frozenset(types) & frozenset(NAMED),
        frozenset(kinds[one] for one in types if one in kinds),
        max(1, min(int(limit), MOST)),
        properties,
    )


def whole(text: str) -> str:
    """The text without half characters, which JSON can write but no store and no answer can hold."""
    return text.encode("utf-8", "replace").decode("utf-8")
