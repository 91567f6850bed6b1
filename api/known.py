"""What is known by heart of requests that were answered: what their answers are made from, and by which route."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from starlette.datastructures import Headers
from starlette.types import Scope

from graph.identity import digest

_Key: TypeAlias = "tuple[str, bytes, str]"


@dataclass(frozen=True)
class Tag:
    """What an answer is made from beside the data: `wanted` (path and query) and its form."""

    wanted: str
    form: str

    def etag(self, version: str, mixed: bool) -> str:
        """The ETag of the answer at this data version."""
        return f'"{digest(version, str(mixed), self.wanted, self.form)}"'


@dataclass
class Known:
    """The requests that were answered, with their tag and route; the least used go first."""

    most: int = 2048
    _kept: OrderedDict[_Key, tuple[Tag, Any]] = field(default_factory=OrderedDict)
    _guard: threading.Lock = field(default_factory=threading.Lock)

    def get(self, scope: Scope) -> tuple[Tag, Any] | None:
        """Tag and route of a request that was answered before."""
        key = _key(scope)
        with self._guard:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def keep(self, scope: Scope, tag: Tag) -> None:
        """Notes a request that is answered by this tag."""
        with self._guard:
            self._kept[_key(scope)] = (tag, scope.get("route"))
            if len(self._kept) > self.most:
                self._kept.popitem(last=False)


def _key(scope: Scope) -> _Key:
    return scope["path"], scope["query_string"], Headers(scope=scope).get("accept", "")
