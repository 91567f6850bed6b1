"""What is kept of answers while the data version stands, which changes only by a load; made once by who answers."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from queries.answer import LookedAt
from queries.reading import Reader
from queries.run import look_at

_KEPT = 256  # what was looked at, for so many different restrictions


@dataclass
class Seen:
    """What answers rest on, worked out once for each data version: it changes only by a load."""

    _kept: dict[tuple[str, Any, Any], LookedAt] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def at(self, store: Reader, version: str, mixed: bool, values: Mapping[str, Any]) -> LookedAt:
        """As `queries.run.look_at`, kept while the data version stands."""
        key = (version, values.get("field"), values.get("region"))
        with self._guard:
            known = self._kept.get(key)
        if known is None:
            known = look_at(store, values)
            with self._guard:
                if len(self._kept) >= _KEPT:
                    self._kept.clear()
                self._kept[key] = known
        return replace(known, edition="mixed" if mixed else "same")


@dataclass
class Bodies:
    """Answers already written out, by their ETag; the least used go first. An ETag names the data version."""

    most_bytes: int = 32_000_000  # enough for some thousands of pages, little beside the process itself
    _kept: OrderedDict[str, tuple[bytes, str]] = field(default_factory=OrderedDict)
    _bytes: int = 0
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def get(self, etag: str) -> tuple[bytes, str] | None:
        """Body and media type, if kept."""
        with self._guard:
            if etag in self._kept:
                self._kept.move_to_end(etag)
            return self._kept.get(etag)

    def keep(self, etag: str, body: bytes, media_type: str) -> None:
        """Keeps an answer, unless it is large."""
        if len(body) > self.most_bytes // 20:
            return
        with self._guard:
            old = self._kept.pop(etag, None)
            self._bytes += len(body) - (len(old[0]) if old else 0)
            self._kept[etag] = (body, media_type)
            while self._bytes > self.most_bytes:
                _, (gone, _) = self._kept.popitem(last=False)
                self._bytes -= len(gone)
