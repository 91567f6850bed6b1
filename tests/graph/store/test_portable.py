"""The list of portable Cypher on both engines: what differs is known by name, and nothing of ours uses it."""

from __future__ import annotations

import ast
import importlib.util
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph.model import Model
from graph.store.bolt import Store
from graph.store.schema import ensure_schema

ROOT = Path(__file__).parents[3]

# What the embedded engine answers differently, with what it does. A Neo4j answers all as the list says.
DIFFERS = {
    "schema.fulltext_create": "refuses the statement; arcadedb_http.py makes the index in SQL",
    "schema.fulltext_query_zh": "only because the list's own index could not be made; the call itself works",
    "write.merge_null_fails": "makes a node without a key, so ids are checked before they are sent",
    "q.shortest_path_shortest1": "does not know SHORTEST; shortestPath((a)-[…]-(b)) works",
}
# In a managed transaction only: a second label on a node that is new in it meets the unique constraint twice.
DIFFERS_MANAGED = {"write.merge_then_label_unique": "refuses: nodes are created with all their labels"}
# How a statement of ours would show that it uses one of them, and the one file that may: Neo4j's own.
SIGNS = {
    "schema.fulltext_create": r"CREATE\s+FULLTEXT\b",
    "write.merge_null_fails": r"\bMERGE\s*\(\w*(:\w+)*\s*\{(?!\s*id\s*:\s*(\$id|'graph')\s*\})",
    "q.shortest_path_shortest1": r"\bSHORTEST\s+(\d|\$)|\b(ALL|ANY)\s+SHORTEST\b",
    "write.merge_then_label_unique": r"\bSET\s+\w+\s*:|\bSET\s[^=]*,\s*\w+:",
}
MAY = {"schema.fulltext_create": "graph/store/neo4j.py"}


@pytest.fixture(scope="module")
def portable() -> ModuleType:
    """portable.py beside this file; skips where the shared list is missing."""
    name = "lianmeng_tests_portable"
    spec = importlib.util.spec_from_file_location(name, Path(__file__).with_name("portable.py"))
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    if not module.cases():
        pytest.skip("没有 ../shared/cypher_portable.json (the shared list of statements is not beside the project)")
    return module


@pytest.fixture
def bare_store(engine_store: Store, model: Model) -> Iterator[Store]:
    """Each engine in turn; its schema is made again afterwards."""
    yield engine_store
    engine_store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
    ensure_schema(engine_store, model)


@pytest.mark.parametrize("mode", ["alone", "managed"])
def test_the_engines_differ_only_where_it_is_written(bare_store: Store, portable: ModuleType, mode: str) -> None:
    with portable.open_driver(bare_store) as driver:
        found = portable.differing(driver, bare_store, mode)
    known = {} if bare_store.engine == "neo4j" else DIFFERS | (DIFFERS_MANAGED if mode == "managed" else {})
    assert found.keys() == known.keys(), found


@pytest.mark.parametrize("name", SIGNS)
def test_no_statement_of_ours_uses_what_differs(name: str) -> None:
    sign = re.compile(SIGNS[name])
    users = {place for place, text in _statements() if sign.search(text)}
    assert users == ({MAY[name]} if name in MAY else set())


# The MERGE of a missing key looks like any other: what is told apart there is our two checked ids.
@pytest.mark.parametrize("name", sorted(SIGNS.keys() - {"write.merge_null_fails"}))
def test_the_sign_of_a_difference_is_seen_in_the_list(portable: ModuleType, name: str) -> None:
    assert re.search(SIGNS[name], portable.cases()[name]["cypher"])


def _statements() -> Iterator[tuple[str, str]]:
    """Every text of ours that looks like Cypher, with its file."""
    for package in ("graph", "queries", "ingest", "api", "lianmeng"):
        for path in sorted((ROOT / package).rglob("*.cypher")):
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        for path in sorted((ROOT / package).rglob("*.py")):
            for text in _texts(ast.parse(path.read_text(encoding="utf-8"))):
                if re.search(r"\b(MATCH|MERGE|CREATE|CALL|SET) ", text):
                    yield path.relative_to(ROOT).as_posix(), text


def _texts(tree: ast.Module) -> Iterator[str]:
    """Texts and format texts; documentation is left out, and what is put in by name stands as `x`."""
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(part.value if isinstance(part, ast.Constant) else "x" for part in node.values)  # type: ignore[misc]
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value
