"""The real neo4j-admin imports the files into an empty store, and the graph is the loader's, fact for fact."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from graph.bulk.arguments import ARGUMENTS, import_command
from graph.facts import SourceFacts
from graph.model import Model
from graph.settings import Secret, Settings
from graph.store.bolt import Store, open_store
from graph.store.dump import export_lines
from graph.store.indexes import missing_indexes
from graph.store.load import load, withdraw
from graph.store.schema import ensure_schema
from ingest.read.files import list_sources
from lianmeng.ingesting.reading import Setup, Task, current_edition, read_source

SEED = Path(__file__).resolve().parents[3] / "data" / "seed"


def read_seed() -> list[SourceFacts]:
    """The facts of the shipped collection."""
    setup = Setup("rjieba", (), 50_000_000)
    setup = replace(setup, edition=current_edition(setup))
    tasks = [Task(file.collection, file.relative, file.path) for file in list_sources([SEED])]
    return [outcome.facts for outcome in (read_source(task, setup) for task in tasks) if outcome.facts]


@pytest.fixture(scope="module")
def sources(build: ModuleType, model: Model) -> list[SourceFacts]:
    """The shipped collection, and what a tool could stumble over: numbers, line ends, quotes, texts over a buffer."""
    said = [
        build.Said("alias", "首钢", '首"钢\\'),
        build.Said("alias", "首钢", " 前后空格 "),
        build.Said("alias", "首钢", "分;号,\n行"),
        build.Said("founded", "钢铁联盟", "\ufeff二〇〇七\x00\uffff"),
        build.Said("role", "北科大", "钢铁联盟", "observer"),
    ]
    odd = build.build(model, "奇", said)
    long = [
        replace(facts, text=facts.text + '"a", b\r\n,\n' * 50_000 + "长" * (500_000 if not number else 0))
        for number, facts in enumerate(build.build(model, f"长{number}", []) for number in range(12))
    ]
    return [*read_seed(), odd, *long]


@pytest.fixture(scope="module")
def imported(
    neo4j_launcher: ModuleType,
    files: ModuleType,
    model: Model,
    sources: list[SourceFacts],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Store]:
    """A Neo4j whose data was made by the tool; skipped where none can run, but not in CI."""
    place = tmp_path_factory.mktemp("批量 bulk")
    home = tmp_path_factory.mktemp("imported")
    folder = files.write_all(place / "files", model, sources)
    try:
        _run_tool(neo4j_launcher, home, folder)
        with (
            neo4j_launcher.run_neo4j(home) as server,
            open_store(Settings(neo4j_uri=server.uri, neo4j_password=Secret(server.password)), model) as store,
        ):
            ensure_schema(store, model)
            yield store
    except neo4j_launcher.CannotRun as error:
        if os.environ.get("CI"):
            raise
        pytest.skip(f"Neo4j: {error}")


def _run_tool(launcher: ModuleType, home: Path, folder: Path) -> None:
    """What `import_command` tells to run, with the tool that is in the jars."""
    for name in ("conf", "data", "logs", "run", "plugins", "import"):
        (home / name).mkdir()
    lib = launcher.libraries()
    flags = ["-Xmx512m", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
    flags += launcher.RELEASE.flags.split()
    tool = [launcher.find_java(), *flags, "-cp", f"{lib}/*", "org.neo4j.cli.AdminTool"]
    arguments = import_command(folder, "neo4j").split("neo4j-admin ")[1].split()
    assert arguments == ["database", "import", "full", "neo4j", f"@{ARGUMENTS}"]
    kept = {key: os.environ[key] for key in ("PATH", "HOME", "JAVA_HOME") if key in os.environ}
    done = subprocess.run(
        [*tool, *arguments],
        cwd=folder,
        env=kept | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-2000:]
    report = folder / "import.report"  # the tool of 2026 writes none when there is nothing to report
    assert (report.read_text() if report.exists() else "") == ""


def test_the_schema_step_follows_and_finds_all_keys_unique(imported: Store, model: Model) -> None:
    assert missing_indexes(imported, model) == []
    assert imported.read("MATCH (m:Meta) RETURN m.sources > 40 AS many, m.collections AS collections") == [
        {"many": True, "collections": None}
    ]


def test_loading_goes_on_from_what_was_imported(
    imported: Store, build: ModuleType, model: Model, sources: list[SourceFacts]
) -> None:
    before = list(export_lines(imported))
    more = build.build(model, "新", [build.Said("role", "首钢", "钢铁联盟", "lead")])
    count = "MATCH (o:Organization {name: '首钢'}) RETURN o.alliance_count AS n"
    assert imported.read(count) == [{"n": 0}]
    assert [load(imported, facts).action for facts in (sources[0], more)] == ["unchanged", "loaded"]
    assert imported.read(count) == [{"n": 1}]
    assert withdraw(imported, more.source.id).action == "withdrawn"
    assert list(export_lines(imported)) == before


# One engine is enough: that the loader makes the same of both is held by its own tests.
@pytest.mark.parametrize("engine_store", ["arcadedb"], ids=["embedded"], indirect=True)
def test_the_loader_makes_the_same_graph(imported: Store, store: Store, sources: list[SourceFacts]) -> None:
    for facts in sources:
        load(store, facts)
    assert list(export_lines(imported)) == list(export_lines(store))
    # Counted in the stores themselves, whatever a dump may pass over.
    for cypher in (
        "MATCH (n) UNWIND labels(n) AS what UNWIND keys(n) AS key RETURN what, key, count(n) AS number",
        "MATCH ()-[r]->() RETURN type(r) AS what, '' AS key, count(r) AS number",
        "MATCH ()-[r]->() UNWIND keys(r) AS key RETURN type(r) AS what, key, count(r) AS number",
    ):
        one, other = ({(row["what"], row["key"]): row["number"] for row in s.read(cypher)} for s in (imported, store))
        clock_and_lock = {("Meta", "changed"), ("Meta", "lock")}
        assert {key: one[key] for key in one.keys() - clock_and_lock} == {
            key: other[key] for key in other.keys() - clock_and_lock
        }
