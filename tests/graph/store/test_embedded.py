from __future__ import annotations

import dataclasses
import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest

from graph.errors import DataFolderError, PlatformUnsupported, SettingsError, StoreTimeout, StoreUnavailable
from graph.settings import Settings
from graph.store import embedded
from graph.store.arcadedb_http import command
from graph.store.bolt import open_store
from graph.store.embedded import current_endpoint, open_embedded
from graph.store.endpoint import Endpoint

if TYPE_CHECKING:
    from tests.graph.store.conftest import Processes, User, Wait

    Start = Callable[..., User]


def test_users_that_start_together_share_one_server_from_any_directory(
    embedded_settings: Settings, start_user: Start, processes: Processes, wait_for: Wait, tmp_path: Path
) -> None:
    strange = tmp_path / "graph"
    strange.mkdir()
    (strange / "__init__.py").write_text("raise SystemExit('the wrong graph')")
    users = [start_user(cwd=tmp_path), start_user(cwd=Path("/")), start_user()]
    for user in users:
        wait_for("an open store", user.opened, 30)
    with open_embedded(embedded_settings) as endpoint, open_embedded(embedded_settings) as again:
        assert endpoint == again == current_endpoint(embedded_settings)
        assert processes.all() == [processes.keeper, processes.guard, endpoint.pid]
        # The keeper keeps nobody's directory busy and listens to nobody's terminal.
        keeper = psutil.Process(processes.keeper)
        assert keeper.cwd() == str(processes.folder)
        assert keeper.terminal() is None
        for user in users:
            user.kill()
        assert command(endpoint, "RETURN 1 AS one", "cypher") == [{"one": 1}]
    # The next command finds the server still running.
    with open_embedded(embedded_settings) as later:
        assert later == endpoint


def test_no_process_shows_a_password_and_no_secret_is_passed_on(
    shared_settings: Settings, embedded_endpoint: Endpoint
) -> None:
    secrets = (embedded_endpoint.password, embedded_endpoint.reader_password)
    for process in psutil.process_iter(["cmdline"]):
        line = " ".join(process.info["cmdline"] or ())
        assert not any(secret in line for secret in secrets)
    environment = psutil.Process(embedded_endpoint.pid).environ()
    assert set(environment) <= {"PATH", "HOME", "TMPDIR", "TZ", "LC_ALL", "LANG"}
    for path in shared_settings.data.rglob("*"):
        if path.is_file() and path.name != "endpoint.json":
            content = path.read_bytes()
            assert not any(secret.encode() in content for secret in secrets), path.name


def test_every_file_is_private(shared_settings: Settings, embedded_endpoint: Endpoint) -> None:
    paths = [shared_settings.data, *shared_settings.data.rglob("*")]
    assert {"endpoint.json", "start.lock", "users.lock", "keeper.lock", "arguments", "store.log"} <= {
        path.name for path in paths
    }
    assert {path.name: oct(path.stat().st_mode & 0o077) for path in paths if path.stat().st_mode & 0o077} == {}


def _bind(somebody: socket.socket, port: int) -> bool:
    """A dead process may hold its port until its last thread has ended."""
    try:
        somebody.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


def test_a_taken_port_gives_way_to_a_new_one(embedded_settings: Settings, processes: Processes, wait_for: Wait) -> None:
    with open_store(embedded_settings) as store:
        old = store.endpoint
        assert old is not None
        store.write(lambda transaction: transaction.run("CREATE (:Kept {n: 1})"))
        # While the keeper looks away, the server dies and somebody takes its port.
        os.kill(processes.keeper, signal.SIGSTOP)
        os.kill(old.pid, signal.SIGKILL)
        wait_for("the end of the server", lambda: not processes.server)
        with socket.socket() as somebody:
            somebody.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            wait_for("the freed port", lambda: _bind(somebody, old.bolt_port))
            somebody.listen()
            os.kill(processes.keeper, signal.SIGCONT)
            new = current_endpoint(embedded_settings)
            assert new.bolt_port != old.bolt_port
        # The open store goes on through the new port.
        assert store.read("MATCH (n:Kept) RETURN n.n AS n") == [{"n": 1}]


def test_a_statement_that_never_ends_is_ended(embedded_settings: Settings) -> None:
    endless = "UNWIND range(1, 9000) AS a UNWIND range(1, 9000) AS b UNWIND range(1, 9000) AS c RETURN max(c) AS m"
    with open_store(dataclasses.replace(embedded_settings, load_limit=1.0)) as store:
        with pytest.raises(StoreTimeout):
            store.write(lambda transaction: transaction.run(endless))
        assert store.read("RETURN 1 AS one") == [{"one": 1}]


def test_a_server_that_cannot_start_is_told_in_one_sentence(
    embedded_settings: Settings, processes: Processes, wait_for: Wait
) -> None:
    with (
        pytest.raises(StoreUnavailable, match=r"启动失败.*does not start.*store.log"),
        open_embedded(dataclasses.replace(embedded_settings, store_heap="1k")),
    ):
        pass
    wait_for("the end of all processes", lambda: not processes.all())
    with open_embedded(embedded_settings) as endpoint:
        assert command(endpoint, "RETURN 1 AS one", "cypher") == [{"one": 1}]


def test_what_cannot_be_is_refused_before_anything_is_started(
    embedded_settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with (
        pytest.raises(SettingsError, match="LIANMENG_STORE_HEAP"),
        open_embedded(dataclasses.replace(embedded_settings, store_heap="much")),
    ):
        pass
    (tmp_path / "file").touch()
    with (
        pytest.raises(DataFolderError, match="LIANMENG_DATA"),
        open_embedded(dataclasses.replace(embedded_settings, data=tmp_path / "file")),
    ):
        pass

    def missing() -> None:
        raise PlatformUnsupported("no wheel")

    monkeypatch.setattr(embedded, "find_engine", missing)
    with pytest.raises(PlatformUnsupported), open_embedded(embedded_settings):
        pass
    assert not embedded_settings.data.exists()
