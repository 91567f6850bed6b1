"""The service over the small graph of tests/queries/small.py, on each engine in turn."""

from __future__ import annotations

from typing import Any

import pytest

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store


@pytest.fixture(scope="module")
def client(small_store: Store, make_client: Any) -> Any:
    """Asks the service over the small graph."""
    return make_client(create_app(Settings(), small_store))
