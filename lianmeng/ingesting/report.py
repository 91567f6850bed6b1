"""What became of the sources in one run of `lianmeng ingest`."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Report:
    """Names of sources by what became of them. Grows while `ingest` runs, so that a stopped run can tell it too.

    `same`: read again with the same facts; `broken`: sentences, one a source; `gone`: withdrawn nowhere, but their
    files are no longer in the folder; `to_do` = sources that had to be read.
    """

    loaded: list[str] = field(default_factory=list)
    same: int = 0
    unchanged: int = 0
    broken: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    to_do: int = 0
    evidence: int = 0

    @property
    def done(self) -> int:
        """Sources that are through, whatever became of them."""
        return len(self.loaded) + self.same + len(self.broken)
