"""What the questions need of a store: reading, and nothing else.

`graph.store.bolt.Store` is one; tests that need no server bring their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol


class Reader(Protocol):
    """A store that can be read."""

    def read(
        self, cypher: str, parameters: Mapping[str, object] | None = None, *, limit_s: float | None = None
    ) -> list[dict[str, Any]]:
        """The rows of a reading statement. Raises the family of StoreError."""
        ...
