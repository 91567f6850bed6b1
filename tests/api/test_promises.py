"""A change that would break clients is told: what a version promised may only grow.

`promised.txt` is recorded with each version (`python -m api.promises > tests/api/promised.txt`). A line that is gone
from the document since then fails here; to take a promise back, change it with a new major version and say so in the
changelog.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from api.openapi import document
from api.promises import broken, promises

PROMISED = Path(__file__).with_name("promised.txt")


@pytest.fixture(scope="module")
def published() -> str:
    return document()


def test_nothing_promised_is_gone(published: str) -> None:
    earlier = PROMISED.read_text(encoding="utf-8").splitlines()
    assert len(earlier) > 500
    assert broken(earlier, promises(json.loads(published))) == []


def test_what_is_new_is_recorded_too(published: str) -> None:
    """Else it could be taken back later without anybody noticing."""
    earlier = set(PROMISED.read_text(encoding="utf-8").splitlines())
    unrecorded = sorted(set(promises(json.loads(published))) - earlier)
    assert unrecorded == [], "python -m api.promises > tests/api/promised.txt"


def _no_path(document: dict[str, Any]) -> None:
    del document["paths"]["/alliances"]


def _no_field(document: dict[str, Any]) -> None:
    del document["components"]["schemas"]["Evidence"]["properties"]["quote"]


def _other_type(document: dict[str, Any]) -> None:
    document["components"]["schemas"]["Evidence"]["properties"]["start"]["type"] = "string"


def _no_parameter(document: dict[str, Any]) -> None:
    document["paths"]["/alliances"]["get"]["parameters"].pop()


def _needed_parameter(document: dict[str, Any]) -> None:
    token = {"name": "token", "in": "query", "required": True, "schema": {"type": "string"}}
    document["paths"]["/alliances"]["get"]["parameters"].append(token)


def _no_csv(document: dict[str, Any]) -> None:
    del document["paths"]["/alliances"]["get"]["responses"]["200"]["content"]["text/csv"]


def _no_form(document: dict[str, Any]) -> None:
    del document["paths"]["/sources"]["post"]["requestBody"]["content"]["multipart/form-data"]


def _no_field_of_a_form(document: dict[str, Any]) -> None:
    form = document["paths"]["/sources"]["post"]["requestBody"]["content"]["multipart/form-data"]
    del form["schema"]["properties"]["collection"]


def _needed_field_of_a_form(document: dict[str, Any]) -> None:
    form = document["paths"]["/sources"]["post"]["requestBody"]["content"]["multipart/form-data"]
    form["schema"]["required"].append("collection")


def _no_redirect(document: dict[str, Any]) -> None:
    del document["paths"]["/alliances/{id}"]["get"]["responses"]["307"]


@pytest.mark.parametrize(
    "change",
    [
        _no_form,
        _no_field_of_a_form,
        _needed_field_of_a_form,
        _no_redirect,
        _no_path,
        _no_field,
        _other_type,
        _no_parameter,
        _needed_parameter,
        _no_csv,
    ],
)
def test_a_change_that_breaks_clients_is_told(published: str, change: Callable[[dict[str, Any]], None]) -> None:
    changed = json.loads(published)
    change(changed)
    assert broken(promises(json.loads(published)), promises(changed))


def test_a_change_that_only_adds_breaks_nobody(published: str) -> None:
    changed = json.loads(published)
    listed = changed["paths"]["/alliances"]["get"]
    listed["parameters"].append({"name": "more", "in": "query", "required": False, "schema": {"type": "string"}})
    listed["description"] = "另作说明 / told otherwise"
    changed["paths"]["/new"] = {"get": listed}
    changed["components"]["schemas"]["Evidence"]["properties"]["more"] = {"type": "string"}
    assert broken(promises(json.loads(published)), promises(changed)) == []
