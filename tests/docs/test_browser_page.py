"""docs/browser.md names the files, the version, the port and the picture that are really there."""

from __future__ import annotations

import re
from inspect import signature
from pathlib import Path

import pytest

from lianmeng.browser.jar import VERSION
from lianmeng.browser.material import files
from lianmeng.browser.routes import PREFIX
from lianmeng.browser_commands import open_browser

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "browser.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", files())
def test_every_file_is_named(name: str) -> None:
    assert name in PAGE


def test_version_and_port_are_those_of_the_code() -> None:
    assert f"neo4j-browser:{VERSION}" in PAGE
    assert f"http://localhost:{signature(open_browser).parameters['port'].default}" in PAGE


def test_addresses_are_those_that_are_served() -> None:
    served = {f"{PREFIX}/{name}" for name in files()} | {f"{PREFIX}/"}
    assert set(re.findall(r"http://localhost:8000(/[\w./]*)", PAGE)) <= served


def test_the_picture_is_there() -> None:
    for name in re.findall(r"!\[[^]]*\]\(([^)]+)\)", PAGE):
        assert (DOCS / name).stat().st_size > 10_000
