"""联盟图谱 from Python: `lianmeng.connect()` and `lianmeng.network()`; see `lianmeng.client`.

Loaded on first use, so that the command's help does not wait for the driver.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lianmeng.client import Client, connect, network
    from lianmeng.rows import CutWarning, Rows

__all__ = ["Client", "CutWarning", "Rows", "connect", "network"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module 'lianmeng' has no attribute {name!r}")
    from lianmeng import client

    return getattr(client, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
