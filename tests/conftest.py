"""Fixtures that several parts share: the embedded store, one for the whole run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.settings import Settings
from graph.store.embedded import open_embedded
from graph.store.endpoint import Endpoint
from graph.store.status import stop


def _quick_settings(folder: Path) -> Settings:
    return Settings(data=folder, store_quick=True, store_heap="512m")


@pytest.fixture
def embedded_settings(tmp_path: Path) -> Iterator[Settings]:
    """Settings of an embedded store in a folder of its own, quick to start; what runs there ends with the test."""
    settings = _quick_settings(tmp_path / "图库 data")
    yield settings
    assert stop(settings, 20)


@pytest.fixture(scope="session")
def shared_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of the one embedded store that the whole run shares."""
    settings = _quick_settings(tmp_path_factory.mktemp("embedded") / "data")
    yield settings
    assert stop(settings, 20)


@pytest.fixture(scope="session")
def embedded_endpoint(shared_settings: Settings) -> Iterator[Endpoint]:
    """The one running embedded store of the whole run; tests that write must clean up what they wrote."""
    with open_embedded(shared_settings) as endpoint:
        yield endpoint
