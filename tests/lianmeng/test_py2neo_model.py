"""The classes for py2neo fit the model, and the page's examples run on a real Neo4j."""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import open_store
from graph.store.load import load
from graph.store.python import module_command, module_environment
from graph.store.schema import ensure_schema

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "py2neo.md"
# py2neo's own code is of 2021 and warns on the Python of today.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture
def classes() -> ModuleType:
    """The module; skips where py2neo is not installed."""
    pytest.importorskip("py2neo", reason="py2neo 未安装 (the extra lianmeng[py2neo] is not installed)")
    return importlib.import_module("lianmeng.py2neo_model")


def test_labels_properties_and_relations_are_the_models(classes: ModuleType, model: Model) -> None:
    from py2neo.ogm import Property, RelatedFrom, RelatedTo

    named = {made.__name__ for made in classes.CLASSES}
    for made in classes.CLASSES:
        node = model.nodes[made.__primarylabel__]
        fields = {name: value for name, value in vars(made).items() if isinstance(value, Property)}
        assert fields.keys() - {"id"} <= node.properties.keys(), made
        assert made.__primarykey__ == "id"
        for value in vars(made).values():
            if isinstance(value, RelatedTo | RelatedFrom):
                relation = model.relations[value.relationship_type]
                here, there = made.__name__, str(value.related_class).rsplit(".", 1)[-1]
                start, end = (here, there) if isinstance(value, RelatedTo) else (there, here)
                assert there in named
                assert start in relation.heads, (made, value.relationship_type)
                assert end in relation.tails, (made, value.relationship_type)


def test_what_the_model_joins_these_classes_by_is_there(classes: ModuleType, model: Model) -> None:
    from py2neo.ogm import RelatedTo

    named = {made.__name__ for made in classes.CLASSES}
    joined = {
        (made.__name__, value.relationship_type, str(value.related_class).rsplit(".", 1)[-1])
        for made in classes.CLASSES
        for value in vars(made).values()
        if isinstance(value, RelatedTo)
    }
    possible = {
        (start, relation.type, end)
        for relation in model.relations.values()
        for start in relation.heads
        for end in relation.tails
        if {start, end} <= named
    }
    # One class cannot tell members that are alliances from organisations; alliances' renamings are for Cypher.
    left = {("Alliance", "MEMBER_OF", "Alliance"), ("Organization", "PART_OF", "Organization")}
    left |= {(start, "SUCCEEDED_BY", end) for start in named for end in named} - {
        ("Organization", "SUCCEEDED_BY", "Organization")
    }
    assert joined == possible - left


@pytest.fixture
def neo4j_graph(neo4j_settings: Settings, model: Model) -> Iterator[dict[str, str]]:
    """The names that the page's examples start from: a Neo4j with the small graph."""
    small = _small()
    with open_store(neo4j_settings, model) as store:
        store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
        ensure_schema(store, model)
        load(store, small.report(model))
        password = neo4j_settings.neo4j_password.value
        yield {"uri": neo4j_settings.neo4j_uri, "user": neo4j_settings.neo4j_username, "password": password}
        store.write(lambda transaction: transaction.run("MATCH (n) DETACH DELETE n"))
        ensure_schema(store, model)


def test_the_examples_of_the_page_run(classes: ModuleType, neo4j_graph: dict[str, str]) -> None:
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) == 6
    # In a process of its own: py2neo leaves its sockets open.
    program = "".join(["import os\n", *(f"{name} = os.environ['{name}']\n" for name in neo4j_graph), *examples])
    ended = subprocess.run(
        [*module_command("-")[:-2], "-"],
        input=program,
        env=module_environment({"PATH": os.environ["PATH"]}) | neo4j_graph,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
    assert ended.returncode == 0, ended.stderr[-2000:]


def _small() -> ModuleType:
    name = "lianmeng_tests_small_for_py2neo"
    spec = importlib.util.spec_from_file_location(name, ROOT / "tests" / "queries" / "small.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
