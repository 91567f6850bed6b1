"""The audit line of every attempt to write: who, what, with what result; in a private file and in the log.

Never a token and never content. Refusals for asking too often are in the log alone, so that nobody can fill the disk.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

FILE = "audit.jsonl"
_log = logging.getLogger("lianmeng.audit")


@dataclass(frozen=True)
class Line:
    """One attempt. `who` is a token's id and name, else an address; `result` the kind of problem, or what was done."""

    who: str
    what: str
    result: str
    request: str = ""
    job: str = ""


@dataclass(frozen=True)
class Audit:
    """Appends to `path`, which may be moved away at any time."""

    path: Path
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def tell(self, line: Line) -> None:
        """Writes the line whole, in one call; a file that cannot be written is told in the log."""
        _log.info("%s", f"{line.who} {line.what} {line.result}", extra={"told": asdict(line)})
        if line.result == "too-many":
            return
        text = json.dumps({"time": self.now().isoformat(timespec="milliseconds"), **asdict(line)}, ensure_ascii=False)
        try:
            descriptor = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
            try:
                os.write(descriptor, f"{text}\n".encode("utf-8", "replace"))
            finally:
                os.close(descriptor)
        except OSError as error:
            _log.error("审计文件写不了 (audit file cannot be written): %s", error)
