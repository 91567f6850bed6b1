"""Regular expressions that are compiled when they are first asked, not when their module is loaded.

The rules hold some six hundred of them, and compiling them all took half of the time to the first fact of a short
text, which needs few. A test compiles every one, so that a mistake is found as early as before.
"""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "split")


class _Later:
    """Stands for a compiled expression; after its first use a call costs what it costs on the expression itself."""

    def __init__(self, regex: str, flags: int) -> None:
        self._made = (regex, flags)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(*self._made)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def later(regex: str, flags: int = 0) -> re.Pattern[str]:
    """The expression, for all uses of a module's own patterns; `re.search(…)` and the like do not take it."""
    return cast("re.Pattern[str]", _Later(regex, int(flags)))
