from __future__ import annotations

import http.client
import json
import socket
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psutil
import pytest

from graph.errors import PlatformUnsupported, SettingsError, StatementRefused, StoreError
from graph.settings import Settings
from graph.store import arcadedb
from graph.store.arcadedb_http import command
from graph.store.bolt import Store, open_store
from graph.store.endpoint import Accounts, Endpoint

LIMITS = arcadedb.Limits()


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_wheel_has_a_java_and_libraries() -> None:
    engine = arcadedb.find_engine()
    assert engine.java.name == "java"
    assert list(engine.jars.glob("arcadedb-server-*.jar"))


def test_without_the_wheel_the_sentence_says_what_to_do() -> None:
    with pytest.raises(PlatformUnsupported, match=r"no wheel of the embedded store.*NEO4J_URI"):
        arcadedb.find_engine("no_such_package_of_ours")


def test_a_wheel_without_its_java_is_as_good_as_none() -> None:
    with pytest.raises(PlatformUnsupported):
        arcadedb.find_engine("json")


def test_the_directory_is_private_and_has_no_password_in_clear(tmp_path: Path) -> None:
    arcadedb.write_directory(tmp_path, Accounts("secret-of-root", "secret-of-reader"))
    arguments = arcadedb.write_arguments(tmp_path, tmp_path, arcadedb.find_engine(), (1, 2), LIMITS)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} == {"arguments", "server-groups.json", "server-users.jsonl"}
    for path in files:
        assert _mode(path) == 0o600
        assert "secret" not in path.read_text()
    assert _mode(tmp_path / "config") == 0o700
    users = [json.loads(line) for line in (tmp_path / "config" / "server-users.jsonl").read_text().splitlines()]
    assert {user["name"]: user["databases"] for user in users} == {
        "root": {"*": ["admin"]},
        "reader": {"lianmeng": ["reader"]},
    }
    assert "-Darcadedb.bolt.host=127.0.0.1" in arguments.read_text()


def test_any_folder_name_survives_the_argument_file(tmp_path: Path) -> None:
    folder = Path('/srv/a "b" \\c/数据 夹')
    text = arcadedb.write_arguments(tmp_path, folder, arcadedb.find_engine(), (1, 2), LIMITS).read_text()
    assert r'"-Darcadedb.server.databaseDirectory=/srv/a \"b\" \\c/数据 夹/databases"' in text
    assert all(line.startswith('"') and line.endswith('"') for line in text.splitlines())


@pytest.mark.parametrize("heap", ["", "1", "512m", "1G", "64M"])
def test_heaps(heap: str) -> None:
    if heap:
        arcadedb.check_limits(arcadedb.Limits(heap=heap))
    else:
        for wrong in ("", "0", "-1", "1 g", "1gb", "eins", '1g"\n-Dx=y'):
            with pytest.raises(SettingsError, match="LIANMENG_STORE_HEAP"):
                arcadedb.check_limits(arcadedb.Limits(heap=wrong))


def test_the_server_outlives_its_last_user_by_five_seconds() -> None:
    assert arcadedb.Limits().linger_s == 5.0


def test_the_same_ports_where_they_are_free_else_new_ones() -> None:
    first = arcadedb.choose_ports()
    assert len(set(first)) == 2
    assert arcadedb.choose_ports(first) == first
    for taken in first:
        with socket.socket() as somebody:
            somebody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            somebody.bind(("127.0.0.1", taken))
            somebody.listen()
            assert taken not in arcadedb.choose_ports(first)


@pytest.fixture(scope="module")
def store(shared_settings: Settings, embedded_endpoint: Endpoint) -> Iterator[Store]:
    with open_store(shared_settings) as opened:
        yield opened


def test_only_this_machine_is_served(embedded_endpoint: Endpoint) -> None:
    sockets = psutil.Process(embedded_endpoint.pid).net_connections("inet")
    listening = {(one.laddr.ip, one.laddr.port) for one in sockets if one.status == psutil.CONN_LISTEN}
    assert {port for _, port in listening} == {embedded_endpoint.bolt_port, embedded_endpoint.http_port}
    assert all(address in ("127.0.0.1", "::ffff:127.0.0.1") for address, _ in listening)


def test_nothing_but_the_database_is_behind_http(embedded_endpoint: Endpoint) -> None:
    def get(path: str) -> tuple[int, bytes]:
        with closing(http.client.HTTPConnection("127.0.0.1", embedded_endpoint.http_port, timeout=30)) as connection:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read()

    # The web studio would come from its own jar and bring scripts along.
    assert not list(arcadedb.find_engine().jars.glob("*studio*"))
    assert b"<script" not in get("/")[1]
    assert get("/js/studio-utils.js")[0] == 404
    assert get("/api/v1/databases")[0] in (401, 403)


@pytest.mark.parametrize(
    "place", ["file:///etc/hosts", "/etc/hosts", "file:/etc/hosts", "http://127.0.0.1:1/x.csv", "classpath:///x"]
)
def test_load_csv_is_refused_for_everybody(store: Store, embedded_endpoint: Endpoint, place: str) -> None:
    statement = f"LOAD CSV FROM '{place}' AS row RETURN row"
    with pytest.raises(StatementRefused, match="LOAD CSV"):
        store.write(lambda transaction: transaction.run(statement))
    with pytest.raises(StatementRefused):
        store.read(statement)
    with pytest.raises(StatementRefused):
        command(embedded_endpoint, statement, "cypher")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE (n:ReaderProbe {id: 'b'})",
        "CREATE (n:ReaderNew {id: 'b'})",
        "MERGE (n:ReaderProbe {id: 'b'})",
        "MATCH (n:ReaderProbe) SET n.id = 'c'",
        "MATCH (n:ReaderProbe) REMOVE n.id",
        "MATCH (n:ReaderProbe) DELETE n",
        "MATCH (n:ReaderProbe) DETACH DELETE n",
        "MATCH (n:ReaderProbe) CREATE (n)-[:KNOWS]->(n)",
        "CREATE CONSTRAINT reader_probe IF NOT EXISTS FOR (n:ReaderProbe) REQUIRE n.id IS UNIQUE",
        "CREATE INDEX reader_probe IF NOT EXISTS FOR (n:ReaderProbe) ON (n.id)",
        "DROP INDEX reader_probe",
    ],
)
def test_the_reader_cannot_write(store: Store, statement: str) -> None:
    store.write(lambda transaction: transaction.run("MERGE (n:ReaderProbe {id: 'a'})"))
    with pytest.raises(StoreError):
        store.read(statement)
    unchanged = store.read("MATCH (n:ReaderProbe) RETURN n.id AS id, count { (n)--() } AS edges")
    assert unchanged == [{"id": "a", "edges": 0}]
    store.write(lambda transaction: transaction.run("MATCH (n:ReaderProbe) DETACH DELETE n"))
