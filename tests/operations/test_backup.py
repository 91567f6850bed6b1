"""scripts/backup.sh: a restore drill on a real Neo4j without Docker, and what it asks of Docker where that is used."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from graph.model import Model
from graph.settings import Settings
from graph.store.bolt import open_store
from graph.store.dump import export_lines
from graph.store.indexes import missing_indexes
from graph.store.load import stored_sources, withdraw
from lianmeng.ingesting.report import Report
from lianmeng.ingesting.run import Wish, ingest

SCRIPT = Path(__file__).parents[2] / "scripts" / "backup.sh"
Backup = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def switch(power: Any, tmp_path: Path) -> Iterator[dict[str, str]]:
    """The commands that stop and start the Neo4j: they leave a wish in a file and wait until it is fulfilled."""
    over = threading.Event()
    wishes = {name: tmp_path / name for name in ("stop", "start")}

    def fulfil() -> None:
        while not over.wait(0.05):
            if wishes["stop"].exists():
                power.kill(signal.SIGTERM)
                wishes["stop"].unlink()
            if wishes["start"].exists():
                power.ready()
                wishes["start"].unlink()

    thread = threading.Thread(target=fulfil)
    thread.start()
    yield {
        f"NEO4J_{name.upper()}": f"touch '{wish}'; while [ -e '{wish}' ]; do sleep 0.1; done"
        for name, wish in wishes.items()
    }
    over.set()
    thread.join()


@pytest.fixture
def backup(power: Any, neo4j_launcher: Any, switch: dict[str, str], tmp_path: Path) -> Backup:
    """Runs the script against the real server with the neo4j-admin of its jars."""
    home, lib = power.server.home, power.server.lib
    admin = tmp_path / "neo4j-admin"
    admin.write_text(
        f"#!/bin/sh\nexport NEO4J_HOME='{home}' NEO4J_CONF='{home}/conf'\n"
        f"exec {neo4j_launcher.find_java()} -XX:TieredStopAtLevel=1 -cp '{lib}/*' org.neo4j.cli.AdminTool \"$@\"\n",
        encoding="utf-8",
    )
    admin.chmod(0o755)

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(SCRIPT), *map(str, arguments)],
            env={"PATH": os.environ["PATH"], "NEO4J_ADMIN": str(admin), **switch},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


def test_the_graph_comes_back_from_its_dump(
    backup: Backup, power: Any, power_settings: Settings, model: Model, tmp_path: Path
) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    for place in ("武汉", "沈阳"):
        text = f"2009年4月，{place}钢铁产业技术创新战略联盟成立，由北京科技大学、宝钢集团有限公司发起。\n"
        (texts / f"{place}.txt").write_text(text, encoding="utf-8")
    folder = tmp_path / "backups"
    with open_store(power_settings, model) as store:
        ingest(power_settings, store, Wish((texts,)), Report())
        before = list(export_lines(store))
        done = backup("dump", folder)
        assert done.returncode == 0, done.stderr
        (dump,) = folder.iterdir()
        assert done.stdout.splitlines()[-1] == str(dump)
        assert [stat.S_IMODE(path.stat().st_mode) for path in (folder, dump)] == [0o700, 0o600]

        store.read("RETURN 1 AS one", patient=True)
        for id_ in stored_sources(store):
            withdraw(store, id_)
        assert list(export_lines(store)) != before
        # What is no dump changes nothing, and the server is not even stopped.
        broken = tmp_path / "broken.dump"
        broken.write_bytes(dump.read_bytes()[:20])
        pid = power.pid
        assert backup("restore", broken).returncode != 0
        assert (power.on, power.pid) == (True, pid)
        assert stored_sources(store) == {}

        done = backup("restore", dump)
        assert done.returncode == 0, done.stderr
        store.read("RETURN 1 AS one", patient=True)
        assert list(export_lines(store)) == before
        assert missing_indexes(store, model) == []


DOCKER = """\
#!/bin/sh
echo "$*" | sed 's/--project-directory [^ ]* //' >> "$CALLS"
case "$*" in
    *"$FAILS"*) exit 1 ;;
    *"cp neo4j:"*) for last; do :; done; echo dumped > "$last" ;;
esac
"""


@pytest.fixture
def with_docker(tmp_path: Path) -> Callable[..., tuple[int, list[str]]]:
    """Runs the script with a `docker` that writes down what it is asked and fails where it is told to."""
    docker = tmp_path / "bin" / "docker"
    docker.parent.mkdir()
    docker.write_text(DOCKER, encoding="utf-8")
    docker.chmod(0o755)

    def run(*arguments: object, fails: str = "nothing") -> tuple[int, list[str]]:
        calls = tmp_path / "calls"
        calls.write_text("", encoding="utf-8")
        path = f"{docker.parent}{os.pathsep}{os.environ['PATH']}"
        done = subprocess.run(
            [str(SCRIPT), *map(str, arguments)],
            env={"PATH": path, "CALLS": str(calls), "FAILS": fails},
            capture_output=True,
            check=False,
        )
        return done.returncode, calls.read_text(encoding="utf-8").splitlines()

    return run


def test_docker_is_asked_to_stop_dump_and_start(
    with_docker: Callable[..., tuple[int, list[str]]], tmp_path: Path
) -> None:
    code, calls = with_docker("dump", tmp_path / "backups")
    assert code == 0
    assert calls[:3] == [
        "compose stop neo4j",
        "compose run --rm -T admin neo4j-admin database dump neo4j --to-path=/backups --overwrite-destination=true",
        "compose up --detach --wait neo4j",
    ]
    assert calls[3].startswith("compose cp neo4j:/backups/neo4j.dump ")
    (dump,) = (tmp_path / "backups").iterdir()
    assert dump.read_text() == "dumped\n"
    code, calls = with_docker("restore", dump)
    assert code == 0
    assert [call.split()[1] for call in calls] == ["cp", "run", "stop", "run", "up"]
    assert calls[3].endswith("database load neo4j --from-path=/backups --overwrite-destination=true")


def test_a_server_that_was_stopped_is_started_when_the_dump_fails(
    with_docker: Callable[..., tuple[int, list[str]]], tmp_path: Path
) -> None:
    code, calls = with_docker("dump", tmp_path / "backups", fails="database dump")
    assert code == 1
    assert calls[-1] == "compose up --detach --wait neo4j"
    assert list((tmp_path / "backups").iterdir()) == []


@pytest.mark.parametrize("arguments", [(), ("dump",), ("restore",), ("delete", "x"), ("restore", "nowhere.dump")])
def test_what_is_not_meant_touches_nothing(
    with_docker: Callable[..., tuple[int, list[str]]], arguments: tuple[str, ...]
) -> None:
    code, calls = with_docker(*arguments)
    assert code > 0
    assert calls == []
