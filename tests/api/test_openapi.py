"""The published OpenAPI document is in step with the code."""

from __future__ import annotations

import json
from pathlib import Path

from api.openapi import document
from api.problems import KINDS, MEDIA_TYPE

PUBLISHED = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_published_document_is_in_step_with_the_code() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == document(), "python -m api.openapi > docs/openapi.json"


def test_the_document_is_the_same_each_time() -> None:
    assert document() == document()


def test_problems_have_their_media_type_and_the_gate_is_told_of_everywhere() -> None:
    statuses = {str(kind.status) for kind in KINDS.values()}
    for path, item in json.loads(document())["paths"].items():
        for operation in item.values():
            answers = operation["responses"]
            assert {"414", "421"} <= set(answers), path
            told = {status for status in answers if status >= "400"}
            assert told <= statuses
            assert all(list(answers[status]["content"]) == [MEDIA_TYPE] for status in told)
