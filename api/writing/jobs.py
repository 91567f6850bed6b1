"""What the routes need of whoever does the writing, and what a job tells of itself.

The worker is handed in (`create_app(submit=…)`): this package never reads a source.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import IO, Any, Literal, Protocol

State = Literal["waiting", "running", "done", "failed"]
What = Literal["ingest", "withdraw"]


@dataclass(frozen=True)
class Job:
    """One piece of writing. `done` of `to_do` sources are through; `report` comes at the end, `problem` if it failed.

    `header` is what the caller said of the source: title, publisher, date, address, genre.

    Times are ISO 8601 in UTC, empty before they come.
    """

    id: str
    what: What
    state: State
    who: str
    name: str = ""
    collection: str = ""
    sha256: str = ""
    header: Mapping[str, str] = field(default_factory=dict)
    source: str = ""
    made: str = ""
    started: str = ""
    ended: str = ""
    done: int = 0
    to_do: int = 0
    problem: str = ""
    report: Mapping[str, Any] = field(default_factory=dict)


class Submit(Protocol):
    """Takes work and does it one job after the other, in a process of its own."""

    @property
    def suffixes(self) -> Collection[str]:
        """Endings of file names that can be read, in lower case with their dot."""
        ...

    def ingest(
        self, name: str, collection: str, content: IO[bytes], who: str, header: Mapping[str, str] | None = None
    ) -> Job:
        """The job of ingesting a file. A job that waits or runs with the very same content is given back instead.

        `header` tells of the source what its own front matter does not.

        Raises RequestRefused (`jobs-full`, `stopping`), UnreadableSource for a name that can be no source.
        """
        ...

    def withdraw(self, source: str, who: str) -> Job:
        """The job of withdrawing a source by its id. Raises RequestRefused."""
        ...

    def job(self, id_: str) -> Job | None:
        """The job as it is now."""
        ...

    def waiting(self) -> int:
        """Jobs that wait or run."""
        ...
