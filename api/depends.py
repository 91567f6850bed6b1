"""What the routes share: the store, the settings, and what is known of the loaded data.

Made once by `create_app` and handed to the routes; nothing here is global.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from api.metrics import Metrics
from graph.settings import Settings
from queries.kept import Bodies, Seen
from queries.name_index import Names
from queries.reading import Reader
from queries.run import data_state


@dataclass(frozen=True)
class Service:
    """Everything a route needs."""

    settings: Settings
    store: Reader
    seen: Seen = field(default_factory=Seen)
    bodies: Bodies = field(default_factory=Bodies)
    names: Names = field(default_factory=Names)
    metrics: Metrics = field(default_factory=Metrics)

    def state(self) -> tuple[str, bool]:
        """The data version and whether editions are mixed; raises the family of StoreError."""
        return data_state(self.store)
