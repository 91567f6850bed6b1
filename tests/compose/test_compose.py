"""docker-compose.yml as the Compose specification's own parser reads it (main.go), held to what it promises.

No engine runs where these tests run: the file is parsed and judged, and not started.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from graph.settings import Settings
from graph.store.bolt import open_store
from lianmeng.checking import check_store

ROOT = Path(__file__).parents[2]
FILE = ROOT / "docker-compose.yml"


@pytest.fixture(scope="session")
def parser(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program of main.go; skipped where it cannot be made, but not in CI."""
    go = shutil.which("go")
    program = tmp_path_factory.mktemp("compose") / "parser"
    said = "go 不在 PATH 中 (Go is missing)"
    if go is not None:
        built = subprocess.run(
            [go, "build", "-mod=readonly", "-buildvcs=false", "-o", str(program), "."],
            cwd=Path(__file__).parent,
            env={**os.environ, "GOTOOLCHAIN": "local", "CGO_ENABLED": "0"},
            capture_output=True,
            text=True,
            check=False,
        )
        said = built.stderr[-1000:]
    if not program.is_file():
        if os.environ.get("CI"):
            pytest.fail(said)
        pytest.skip(f"compose-go: {said}")
    return program


def run(parser: Path, file: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(parser), str(file)], capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def services(parser: Path) -> dict[str, Any]:
    """The services, all profiles among them."""
    read = run(parser, FILE)
    assert read.returncode == 0, read.stderr
    return dict(json.loads(read.stdout)["services"])


@pytest.mark.parametrize(
    ("old", "new"),
    [("retries: 12", "retrys: 12"), ("service_healthy", "service_well"), ("mem_limit: 3g", "mem_limit: [3]"),
     ("neo4j-data:/data", "nowhere:/data"), ("      neo4j:\n        condition", "      neo5j:\n        condition")],
)  # fmt: skip
def test_the_parser_refuses_what_is_wrong(parser: Path, tmp_path: Path, old: str, new: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "docker-compose.yml").write_text(text.replace(old, new), encoding="utf-8")
    assert run(parser, tmp_path / "docker-compose.yml").returncode == 1


def test_ports_are_open_on_this_machine_only(services: dict[str, Any]) -> None:
    ports = [port for service in services.values() for port in service.get("ports", [])]
    assert {port["target"] for port in ports} == {7474, 7687, 8000}
    assert {port["host_ip"] for port in ports} == {"127.0.0.1"}


def test_images_are_pinned_and_of_one_version(services: dict[str, Any]) -> None:
    server, tool = services["neo4j"]["image"], services["admin"]["image"]
    assert re.fullmatch(r"neo4j:5\.26\.\d+-community", server)
    assert tool == f"neo4j/neo4j-admin:{server.split(':')[1]}"
    tested = re.search(r"<neo4j\.version>(.+)</", (ROOT / "tests" / "neo4j" / "pom.xml").read_text(encoding="utf-8"))
    assert tested is not None
    assert server == f"neo4j:{tested[1]}-community"
    assert {services[name]["image"] for name in ("api", "ingest")} == {"lianmeng:0.1.0"}


def test_the_password_is_in_a_file_and_nowhere_else(services: dict[str, Any]) -> None:
    for name in ("neo4j", "api", "ingest"):
        assert services[name]["environment"]["NEO4J_AUTH_FILE"] == "/run/secrets/neo4j_auth"
        assert [secret["target"] for secret in services[name]["secrets"]] == ["/run/secrets/neo4j_auth"]
    given = [key for service in services.values() for key in service.get("environment") or {}]
    assert not [key for key in given if "PASSWORD" in key or key == "NEO4J_AUTH"]


def test_who_needs_the_graph_waits_for_its_health(services: dict[str, Any]) -> None:
    for name in ("api", "ingest"):
        assert services[name]["depends_on"]["neo4j"]["condition"] == "service_healthy"
    health = services["neo4j"]["healthcheck"]
    assert ":7474" in health["test"][1]
    assert health["start_period"] == "1m30s"


def test_memory_is_limited_and_holds_what_the_server_may_take(services: dict[str, Any]) -> None:
    assert all(int(service["mem_limit"]) <= 3 << 30 for service in services.values())
    sizes = {key: value for key, value in services["neo4j"]["environment"].items() if "_memory_" in key}
    taken = sum(int(size[:-1]) << {"m": 20, "g": 30}[size[-1]] for size in sizes.values())
    assert len(sizes) == 2
    assert taken < int(services["neo4j"]["mem_limit"]) * 2 / 3


def test_its_settings_are_known_to_the_server_and_safe(services: dict[str, Any], power_settings: Settings) -> None:
    # NEO4J_a_b__c is the setting a.b_c.
    given = {
        key.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
        for key, value in services["neo4j"]["environment"].items()
        if key != "NEO4J_AUTH_FILE"
    }
    with open_store(power_settings) as store:
        known = {row["name"] for row in store.read("SHOW SETTINGS YIELD name RETURN name")}
    assert given.keys() <= known
    # The server of these tests has the same answer to what would be unsafe.
    assert given["dbms.security.allow_csv_import_from_file_urls"] == "false"
    advice = {row["item"]: row["advice"] for row in check_store(power_settings) if row["advice"]}
    assert advice.keys() == {"来源 sources"}


def test_only_the_server_and_the_service_start_by_themselves(services: dict[str, Any]) -> None:
    assert {name for name, service in services.items() if not service.get("profiles")} == {"neo4j", "api"}


def test_data_and_backups_outlive_the_containers(services: dict[str, Any]) -> None:
    for name in ("neo4j", "admin"):
        kept = {volume["target"]: (volume["type"], volume["source"]) for volume in services[name]["volumes"]}
        assert kept == {"/data": ("volume", "neo4j-data"), "/backups": ("volume", "neo4j-backups")}
    (sources,) = services["ingest"]["volumes"]
    assert sources["read_only"] is True
