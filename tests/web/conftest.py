"""The pages over the small graph, asked without a network."""

from __future__ import annotations

from typing import Any

import pytest

from api.app import create_app
from graph.settings import Settings
from graph.store.bolt import Store
from web.routes import routes


@pytest.fixture(scope="module")
def pages(small_store: Store, make_client: Any) -> Any:
    """Asks the service with its pages over the small graph."""
    settings = Settings()
    return make_client(create_app(settings, small_store, pages=routes(settings, small_store)))
