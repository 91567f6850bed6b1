"""The settings and the store for one command."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.settings import Settings
    from graph.store.bolt import Store


def settings_now() -> Settings:
    """The settings of this process's environment. Raises SettingsError."""
    from graph.settings import read_settings

    return read_settings(os.environ)


@contextmanager
def store_now(settings: Settings | None = None) -> Iterator[Store]:
    """The open store with its schema. Raises the family of StoreError."""
    from graph.store.bolt import open_store
    from graph.store.schema import ensure_schema

    with open_store(settings or settings_now()) as store:
        ensure_schema(store, store.model)
        yield store
