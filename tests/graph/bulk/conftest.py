"""The builder of small sources, and bulk files read back as the lines of a dump."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def _module(name: str, path: Path) -> ModuleType:
    if name not in sys.modules:
        spec = importlib.util.spec_from_file_location(name, path)
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        sys.modules[name] = module
        spec.loader.exec_module(module)
    return sys.modules[name]


@pytest.fixture(scope="session")
def build() -> ModuleType:
    """tests/graph/store/build.py: `Said`, `Tables`, `build`, `expected_lines`."""
    return _module("lianmeng_tests_store_build", Path(__file__).parent.parent / "store" / "build.py")


@pytest.fixture(scope="session")
def files() -> ModuleType:
    """files.py beside this file: `write_all`, `as_dump`, `contents`."""
    return _module("lianmeng_tests_bulk_files", Path(__file__).with_name("files.py"))
