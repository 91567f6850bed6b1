"""Own statements in the shell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadParameter, ForbiddenStatement

Run = Callable[..., Any]


def test_a_statement_is_answered_and_one_that_writes_is_not(lianmeng: Run, folder: Path) -> None:
    lianmeng("ingest", folder, "-q")
    statement = "MATCH (a:Alliance) RETURN count(a) AS n, $x AS x"
    result = lianmeng("cypher", statement, "-p", "x=[1, 2]", "-f", "json")
    assert json.loads(result.out)["rows"] == [{"n": 2, "x": [1, 2]}]
    assert "[1, 2]" in lianmeng("cypher", statement, "-p", "x=[1, 2]").out
    with pytest.raises(ForbiddenStatement):
        lianmeng("cypher", "MATCH (n) DETACH DELETE n")
    with pytest.raises(BadParameter):
        lianmeng("cypher", statement, "-p", "x")
