"""What the routes share: the store, the settings, and what is known of the loaded data.

Made once by `create_app` and handed to the routes; nothing here is global.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from api.gauges import BySource
from api.known import Known
from api.metrics import Metrics
from api.shared_reads import SharedReads
from api.watched import Watched
from api.writing.jobs import Submit
from graph.settings import Settings
from queries.kept import Bodies, Seen
from queries.name_index import Names
from queries.run import data_state


@dataclass(frozen=True)
class Service:
    """Everything a route needs."""

    settings: Settings
    store: Watched
    seen: Seen = field(default_factory=Seen)
    bodies: Bodies = field(default_factory=Bodies)
    names: Names = field(default_factory=Names)
    metrics: Metrics = field(default_factory=Metrics)
    by_source: BySource = field(default_factory=BySource)
    submit: Submit | None = None
    known: Known = field(default_factory=Known)
    _states: SharedReads[tuple[str, bool]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_states", SharedReads(lambda: data_state(self.store)))

    def state(self) -> tuple[str, bool]:
        """The data version and whether editions are mixed; raises the family of StoreError."""
        return self._states.get()

    def begin_state(self) -> Callable[[], tuple[str, bool]]:
        """As `state`, for who has something else to do meanwhile: call what it gives."""
        return self._states.begin()

    @property
    def last_state(self) -> tuple[str, bool] | None:
        """What was told last, which may no longer hold; None before the first time."""
        return self._states.last

    async def state_soon(self) -> tuple[str, bool] | None:
        """As `state`, for the event loop; None where the store takes its time."""
        return await self._states.soon()
