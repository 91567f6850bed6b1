"""Expressions that wait for their first use: none may be broken, and each must behave as if it had been compiled."""

from __future__ import annotations

import importlib
import pkgutil
import re

import pytest

import ingest
from ingest.later import later

MODULES = sorted(module.name for module in pkgutil.walk_packages(ingest.__path__, "ingest."))


@pytest.mark.parametrize("name", MODULES)
def test_every_expression_of_a_module_compiles(name: str) -> None:
    module = importlib.import_module(name)
    waiting = [value for value in vars(module).values() if type(value).__name__ == "_Later"]
    assert all(isinstance(value.pattern, str) and value.groups >= 0 for value in waiting)


def test_it_is_found_before_and_after_its_first_use() -> None:
    number = later(r"(?P<n>[0-9]+)")
    for _ in range(2):
        match = number.search("共12家")
        assert match is not None
        assert (match["n"], number.sub("", "共12家"), number.groupindex["n"]) == ("12", "共家", 1)


def test_flags_hold() -> None:
    assert later("abc", re.IGNORECASE).fullmatch("ABC")
    assert not later("abc").fullmatch("ABC")


def test_a_broken_one_says_so_when_it_is_asked() -> None:
    broken = later("(")
    with pytest.raises(re.error):
        broken.search("")
